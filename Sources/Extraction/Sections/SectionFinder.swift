// SPDX-License-Identifier: Apache-2.0

/// A section in tokens, or a labelled part of one.
struct TokenSection {
  /// How a header is written.
  struct Style: OptionSet {
    let rawValue: UInt8

    static let beginsLine = Style(rawValue: 1)
    /// An empty line or the beginning of the note is before it.
    static let beginsParagraph = Style(rawValue: 2)
    /// All letters are capitals.
    static let isCapital = Style(rawValue: 4)
    /// It has the marks of a heading, as in "## Plan".
    static let isMarked = Style(rawValue: 8)
    /// Nothing follows in its line.
    static let standsAlone = Style(rawValue: 16)
  }

  var kind: SectionKind
  var style: Style = []
  /// Whether it names a system of the body, as examinations and reviews do.
  var isSystem = false
  /// Whether it is a part of the section before it.
  var isLabel = false
  /// The first token of the header and the one after its last, marks included.
  var header: Range<Int>
  /// The words of the header.
  var title: Range<Int>
  var end: Int
}

/// Finds the headers of a note: at the beginnings of lines, and in capitals before a colon in the
/// middle of them.
enum SectionFinder {
  /// The names of headers and their kinds.
  private static let known: (trie: TokenTrie, kinds: [SectionKind]) = {
    var trie = TokenTrie()
    var kinds: [SectionKind] = []
    for (kind, names) in SectionKind.headers {
      for name in names.split(separator: ";") {
        trie.insert(Lexicon.hashes(Array(name.utf8)), payload: Int32(kinds.count))
        kinds.append(kind)
      }
    }
    return (trie, kinds)
  }()

  static func sections(of note: TokenizedNote) -> [TokenSection] {
    var result: [TokenSection] = []
    var isExam = false
    for index in note.tokens.indices {
      let isLineStart = note.tokens[index].flags.contains(.lineStart)
      guard
        let found = isLineStart || startsSentence(note, index)
          ? header(note, index, isLineStart: isLineStart) ?? label(note, index, result.last)
          : label(note, index, result.last)
      else { continue }
      if let last = result.indices.last, result[last].header.upperBound > index { continue }
      if let last = result.indices.last { result[last].end = index }
      var section = found
      // Systems under a review of systems are reviewed, not examined.
      if section.kind == .physicalExam, let before = result.last {
        if before.kind == .reviewOfSystems, !isExam, !isExamHeader(note, found) {
          section.kind = .reviewOfSystems
        }
      }
      isExam = isExamHeader(note, section)
      result.append(section)
    }
    if let last = result.indices.last { result[last].end = note.tokens.count }
    for index in result.indices { describe(&result[index], note) }
    SectionLevels(result, in: note).mark(&result)
    return result
  }

  /// Says how a header is written, and whether it is of a system.
  private static func describe(_ section: inout TokenSection, _ note: TokenizedNote) {
    let start = section.header.lowerBound
    let after = section.header.upperBound
    var style: TokenSection.Style = []
    if note.tokens[start].flags.contains(.lineStart) { style.insert(.beginsLine) }
    if start == 0 || note.tokens[start].flags.contains(.blankBefore) {
      style.insert(.beginsParagraph)
    }
    if section.title.allSatisfy({ note.tokens[$0].kind != .word || note.isAllCaps($0) }) {
      style.insert(.isCapital)
    }
    if section.title.lowerBound > start { style.insert(.isMarked) }
    if after >= note.tokens.count || note.tokens[after].flags.contains(.lineStart) {
      style.insert(.standsAlone)
    }
    section.style = style
    section.isSystem =
      section.kind == .physicalExam && !isExamHeader(note, section)
      || section.kind == .reviewOfSystems && !isReviewHeader(note, section)
  }

  private static func isReviewHeader(_ note: TokenizedNote, _ section: TokenSection) -> Bool {
    let title = note.text(section.title).lowercased()
    return title == "ros" || title.hasPrefix("review") || title.hasPrefix("system")
  }

  private static func isExamHeader(_ note: TokenizedNote, _ section: TokenSection) -> Bool {
    guard section.kind == .physicalExam else { return false }
    let title = note.text(section.title).lowercased()
    return title.hasPrefix("phys") || title.hasPrefix("exam") || title == "pe"
      || title.hasPrefix("general exam") || title.hasPrefix("local exam")
  }

  /// Whether a token follows the end of a sentence in its line.
  private static func startsSentence(_ note: TokenizedNote, _ index: Int) -> Bool {
    guard index > 0, note.isCapital(index) else { return false }
    let before = note.tokens[index - 1]
    let byte = note.bytes[Int(before.end) - 1]
    // Lines that somebody joined with commas: ",ALLERGIES:, None".
    guard note.tokens[index].flags.contains(.spaceBefore) else {
      return byte == 0x2C && note.tokens[index].count > 1 && note.isAllCaps(index)
    }
    return byte == 0x2E || byte == 0x3A || byte == 0x2C || byte == 0x3B || byte == 0x29
  }

  /// The header that begins at a token.
  private static func header(
    _ note: TokenizedNote,
    _ start: Int,
    isLineStart: Bool
  ) -> TokenSection? {
    var first = start
    var isMarked = false
    if isLineStart {
      // "## Plan", "**Plan**", "1. PLAN:", "- Plan:"
      while first < note.tokens.count, first < start + 4,
        note.isSymbol(first, 0x23) || note.isSymbol(first, 0x2A) || note.isSymbol(first, 0x3D)
      {
        first += 1
        isMarked = true
      }
      if note.isSymbol(start, 0x7C) { first = start + 1 }
    }
    guard first < note.tokens.count, note.tokens[first].kind == .word else { return nil }
    if first > start, note.tokens[first].flags.contains(.lineStart) { return nil }
    let isFirstCapital = note.isCapital(first)
    if let (state, end) = known.trie.longest(
      in: note,
      from: first,
      limit: min(note.tokens.count, first + 9)
    ), isFirstCapital || isMarked || isLineStart {
      var after = end
      if note.isSymbol(after, 0x28) { after = closing(note, after) }
      while isMarked, note.isSymbol(after, 0x2A) || note.isSymbol(after, 0x3D) { after += 1 }
      let payload = known.trie.payloads(state).first ?? 0
      let kind = known.kinds[Int(payload)]
      if isLineStart, let row = columns(note, end) {
        return section(note, kind, start, first, end, row)
      }
      // "E: 4" is a score, "E: chest clear" an examination.
      if end == first + 1, note.lower(first) == "e", note.isSymbol(after, 0x3A),
        after + 1 >= note.tokens.count || note.tokens[after + 1].kind != .word
          || !note.isAllCaps(first)
      {
        return nil
      }
      let isCaps = (first..<end).allSatisfy { note.isAllCaps($0) || note.tokens[$0].kind != .word }
      if note.isSymbol(after, 0x3A) {
        if isLineStart || isCaps && note.tokens[first].count > 1
          || isFirstCapital && isFollowedByText(note, after)
        {
          return section(note, kind, start, first, end, after + 1)
        }
        return nil
      }
      let endsLine = after >= note.tokens.count || note.tokens[after].flags.contains(.lineStart)
      if isLineStart, endsLine, isFirstCapital || isMarked, note.tokens[first].count > 1,
        isMarked || isCaps || isTitle(note, first..<end) || end - first > 1
      {
        return section(note, kind, start, first, end, after)
      }
      if isLineStart, isCaps, end - first > 1 || note.tokens[first].count > 5,
        after < note.tokens.count, note.isSymbol(after, 0x2D) || note.isSymbol(after, 0x2E)
      {
        return section(note, kind, start, first, end, after + 1)
      }
    }
    // "# AKI on CKD3 - renal following" is a problem; "## Course" a heading.
    if first == start + 1, note.isSymbol(start, 0x23) { return nil }
    return unknown(note, start, first, isLineStart: isLineStart, isMarked: isMarked)
  }

  private static let columnNames = Hash.words(
    """
    reaction reactions severity status type onset date dose sig frequency route comment comments notes \
    strength directions indication start stop category
    """
  )

  /// Where the line of column names ends that a table begins with: "ALLERGEN | REACTION | SEVERITY".
  private static func columns(_ note: TokenizedNote, _ start: Int) -> Int? {
    let title = note.lower(start - 1)
    // "Allergies as of 03/14/2024 - Review Complete" above a table.
    if title.hasPrefix("allerg"), note.lower(start) == "as", note.lower(start + 1) == "of" {
      return (start..<note.tokens.count).first { note.tokens[$0].flags.contains(.lineStart) }
    }
    guard note.isSymbol(start, 0x7C) || title.hasPrefix("allergen") else { return nil }
    var at = start
    var names = 0
    while at < note.tokens.count, !note.tokens[at].flags.contains(.lineStart) {
      if note.tokens[at].kind == .word {
        guard columnNames.contains(note.tokens[at].hash) else { return nil }
        names += 1
      } else if !note.isSymbol(at, 0x7C) {
        return nil
      }
      at += 1
    }
    return names > 0 ? at : nil
  }

  /// What ends a line of history in small letters and without a full stop.
  private static let labels: Set<SectionKind> = [
    .presentIllness, .pastMedicalHistory, .pastSurgicalHistory, .familyHistory, .socialHistory,
    .allergies, .medications, .vitalSigns, .laboratory, .imaging, .assessment, .plan,
    .assessmentAndPlan,
  ]
  private static let opened: Set<SectionKind> = [
    .pastMedicalHistory, .pastSurgicalHistory, .familyHistory, .socialHistory, .allergies,
    .medications,
  ]
  private static let longest = 80

  /// The next label of a line that has one of history: "PMH: CAD, CKD Meds: aspirin, exam: wheezes".
  private static func label(
    _ note: TokenizedNote,
    _ start: Int,
    _ open: TokenSection?
  ) -> TokenSection? {
    guard let open, opened.contains(open.kind), note.tokens[start].kind == .word,
      start >= open.header.upperBound, start - open.header.lowerBound < longest,
      !(open.header.lowerBound + 1...start).contains(where: {
        note.tokens[$0].flags.contains(.lineStart)
      }),
      let (state, end) = known.trie.longest(
        in: note,
        from: start,
        limit: min(note.tokens.count, start + 9)
      ), note.isSymbol(end, 0x3A), note.tokens[start].count > 1 || end > start + 1
    else { return nil }
    let kind = known.kinds[Int(known.trie.payloads(state).first ?? 0)]
    let isExam = ["exam", "pe", "examination"].contains(note.lower(start))
    guard kind != open.kind, labels.contains(kind) || isExam else { return nil }
    return section(note, kind, start, start, end, end + 1)
  }

  /// A header of other words: capitals before a colon, or a marked line.
  private static func unknown(
    _ note: TokenizedNote,
    _ start: Int,
    _ first: Int,
    isLineStart: Bool,
    isMarked: Bool
  ) -> TokenSection? {
    var end = first
    var letters = 0
    var isCaps = true
    while end < note.tokens.count, end < first + 14 {
      let token = note.tokens[end]
      if end > first, token.flags.contains(.lineStart) { break }
      if note.isSymbol(end, 0x3A) { break }
      switch token.kind {
      case .word:
        letters += token.count
        if !note.isAllCaps(end) { isCaps = false }
      case .number:
        if end == first { return nil }
      case .symbol:
        let byte = note.byte(end)
        // "AND/OR", "FOLLOW-UP", "(LEFT)", "A & P", "PATIENT'S", ","
        guard [0x2F, 0x2D, 0x28, 0x29, 0x26, 0x27, 0x2C].contains(byte) else { return nil }
      }
      end += 1
    }
    guard end > first else { return nil }
    let hasColon = note.isSymbol(end, 0x3A)
    if !hasColon, isTitleLine(note, first..<end, isCaps: isCaps) {
      return section(note, .other, start, first, end, end)
    }
    if isMarked, !hasColon, end >= note.tokens.count || note.tokens[end].flags.contains(.lineStart)
    {
      return section(note, .other, start, first, end, end)
    }
    guard hasColon, letters > 3 else { return nil }
    // "BP:", "Temp:" are values, "10:30" is a time.
    if end + 1 < note.tokens.count, note.tokens[end + 1].kind == .number, end - first == 1,
      letters < 8
    {
      return nil
    }
    // "HOLD until PCP:" above what is held.
    if isLineStart, note.isAllCaps(first), orders.contains(note.tokens[first].hash) {
      return section(note, .other, start, first, end, end + 1)
    }
    if isCaps, isLineStart || letters > 4 {
      return section(note, .other, start, first, end, end + 1)
    }
    return nil
  }

  private static let orders = Hash.words("stop hold discontinue stopped held discontinued")

  /// Words of which one is in a header that has no colon; without them "NO KNOWN ALLERGIES" and the
  /// names of people would be headers.
  private static let headerWords: Set<UInt32> = Hash.words(
    """
    procedure procedures operation operations findings finding indication indications history \
    diagnosis diagnoses examination exam medications plan course results data information \
    instructions studies performed treatment summary report description technique course review \
    assessment recommendations impression evaluation testing background
    """
  )

  /// Whether words in capitals are a paragraph's first line, and other lines of it or a paragraph
  /// follow.
  private static func isTitleLine(
    _ note: TokenizedNote,
    _ range: Range<Int>,
    isCaps: Bool
  ) -> Bool {
    let first = range.lowerBound
    let flags = note.tokens[first].flags
    return isCaps && range.count > 1 && flags.contains(.lineStart)
      && (first == 0 || flags.contains(.blankBefore)) && range.upperBound < note.tokens.count
      && note.tokens[range.upperBound].flags.contains(.lineStart)
      && range.contains { headerWords.contains(note.tokens[$0].hash) }
  }

  private static func isTitle(_ note: TokenizedNote, _ range: Range<Int>) -> Bool {
    range.count > 1 && range.allSatisfy { note.tokens[$0].kind != .word || note.isCapital($0) }
      || range.count == 1 && note.tokens[range.lowerBound].count > 3
  }

  private static func isFollowedByText(_ note: TokenizedNote, _ colon: Int) -> Bool {
    colon + 1 < note.tokens.count && note.tokens[colon + 1].flags.contains(.spaceBefore)
      && note.tokens[colon + 1].kind == .word
  }

  private static func closing(_ note: TokenizedNote, _ open: Int) -> Int {
    var at = open + 1
    while at < note.tokens.count, at < open + 8 {
      if note.isSymbol(at, 0x29) { return at + 1 }
      at += 1
    }
    return open
  }

  /// "ALLERGY: 29F with urticaria" begins the note of a clinic, and no list.
  private static func isPatient(_ note: TokenizedNote, _ at: Int) -> Bool {
    guard at + 1 < note.tokens.count, note.tokens[at].kind == .number,
      let age = NumberWords.digits(note, at), age < 120
    else { return false }
    return ["f", "m", "yo", "y", "yr", "year", "mo", "month"]
      .contains(note.lower(note.isDash(at + 1) ? at + 2 : at + 1))
  }

  private static func section(
    _ note: TokenizedNote,
    _ kind: SectionKind,
    _ start: Int,
    _ first: Int,
    _ end: Int,
    _ after: Int
  ) -> TokenSection {
    TokenSection(
      kind: kind == .allergies && isPatient(note, after) ? .other : kind,
      header: start..<max(after, end),
      title: first..<end,
      end: note.tokens.count
    )
  }
}
