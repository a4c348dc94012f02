// SPDX-License-Identifier: Apache-2.0

import CExtractionModel

/// Finds what could name a person: names, ages, numbers, addresses.
///
/// It would rather say too much.
struct PrivacyFinder {
  let note: TokenizedNote

  private static let lists: (names: Set<UInt32>, professions: TokenTrie) = {
    let lines = Resource.lines(tarn_lexicon_names)
    var names = Set<UInt32>()
    for line in lines.dropLast() {
      for name in Resource.list(line) { names.insert(Hash.word(name.utf8)) }
    }
    var professions = TokenTrie()
    for (index, name) in Resource.list(lines.last ?? "").enumerated() {
      professions.insert(Lexicon.hashes(Array(name.utf8)), payload: Int32(index))
    }
    return (names, professions)
  }()
  private static let titles: Set<String> = ["dr", "mr", "mrs", "ms", "miss", "doctor", "prof"]
  private static let roles: Set<String> = [
    "name", "patient", "by", "attending", "physician", "surgeon", "provider", "cc", "pcp",
    "assistant", "anesthesiologist", "signed", "dictated", "resident", "author",
  ]
  private static let streets: Set<String> = [
    "street", "st", "avenue", "ave", "road", "rd", "drive", "lane", "ln", "boulevard", "blvd",
    "court", "ct", "way", "place", "pl", "highway", "hwy", "parkway", "terrace", "circle", "close",
    "crescent", "gardens", "grove", "mews", "square",
  ]
  static let eponyms: Set<String> = [
    "parkinson", "crohn", "foley", "graves", "hashimoto", "alzheimer", "babinski", "murphy",
    "mcburney", "romberg", "bell", "lyme", "hodgkin", "cushing", "addison", "sjogren", "barrett",
    "doppler", "holter", "glasgow", "apgar", "tinel", "phalen", "homan", "homans", "lachman",
    "may", "will", "mark", "rose", "grace", "jean", "frank", "sue", "pat", "bill", "gene", "art",
  ]

  func find(_ reading: inout Reading) {
    var added: [Mention] = []
    var known = TokenMask(of: note)
    for mention in reading.mentions where mention.entry >= 0 { known.insert(mention.range) }
    var at = 0
    while at < note.tokens.count {
      if let found = match(at, reading),
        found.type != .name || !known.contains(found.range.lowerBound)
      {
        added.append(
          Mention(
            start: found.range.lowerBound,
            end: found.range.upperBound,
            category: .protectedHealthInformation,
            type: found.type,
            score: found.score,
            sources: ["rule:\(found.rule)"]
          )
        )
        at = max(at + 1, found.range.upperBound)
      } else {
        at += 1
      }
    }
    var taken = [Bool](repeating: false, count: note.tokens.count)
    var isName = [Bool](repeating: false, count: note.tokens.count)
    var isAge = [Bool](repeating: false, count: note.tokens.count)
    for mention in added {
      if mention.type == .age { for token in mention.range { isAge[token] = true } }
      for token in mention.range {
        taken[token] = true
        isName[token] = ![.age, .date, .profession].contains(mention.type)
      }
    }
    // "At age 5 years" is a time in a case report: the model tells them apart.
    if reading.isNarrative {
      var ages = TokenMask(of: note)
      for mention in reading.mentions where mention.type == .age { ages.insert(mention.range) }
      added.removeAll { $0.type == .age && !ages.touches($0.range) }
    }
    // A name is no disease; an age that a model found stays as it is.
    reading.mentions.removeAll { mention in
      mention.category != .protectedHealthInformation && mention.range.contains { isName[$0] }
        || mention.type == .age && mention.range.contains { taken[$0] }
        || mention.category == .timeExpression && !reading.isNarrative
          && mention.range.contains { isAge[$0] }
          && mention.range.allSatisfy {
            isAge[$0] || ["at", "the", "age", "of"].contains(lower($0))
          }
    }
    reading.mentions += added
    reading.mentions.sort { ($0.start, $0.end) < ($1.start, $1.end) }
  }

  struct Found {
    var range: Range<Int>
    var type: EntityType
    var rule: String
    var score: Float
  }

  func lower(_ index: Int) -> String {
    index >= 0 && index < note.tokens.count ? note.lower(index) : ""
  }

  func isTight(_ index: Int) -> Bool {
    index < note.tokens.count && !note.tokens[index].flags.contains(.spaceBefore)
  }

  private func isWord(_ index: Int) -> Bool {
    index < note.tokens.count && note.tokens[index].kind == .word
  }

  /// One capital, then small letters.
  func isNameShaped(_ index: Int) -> Bool {
    let token = note.tokens[index]
    return note.bytes[Int(token.start) + 1..<Int(token.end)].allSatisfy {
      !(0x41...0x5A).contains($0)
    }
  }

  private func match(_ index: Int, _ reading: Reading) -> Found? {
    let token = note.tokens[index]
    switch token.kind {
    case .word: return word(index)
    case .number: return number(index)
    case .symbol:
      let byte = note.byte(index)
      if byte == 0x2A, note.isSymbol(index + 1, 0x2A) { return placeholder(index) }
      if byte == 0x28, note.tokens.indices.contains(index + 1), digitCount(index + 1) == 3,
        note.isSymbol(index + 2, 0x29)
      {
        return phone(index)
      }
      return nil
    }
  }

  // MARK: Words

  private func word(_ index: Int) -> Found? {
    if let address = electronic(index) { return address }
    if let (_, end) = Self.lists.professions.longest(
      in: note,
      from: index,
      limit: min(note.tokens.count, index + 3)
    ), !note.isAllCaps(index) {
      return Found(range: index..<end, type: .profession, rule: "profession", score: 0.8)
    }
    if let labelled = labelledNumber(index) { return labelled }
    let more = PlaceFinder(note: note)
    if let phone = more.labelledPhone(index) {
      return Found(range: phone, type: .phoneOrFax, rule: "labelled-phone", score: 0.9)
    }
    if let code = more.specimen(index) {
      return Found(range: code, type: .identifier, rule: "specimen", score: 0.85)
    }
    if let code = more.postcode(index) {
      return Found(range: code, type: .address, rule: "postcode", score: 0.85)
    }
    if let name = relative(index) { return name }
    guard note.isCapital(index) else { return nil }
    let text = note.lower(index)
    if let name = initialed(index) { return name }
    if Self.titles.contains(text), !isDiagnosis(index) {
      var start = index + 1
      if note.isSymbol(start, 0x2E) { start += 1 }
      let end = nameEnd(start)
      if end > start { return Found(range: start..<end, type: .name, rule: "title", score: 0.97) }
    }
    // Synthetic names: "Beth967", "Hansen121".
    if note.tokens[index].count > 1, isTight(index + 1), digitCount(index + 1) >= 1,
      digitCount(index + 1) <= 3, !note.isAllCaps(index), note.tokens[index].count > 2,
      isNameShaped(index), !(isTight(index + 2) && isWord(index + 2)),
      !Self.letters.contains(text)
    {
      var end = index + 2
      while end + 1 < note.tokens.count, note.tokens[end].kind == .word, note.isCapital(end),
        isTight(end + 1), (1...3).contains(digitCount(end + 1))
      {
        end += 2
      }
      return Found(range: index..<end, type: .name, rule: "numbered-name", score: 0.9)
    }
    if Self.roles.contains(text), note.isSymbol(index + 1, 0x3A) {
      let start = index + 2
      let end = nameEnd(start)
      if end - start >= 2 || end > start && Self.lists.names.contains(note.tokens[start].hash) {
        return Found(range: start..<end, type: .name, rule: "role", score: 0.9)
      }
    }
    if Self.lists.names.contains(note.tokens[index].hash), !Self.eponyms.contains(text),
      !note.isAllCaps(index)
    {
      let end = nameEnd(index)
      if end - index >= 2 || isPersonContext(index) {
        return Found(
          range: index..<max(end, index + 1),
          type: .name,
          rule: "given-name",
          score: 0.85
        )
      }
    }
    // "Smith, MD", "J. Smith, M.D."
    if isDegree(index + 1), !Self.eponyms.contains(text), note.tokens[index].count > 2,
      !Self.pronouns.contains(text)
    {
      return Found(range: index..<index + 1, type: .name, rule: "degree", score: 0.85)
    }
    return nil
  }

  /// "Her MD started her on lisinopril" names nobody.
  private static let pronouns: Set<String> = [
    "her", "his", "their", "your", "our", "the", "this", "that", "per", "see", "and", "new",
    "another", "outside", "primary", "family",
  ]

  static let degrees: Set<String> = [
    "md", "do", "rn", "phd", "np", "pa", "fnp", "dnp", "crna", "aprn", "lpn", "cnm",
  ]

  /// Whether "MD", "M.D.", "RN" follow, after a comma or not.
  private func isDegree(_ index: Int) -> Bool {
    var at = index
    let hasComma = note.isSymbol(at, 0x2C)
    if hasComma { at += 1 }
    guard at < note.tokens.count, note.isCapital(at) else { return false }
    let text = lower(at)
    if Self.degrees.contains(text), note.isAllCaps(at) {
      return hasComma || text == "md" || text == "phd"
    }
    return text == "m" && note.isSymbol(at + 1, 0x2E) && lower(at + 2) == "d"
  }

  private func isPersonContext(_ index: Int) -> Bool {
    let after = lower(index + 1)
    return [
      "is", "was", "has", "had", "presents", "denies", "reports", "returns", "comes", "states",
      "complains", "underwent", "will",
    ].contains(after)
      || ["named", "name", "hi", "hello", "dear", "hey", "thanks", "with"].contains(
        lower(index - 1)
      )
  }

  /// Capitalised words and initials, two to four of them.
  private func nameEnd(_ start: Int) -> Int {
    var at = start
    var words = 0
    while at < note.tokens.count, words < 4, note.tokens[at].kind == .word, note.isCapital(at),
      at == start || !note.tokens[at].flags.contains(.lineStart)
    {
      let text = note.lower(at)
      if words > 0,
        ["md", "do", "rn", "phd", "np", "pa", "is", "in", "at", "the", "and", "on", "age"]
          .contains(text)
      {
        break
      }
      at += 1
      words += 1
      if note.tokens[at - 1].count == 1, note.isSymbol(at, 0x2E), isTight(at) { at += 1 }
      if note.isSymbol(at, 0x27) || note.isSymbol(at, 0x2D), isTight(at), isTight(at + 1),
        at + 1 < note.tokens.count, note.tokens[at + 1].kind == .word, note.isCapital(at + 1)
      {
        at += 2
      }
    }
    return at
  }

  /// E-mail addresses and URLs, from their first token.
  private func electronic(_ index: Int) -> Found? {
    let text = note.tokens[index].count <= 5 ? note.lower(index) : ""
    if text == "http" || text == "https" || text == "ftp", note.isSymbol(index + 1, 0x3A) {
      return Found(range: index..<unspacedEnd(index), type: .url, rule: "url", score: 0.98)
    }
    if text == "www", note.isSymbol(index + 1, 0x2E), isTight(index + 2) {
      return Found(range: index..<unspacedEnd(index), type: .url, rule: "url", score: 0.98)
    }
    // Only the first token of an unspaced run looks for "@".
    guard
      index == 0 || note.tokens[index].flags.contains(.spaceBefore)
        || note.tokens[index - 1].kind == .symbol && !isTightRun(index)
    else { return nil }
    var at = index + 1
    while at < note.tokens.count, at < index + 12, isTight(at) {
      if note.isSymbol(at, 0x40), isTight(at + 1) {
        var end = unspacedEnd(at)
        while end > at, note.tokens[end - 1].kind == .symbol { end -= 1 }
        return Found(range: index..<end, type: .email, rule: "email", score: 0.98)
      }
      if note.tokens[at].kind == .symbol, ![0x2E, 0x2D, 0x5F, 0x2B].contains(note.byte(at)) {
        break
      }
      at += 1
    }
    return nil
  }

  private func isTightRun(_ index: Int) -> Bool {
    [0x2E, 0x2D, 0x5F, 0x2B].contains(note.byte(index - 1))
  }

  private func unspacedEnd(_ index: Int) -> Int {
    var at = index + 1
    while at < note.tokens.count, at < index + 60, isTight(at) { at += 1 }
    while at > index + 1, [0x2E, 0x2C, 0x29, 0x3E, 0x3B].contains(note.byte(at - 1)),
      note.tokens[at - 1].kind == .symbol
    {
      at -= 1
    }
    return at
  }

  /// "MRN: 123456", "Account #: A-123", "SSN 123-45-6789".
  private func labelledNumber(_ index: Int) -> Found? {
    let text = note.tokens[index].count <= 14 ? note.lower(index) : ""
    let isLabel = [
      "mrn", "ssn", "account", "acct", "record", "id", "license", "policy", "member", "dea", "npi",
      "accession", "insurance", "passport", "identifier", "nhs", "chi",
    ].contains(text)
    guard isLabel else { return nil }
    var at = index + 1
    var steps = 0
    while at < note.tokens.count, steps < 3,
      note.isSymbol(at, 0x3A) || note.isSymbol(at, 0x23) || note.isSymbol(at, 0x2E)
        || ["number", "no", "is", "id"].contains(lower(at))
    {
      at += 1
      steps += 1
    }
    guard at < note.tokens.count, !note.tokens[at].flags.contains(.blankBefore) else { return nil }
    var end = unspacedEnd(at)
    // "943 476 5919"
    if text == "nhs" || text == "chi" {
      while end < note.tokens.count, digitCount(end) >= 3, end < at + 4,
        !note.tokens[end].flags.contains(.lineStart)
      {
        end += 1
      }
    }
    let digits = (at..<end).reduce(0) { $0 + digitCount($1) }
    guard digits >= 4 else { return nil }
    return Found(range: at..<end, type: .identifier, rule: "labelled-number", score: 0.95)
  }

  // MARK: Numbers

  private func digitCount(_ index: Int) -> Int {
    guard index < note.tokens.count, note.tokens[index].kind == .number else { return 0 }
    let token = note.tokens[index]
    for at in Int(token.start)..<Int(token.end) where !(0x30...0x39).contains(note.bytes[at]) {
      return 0
    }
    return token.count
  }

  private func number(_ index: Int) -> Found? {
    let count = digitCount(index)
    if count == 3 {
      if note.isSymbol(index + 1, 0x2D), digitCount(index + 2) == 2,
        note.isSymbol(index + 3, 0x2D), digitCount(index + 4) == 4
      {
        return Found(range: index..<index + 5, type: .identifier, rule: "ssn", score: 0.98)
      }
      if let phone = phone(index) { return phone }
    }
    if count == 1, note.isSymbol(index + 1, 0x2D), digitCount(index + 2) == 3,
      let rest = phone(index + 2)
    {
      return Found(
        range: index..<rest.range.upperBound,
        type: .phoneOrFax,
        rule: "phone",
        score: 0.97
      )
    }
    if let age = age(index) { return age }
    if count >= 1, count <= 5, let address = address(index) { return address }
    if count >= 7, count <= 12, !isQuantity(index + 1) {
      return Found(range: index..<index + 1, type: .identifier, rule: "long-number", score: 0.6)
    }
    return nil
  }

  private func isQuantity(_ index: Int) -> Bool {
    index < note.tokens.count && SigWords.shared.word(note.tokens[index].hash) != nil
  }

  /// "555-123-4567", "(555) 123-4567", "555.123.4567", "555-1234".
  private func phone(_ index: Int) -> Found? {
    var at = index
    var groups: [Int] = []
    if note.isSymbol(at, 0x28) {
      groups.append(3)
      at += 3
    }
    while at < note.tokens.count, groups.count < 3 {
      let count = digitCount(at)
      guard count == 3 || count == 4 else { break }
      groups.append(count)
      at += 1
      if count == 4 { break }
      if note.isSymbol(at, 0x2D) || note.isSymbol(at, 0x2E) { at += 1 }
    }
    guard groups == [3, 3, 4] || groups == [3, 4] && note.isSymbol(at - 2, 0x2D) else { return nil }
    if groups == [3, 3, 4], !note.isSymbol(index, 0x28), isTight(index + 1) == false {
      let before = (max(0, index - 3)..<index).map { lower($0) }
      let isNamed = ["phone", "fax", "tel", "cell", "call", "at", "mobile", "mob", "home", "work"]
      guard
        before.contains(where: { isNamed.contains($0) })
          || index > 1 && isName(index - 1)
            && Self.kin.contains(note.tokens[index - 2].hash)
      else { return nil }
    }
    return Found(range: index..<at, type: .phoneOrFax, rule: "phone", score: 0.95)
  }

  /// "72-year-old", "72 yo", "age 72".
  private func age(_ index: Int) -> Found? {
    guard digitCount(index) > 0, digitCount(index) <= 3 else { return nil }
    var at = index + 1
    if note.isSymbol(at, 0x2D) { at += 1 }
    let unit = lower(at)
    if unit == "yo" || unit == "yr" && lower(at + 1) == "old" {
      return Found(
        range: index..<(unit == "yo" ? at + 1 : at + 2),
        type: .age,
        rule: "age",
        score: 0.97
      )
    }
    if unit == "y", note.isSymbol(at + 1, 0x2F) || note.isSymbol(at + 1, 0x2E),
      lower(at + 2) == "o"
    {
      return Found(range: index..<at + 3, type: .age, rule: "age", score: 0.97)
    }
    if ["year", "years", "month", "months", "week", "weeks", "day", "days"].contains(unit) {
      var after = at + 1
      if note.isSymbol(after, 0x2D) { after += 1 }
      if lower(after) == "old" || lower(after) == "of" && lower(after + 1) == "age" {
        let end = lower(after) == "old" ? after + 1 : after + 2
        return Found(range: index..<end, type: .age, rule: "age", score: 0.97)
      }
    }
    if ["age", "aged"].contains(lower(index - 1))
      || note.isSymbol(index - 1, 0x3A) && lower(index - 2) == "age"
    {
      return Found(range: index..<index + 1, type: .age, rule: "age", score: 0.9)
    }
    if isAgeAndSex(index) {
      return Found(range: index..<index + 1, type: .age, rule: "age-sex", score: 0.9)
    }
    return pastAge(index)
  }

  /// "54F with chest pain", "70M POD2": two digits and a letter that begin a sentence or follow "a", but
  /// "Temp 98F".
  private func isAgeAndSex(_ index: Int) -> Bool {
    guard digitCount(index) == 2, isTight(index + 1), index + 1 < note.tokens.count,
      note.tokens[index + 1].count == 1, ["m", "f"].contains(lower(index + 1)),
      note.isCapital(index + 1), index + 2 < note.tokens.count, !isTight(index + 2),
      note.tokens[index + 2].kind == .word, !note.tokens[index + 2].flags.contains(.lineStart)
    else { return false }
    if index == 0 || note.tokens[index].flags.contains(.lineStart) { return true }
    if ["a", "an", "is", "this", "pleasant", "the"].contains(lower(index - 1)) { return true }
    if note.isSymbol(index - 1, 0x2E) { return note.tokens[index].flags.contains(.spaceBefore) }
    return note.isSymbol(index - 1, 0x3A)
      && !["t", "temp", "tmax", "temperature", "tm"].contains(lower(index - 2))
  }

  private static let relatives: Set<String> = [
    "mother", "father", "brother", "sister", "mom", "dad", "aunt", "uncle", "grandmother",
    "grandfather", "cousin", "son", "daughter", "parent", "sibling", "maternal", "paternal", "died",
    "deceased", "diagnosed", "dx", "menarche", "menopause", "onset", "fh", "fhx", "passed", "age",
  ]

  /// "Mother had breast cancer at 52", "menopause at 49", "stroke in her 70s".
  private func pastAge(_ index: Int) -> Found? {
    guard digitCount(index) == 2, index > 0 else { return nil }
    let before = lower(index - 1)
    if lower(index + 1) == "s", isTight(index + 1) {
      var at = index - 1
      if ["early", "mid", "late"].contains(lower(at)) { at -= 1 }
      guard ["her", "his", "their"].contains(lower(at)), lower(at - 1) == "in" else { return nil }
      return Found(range: index..<index + 2, type: .age, rule: "age", score: 0.9)
    }
    guard before == "at" || note.isSymbol(index - 1, 0x40) else { return nil }
    // A number that something is measured in, a time or a date is no age.
    let end = index + 1
    if end < note.tokens.count, !note.tokens[end].flags.contains(.lineStart) {
      let isEnd =
        note.isSymbol(end, 0x2C) || note.isSymbol(end, 0x2E) || note.isSymbol(end, 0x3B)
        || note.isSymbol(end, 0x29)
        || ["and", "from", "of", "with", "but", "after", "due"].contains(lower(end))
      guard isEnd else { return nil }
    }
    // Close before it, in its sentence.
    var at = index - 2
    while at >= 0, at >= index - 12 {
      if note.isSymbol(at, 0x2E) || note.isSymbol(at, 0x3B) { return nil }
      if note.tokens[at].kind == .word, Self.relatives.contains(lower(at)) {
        return Found(range: index..<end, type: .age, rule: "age", score: 0.85)
      }
      if note.tokens[at + 1].flags.contains(.blankBefore) { return nil }
      at -= 1
    }
    return nil
  }

  /// "123 Main Street, Springfield, IL 62701".
  private func address(_ index: Int) -> Found? {
    var at = index + 1
    while at < note.tokens.count, at < index + 5, note.tokens[at].kind == .word, note.isCapital(at),
      !note.tokens[at].flags.contains(.lineStart)
    {
      if at > index + 1, Self.streets.contains(note.lower(at)) {
        var end = at + 1
        if note.isSymbol(end, 0x2E), note.tokens[at].count <= 4 { end += 1 }
        // City, state and postal code in the same line.
        var probe = end
        while probe < note.tokens.count, probe < end + 9,
          !note.tokens[probe].flags.contains(.lineStart)
        {
          if digitCount(probe) == 5 {
            end = probe + 1
            break
          }
          probe += 1
        }
        return Found(range: index..<end, type: .address, rule: "address", score: 0.93)
      }
      at += 1
    }
    return nil
  }

  /// "**NAME[AAA BBB]", as de-identified notes have it.
  private func placeholder(_ index: Int) -> Found? {
    guard index + 2 < note.tokens.count, note.isAllCaps(index + 2) else { return nil }
    let type: EntityType
    switch note.lower(index + 2) {
    case "name", "initials": type = .name
    case "date": type = .date
    case "age": type = .age
    case "phone", "telephone", "fax": type = .phoneOrFax
    case "id", "mrn", "ssn", "device", "account": type = .identifier
    case "place", "street", "zip", "address", "institution", "room": type = .address
    case "email": type = .email
    case "web": type = .url
    default: return nil
    }
    var end = index + 3
    if note.isSymbol(end, 0x2D), isTight(end) { end += 2 }
    if note.isSymbol(end, 0x5B) {
      var at = end
      while at < note.tokens.count, at < end + 14, !note.isSymbol(at, 0x5D) { at += 1 }
      if note.isSymbol(at, 0x5D) { end = at + 1 }
    }
    return Found(
      range: index..<min(end, note.tokens.count),
      type: type,
      rule: "placeholder",
      score: 0.95
    )
  }
}
