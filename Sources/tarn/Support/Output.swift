// SPDX-License-Identifier: Apache-2.0

import Foundation
import Terminal

/// Standard output and standard error.
enum Output {
  /// Whether standard output is a terminal.
  static var isTerminal: Bool { isatty(1) == 1 }

  /// Whether standard error is a terminal.
  static var isErrorTerminal: Bool { isatty(2) == 1 }

  /// Writes a line to standard output; a reader that has gone away ends the program quietly.
  static func line(_ text: String = "") { write(Array((text + "\n").utf8)) }

  /// Writes bytes to standard output.
  static func write(_ bytes: [UInt8]) {
    var at = 0
    while at < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        Foundation.write(1, buffer.baseAddress.map { $0 + at }, buffer.count - at)
      }
      if written < 0 && errno == EINTR { continue }
      // A broken pipe is success: whoever reads has read enough.
      guard written > 0 else { exit(errno == EPIPE ? 0 : 2) }
      at += written
    }
  }

  /// Returns a text without control characters, so that data cannot steer a terminal.
  static func harmless(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { DisplayText(String($0)).text }.joined(separator: "\n")
  }

  /// Writes a line to standard error.
  static func error(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// Says that a list ended before its end.
  ///
  /// - Parameters:
  ///   - limit: How many were printed.
  ///   - option: What gives more.
  static func cut(at limit: Int, option: String) {
    error("There are more: the first \(limit) are printed (\(option))")
  }

  /// Prints rows as a table on a terminal, and as TSV in a pipe.
  ///
  /// - Parameters:
  ///   - header: The names of the columns.
  ///   - rows: The rows.
  ///   - right: The columns that are set to the right.
  static func table(_ header: [String], _ rows: [[String]], right: Set<Int> = []) {
    guard isTerminal else {
      line(header.joined(separator: "\t"))
      for row in rows {
        line(
          row.map { $0.replacing("\t", with: " ").replacing("\n", with: " ") }
            .joined(separator: "\t")
        )
      }
      return
    }
    let cells = ([header] + rows).map { $0.map { DisplayText($0) } }
    let widths = header.indices.map { column in
      cells.map(\.[column].width).max() ?? 0
    }
    for row in cells {
      var text = ""
      for (column, cell) in row.enumerated() {
        let pad = String(repeating: " ", count: widths[column] - cell.width)
        text += right.contains(column) ? pad + cell.text : cell.text + pad
        if column + 1 < row.count { text += "  " }
      }
      while text.last == " " { text.removeLast() }
      line(text)
    }
  }
}
