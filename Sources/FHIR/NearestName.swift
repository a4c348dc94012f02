// SPDX-License-Identifier: Apache-2.0

/// The name somebody may have meant.
public enum NearestName {
  /// Returns the candidate that a misspelt name is closest to, and `nil` where none is close.
  ///
  /// The distance counts inserted, removed, replaced and swapped characters, those that differ in
  /// case only half. Close is at most a third of the name, and of two characters or more one at least. Of equally
  /// close candidates the first is returned.
  public static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.utf8)
    guard !wanted.isEmpty else { return nil }
    var best: (name: String, distance: Int)?
    let limit = wanted.count == 1 ? 1 : 2 * max(1, (wanted.count + 1) / 3)
    for candidate in candidates {
      let distance = distance(wanted, Array(candidate.utf8), limit: limit)
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// The distance in half characters.
  private static func distance(_ a: [UInt8], _ b: [UInt8], limit: Int) -> Int {
    guard abs(a.count - b.count) * 2 <= limit else { return .max }
    var previous = [Int](repeating: 0, count: b.count + 1)
    var before = previous
    var row = Array(0...b.count).map { $0 * 2 }
    for i in 0..<a.count {
      before = previous
      previous = row
      row[0] = (i + 1) * 2
      for j in 0..<b.count {
        let cost = a[i] == b[j] ? 0 : lowercased(a[i]) == lowercased(b[j]) ? 1 : 2
        var least = min(previous[j] + cost, previous[j + 1] + 2, row[j] + 2)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          least = min(least, before[j - 1] + 2)
        }
        row[j + 1] = least
      }
    }
    return row[b.count]
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
  }
}
