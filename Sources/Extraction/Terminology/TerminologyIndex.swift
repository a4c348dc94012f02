// SPDX-License-Identifier: Apache-2.0

/// A loaded terminology: names with their codes, looked up where they lie.
///
/// It reads the bytes that ``TerminologyWriter`` made, without unpacking them, so that a mapped file
/// costs what is looked at. Nothing in a damaged file is trusted: numbers that point outside of it
/// lead to nothing found.
public final class TerminologyIndex: Sendable {
  /// The name under which it was loaded.
  public let name: String
  /// The number of concepts.
  public let conceptCount: Int
  /// The number of names.
  public let termCount: Int
  /// What the bytes are: the same terms have the same.
  public let fingerprint: UInt64

  private let counts: [Int]
  private let sections: [Range<Int>]
  /// Valid until ``release`` is called; never written to.
  private nonisolated(unsafe) let bytes: UnsafeRawBufferPointer
  private let release: @Sendable () -> Void

  /// Takes over the bytes of a file; `nil` where they are no terminology of this format, or cut off.
  ///
  /// - Parameters:
  ///   - name: What it is called.
  ///   - bytes: The file, which stays valid and the same until `release` is called.
  ///   - release: Called when the index is no longer needed, and at once where it is none.
  public init?(name: String, bytes: UnsafeRawBufferPointer, release: @escaping @Sendable () -> Void)
  {
    let format = TerminologyFormat.self
    func number(_ at: Int) -> Int {
      Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)))
    }
    func long(_ at: Int) -> UInt64 {
      UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
    }
    guard bytes.count >= format.headerSize, bytes.prefix(8).elementsEqual(format.magic) else {
      release()
      return nil
    }
    let counts = (0..<5).map { number(16 + 4 * $0) }
    let offsets = (0...format.sectionCount).map { Int(clamping: long(40 + 8 * $0)) }
    let sizes = [
      counts[0] * 8, counts[1] * format.conceptSize, counts[2] * format.termSize,
      (format.directoryCount + 1) * 4, (counts[3] + 1) * format.wordSize, counts[4] * 4,
      format.starterBytes, 0,
    ]
    let isWhole =
      offsets[format.sectionCount] == bytes.count
      && zip(offsets, offsets.dropFirst()).allSatisfy(<=)
      && sizes.indices.allSatisfy { offsets[$0] + sizes[$0] <= offsets[$0 + 1] }
    guard isWhole else {
      release()
      return nil
    }
    self.name = name
    self.bytes = bytes
    self.release = release
    self.counts = counts
    sections = (0..<format.sectionCount).map { offsets[$0]..<offsets[$0 + 1] }
    fingerprint = long(8)
    conceptCount = counts[1]
    termCount = counts[2]
  }

  deinit { release() }

  /// Takes over bytes in memory; `nil` where they are no terminology of this format.
  ///
  /// - Parameters:
  ///   - name: What it is called.
  ///   - bytes: What ``TerminologyWriter/bytes()`` gave.
  public convenience init?(name: String, bytes: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 8)
    copy.copyBytes(from: bytes)
    nonisolated(unsafe) let owned = copy
    self.init(name: name, bytes: UnsafeRawBufferPointer(copy), release: { owned.deallocate() })
  }

  /// The code systems of its concepts.
  public var systems: [CodeSystem] {
    (0..<counts[0]).map(system)
  }

  // MARK: Numbers

  @inline(__always)
  private func u32(_ section: TerminologyFormat.Section, _ offset: Int) -> Int {
    let at = sections[section.rawValue].lowerBound + offset
    return Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)))
  }

  private func string(_ offset: Int, _ length: Int) -> String {
    let strings = sections[TerminologyFormat.Section.strings.rawValue]
    guard offset + length <= strings.count else { return "" }
    let start = strings.lowerBound + offset
    return String(decoding: bytes[start..<start + length], as: UTF8.self)
  }

  private func system(_ number: Int) -> CodeSystem {
    guard number < counts[0] else { return CodeSystem(rawValue: "") }
    return CodeSystem(rawValue: string(u32(.systems, 8 * number), u32(.systems, 8 * number + 4)))
  }

  // MARK: Rows

  /// A name, as far as it is needed to compare it.
  struct TermRow {
    var key: UInt64
    var concept: Int
    var textOffset: Int
    var weight: Float
    var length: Int
    var flags: TerminologyFormat.Flags
  }

  func term(_ number: Int) -> TermRow? {
    guard number < termCount else { return nil }
    let at =
      sections[TerminologyFormat.Section.terms.rawValue].lowerBound
      + number * TerminologyFormat.termSize
    let sizes = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at + 20, as: UInt32.self))
    return TermRow(
      key: UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)),
      concept: u32(.terms, number * TerminologyFormat.termSize + 8),
      textOffset: u32(.terms, number * TerminologyFormat.termSize + 12),
      weight: Float(
        bitPattern: UInt32(
          littleEndian: bytes.loadUnaligned(fromByteOffset: at + 16, as: UInt32.self)
        )
      ),
      length: Int(sizes & 0xFFFF),
      flags: TerminologyFormat.Flags(rawValue: UInt8(truncatingIfNeeded: sizes >> 24))
    )
  }

  func text(_ term: TermRow) -> String { string(term.textOffset, term.length) }

  func kind(ofConcept number: Int) -> ConceptKind {
    guard number < conceptCount else { return .other }
    let at =
      sections[TerminologyFormat.Section.concepts.rawValue].lowerBound
      + number * TerminologyFormat.conceptSize
    return ConceptKind(rawValue: bytes[at + 10]) ?? .other
  }

  /// The system, code and name that is shown.
  func concept(_ number: Int) -> (system: CodeSystem, code: String, name: String)? {
    guard number < conceptCount else { return nil }
    let row = number * TerminologyFormat.conceptSize
    let at = sections[TerminologyFormat.Section.concepts.rawValue].lowerBound + row
    let code = string(u32(.concepts, row), Int(bytes[at + 8]))
    let name = term(u32(.concepts, row + 4)).map(text) ?? ""
    return (system(Int(bytes[at + 9])), code, name)
  }

  // MARK: Looking up

  /// The terms with a key.
  func terms(key: UInt64) -> Range<Int> {
    let bucket = Int(key >> 48)
    var low = min(u32(.directory, 4 * bucket), termCount)
    let end = min(u32(.directory, 4 * bucket + 4), termCount)
    while low < end, let found = term(low), found.key < key { low += 1 }
    var high = low
    while high < end, let found = term(high), found.key == key { high += 1 }
    return low..<max(low, high)
  }

  @inline(__always)
  func mayStart(_ hash: UInt32) -> Bool {
    let place = Int(hash & 0xFFFF)
    let start = sections[TerminologyFormat.Section.starters.rawValue].lowerBound
    return bytes[start + (place >> 3)] & (1 << UInt8(place & 7)) != 0
  }

  /// Where the postings of a word lie; empty where no term has it.
  func postings(of hash: UInt32) -> Range<Int> {
    var low = 0
    var high = counts[3]
    while low < high {
      let middle = (low + high) / 2
      if u32(.words, middle * TerminologyFormat.wordSize) < Int(hash) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < counts[3], u32(.words, low * TerminologyFormat.wordSize) == Int(hash) else {
      return 0..<0
    }
    let first = u32(.words, low * TerminologyFormat.wordSize + 4)
    let end = u32(.words, (low + 1) * TerminologyFormat.wordSize + 4)
    return first <= end && end <= counts[4] ? first..<end : 0..<0
  }

  func posting(_ place: Int) -> Int { u32(.postings, 4 * place) }

  /// How much a word says that so many of all terms have: the bits of how rare it is, and one.
  static func weight(_ count: Int, of all: Int) -> Float {
    var share = Float(all) / Float(max(1, count))
    var bits: Float = 1
    while share > 2 {
      share /= 2
      bits += 1
    }
    return bits
  }
}
