// SPDX-License-Identifier: Apache-2.0

import Exchange
import Foundation

import func TUI.counted
import func TUI.grouped

/// A line on standard error that says how far work has come, when that is a terminal.
final class ProgressMeter {
  private var lastShown: Int64 = -1000
  private var isShown = false

  func show(_ progress: ImportProgress) {
    guard Output.isErrorTerminal, progress.elapsed - lastShown >= 100 else { return }
    lastShown = progress.elapsed
    write("\r\u{1B}[K" + Self.text(progress))
  }

  /// `12,000 resources, 8,000/s, 40 % of 3 files, 2 s left`.
  static func text(_ progress: ImportProgress) -> String {
    let seconds = Double(max(progress.elapsed, 1)) / 1000
    let rate = Double(progress.resources) / seconds
    var text = "\(counted(progress.resources, "resource")), \(grouped(Int(rate)))/s"
    if progress.totalBytes > 0 {
      let share = min(1, Double(progress.bytes) / Double(progress.totalBytes))
      text += ", \(Int(share * 100)) % of \(counted(progress.files, "file"))"
      if share > 0.01 {
        text += ", \(duration(seconds / share - seconds)) left"
      }
    }
    return text
  }

  func show(_ what: String, _ done: Int, _ total: Int) {
    guard Output.isErrorTerminal else { return }
    write("\r\u{1B}[K\(what) \(grouped(done)) of \(grouped(total))")
  }

  func finish() {
    if isShown { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) {
    isShown = true
    FileHandle.standardError.write(Data(text.utf8))
  }

  static func duration(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}
