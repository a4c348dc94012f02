// SPDX-License-Identifier: Apache-2.0

/// Makes the result of a reading: tokens become code points, and everything gets its number.
struct NoteWriter {
  let reading: Reading
  let lexicon: Lexicon
  let finder: ConceptFinder
  let version: String

  func note(unmapped: Bool) -> ExtractedNote {
    var id = 0
    var entities: [Entity] = []
    entities.reserveCapacity(reading.mentions.count)
    var known: [String: [Concept]] = [:]
    for mention in reading.mentions {
      let number = id
      id += 1
      let text =
        mention.given.map { reading.note.text(points: $0, near: mention.range) }
        ?? reading.note.text(mention.range)
      let begin = Int(reading.note.tokens[mention.start].pointStart)
      let end = Int(reading.note.tokens[mention.end - 1].pointEnd)
      let pieces = mention.attributes
        .sorted { ($0.start, $0.end, $0.type.rawValue) < ($1.start, $1.end, $1.type.rawValue) }
      let attributes = pieces.map { piece -> Attribute in
        id += 1
        return attribute(piece, id: id - 1)
      }
      let modifier = OtherDiseases(note: reading.note, lexicon: lexicon).modifier(of: mention)
        .map { reading.note.text($0..<$0 + 1) }
      let key =
        "\(mention.type.rawValue)|\(mention.entry)|\(mention.snomed)|\(modifier ?? "")|\(text)"
      var concepts = known[key] ?? finder.concepts(mention, text: text, modifier: modifier)
      known[key] = concepts
      let entry = mention.entry >= 0 ? lexicon.entries[Int(mention.entry)].name : nil
      finder.addProducts(
        to: &concepts,
        of: mention,
        names: [text] + [entry].compactMap { $0 == text ? nil : $0 },
        in: reading.note
      )
      entities.append(
        Entity(
          id: number,
          begin: mention.given?.lowerBound ?? begin,
          end: mention.given?.upperBound ?? end,
          text: text,
          category: mention.category,
          type: mention.type,
          score: rounded(mention.score),
          traits: mention.traits.map(trait),
          attributes: attributes,
          concepts: concepts,
          evidence: evidence(mention),
          value: mention.value,
          steps: mention.category == .medication && pieces.count > 1
            ? steps(pieces, first: number + 1) : []
        )
      )
    }
    let loose =
      unmapped
      ? reading.pieces.filter { !$0.isLinked }.map { piece -> Attribute in
        id += 1
        return attribute(piece, id: id - 1)
      } : []
    return ExtractedNote(
      entities: entities,
      unmappedAttributes: loose,
      sections: sections(),
      characterCount: characterCount(),
      modelVersion: version
    )
  }

  private func characterCount() -> Int {
    guard let last = reading.note.tokens.last else {
      return String(decoding: reading.note.bytes, as: UTF8.self).unicodeScalars.count
    }
    let rest = reading.note.bytes[Int(last.end)...]
    return Int(last.pointEnd) + rest.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  private func attribute(_ piece: Piece, id: Int) -> Attribute {
    Attribute(
      id: id,
      begin: Int(reading.note.tokens[piece.start].pointStart),
      end: Int(reading.note.tokens[piece.end - 1].pointEnd),
      text: reading.note.text(piece.range),
      category: piece.category,
      type: piece.type,
      score: rounded(piece.score),
      relationshipType: piece.relationship,
      relationshipScore: rounded(piece.relationshipScore),
      traits: [],
      value: piece.value
    )
  }

  /// The steps of directions, whose attributes are numbered from `first` on.
  private func steps(_ pieces: [Piece], first: Int) -> [DosageStep] {
    DosageSteps(note: reading.note).steps(pieces, sentence: reading.sentenceOf).compactMap { step in
      span(step.range).map { words in
        DosageStep(
          span: words,
          attributes: step.details.map { first + $0 },
          follows: step.follows,
          stops: step.stops
        )
      }
    }
  }

  private func trait(_ mark: TraitMark) -> Trait {
    Trait(
      name: mark.name,
      score: rounded(mark.score),
      reason: Trait.Reason(
        rule: mark.rule,
        cue: mark.cue.flatMap(span),
        scope: mark.scope.flatMap(span)
      )
    )
  }

  private func span(_ range: Range<Int>) -> TextSpan? {
    guard !range.isEmpty, range.upperBound <= reading.note.tokens.count else { return nil }
    return TextSpan(
      begin: Int(reading.note.tokens[range.lowerBound].pointStart),
      end: Int(reading.note.tokens[range.upperBound - 1].pointEnd),
      text: reading.note.text(range)
    )
  }

  private func evidence(_ mention: Mention) -> Evidence {
    let section = reading.section(at: mention.start)
    let entry = mention.entry >= 0 ? lexicon.entries[Int(mention.entry)] : nil
    return Evidence(
      section: section?.kind ?? .none,
      sectionTitle: section.map { reading.note.text($0.title) } ?? "",
      sources: mention.sources,
      marginal: mention.marginal.map { rounded($0) },
      preferredName: entry?.name,
      drugClass: entry.flatMap { $0.drugClass.isEmpty ? nil : $0.drugClass }
    )
  }

  private func sections() -> [NoteSection] {
    var result: [NoteSection] = []
    for section in reading.sections {
      let part = part(section)
      guard section.isLabel, let last = result.indices.last else {
        result.append(part)
        continue
      }
      result[last].labels.append(part)
      result[last].end = part.end
    }
    return result
  }

  private func part(_ section: TokenSection) -> NoteSection {
    let tokens = reading.note.tokens
    return NoteSection(
      kind: section.kind,
      title: reading.note.text(section.title),
      begin: Int(tokens[section.header.lowerBound].pointStart),
      bodyBegin: Int(tokens[section.header.upperBound - 1].pointEnd),
      end: section.end < tokens.count ? Int(tokens[section.end].pointStart) : characterCount()
    )
  }
}
