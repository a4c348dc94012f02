// SPDX-License-Identifier: Apache-2.0

import Foundation
public import Testing

/// Compares a text with a file beside the tests; `UPDATE_GOLDENS=1` writes the file instead.
///
/// A missing file fails, and so does one that differs.
///
/// - Parameters:
///   - text: What is there now.
///   - name: The file's name in the folder `Goldens` beside the test's file.
///   - folder: Another folder, from the root of the package.
///   - filePath: The test's file.
///   - sourceLocation: Where the comparison stands.
public func expectGolden(
  _ text: String,
  _ name: String,
  in folder: String? = nil,
  filePath: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let root = #filePath.prefix(#filePath.count - "Tests/Support/Golden.swift".count)
  let folder =
    folder.map { URL(fileURLWithPath: String(root)).appendingPathComponent($0) }
    ?? URL(fileURLWithPath: filePath).deletingLastPathComponent().appendingPathComponent("Goldens")
  let file = folder.appendingPathComponent(name)
  if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    } catch {
      Issue.record("The golden \(name) cannot be written: \(error)", sourceLocation: sourceLocation)
    }
    return
  }
  guard let expected = try? String(contentsOf: file, encoding: .utf8) else {
    Issue.record(
      "There is no golden \(name); UPDATE_GOLDENS=1 writes it",
      sourceLocation: sourceLocation
    )
    return
  }
  guard expected != text else { return }
  let (old, new) = (lines(of: expected), lines(of: text))
  let first = zip(old, new).enumerated().first { $0.element.0 != $0.element.1 }?.offset
  let line = first ?? min(old.count, new.count)
  Issue.record(
    """
    \(name) differs from line \(line + 1) on:
    golden: \(line < old.count ? old[line] : "(no line)")
    now:    \(line < new.count ? new[line] : "(no line)")
    """,
    sourceLocation: sourceLocation
  )
}

private func lines(of text: String) -> [String] {
  text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
}
