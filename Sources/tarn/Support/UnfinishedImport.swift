// SPDX-License-Identifier: Apache-2.0

import Store

import func TUI.unfinishedImport

/// An import that did not come to its end, so that the lake holds a part of what it was given.
enum UnfinishedImport {
  /// Says so of a lake, where the newest import is one.
  ///
  /// - Throws: ``StoreError``.
  static func tell(of lake: Lake) throws {
    guard let job = try lake.unfinishedImport() else { return }
    let words = unfinishedImport(
      Int(job.id),
      isRunning: job.state == .running,
      resources: job.counts.total
    )
    Output.error("tarn: \(words)\n  The same import, run again, goes on where it was")
  }
}
