// SPDX-License-Identifier: Apache-2.0

/// What the sequence models say of a note.
struct ModelReading {
  /// Spans of the model for notes.
  var notes: [ModelSpan] = []
  /// Spans of the model for abstracts.
  var abstracts: [ModelSpan] = []
  /// The probability that the model for notes gives to "outside", per token.
  var outside: [Float] { found.outside }
  /// What the model for notes thinks possible, and the networks in a case report.
  private var found: NoteCandidates

  /// Reads a note.
  ///
  /// - Parameters:
  ///   - note: The note.
  ///   - models: The weights.
  ///   - isOfGenes: Whether the text is an abstract about genes.
  ///   - matches: Words of the lexicon in a case report, whose words mean the same throughout; `nil` for
  ///     other notes.
  init(
    _ note: TokenizedNote,
    _ models: TrainedModels,
    isOfGenes: Bool,
    matches: [LexiconMatch]?
  ) {
    found = NoteCandidates(count: note.tokens.count)
    let networks = matches == nil ? nil : models.networks.map { NetworkReader($0) }
    let abstractReader = SequenceReader(isOfGenes ? models.genes : models.abstracts)
    let noteReader = SequenceReader(models.notes)
    let words = SentenceFeatures()
    let margin = FeatureTemplate.margin
    var rows: [TokenProfile] = []
    var terms: [UInt32] = []
    note.bytes.withUnsafeBufferPointer { bytes in
      for sentence in note.sentences {
        rows.removeAll(keepingCapacity: true)
        for _ in 0..<margin { rows.append(.outside) }
        let isLast = sentence.upperBound == note.tokens.count
        let stop = isLast ? sentence.upperBound : sentence.upperBound + 1
        for token in sentence.lowerBound..<stop {
          rows.append(TokenProfile(note.tokens[token], bytes: bytes))
        }
        rows.withUnsafeMutableBufferPointer { buffer in
          models.knowledge.fill(UnsafeMutableBufferPointer(rebasing: buffer[margin...]))
        }
        if !isLast { rows.removeLast() }
        if matches != nil { terms.append(contentsOf: rows[margin...].map(\.term)) }
        for _ in 0..<margin { rows.append(.outside) }
        read(sentence, &rows, words, models.knowledge, abstractReader, noteReader, networks)
      }
    }
    var isJudged = false
    var candidates = found.candidates
    if let matches {
      found.settle(note)
      candidates = found.candidates
      if let judge = models.judge {
        let features = SpanFeatures(note, found, terms, matches, Lexicon.shared)
        candidates = judge.judged(candidates, features)
        isJudged = true
      }
    }
    for (sentence, possible) in zip(note.sentences, candidates) {
      let best = SpanCandidate.best(possible, count: sentence.count, isJudged: isJudged)
      notes += Self.moved(best, by: sentence.lowerBound)
    }
  }

  private mutating func read(
    _ sentence: Range<Int>,
    _ rows: inout [TokenProfile],
    _ words: SentenceFeatures,
    _ knowledge: WordKnowledge,
    _ abstractReader: SequenceReader,
    _ noteReader: SequenceReader,
    _ networks: NetworkReader?
  ) {
    let margin = FeatureTemplate.margin
    rows.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      words.fill(base + margin, sentence.count)
      abstractReader.read(base + margin, sentence.count, words: words)
      for (at, label) in abstractReader.labels.enumerated() {
        base[margin + at].label = UInt32(label) + 1
        // The first model was trained without it.
        base[margin + at].typical = knowledge.typicalLabel(base[margin + at].word)
      }
      Self.collect(abstractReader, sentence.lowerBound, &abstracts)
      noteReader.read(base + margin, sentence.count, words: words, decodes: false)
      found.add(sentence, noteReader, networks?.read(base + margin, sentence.count))
    }
  }

  private static func moved(_ spans: [ModelSpan], by offset: Int) -> [ModelSpan] {
    spans.map { span in
      ModelSpan(
        start: span.start + offset,
        end: span.end + offset,
        type: span.type,
        marginal: span.marginal
      )
    }
  }

  private static func collect(
    _ reader: SequenceReader,
    _ offset: Int,
    _ spans: inout [ModelSpan]
  ) {
    var open: ModelSpan?
    for (at, label) in reader.labels.enumerated() {
      let type = (Int(label) - 1) / 2
      if label != 0, label % 2 == 0, let current = open, current.type == type {
        open?.end = offset + at + 1
        open?.marginal = min(current.marginal, reader.marginals[at])
        continue
      }
      if let current = open { spans.append(current) }
      open =
        label == 0
        ? nil
        : ModelSpan(
          start: offset + at,
          end: offset + at + 1,
          type: type,
          marginal: reader.marginals[at]
        )
    }
    if let current = open { spans.append(current) }
  }
}

extension ModelSpan {
  /// The span in pieces where a line ends with one term of the lexicon and the next begins with another.
  ///
  /// These are two of a list; a term that is broken over two lines stays whole.
  func lines(_ matches: [LexiconMatch], _ note: TokenizedNote) -> [ModelSpan] {
    guard end - start > 1 else { return [self] }
    let breaks = (start + 1..<end).filter { at in
      note.tokens[at].flags.contains(.lineStart) && matches.contains { $0.start == at }
        && matches.contains { $0.end == at && $0.start >= start }
    }
    guard !breaks.isEmpty else { return [self] }
    return zip([start] + breaks, breaks + [end]).map { start, end in
      ModelSpan(start: start, end: end, type: type, marginal: marginal)
    }
  }
}
