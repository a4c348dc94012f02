// SPDX-License-Identifier: Apache-2.0

/// Makes vaccines of the diseases that they are named after: "Given today: influenza, Td".
struct VaccineFinder {
  let note: TokenizedNote
  let lexicon: Lexicon

  /// Diseases that a vaccine is named after, and what the lexicon calls the vaccine.
  private static let vaccines: [String: String] = [
    "influenza": "influenza vaccine", "flu": "influenza vaccine",
    "seasonal influenza": "influenza vaccine", "hepatitis a": "hepatitis A vaccine",
    "hepatitis b": "hepatitis B vaccine", "hep a": "hepatitis A vaccine",
    "hep b": "hepatitis B vaccine", "pneumococcal": "pneumococcal vaccine",
    "pneumococcus": "pneumococcal vaccine", "pneumo": "pneumococcal vaccine",
    "pneumonia": "pneumococcal vaccine",
    "pna": "pneumococcal vaccine",
    "tetanus": "tetanus vaccine", "td": "Td (adult) preservative free", "tdap": "Tdap",
    "dtap": "DTaP", "mmr": "MMR vaccine", "mmrv": "MMRV vaccine", "zoster": "zoster vaccine",
    "herpes zoster": "zoster vaccine", "shingles": "zoster vaccine", "hpv": "HPV vaccine",
    "varicella": "varicella vaccine", "chickenpox": "varicella vaccine",
    "meningococcal": "meningococcal vaccine", "covid": "COVID-19 vaccine",
    "covid-19": "COVID-19 vaccine", "rabies": "rabies vaccine", "polio": "polio vaccine",
    "rotavirus": "rotavirus vaccine", "hib": "Hib vaccine", "yellow fever": "yellow fever vaccine",
    "typhoid": "typhoid vaccine", "typhoid fever": "typhoid vaccine", "bcg": "BCG vaccine",
    "measles": "MMR vaccine", "mumps": "MMR vaccine", "rubella": "MMR vaccine",
    "pertussis": "Tdap", "whooping cough": "Tdap", "meningitis": "meningococcal vaccine",
    "meningitis b": "meningococcal vaccine", "men b": "meningococcal vaccine",
    "men acwy": "meningococcal vaccine", "japanese encephalitis": "", "cholera": "",
    "hav": "hepatitis A vaccine", "hbv": "hepatitis B vaccine", "rota": "rotavirus vaccine",
    "diphtheria": "Tdap", "rsv": "",
    "ipv": "IPV", "pcv13": "pneumococcal conjugate PCV 13",
  ]

  private static let longest = 3

  /// The trie of the names, whose payloads are places in `entries`.
  private static let names: (trie: TokenTrie, vaccines: [String]) = {
    var trie = TokenTrie()
    var result: [String] = []
    for (name, vaccine) in vaccines.sorted(by: { $0.key < $1.key }) {
      trie.insert(Lexicon.hashes(Array(name.utf8)), payload: Int32(result.count))
      result.append(vaccine)
    }
    return (trie, result)
  }()

  private static let nouns = Hash.words(
    "vaccine vaccines vax vaxx vaccination vaccinations shot shots immunization immunizations booster jab vac vacc vacs vaccs"
  )
  private static let against = Hash.words("vaccinated immunized immunised inoculated")
  private static let given = Hash.words("given administered received")

  func find(_ reading: inout Reading) {
    if reading.isNarrative || reading.isLiterature { return }
    var vaccines: [(range: Range<Int>, name: String)] = []
    var at = 0
    while at < note.tokens.count {
      guard Self.names.trie.mayStart(note.tokens[at].hash), !reading.isHeader(at),
        let (state, end) = Self.names.trie.longest(
          in: note,
          from: at,
          limit: min(note.tokens.count, at + Self.longest)
        ), let payload = Self.names.trie.payloads(state).first
      else {
        at += 1
        continue
      }
      if isVaccine(at..<end, reading) {
        let behind = end < note.tokens.count && Self.nouns.contains(note.tokens[end].hash)
        vaccines.append((at..<(behind ? end + 1 : end), Self.names.vaccines[Int(payload)]))
      }
      at = end
    }
    guard !vaccines.isEmpty else { return }
    add(vaccines, &reading)
  }

  /// Adds vaccines in the place of what was found there, but for medications that have them in them.
  private func add(_ vaccines: [(range: Range<Int>, name: String)], _ reading: inout Reading) {
    var medicationEnd = [Int](repeating: 0, count: note.tokens.count)
    for mention in reading.mentions where mention.category == .medication {
      for token in mention.range { medicationEnd[token] = max(medicationEnd[token], mention.end) }
    }
    let new = vaccines.filter { medicationEnd[$0.range.lowerBound] < $0.range.upperBound }
    reading.replaceMentions(
      with: new.map { vaccine in
        Mention(
          start: vaccine.range.lowerBound,
          end: vaccine.range.upperBound,
          category: .medication,
          type: .genericName,
          score: 0.85,
          entry: lexicon.entry(named: vaccine.name),
          sources: ["rule:vaccine"]
        )
      }
    )
  }

  private func isVaccine(_ range: Range<Int>, _ reading: Reading) -> Bool {
    if reading.kind(at: range.lowerBound) == .immunizations { return true }
    // "flu nasal vaccine"
    if note.lower(range.upperBound) == "nasal",
      note.holds(range.upperBound + 1, Self.nouns) || note.lower(range.upperBound + 1) == "spray"
    {
      return true
    }
    if range.upperBound < note.tokens.count,
      Self.nouns.contains(note.tokens[range.upperBound].hash)
    {
      return true
    }
    // "Vaccinated flu/covid"
    var first = range.lowerBound
    while first > 1, note.isSymbol(first - 1, 0x2F) || note.isSymbol(first - 1, 0x2C),
      isName(first - 2)
    {
      first -= 2
    }
    if Self.against.contains(note.tokens[max(0, first - 1)].hash), first > 0 { return true }
    return isOffered(range) || isJoined(range) || isListed(range, reading)
  }

  /// "Flu + pneumovax given", "flu and COVID vaccines".
  private func isJoined(_ range: Range<Int>) -> Bool {
    let at = range.upperBound
    guard
      note.isSymbol(at, 0x2B) || note.isSymbol(at, 0x26) || note.isSymbol(at, 0x2C)
        || note.lower(at) == "and" || note.isSymbol(at, 0x2F) && isName(at + 1),
      at + 1 < note.tokens.count
    else { return false }
    // "Flu, COVID vax utd", but not "flu, tetanus shot given".
    if note.isSymbol(at, 0x2C), !isName(at + 1) || note.lower(at + 1) == "tetanus" { return false }
    let next = note.tokens[at + 1].hash
    // "Flu/pneumo done", "Hep A + typhoid given"
    if !note.isSymbol(at, 0x2C), isName(at + 1), note.holds(at + 2, Self.offered),
      note.lower(at + 2) != "utd"
    {
      return true
    }
    return Self.sure.contains(next) || Self.brands.contains(next)
      || at + 2 < note.tokens.count && Self.nouns.contains(note.tokens[at + 2].hash)
  }

  private static let brands = Hash.words("pneumovax prevnar shingrix gardasil fluzone boostrix")

  private static let offered = Hash.words("declined refused deferred given utd due overdue done")

  /// "flu declined", "influenza given today": a disease is neither.
  private func isOffered(_ range: Range<Int>) -> Bool {
    var at = range.upperBound
    // "HPV #1 today"
    if note.isSymbol(at, 0x23), let count = NumberWords.digits(note, at + 1),
      (1...5).contains(count),
      !note.tokens[at + 1].flags.contains(.spaceBefore)
    {
      return true
    }
    if ["was", "is"].contains(note.lower(at)) || note.isDash(at) { at += 1 }
    // "Yellow fever - not indicated"
    if at > range.upperBound, note.isDash(at - 1), note.lower(at) == "not",
      ["indicated", "required", "needed", "given"].contains(note.lower(at + 1))
    {
      return true
    }
    // "(declined flu)"
    if ["declined", "refused", "deferred"].contains(note.lower(range.lowerBound - 1)) {
      return true
    }
    return at < note.tokens.count && Self.offered.contains(note.tokens[at].hash)
      && !note.tokens[at].flags.contains(.lineStart)
  }

  /// Whether a list of vaccines leads to a name: behind "given:" only names, commas and "and" are
  /// between, behind "immunizations:" other words too.
  private func isListed(_ range: Range<Int>, _ reading: Reading) -> Bool {
    let sentence = reading.sentence(at: range.lowerBound)
    var isPure = true
    var at = range.lowerBound - 1
    while at >= sentence.lowerBound, range.lowerBound - at < 60 {
      let token = note.tokens[at]
      if token.kind == .symbol {
        if note.isSymbol(at, 0x3A) { return isGiven(before: at, sentence, isPure: isPure) }
        if !Self.marks.contains(note.byte(at)) { isPure = false }
      } else if isPure, Self.sure.contains(token.hash) {
        // "MMR, IPV, varicella": what is listed with vaccines is one.
        return true
      } else if token.hash == Self.againstWord {
        return at > sentence.lowerBound && Self.against.contains(note.tokens[at - 1].hash)
      } else if token.hash == Self.on {
        // "up to date on"
        return at > sentence.lowerBound && note.lower(at - 1) == "date"
      } else if Self.ends.contains(token.hash) {
        return false
      } else if token.kind == .number || token.hash != Self.and && !isName(at) {
        isPure = false
      }
      at -= 1
    }
    return false
  }

  private static let marks: Set<UInt8> = [0x2C, 0x26, 0x28, 0x29, 0x2F, 0x2D]
  private static let againstWord = Hash.word("against".utf8)
  private static let on = Hash.word("on".utf8)
  private static let and = Hash.word("and".utf8)
  private static let sure = Hash.words("mmr mmrv dtap tdap td ipv hib pcv pcv13 pcv20 bcg menacwy")
  private static let ends = Hash.words("for with due because has had")

  private func isName(_ index: Int) -> Bool {
    guard note.tokens.indices.contains(index) else { return false }
    return (max(0, index - Self.longest + 1)...index).contains { start in
      Self.names.trie.longest(
        in: note,
        from: start,
        limit: min(note.tokens.count, start + Self.longest)
      )
      .map { $0.1 > index } ?? false
    }
  }

  /// "Given today:", "Administered:", "Vaccines given:".
  private func isGiven(before colon: Int, _ sentence: Range<Int>, isPure: Bool) -> Bool {
    (max(sentence.lowerBound, colon - 3)..<colon).contains { at in
      Self.nouns.contains(note.tokens[at].hash)
        || isPure && Self.given.contains(note.tokens[at].hash)
    }
  }
}
