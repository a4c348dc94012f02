// SPDX-License-Identifier: Apache-2.0

import CExtractionModel
import FHIR

/// What the terms of an entry are.
enum LexiconKind: UInt8, Sendable {
  case condition
  case medication
  case test
  case procedure
  case anatomy

  var name: String {
    switch self {
    case .condition: "condition"
    case .medication: "medication"
    case .test: "test"
    case .procedure: "procedure"
    case .anatomy: "anatomy"
    }
  }

  /// What a terminology calls it.
  var concept: ConceptKind {
    switch self {
    case .condition: .condition
    case .medication: .medication
    case .test: .test
    case .procedure: .procedure
    case .anatomy: .anatomy
    }
  }
}

/// One thing with its names and codes.
struct LexiconEntry: Sendable {
  var kind: LexiconKind
  /// The first name.
  var name: String
  /// d, s, x of conditions; p, t of procedures; l, v, i, o of tests.
  var nature: UInt8 = 0
  var icd10cm = ""
  var rxnorm = ""
  var snomed = ""
  var loinc = ""
  var cvx = ""
  var unit = ""
  var drugClass = ""
  var spellings: [String] = []
}

/// A spelling of an entry.
struct LexiconTerm: Sendable {
  var entry: Int32
  var isBrand: Bool
  /// Whether the text must have the same capitals.
  var needsCase: Bool
  var spelling: String
  /// The SNOMED CT code where it is another than the entry's.
  var snomed = ""
}

/// The names of conditions, medications, tests, procedures and places of the body that the project
/// wrote down, with their codes.
struct Lexicon: Sendable {
  private(set) var entries: [LexiconEntry] = []
  private(set) var terms: [LexiconTerm] = []
  private(set) var trie = TokenTrie()
  /// The first entry of each name.
  private var numbers: [String: Int32] = [:]

  static let shared = Lexicon()

  /// What tells these words and cues from others: XXH64 of the files, in hexadecimal.
  static let fingerprint: String = {
    var all: [UInt8] = []
    for file in [
      tarn_lexicon_conditions, tarn_lexicon_medications, tarn_lexicon_tests,
      tarn_lexicon_procedures, tarn_lexicon_anatomy, tarn_lexicon_cues, tarn_lexicon_names,
    ] {
      let resource = tarn_lexicon(file)
      all += UnsafeBufferPointer(start: resource.bytes, count: resource.count)
    }
    return String(all.withUnsafeBytes { JSONDocument.hash($0) }, radix: 16)
  }()

  init() {
    entries.reserveCapacity(2048)
    terms.reserveCapacity(12_000)
    read(tarn_lexicon_conditions, .condition)
    read(tarn_lexicon_medications, .medication)
    read(tarn_lexicon_tests, .test)
    read(tarn_lexicon_procedures, .procedure)
    read(tarn_lexicon_anatomy, .anatomy)
  }

  private mutating func read(_ file: tarn_lexicon_file, _ kind: LexiconKind) {
    for line in Resource.lines(file) {
      let fields = line.split(separator: "|", omittingEmptySubsequences: false)
        .map { Resource.trimmed($0) }
      guard let names = fields.first, !names.isEmpty else { continue }
      func field(_ index: Int) -> String { index < fields.count ? String(fields[index]) : "" }
      let spellings = Resource.list(names)
      var entry = LexiconEntry(kind: kind, name: spellings.first.map(Self.plain) ?? "")
      entry.spellings = spellings.map(Self.plain)
      switch kind {
      case .condition:
        entry.icd10cm = field(1)
        entry.snomed = field(2)
        entry.nature = field(3).utf8.first ?? 0
      case .medication:
        entry.rxnorm = field(2)
        entry.snomed = field(3)
        entry.drugClass = field(4)
        entry.cvx = field(5)
      case .test:
        entry.loinc = field(1)
        entry.snomed = field(2)
        entry.unit = field(3)
        entry.nature = field(4).utf8.first ?? 0
      case .procedure:
        entry.snomed = field(1)
        entry.nature = field(2).utf8.first ?? 0
      case .anatomy:
        entry.snomed = field(1)
      }
      let number = Int32(entries.count)
      if numbers[entry.name] == nil { numbers[entry.name] = number }
      entries.append(entry)
      for spelling in spellings { add(spelling, entry: number, isBrand: false) }
      if kind == .medication {
        for brand in Resource.list(Substring(field(1))) {
          entries[Int(number)].spellings.append(Self.plain(brand))
          add(brand, entry: number, isBrand: true)
        }
      }
    }
  }

  /// The number of the first entry of a name; -1 where there is none.
  func entry(named name: String) -> Int32 {
    numbers[name] ?? -1
  }

  private static func plain(_ spelling: Substring) -> String {
    let name = spelling.hasPrefix("=") ? spelling.dropFirst() : spelling
    return String(name.firstIndex(of: "{").map { Resource.trimmed(name[..<$0]) } ?? name)
  }

  /// The code in braces behind a spelling.
  private static func code(_ spelling: Substring) -> String {
    guard let open = spelling.firstIndex(of: "{") else { return "" }
    return String(spelling[spelling.index(after: open)...].dropLast())
  }

  private mutating func add(_ spelling: Substring, entry: Int32, isBrand: Bool) {
    let plain = Self.plain(spelling)
    let bytes = Array(plain.utf8)
    let needsCase = spelling.hasPrefix("=") || Self.isShortCapitals(bytes, plain)
    terms.append(
      LexiconTerm(
        entry: entry,
        isBrand: isBrand,
        needsCase: needsCase,
        spelling: plain,
        snomed: Self.code(spelling)
      )
    )
    let payload = Int32(terms.count - 1)
    for variant in SpellingVariants.of(bytes, isName: isBrand || needsCase) {
      trie.insert(Self.hashes(variant), payload: payload)
    }
  }

  /// The token hashes of a term, hyphens left out as the lookup does.
  static func hashes(_ bytes: [UInt8]) -> [UInt32] {
    let tokens = bytes.withUnsafeBufferPointer { Tokenizer.tokens(of: $0) }
    return tokens.compactMap { token in
      token.count == 1 && bytes[Int(token.start)] == 0x2D ? nil : token.hash
    }
  }

  /// Three capitals or fewer are a word of everyday language too often.
  private static func isShortCapitals(_ bytes: [UInt8], _ plain: String) -> Bool {
    guard bytes.count <= 3 || plain == "AIDS" || plain == "PAIN" else { return false }
    let isCapitals = bytes.allSatisfy { !(0x61...0x7A).contains($0) }
    return isCapitals && !commonInSmallLetters.contains(plain)
  }

  private static let commonInSmallLetters: Set<String> = [
    "HTN", "CAD", "CHF", "BP", "CBC", "MRI", "CT", "WBC", "EKG", "ECG", "UTI", "DVT", "CKD", "CVA",
    "TIA", "OSA", "SOB", "DJD", "HLD", "BPH", "LDL", "HDL", "TSH", "INR", "BUN", "BMI", "CXR",
    "PCN", "ASA", "IBS", "URI", "MI", "GFR", "RBC", "PSA", "EEG", "BMP", "CMP", "LFT", "AKI",
  ]
}

/// How else a term is written: plural, British, without an apostrophe.
enum SpellingVariants {
  static func of(_ bytes: [UInt8], isName: Bool) -> [[UInt8]] {
    var result = [bytes]
    if isName { return result }
    let text = String(decoding: bytes, as: UTF8.self)
    if text.holds("'s ") {
      result.append(Array(text.replacing("'s ", with: " ").utf8))
      result.append(Array(text.replacing("'s ", with: "s ").utf8))
      result.append(Array(text.replacing("'s ", with: "’s ").utf8))
    }
    let lower = text.lowercased()
    var all = lower
    for (american, written) in british where lower.holds(american) {
      result.append(Array(lower.replacing(american, with: written).utf8))
      all = all.replacing(american, with: written)
    }
    // "haemolytic anaemia" has two of them.
    if all != lower, result.last != Array(all.utf8) { result.append(Array(all.utf8)) }
    for base in result {
      guard let last = base.last, base.count > 4, (0x61...0x7A).contains(last), last != 0x73 else {
        continue
      }
      if last == 0x79, base.count > 5, !vowels.contains(base[base.count - 2]) {
        result.append(base.dropLast() + Array("ies".utf8))
      } else if base.hasSuffix("sis") || base.hasSuffix("ia") || base.hasSuffix("osis") {
        continue
      } else {
        result.append(base + [0x73])
      }
    }
    return result
  }

  private static let vowels: [UInt8] = Array("aeiou".utf8)

  private static let british: [(String, String)] = [
    ("edema", "oedema"), ("emia", "aemia"), ("hemo", "haemo"), ("hemat", "haemat"),
    ("esoph", "oesoph"), ("diarrhea", "diarrhoea"), ("tumor", "tumour"), ("anesth", "anaesth"),
    ("hemorr", "haemorr"), ("orthoped", "orthopaed"), ("pediatric", "paediatric"),
    ("leuk", "leuc"), ("dyspnea", "dyspnoea"), ("apnea", "apnoea"), ("color", "colour"),
    ("cesarean", "caesarean"), ("gyneco", "gynaeco"), ("rrhea", "rrhoea"), ("anemi", "anaemi"),
    ("fiber", "fibre"), ("orrhage", "orrhage"), ("ischem", "ischaem"), ("menorrh", "menorrh"),
  ]
}

extension Array where Element == UInt8 {
  fileprivate func hasSuffix(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return count >= bytes.count && Array(suffix(bytes.count)) == bytes
  }
}

/// Text files inside of the program.
enum Resource {
  /// The lines of a file, comments and empty ones left out.
  static func lines(_ file: tarn_lexicon_file) -> [Substring] {
    let resource = tarn_lexicon(file)
    let bytes = UnsafeBufferPointer(start: resource.bytes, count: resource.count)
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
  }

  static func trimmed(_ text: Substring) -> Substring {
    var result = text
    while result.first == " " { result.removeFirst() }
    while result.last == " " { result.removeLast() }
    return result
  }

  /// What stands between semicolons.
  static func list(_ text: Substring) -> [Substring] {
    text.split(separator: ";").map(trimmed).filter { !$0.isEmpty }
  }
}
