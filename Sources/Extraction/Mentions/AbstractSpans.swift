// SPDX-License-Identifier: Apache-2.0

/// Makes what the model for abstracts found in one abstract agree with itself: an abbreviation is
/// what its long form is, and a name that was found is found everywhere.
struct AbstractSpans {
  let note: TokenizedNote

  /// Returns the spans with those that follow from them.
  func completed(_ spans: [ModelSpan]) -> [ModelSpan] {
    var result = spans
    var owner = [Int](repeating: -1, count: note.tokens.count)
    for (index, span) in spans.enumerated() {
      for token in span.start..<span.end { owner[token] = index }
    }
    func add(_ range: Range<Int>, _ type: Int, _ marginal: Float) {
      guard range.allSatisfy({ owner[$0] < 0 }) else { return }
      for token in range { owner[token] = result.count }
      result.append(
        ModelSpan(start: range.lowerBound, end: range.upperBound, type: type, marginal: marginal)
      )
    }
    for (short, type) in abbreviations(spans) {
      for token in note.tokens.indices where note.text(token..<token + 1) == short {
        add(token..<token + 1, type, 0.8)
      }
    }
    for (name, type) in repeated(spans) {
      for start in note.tokens.indices where start + name.count <= note.tokens.count {
        if (0..<name.count).allSatisfy({ note.tokens[start + $0].hash == name[$0] }) {
          add(start..<start + name.count, type, 0.7)
        }
      }
    }
    return result.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
  }

  /// Short forms in parentheses behind a span, whose letters the span's words hold in order.
  private func abbreviations(_ spans: [ModelSpan]) -> [(String, Int)] {
    var result: [(String, Int)] = []
    for span in spans {
      let open = span.end
      guard note.isSymbol(open, 0x28), note.isSymbol(open + 2, 0x29) else { continue }
      let short = note.text(open + 1..<open + 2)
      guard (2...8).contains(short.utf8.count), short.contains(where: \.isUppercase) else {
        continue
      }
      if Self.isSpelled(short, by: note.text(span.start..<span.end)) {
        result.append((short, span.type))
      }
    }
    return result
  }

  private static func isSpelled(_ short: String, by long: String) -> Bool {
    var letters = short.lowercased().filter(\.isLetter)[...]
    guard let first = letters.first, long.lowercased().first == first else { return false }
    for character in long.lowercased() where character == letters.first { letters.removeFirst() }
    return letters.isEmpty
  }

  /// Names of some length that the model found and is sure of, as hashes of their words.
  private func repeated(_ spans: [ModelSpan]) -> [([UInt32], Int)] {
    var types: [[UInt32]: [Int: Int]] = [:]
    for span in spans where span.marginal > 0.8 && span.end - span.start < 6 {
      let length = Int(note.tokens[span.end - 1].end) - Int(note.tokens[span.start].start)
      guard length > 4 else { continue }
      let name = (span.start..<span.end).map { note.tokens[$0].hash }
      types[name, default: [:]][span.type, default: 0] += 1
    }
    return types.compactMap { name, counts -> ([UInt32], Int)? in
      counts.count == 1 ? counts.first.map { (name, $0.key) } : nil
    }
    .sorted { left, right in
      left.0.count != right.0.count
        ? left.0.count > right.0.count : left.0.lexicographicallyPrecedes(right.0)
    }
  }
}
