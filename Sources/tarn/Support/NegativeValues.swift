// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// Values that begin with a minus: `--days -5`, `--as-of -6mo`.
///
/// The parser takes what begins with a minus for an option, and says that a value is missing. Where
/// it does, the value is joined to its option and read again, so that what is wrong with the value is
/// said, or nothing is.
enum NegativeValues {
  /// Parses arguments.
  ///
  /// - Parameters:
  ///   - arguments: The arguments, the program's name left out.
  ///   - parse: The parser.
  /// - Returns: What the parser makes of them.
  /// - Throws: What the parser throws.
  static func parse<Parsed>(
    _ arguments: [String],
    _ parse: ([String]) throws -> Parsed
  ) throws -> Parsed {
    do {
      return try parse(arguments)
    } catch {
      let joined = join(arguments)
      guard joined != arguments, Tarn.message(for: error).hasPrefix("Missing value for") else {
        throw error
      }
      return try parse(joined)
    }
  }

  /// Joins long options with a value behind them that begins with a minus and a digit.
  static func join(_ arguments: [String]) -> [String] {
    var result: [String] = []
    var isOver = false
    for argument in arguments {
      if argument == "--" { isOver = true }
      if !isOver, isNegative(argument), let option = result.last, option.hasPrefix("--"),
        !option.contains("=")
      {
        result[result.count - 1] = "\(option)=\(argument)"
      } else {
        result.append(argument)
      }
    }
    return result
  }

  private static func isNegative(_ text: String) -> Bool {
    text.utf8.count > 1 && text.hasPrefix("-") && text.dropFirst().first?.isASCII == true
      && text.dropFirst().first?.isNumber == true
  }
}
