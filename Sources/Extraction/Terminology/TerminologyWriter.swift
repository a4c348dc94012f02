// SPDX-License-Identifier: Apache-2.0

/// Collects the terms of a terminology and writes them in the form that ``TerminologyIndex`` reads
/// without unpacking.
public struct TerminologyWriter {
  private struct Concept {
    var system: UInt8
    var kind: ConceptKind
    var code: Range<Int>
    var preferred: UInt32 = .max
  }

  private struct Term {
    var key: UInt64
    var concept: UInt32
    var text: Range<Int>
    var words: UInt8
    var flags: TerminologyFormat.Flags
    var weight: Float = 0
    var order: UInt32
  }

  private struct ConceptKey: Hashable {
    let system: UInt8
    let code: String
  }

  private var systems: [CodeSystem] = []
  private var concepts: [Concept] = []
  private var terms: [Term] = []
  private var strings: [UInt8] = []
  private var places: [ConceptKey: UInt32] = [:]

  /// Creates a writer without terms.
  public init() {}

  /// The number of names so far, the same ones of a concept counted as often as they came.
  public var termCount: Int { terms.count }

  /// The number of concepts so far.
  public var conceptCount: Int { concepts.count }

  /// Adds a name of a concept.
  ///
  /// What has no code, no word, or more than 65,535 bytes is left out.
  ///
  /// - Parameter term: The name.
  public mutating func add(_ term: TerminologyTerm) {
    let bytes = Array(term.text.utf8)
    guard !term.code.isEmpty, term.code.utf8.count < 256, bytes.count <= 0xFFFF else { return }
    let hashes = Lexicon.hashes(bytes)
    guard !hashes.isEmpty, let system = number(of: term.system) else { return }
    let concept = concept(system, term)
    var flags: TerminologyFormat.Flags = []
    if term.isBrand { flags.insert(.brand) }
    if term.isPreferred { flags.insert(.preferred) }
    if term.isRecognised, hashes.count <= TerminologyFormat.longestTerm {
      flags.insert(.recognised)
      if term.isBrand || Self.isAbbreviation(bytes) { flags.insert(.needsCase) }
    }
    let start = strings.count
    strings += bytes
    terms.append(
      Term(
        key: TerminologyFormat.key(hashes),
        concept: concept,
        text: start..<strings.count,
        words: UInt8(min(255, hashes.count)),
        flags: flags,
        order: UInt32(terms.count)
      )
    )
  }

  private mutating func number(of system: CodeSystem) -> UInt8? {
    if let known = systems.firstIndex(of: system) { return UInt8(known) }
    guard systems.count < 255 else { return nil }
    systems.append(system)
    return UInt8(systems.count - 1)
  }

  private mutating func concept(_ system: UInt8, _ term: TerminologyTerm) -> UInt32 {
    let key = ConceptKey(system: system, code: term.code)
    if let known = places[key] {
      if concepts[Int(known)].kind == .unknown { concepts[Int(known)].kind = term.kind }
      return known
    }
    let start = strings.count
    strings += Array(term.code.utf8)
    concepts.append(Concept(system: system, kind: term.kind, code: start..<strings.count))
    let number = UInt32(concepts.count - 1)
    places[key] = number
    return number
  }

  /// Few capitals are a word of everyday language when they are written small.
  private static func isAbbreviation(_ bytes: [UInt8]) -> Bool {
    bytes.count <= 5 && !bytes.contains { (0x61...0x7A).contains($0) }
  }

  /// Returns the file.
  ///
  /// - Returns: The bytes; the same terms in the same order give the same bytes.
  public consuming func bytes() -> [UInt8] {
    terms.sort { ($0.key, $0.concept, $0.order) < ($1.key, $1.concept, $1.order) }
    removeRepeated()
    for number in terms.indices {
      let concept = Int(terms[number].concept)
      let current = concepts[concept].preferred
      if current == .max || Self.stands(terms[number], before: terms[Int(current)]) {
        concepts[concept].preferred = UInt32(number)
      }
    }
    let (words, postings) = indexWords()
    return write(words, postings)
  }

  private static func stands(_ term: Term, before other: Term) -> Bool {
    let isPreferred = term.flags.contains(.preferred)
    if isPreferred != other.flags.contains(.preferred) { return isPreferred }
    return term.order < other.order
  }

  /// The same words of the same concept are one term.
  private mutating func removeRepeated() {
    var kept: [Term] = []
    kept.reserveCapacity(terms.count)
    for term in terms {
      if let last = kept.last, last.key == term.key, last.concept == term.concept {
        let flags = last.flags.union(term.flags.subtracting(.needsCase))
        kept[kept.count - 1].flags = flags
        continue
      }
      kept.append(term)
    }
    terms = kept
  }

  private mutating func indexWords() -> (words: [(hash: UInt32, first: UInt32)], [UInt32]) {
    var pairs: [UInt64] = []
    for (number, term) in terms.enumerated() {
      for hash in Set(Lexicon.hashes(Array(strings[term.text]))) {
        pairs.append(UInt64(hash) << 32 | UInt64(number))
      }
    }
    pairs.sort()
    var words: [(hash: UInt32, first: UInt32)] = []
    for (place, pair) in pairs.enumerated() where words.last?.hash != UInt32(pair >> 32) {
      words.append((UInt32(pair >> 32), UInt32(place)))
    }
    let postings = pairs.map { UInt32(truncatingIfNeeded: $0) }
    for place in words.indices {
      let end = place + 1 < words.count ? Int(words[place + 1].first) : postings.count
      let range = Int(words[place].first)..<end
      let weight = TerminologyIndex.weight(range.count, of: terms.count)
      for posting in range { terms[Int(postings[posting])].weight += weight }
    }
    return (words, postings)
  }

  private func write(_ words: [(hash: UInt32, first: UInt32)], _ postings: [UInt32]) -> [UInt8] {
    var file = ByteWriter()
    file.bytes = [UInt8](repeating: 0, count: TerminologyFormat.headerSize)
    var offsets: [Int] = []
    func begin() {
      while file.bytes.count % 8 != 0 { file.bytes.append(0) }
      offsets.append(file.bytes.count)
    }
    var systemText: [UInt8] = []
    begin()
    for system in systems {
      file.u32(strings.count + systemText.count)
      file.u32(system.rawValue.utf8.count)
      systemText += Array(system.rawValue.utf8)
    }
    begin()
    for concept in concepts {
      file.u32(concept.code.lowerBound)
      file.u32(Int(concept.preferred))
      file.bytes += [UInt8(concept.code.count), concept.system, concept.kind.rawValue, 0]
    }
    begin()
    for term in terms {
      file.u64(term.key)
      file.u32(Int(term.concept))
      file.u32(term.text.lowerBound)
      file.u32(Int(term.weight.bitPattern))
      file.u16(term.text.count)
      file.bytes += [term.words, term.flags.rawValue]
    }
    begin()
    var next = 0
    for bucket in 0...TerminologyFormat.directoryCount {
      while next < terms.count, Int(terms[next].key >> 48) < bucket { next += 1 }
      file.u32(bucket == TerminologyFormat.directoryCount ? terms.count : next)
    }
    begin()
    for word in words {
      file.u32(Int(word.hash))
      file.u32(Int(word.first))
    }
    file.u32(Int(UInt32.max))
    file.u32(postings.count)
    begin()
    for posting in postings { file.u32(Int(posting)) }
    begin()
    file.bytes += starters()
    begin()
    file.bytes += strings + systemText
    let counts = [systems.count, concepts.count, terms.count, words.count, postings.count]
    return file.finished(counts: counts, offsets: offsets)
  }

  private func starters() -> [UInt8] {
    var bits = [UInt8](repeating: 0, count: TerminologyFormat.starterBytes)
    for term in terms where term.flags.contains(.recognised) {
      guard let hash = Lexicon.hashes(Array(strings[term.text])).first else { continue }
      let place = Int(hash & 0xFFFF)
      bits[place >> 3] |= 1 << UInt8(place & 7)
    }
    return bits
  }
}

/// Bytes of numbers, little-endian.
private struct ByteWriter {
  var bytes: [UInt8] = []

  mutating func u16(_ value: Int) { add(UInt64(value), 2) }
  mutating func u32(_ value: Int) { add(UInt64(value), 4) }
  mutating func u64(_ value: UInt64) { add(value, 8) }

  private mutating func add(_ value: UInt64, _ count: Int) {
    for byte in 0..<count { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * byte))) }
  }

  /// The file with its header: magic, fingerprint, counts, where the sections begin, its size.
  consuming func finished(counts: [Int], offsets: [Int]) -> [UInt8] {
    var header = ByteWriter()
    header.bytes = TerminologyFormat.magic
    var fingerprint = TerminologyFormat.seed
    for byte in bytes.dropFirst(TerminologyFormat.headerSize) {
      fingerprint = (fingerprint ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    header.u64(fingerprint)
    for count in counts { header.u32(count) }
    header.u32(0)
    for offset in offsets { header.u64(UInt64(offset)) }
    header.u64(UInt64(bytes.count))
    bytes.replaceSubrange(0..<header.bytes.count, with: header.bytes)
    return bytes
  }
}
