// SPDX-License-Identifier: Apache-2.0

/// Tells directions that others took the place of: "500 mg BID increased to 1000 mg BID", "40 mg BID, taking
/// differently: 40 mg daily"; and amounts by which a dose changes.
struct DoseChanges {
  let note: TokenizedNote

  private static let done = Hash.words(
    "increased decreased reduced lowered raised changed titrated uptitrated downtitrated adjusted doubled halved"
  )
  private static let ordered = Hash.words(
    "increase decrease reduce lower raise change adjust"
  )
  private static let filling = Hash.words("was is has been dose will be to please so and we")
  /// What says that a change is for another day, or that the first dose is a step.
  private static let later = Hash.words(
    "then if in after when once next tomorrow until for x week weeks every consider may might could"
  )
  private static let reach = 9

  /// Whether the words behind a part of directions say that another took its place.
  func isReplaced(_ piece: Piece) -> Bool {
    isChanged(behind: piece.end) || isOtherwise(behind: piece.end) || isOfHead(piece)
      || isOfFormerCell(piece)
  }

  /// "Dose increased - levothyroxine 75 mcg to 100 mcg": what begins the line says that it changed.
  private func isOfHead(_ piece: Piece) -> Bool {
    var at = piece.end
    while at < piece.end + 3, !note.isLineEnd(at),
      let role = SigWords.shared.word(note.tokens[at].hash)?.role,
      [.unit, .form, .route, .frequency].contains(role)
    {
      at += 1
    }
    guard !note.isLineEnd(at), note.lower(at) == "to", !note.isLineEnd(at + 1),
      NumberWords.digits(note, at + 1) != nil, !note.isLineEnd(at + 2),
      SigWords.shared.word(note.tokens[at + 2].hash)?.role == .unit
    else { return false }
    return (note.lineStart(of: piece.start, reach: Self.width)..<piece.start).contains {
      note.holds($0, Self.done) && (note.isDash($0 + 1) || note.isSymbol($0 + 1, 0x3A))
    }
  }

  private static let width = 40
  /// How far a table is looked at, in tokens.
  private static let height = 600
  private static let former = Hash.words("admission preadmission previous old before prior usual")

  /// "| 5 mg OD | 2.5 mg OD |" below "| Admission dose | Discharge dose |": the first of the two.
  private func isOfFormerCell(_ piece: Piece) -> Bool {
    var at = piece.end
    while at < piece.end + 5, !note.isLineEnd(at), !isBar(at) { at += 1 }
    guard !note.isLineEnd(at), isBar(at), !note.isLineEnd(at + 1),
      note.tokens[at + 1].kind == .number
    else { return false }
    let line = note.lineStart(of: piece.start, reach: Self.width)
    let column = (line..<piece.start).count { isBar($0) }
    var end = line
    while end > 0, line - end < Self.height {
      let start = note.lineStart(of: end - 1, reach: Self.width)
      var bars = 0
      for place in start..<end {
        if isBar(place) {
          bars += 1
        } else if bars == column, note.holds(place, Self.former) {
          return true
        }
      }
      guard bars > 0 else { return false }
      end = start
    }
    return false
  }

  private func isBar(_ at: Int) -> Bool { note.isSymbol(at, 0x7C) }

  /// Whether a route was changed with the dose: "1.5 g IV tds, changed to 500 mg PO bd".
  func hasOtherRoute(_ piece: Piece) -> Bool {
    guard isChanged(behind: piece.end),
      let to = (piece.end..<piece.end + Self.reach + 2).first(where: { note.lower($0) == "to" })
    else { return false }
    return (to + 1..<to + 6).prefix { !note.isLineEnd($0) }.contains {
      SigWords.shared.word(note.tokens[$0].hash)?.role == .route
    }
  }

  /// "increased to 1000", ", increase to 1000 BID today", but not ", then increase to 1000" or "increase to
  /// 1000 in 2 weeks".
  private func isChanged(behind end: Int) -> Bool {
    var at = end
    while at < end + Self.reach, !note.isLineEnd(at) {
      if note.holds(at, Self.done) || note.holds(at, Self.ordered) { break }
      let isPart =
        note.tokens[at].kind == .number || note.holds(at, Self.filling)
        || note.isSymbol(at, 0x2C) || note.isSymbol(at, 0x28) || note.isDash(at)
        || note.isArrowEnd(at)
        || SigWords.shared.word(note.tokens[at].hash).map {
          [.unit, .form, .route, .frequency, .prn].contains($0.role)
        } ?? false
      guard isPart else { return false }
      at += 1
    }
    guard at > end || !note.isLineEnd(at), !note.isLineEnd(at),
      note.holds(at, Self.done) || note.holds(at, Self.ordered),
      note.lower(at + 1) == "to", NumberWords.digits(note, at + 2) != nil
    else { return false }
    if note.holds(at, Self.done) { return !["will", "be"].contains(note.lower(at - 1)) }
    return !(at + 3..<at + Self.reach).prefix { !note.isLineEnd($0) && !note.isSymbol($0, 0x2E) }
      .contains { note.holds($0, Self.later) }
  }

  /// "- taking differently: 40 mg daily", "- takes 300 qhs only".
  private func isOtherwise(behind end: Int) -> Bool {
    var at = end
    while at < end + Self.reach, !note.isLineEnd(at), !note.isDash(at), !note.isSymbol(at, 0x28) {
      guard note.tokens[at].kind == .number || SigWords.shared.word(note.tokens[at].hash) != nil
      else { return false }
      at += 1
    }
    guard !note.isLineEnd(at), note.isDash(at) || note.isSymbol(at, 0x28) else { return false }
    at += 1
    while ["pt", "patient", "reports", "states", "actually", "but"].contains(note.lower(at)) {
      at += 1
    }
    guard !note.isLineEnd(at), ["taking", "takes", "using", "uses"].contains(note.lower(at)) else {
      return false
    }
    return note.lower(at + 1) == "differently"
      || !note.isLineEnd(at + 1) && NumberWords.digits(note, at + 1) != nil
  }

  /// "tapering by 1 mg q month": by how much, and how often that is.
  func isAmount(_ piece: Piece) -> Bool {
    var at = piece.start - 1
    // How often stands behind the amount.
    if piece.type == .frequency {
      while at > 0, at > piece.start - 4,
        note.tokens[at].kind == .number
          || SigWords.shared.word(note.tokens[at].hash)?.role == .unit
      {
        at -= 1
      }
      if at == piece.start - 1 { return false }
    }
    guard at > 0, note.lower(at) == "by" else { return false }
    return (max(0, at - 4)..<at).contains {
      note.holds($0, SigScanner.changes)
        || ["tapering", "titrating", "weaning"].contains(note.lower($0))
    }
  }
}
