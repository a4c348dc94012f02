// SPDX-License-Identifier: Apache-2.0

import Extraction

/// A document with a label per token.
struct LabelledDocument {
  let id: String
  let note: TokenizedNote
  /// Spans of tokens after nested ones are dropped, longest first.
  var gold: [TokenSpan]
  /// All spans, nested ones too.
  var spans: [TokenSpan] = []
  var labels: [UInt8]
}

/// A typed range of tokens.
struct TokenSpan: Hashable {
  var start: Int
  var end: Int
  var type: Int
}

extension LabelledDocument {
  /// Gives the tokens of a document their labels.
  init(_ document: GoldDocument, types: [String]) {
    id = document.id
    note = TokenizedNote(document.text)
    gold = []
    labels = [UInt8](repeating: 0, count: note.tokens.count)
    let spans = document.spans.compactMap { span -> TokenSpan? in
      guard let type = types.firstIndex(of: span.type) else { return nil }
      let start = Self.index(note.tokens, after: span.begin)
      var end = start
      while end < note.tokens.count, Int(note.tokens[end].pointStart) < span.end { end += 1 }
      return end > start ? TokenSpan(start: start, end: end, type: type) : nil
    }
    .sorted { ($1.end - $1.start, $0.start) < ($0.end - $0.start, $1.start) }
    self.spans = spans
    for span in spans where labels[span.start..<span.end].allSatisfy({ $0 == 0 }) {
      gold.append(span)
      for at in span.start..<span.end { labels[at] = UInt8(span.type * 2 + 2) }
      labels[span.start] = UInt8(span.type * 2 + 1)
    }
    gold.sort { $0.start < $1.start }
  }

  /// The first token that ends behind a code point.
  private static func index(_ tokens: [Token], after point: Int) -> Int {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if Int(tokens[middle].pointEnd) <= point { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Returns the spans that BIO labels spell.
  static func spans(of labels: some RandomAccessCollection<UInt8>) -> [TokenSpan] {
    var result: [TokenSpan] = []
    var open: TokenSpan?
    for (index, label) in labels.enumerated() {
      let type = (Int(label) - 1) / 2
      if label != 0, label % 2 == 0, let current = open, current.type == type {
        open?.end = index + 1
        continue
      }
      if let current = open { result.append(current) }
      open = label == 0 ? nil : TokenSpan(start: index, end: index + 1, type: type)
    }
    if let current = open { result.append(current) }
    return result
  }
}
