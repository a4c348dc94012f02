// SPDX-License-Identifier: Apache-2.0

internal import TOMLKit

/// Reads TOML that users wrote.
enum CheckedTOML {
  /// What is wrong, and where.
  struct Problem: Error, Equatable {
    /// The line, from 1.
    let line: Int
    /// What is wrong.
    let message: String
  }

  /// Reads a document.
  ///
  /// - Throws: ``Problem`` when the text is not TOML.
  static func table(_ text: String) throws(Problem) -> TOMLTable {
    if let line = brokenHeader(in: text) {
      throw Problem(line: line, message: "The name of a table is missing")
    }
    do {
      return try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw Problem(line: error.source.begin.line, message: error.description)
    } catch {
      throw Problem(line: 1, message: "The file is not TOML")
    }
  }

  /// Finds a header without a name, as in `[[[`.
  ///
  /// The parser of TOMLKit 0.6 (toml++, parse_key) stops the program there instead of reporting it; this can
  /// go when it does.
  private static func brokenHeader(in text: String) -> Int? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      var rest = line.drop { $0 == " " || $0 == "\t" }
      guard rest.first == "[" else { continue }
      rest = rest.dropFirst()
      if rest.first == "[" { rest = rest.dropFirst() }
      rest = rest.drop { $0 == " " || $0 == "\t" }
      let isName = rest.unicodeScalars.first.map { scalar in
        scalar.isASCII
          && (scalar.properties.isAlphabetic || "0123456789-_\"'".unicodeScalars.contains(scalar))
      }
      if isName != true { return index + 1 }
    }
    return nil
  }
}
