// SPDX-License-Identifier: Apache-2.0

import Store

import func TUI.counted

/// An import that did not come to its end, so that the lake holds a part of what it was given.
enum UnfinishedImport {
  /// Says so of a lake, where the newest import is one.
  ///
  /// - Throws: ``StoreError``.
  static func tell(of lake: Lake) throws {
    guard let job = try lake.unfinishedImport() else { return }
    let state = job.state == .running ? "is under way, or was broken off" : "was broken off"
    Output.error(
      """
      tarn: import \(job.id) \(state) after \(counted(job.counts.total, "resource"))
        Run the same import again: it goes on where it was
      """
    )
  }
}
