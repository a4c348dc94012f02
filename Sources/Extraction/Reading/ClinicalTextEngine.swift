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

  /// How often what the rules make of a note has changed: a higher number has notes read again.
  private static let rules = 15

  /// The version with the fingerprint of weights and lexicon: the same name gives the same entities.
  public var name: String {
    let weights = models == nil ? "" : TrainedModels.fingerprint
    let own = "\(modelVersion)+\(weights)+\(Lexicon.fingerprint).\(Self.rules)"
    return finder.terminology.indexes.reduce(own) { name, index in
      "\(name)+\(index.name):\(String(index.fingerprint, radix: 16))"
    }
  }

  /// Creates an engine with what the program holds.
  ///
  /// - Parameters:
  ///   - usesModels: Whether the trained weights are used beside lexicon and rules.
  ///   - terminologies: What was loaded: more names that are recognised, and more codes.
  public init(usesModels: Bool = true, terminologies: [TerminologyIndex] = []) {
    self.init(models: usesModels ? TrainedModels.shared : nil, terminologies: terminologies)
  }

  package init(models: TrainedModels?, terminologies: [TerminologyIndex] = []) {
    lexicon = .shared
    var finder = ConceptFinder.shared
    finder.terminology = TerminologyFinder(indexes: terminologies)
    self.finder = finder
    self.models = models
    modelVersion = models == nil ? "tarn-rules-2" : "tarn-notes-5"
  }

  /// Reads a note.
  ///
  /// - Parameters:
  ///   - text: The note, as decoded; offsets count its code points.
  ///   - noteDate: When it was written, for "yesterday" and "3 weeks ago"; `nil` where unknown.
  ///   - spans: Code points of mentions that are known; where they are given, nothing else is looked
  ///     for, and they are only typed, asserted and coded. A span without a letter, a digit or a mark
  ///     in it is left out.
  /// - Returns: What was read.
  public func read(
    _ text: String,
    noteDate: CalendarDate? = nil,
    spans: [Range<Int>]? = nil
  ) -> ExtractedNote {
    let reading = self.reading(text, noteDate: noteDate, spans: spans)
    return NoteWriter(reading: reading, lexicon: lexicon, finder: finder, version: modelVersion)
      .note(unmapped: spans == nil)
  }

  /// Finds concepts by words, in what was loaded and in the program's own lexicon.
  ///
  /// - Parameters:
  ///   - words: A name, or a part of one.
  ///   - limit: The most that are returned.
  /// - Returns: The concepts, best first, each code once.
  public func concepts(named words: String, limit: Int) -> [Concept] {
    finder.concepts(named: words, limit: limit)
  }

  /// What the classifier of history is trained on: the features of each given span.
  ///
  /// - Parameters:
  ///   - text: A note.
  ///   - spans: The code points of its mentions.
  /// - Returns: A list of buckets per mention that the classifier is asked about, and its first code
  ///   point.
  package func historyFeatures(
    _ text: String,
    spans: [Range<Int>]
  ) -> [(begin: Int, buckets: [UInt16])] {
    let reading = reading(text, noteDate: nil, spans: spans)
    let features = HistoryFeatures(reading: reading)
    return reading.mentions.filter(features.concerns).map { mention in
      (Int(reading.note.tokens[mention.start].pointStart), features.buckets(mention))
    }
  }

  /// What the model for notes says by itself, before lexicon and rules: for comparing both.
  ///
  /// - Parameter text: A note.
  /// - Returns: The name of the type, the code points and the marginal of each span.
  package func modelSpans(_ text: String) -> [(type: String, range: Range<Int>, marginal: Float)] {
    guard let models else { return [] }
    let note = TokenizedNote(text)
    let matches = LexiconMatcher(note: note, lexicon: lexicon)
      .matches(masked: SemanticTags.mask(note))
    let found = ModelReading(note, models, isOfGenes: false, matches: matches)
    return found.notes.map { span in
      let begin = Int(note.tokens[span.start].pointStart)
      let end = Int(note.tokens[span.end - 1].pointEnd)
      return (models.notes.types[span.type], begin..<end, span.marginal)
    }
  }

  private func reading(_ text: String, noteDate: CalendarDate?, spans: [Range<Int>]?) -> Reading {
    let note = TokenizedNote(text)
    var reading = Reading(note: note, noteDate: noteDate)
    reading.isGiven = spans != nil
    MentionFinder(lexicon: lexicon, models: models).find(&reading)
    finder.terminology.find(&reading)
    VaccineFinder(note: note, lexicon: lexicon).find(&reading)
    if reading.isGiven == false, !reading.isNarrative, !reading.isLiterature {
      OxygenDevices(note: note, lexicon: lexicon).find(&reading)
      BrokenBones(note: note, lexicon: lexicon).find(&reading)
      HeartLetters(note: note, lexicon: lexicon).find(&reading)
      FormedNames(note: note).find(&reading)
      DosedNames(note: note, lexicon: lexicon).find(&reading)
      BracketedNames(note: note).join(&reading)
      GivenSalts(note: note, lexicon: lexicon).find(&reading)
      DrugLevels(note: note, lexicon: lexicon).find(&reading)
    }
    let sig = SigScanner(note: note).pieces()
    let model = reading.pieces
    // What the grammar reads stands above what the model guesses of the same words.
    reading.pieces = sig
    if reading.isNarrative { preferModel(model, &reading.pieces) }
    MedicationLinker.link(&reading)
    var taken = TokenMask(of: note)
    var ofOthers = TokenMask(of: note)
    for piece in reading.pieces {
      if piece.isLinked { taken.insert(piece.range) }
      if piece.isOfOther { ofOthers.insert(piece.range) }
    }
    reading.pieces = model.filter { piece in
      !taken.touches(piece.range) && !isRefusal(piece, note)
        && !(piece.category == .medication && ofOthers.touches(piece.range))
    }
    // "by mouth" is a route, not a place of the body.
    reading.mentions.removeAll { $0.category != .medication && taken.touches($0.range) }
    SocialFinder(note: note).find(&reading)
    AllergenFinder(note: note).find(&reading)
    OtherNames(note: note).dropContrast(&reading)
    reading.reactions = ReactionFinder(note: note).find(in: reading)
    PrivacyFinder(note: note).find(&reading)
    DegreeFinder(note: note).drop(&reading)
    TimeFinder.find(&reading)
    AttributeLinker(note: note).link(&reading)
    TimeFinder.link(&reading)
    NoteScores.settle(&reading)
    if let spans { keep(spans, &reading) }
    AssertionRules(note: note).mark(&reading)
    models?.assertions?.mark(&reading)
    ConditionNature(lexicon: lexicon).mark(&reading)
    ReactionFinder.mark(reading.reactions, &reading)
    OxygenDevices(note: note, lexicon: lexicon).settle(&reading)
    return reading
  }

  private static let refusals = Hash.words("declines declined refuses refused denies denied")

  /// "Declines colonoscopy": that is no result.
  private func isRefusal(_ piece: Piece, _ note: TokenizedNote) -> Bool {
    piece.type == .testValue && piece.end == piece.start + 1
      && Self.refusals.contains(note.tokens[piece.start].hash)
  }

  /// In a case report, doses are those that the model saw, and it knows the ends of what it saw.
  private func preferModel(_ model: [Piece], _ pieces: inout [Piece]) {
    let own = model.filter { [.dosage, .duration, .frequency].contains($0.type) }
    pieces.removeAll { piece in
      let touched = own.filter { $0.start < piece.end && piece.start < $0.end }
      if piece.type == .dosage || piece.type == .strength, touched.isEmpty { return true }
      return touched.contains { $0.range != piece.range }
    }
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
      mention.given = span
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
    let low = tokens.partitioningIndex { Int($0.pointEnd) > points.lowerBound }
    var end = low
    while end < tokens.count, Int(tokens[end].pointStart) < points.upperBound { end += 1 }
    return end > low ? low..<end : nil
  }

  /// The words of a range of code points that touches the tokens of another.
  func text(points: Range<Int>, near range: Range<Int>) -> String {
    var byte = Int(tokens[range.lowerBound].start)
    var point = Int(tokens[range.lowerBound].pointStart)
    func isInside(_ at: Int) -> Bool { at < bytes.count && bytes[at] & 0xC0 == 0x80 }
    while point > points.lowerBound, byte > 0 {
      byte -= 1
      if !isInside(byte) { point -= 1 }
    }
    func step() {
      byte += 1
      while isInside(byte) { byte += 1 }
      point += 1
    }
    while point < points.lowerBound, byte < bytes.count { step() }
    let start = byte
    while point < points.upperBound, byte < bytes.count { step() }
    return String(decoding: bytes[start..<byte], as: UTF8.self)
  }
}
