// SPDX-License-Identifier: Apache-2.0

internal import Extraction
internal import Store
internal import Terminal

/// Saying otherwise than was read: another kind, other words, another code, and all of a note at once.
extension AppState {
  /// The kinds that an entity can be corrected to, in the order in which a key goes through them.
  private static let kinds: [EntityType] = [
    .condition, .genericName, .brandName, .testName, .procedureName, .treatmentName, .allergies,
  ]

  /// Says that the entity is of the next kind, and keeps it in focus.
  mutating func correctKind() {
    guard let entity = review?.focused else { return }
    let at = Self.kinds.firstIndex(of: entity.type) ?? Self.kinds.count - 1
    var correction = entity.verdict?.correction ?? Verdict.Correction()
    correction.type = Self.kinds[(at + 1) % Self.kinds.count]
    decide(.corrected, key: "g k", correction: correction, advances: false)
    if let change = review?.trail.last.flatMap({ kindChange($0) }) {
      say("\(change); u takes it back")
    }
  }

  /// What a step made of the kind: `problem → med`; `nil` where the kind stayed.
  func kindChange(_ step: ReviewState.Step) -> String? {
    let old = step.before?.correction.type ?? step.stored.type
    let new = step.after.correction.type ?? step.stored.type
    guard old != new else { return nil }
    return "\(ReviewWords.kind(old)) \(Character(settings.glyphs[.arrow])) \(ReviewWords.kind(new))"
  }

  /// Says that the entity ends, or begins, a word earlier or later, and keeps it in focus.
  ///
  /// - Parameters:
  ///   - edge: Which end is moved.
  ///   - offset: How many words forward.
  ///   - key: The key that did it, for the trail.
  mutating func moveEdge(_ edge: SpanEdge, by offset: Int, key: String) {
    guard let review, let entity = review.focused, let text = review.content?.text else { return }
    let words = NoteWords(text)
    guard let range = words.moving(edge, of: entity.range, by: offset) else {
      return say(offset < 0 ? "It cannot reach less" : "It cannot reach further")
    }
    var correction = entity.verdict?.correction ?? Verdict.Correction()
    correction.span = range == entity.stored.begin..<entity.stored.end ? nil : range
    let decision: Verdict.Decision = correction.isEmpty ? .accepted : .corrected
    decide(decision, key: key, correction: correction, advances: false)
    guard !settings.isDeidentified else { return say("Other words are meant; u takes it back") }
    say("»\(quoted(range, text))« instead of »\(quoted(entity.range, text))«; u takes it back")
  }

  /// Words of a note on one line.
  private func quoted(_ range: Range<Int>, _ text: String) -> String {
    let scalars = text.unicodeScalars.dropFirst(range.lowerBound).prefix(range.count)
    return String(String.UnicodeScalarView(scalars.map { $0.properties.isWhitespace ? " " : $0 }))
  }

  /// Asks whether all that is listed and waits is accepted.
  mutating func confirmAcceptListed() {
    guard let review, let content = review.content else { return }
    let waiting = review.listed.map { content.entities[$0] }.filter { $0.decision == .unreviewed }
    guard let lowest = waiting.map(\.stored.score).min() else {
      return say("Nothing that is listed waits for a decision")
    }
    let keys = Set(waiting.map(\.stored.key))
    let count = counted(keys.count, "entity", plural: "entities")
    var lines = [
      StyledLine(review.note?.key.description ?? "", .strong),
      StyledLine("The lowest score is \(Self.score(lowest)).", .text),
    ]
    if review.hiddenCount > 0 {
      lines.append(
        StyledLine(
          "\(grouped(review.hiddenCount)) below the least score are left as they are.",
          .dim
        )
      )
    }
    popups.append(
      .confirm(
        Confirmation(
          title: "Accept \(count)?",
          lines: lines,
          answers: [
            .init(
              key: "y",
              words: keys.count == 1 ? "accept it" : "accept them",
              action: { $0.acceptListed(keys) }
            ),
            .init(key: "n", words: "leave them", action: { $0.say("Nothing was accepted") }),
          ]
        )
      )
    )
  }

  /// Accepts what is listed and waits, as one step of the trail.
  ///
  /// - Parameter keys: The entities that the reader was asked about.
  private mutating func acceptListed(_ keys: Set<Int64>) {
    guard let review, let content = review.content else { return }
    let waiting = review.listed.filter {
      let entity = content.entities[$0]
      return entity.decision == .unreviewed && keys.contains(entity.stored.key)
    }
    guard !waiting.isEmpty else { return say("Nothing that is listed waits for a decision") }
    let focus = review.focus
    let batch = (review.trail.last?.batch ?? 0) + 1
    for place in waiting {
      self.review?.focus = place
      decide(.accepted, key: "A", advances: false, batch: batch)
    }
    self.review?.focus = focus
    say("Accepted \(counted(waiting.count, "entity", plural: "entities")); u takes them back")
  }

  /// Looks for a code by words.
  mutating func openCodeSearch() {
    guard let entity = review?.focused else { return }
    let words = settings.isDeidentified ? "" : entity.stored.text
    openPrompt(.code, text: words)
    prompt?.isProposed = !words.isEmpty
  }

  mutating func findCodes(_ words: String) {
    guard !words.isEmpty, let entity = review?.focused else { return }
    start(.codes, .findCodes(words, entity: entity.stored.key))
  }

  mutating func receive(codes: [Concept], of words: String, entity: Int64) {
    guard review?.focused?.stored.key == entity else { return }
    if codes.isEmpty {
      return say(
        UserMessage(
          .info,
          "No code is known for '\(words)'",
          advice: "'tarn terminology load DIR' loads more"
        )
      )
    }
    review?.found = ReviewState.FoundCodes(entity: entity, words: words, concepts: codes)
  }
}

/// An end of the words of an entity.
enum SpanEdge: Sendable {
  case begin
  case end
}

/// Where the words of a note stand, as ranges of code points.
struct NoteWords {
  private let words: [Range<Int>]

  init(_ text: String) {
    var words: [Range<Int>] = []
    var start: Int?
    var place = 0
    for scalar in text.unicodeScalars {
      let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      if isWord, start == nil { start = place }
      if !isWord, let first = start {
        words.append(first..<place)
        start = nil
      }
      place += 1
    }
    if let first = start { words.append(first..<place) }
    self.words = words
  }

  /// A range with one end moved by words; `nil` where nothing would be left, or no word is there.
  func moving(_ edge: SpanEdge, of range: Range<Int>, by offset: Int) -> Range<Int>? {
    guard let first = words.firstIndex(where: { $0.upperBound > range.lowerBound }),
      let last = words.lastIndex(where: { $0.lowerBound < range.upperBound }), first <= last
    else { return nil }
    let moved = (edge == .begin ? first : last) + offset
    guard words.indices.contains(moved) else { return nil }
    switch edge {
    case .begin:
      return moved <= last ? words[moved].lowerBound..<range.upperBound : nil
    case .end:
      return moved >= first ? range.lowerBound..<words[moved].upperBound : nil
    }
  }
}
