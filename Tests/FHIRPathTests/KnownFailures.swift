// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The cases of others' suites that fail, each with its reason, from KnownFailures.txt.
///
/// A line is the name of a suite and a case, a tab, and the reason.
struct KnownFailures {
  private(set) var reasons: [String: String] = [:]

  init(suite: String) throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("KnownFailures.txt")
    for line in try String(contentsOf: path, encoding: .utf8).split(separator: "\n") {
      let parts = line.split(separator: "\t", maxSplits: 1)
      guard parts.count == 2, parts[0].hasPrefix(suite + "/") else { continue }
      reasons[String(parts[0].dropFirst(suite.count + 1))] = String(parts[1])
    }
  }

  /// Returns what is wrong with a list of failures: those that no reason is given for, and reasons
  /// for what does not fail.
  func complaints(about failures: [String: String]) -> [String] {
    let unexplained = failures.filter { reasons[$0.key] == nil }
      .map { "fails: \($0.key): \($0.value)" }
    let passing = reasons.keys.filter { failures[$0] == nil }.map { "passes, but is listed: \($0)" }
    return (unexplained + passing).sorted()
  }
}
