// SPDX-License-Identifier: Apache-2.0

/// Gives the parts of directions to the medications they are about.
enum MedicationLinker {
  /// How far from a medication its directions may stand, in tokens.
  private static let reach = 30

  static func link(_ reading: inout Reading) {
    let heads = reading.mentions.indices.filter { reading.mentions[$0].category == .medication }
    guard !heads.isEmpty else { return }
    var isTest = [Bool](repeating: false, count: reading.note.tokens.count)
    for mention in reading.mentions where mention.category == .testTreatmentProcedure {
      for token in mention.range { isTest[token] = true }
    }
    var next = 0
    for index in reading.pieces.indices {
      let piece = reading.pieces[index]
      guard isDirection(piece.type), !piece.isLinked else { continue }
      while next < heads.count, reading.mentions[heads[next]].start < piece.start { next += 1 }
      let before = next > 0 ? heads[next - 1] : nil
      let after = next < heads.count ? heads[next] : nil
      guard let head = choose(reading, piece, before, after, isTest) else { continue }
      var linked = piece
      linked.isLinked = true
      linked.relationship = relationship(piece.type)
      linked.relationshipScore = 0.95
      reading.pieces[index].isLinked = true
      reading.mentions[head].attributes.append(linked)
    }
    for head in heads { settleStrength(&reading.mentions[head].attributes) }
  }

  private static func isDirection(_ type: EntityType) -> Bool {
    switch type {
    case .dosage, .strength, .form, .routeOrMode, .frequency, .duration, .rate: true
    default: false
    }
  }

  static func relationship(_ type: EntityType) -> RelationshipType {
    switch type {
    case .strength: .strength
    case .form: .form
    case .routeOrMode: .routeOrMode
    case .frequency: .frequency
    case .duration: .duration
    case .rate: .rate
    default: .dosage
    }
  }

  /// The medication before a part, unless the part leads to the next one.
  private static func choose(
    _ reading: Reading,
    _ piece: Piece,
    _ before: Int?,
    _ after: Int?,
    _ isTest: [Bool]
  ) -> Int? {
    let leftGap = before.map { gap(reading, $0, piece, isTest) } ?? Int.max
    let rightGap = after.map { leading(reading, piece, $0) } ?? Int.max
    if rightGap <= 1, leftGap > 0, rightGap < leftGap { return after }
    if leftGap <= reach { return before }
    if rightGap <= 5 { return after }
    return nil
  }

  /// The distance to a medication that stands before; too far where the line or clause ends.
  private static func gap(
    _ reading: Reading,
    _ head: Int,
    _ piece: Piece,
    _ isTest: [Bool]
  ) -> Int {
    let end = reading.mentions[head].end
    // A part may be inside of what a model took for the name.
    if piece.start < end { return piece.end <= end ? Int.max : 0 }
    var distance = 0
    for token in end..<piece.start {
      distance += 1
      // Tests between a medication and a number own the number, and what another sentence names first
      // owns what is said there.
      if isTest[token], distance > 2,
        isTestName(reading, token) || reading.sentenceOf[token] != reading.sentenceOf[end - 1]
      {
        return Int.max
      }
      // "90 %" is the strength of what it stands beside.
      if distance > 4, piece.type == .strength, reading.note.isSymbol(piece.end - 1, 0x25) {
        return Int.max
      }
      if distance > reach { return Int.max }
      let flags = reading.note.tokens[token].flags
      if flags.contains(.blankBefore) { return Int.max }
      if reading.sentenceOf[token] != reading.sentenceOf[end - 1] { distance += 6 }
      if reading.note.isSymbol(token, 0x3B) { distance += 8 }
    }
    if piece.start < reading.note.tokens.count {
      let flags = reading.note.tokens[piece.start].flags
      if flags.contains(.blankBefore) { return Int.max }
      if reading.sentenceOf[piece.start] != reading.sentenceOf[end - 1] { distance += 8 }
      // A new numbered line is another medication's.
      if flags.contains(.lineStart), piece.type != .frequency, piece.type != .routeOrMode {
        distance += 4
      }
    }
    return distance
  }

  private static func isTestName(_ reading: Reading, _ token: Int) -> Bool {
    let index = reading.firstMention(atOrAfter: token + 1) - 1
    return index >= 0 && reading.mentions[index].type == .testName
  }

  /// The distance from a part to a medication that follows in the same sentence.
  private static func leading(_ reading: Reading, _ piece: Piece, _ head: Int) -> Int {
    let start = reading.mentions[head].start
    guard start >= piece.end, start - piece.end <= 5,
      reading.sentenceOf[start] == reading.sentenceOf[piece.start],
      reading.isSameLine(piece.end - 1, start)
    else { return Int.max }
    var distance = start - piece.end
    for token in piece.end..<start {
      if reading.note.tokens[token].kind == .symbol {
        let byte = reading.note.byte(token)
        if byte == 0x2C || byte == 0x3B || byte == 0x2E { return Int.max }
      } else if reading.note.lower(token) == "of" {
        distance -= 1
      }
    }
    return distance
  }

  /// "10 mg" is the strength of what is counted, and the dose where nothing is counted.
  private static func settleStrength(_ attributes: inout [Piece]) {
    let isCounted = attributes.contains { $0.type == .dosage || $0.type == .form }
    guard !isCounted else { return }
    for index in attributes.indices where attributes[index].type == .strength {
      if case .quantity(let quantity)? = attributes[index].value, let code = quantity.code,
        code.contains("/") || code == "%"
      {
        continue
      }
      attributes[index].type = .dosage
      attributes[index].relationship = .dosage
    }
  }
}
