// SPDX-License-Identifier: Apache-2.0

/// Reads clinical notes: what they name, with details, assertions, codes and reasons.
///
/// Reading is a function of the text, the note's date and the engine: no clock, no files, no network.
/// It never fails; text without anything clinical has no entities.
public struct ClinicalTextEngine: Sendable {
  private let lexicon: Lexicon
  private let models: TrainedModels?
  private let finder: ConceptFinder

  /// The version of lexicon, rules and weights.
  public let modelVersion: String

  /// Creates an engine with what the program holds.
  ///
  /// - Parameter usesModels: Whether the trained weights are used beside lexicon and rules.
  public init(usesModels: Bool = true) {
    self.init(models: usesModels ? TrainedModels.shared : nil)
  }

  package init(models: TrainedModels?) {
    lexicon = .shared
    finder = .shared
    self.models = models
    modelVersion = models == nil ? "tarn-rules-1" : "tarn-notes-1"
  }

  /// Reads a note.
  ///
  /// - Parameters:
  ///   - text: The note, as decoded; offsets count its code points.
  ///   - noteDate: When it was written, for "yesterday" and "3 weeks ago"; `nil` where unknown.
  ///   - spans: Code points of mentions that are known; where they are given, nothing else is looked
  ///     for, and they are only typed, asserted and coded.
  /// - Returns: What was read.
  public func read(
    _ text: String,
    noteDate: CalendarDate? = nil,
    spans: [Range<Int>]? = nil
  ) -> ExtractedNote {
    let note = TokenizedNote(text)
    var reading = Reading(note: note, noteDate: noteDate)
    MentionFinder(lexicon: lexicon, models: models).find(&reading)
    let sig = SigScanner(note: note).pieces()
    let model = reading.pieces
    // What the grammar reads stands above what the model guesses of the same words.
    reading.pieces = sig
    MedicationLinker.link(&reading)
    var taken = [Bool](repeating: false, count: note.tokens.count)
    for piece in reading.pieces where piece.isLinked {
      for token in piece.range { taken[token] = true }
    }
    reading.pieces = model.filter { !$0.range.contains { taken[$0] } }
    // "by mouth" is a route, not a place of the body.
    reading.mentions.removeAll { mention in
      mention.category != .medication && mention.range.contains { taken[$0] }
    }
    SocialFinder(note: note).find(&reading)
    PrivacyFinder(note: note).find(&reading)
    TimeFinder.find(&reading)
    AttributeLinker(note: note).link(&reading)
    TimeFinder.link(&reading)
    if let spans { keep(spans, &reading) }
    AssertionRules(note: note).mark(&reading)
    ConditionNature(lexicon: lexicon).mark(&reading)
    return NoteWriter(reading: reading, lexicon: lexicon, finder: finder, version: modelVersion)
      .note(unmapped: spans == nil)
  }

  /// Replaces the mentions by the given spans, typed as what was found there.
  private func keep(_ spans: [Range<Int>], _ reading: inout Reading) {
    let found = reading.mentions
    reading.pieces = []
    reading.mentions = spans.compactMap { span -> Mention? in
      guard let range = reading.note.tokens(in: span) else { return nil }
      let near = found.filter { $0.overlaps(range) && $0.category != .timeExpression }
      let best = near.max { left, right in
        left.range.clamped(to: range).count < right.range.clamped(to: range).count
      }
      var mention =
        best
        ?? Mention(
          start: range.lowerBound,
          end: range.upperBound,
          category: .medicalCondition,
          type: .condition,
          score: 0.5,
          sources: []
        )
      mention.start = range.lowerBound
      mention.end = range.upperBound
      mention.sources.append("given")
      if !AssertionRules.takesAssertions(mention) {
        mention.category = .medicalCondition
        mention.type = .condition
        mention.entry = -1
      }
      mention.traits = []
      return mention
    }
    .sorted { ($0.start, $0.end) < ($1.start, $1.end) }
  }
}

extension TokenizedNote {
  /// The tokens that a range of code points touches.
  func tokens(in points: Range<Int>) -> Range<Int>? {
    var low = 0
    var high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if Int(tokens[middle].pointEnd) <= points.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    var end = low
    while end < tokens.count, Int(tokens[end].pointStart) < points.upperBound { end += 1 }
    return end > low ? low..<end : nil
  }
}
