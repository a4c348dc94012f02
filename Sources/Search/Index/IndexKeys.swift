// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// The keys under which a resource stands in the search index.
///
/// The index is an inverted one: key to resources. A key is a word of `a-z`, `0-9` and `_`: a letter
/// for its sort, the number of the parameter in base 36, `_`, and what it stands for.
///
/// ```
/// y12                 the resource is of type 12
/// eu9                 parameter 1089 has a value
/// mu9                 parameter 1089, of dates or numbers, has several
/// tu9_2fh4z0q1m3x8    a code (six characters of its hash) of a system (six of its)
/// bsc_20240115        a date within a day; bsc_202401, bsc_2024 and bsc_202 what it lies in
/// lsc_… hsc_…         the first and the last day of what is longer than a day
/// q1a_c01c            a number: the first 16 bits of its double, ordered; q1a_c01, q1a_c0, q1a_c
/// s2b_6d617279        a text, folded, its first bytes in hexadecimal
/// r1k_3ax09…          a reference, by the hash of its target
/// j1k_7d0m…           the id of a reference to a type that the parameter does not name
/// i1k_…               the identifier of a logical reference
/// u1p_…               a URI, by its hash
/// w_glucose           a word of a code's names
/// ```
///
/// A value that several parameters have is filed under one of them, as ``SharedKeys`` says.
///
/// Keys may say more than a request asks (a number is near a bound, say), never less: what they find
/// is looked at by ``SearchMatcher``.
public enum IndexKeys {
  /// The number of the rules by which keys are made; another one where they mean something else.
  static let rules = 2

  /// Returns the keys of a resource as UTF-8, with blanks between them.
  public static func of(_ root: JSONValue, type: ResourceType) -> [UInt8] {
    var writer = KeyWriter()
    writer.add("y", type.code)
    let plan = IndexingPlan.of(type)
    var present = [Bool](repeating: false, count: plan.numbers.count)
    var several = present
    var values: [SearchValue] = []
    for member in root.members {
      guard let uses = member.withUTF8Key({ plan.uses(of: $0) }) else { continue }
      let value = member.value
      for use in uses {
        values.removeAll(keepingCapacity: true)
        SearchValueReader.collect(use.path, use.kind, from: value, into: &values)
        for value in values {
          for slot in use.slots where slot.accepts(value) {
            if present[slot.place], value.isOrdered { several[slot.place] = true }
            present[slot.place] = true
            if slot.hasKeys { writer.add(value, plan.numbers[slot.place], targets: slot.targets) }
          }
        }
      }
    }
    if let place = plan.deceased, !present[place] {
      present[place] = true
      writer.add(.token(system: nil, code: "false", text: []), plan.numbers[place], targets: [])
    }
    for (place, isPresent) in present.enumerated() where isPresent {
      writer.add("e", plan.numbers[place])
      if several[place] { writer.add("m", plan.numbers[place]) }
    }
    return writer.finish()
  }

  /// The words of a text, folded.
  static func words(_ text: String) -> [[UInt8]] {
    TextFolding.folded(text).split { !isLetter($0) }.map(Array.init)
  }

  /// Whether a byte of folded text belongs to a word.
  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte &- 0x30 < 10 || byte &- 0x61 < 26
  }

  // MARK: - Parts of keys

  static let digits = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)

  /// Appends a number in base 36.
  static func append(_ number: Int, to bytes: inout [UInt8]) {
    if number >= 36 { append(number / 36, to: &bytes) }
    bytes.append(digits[number % 36])
  }

  /// Appends a fixed number of base-36 digits of a hash.
  static func append(hash: UInt64, count: Int, to bytes: inout [UInt8]) {
    var rest = hash
    for _ in 0..<count {
      bytes.append(digits[Int(rest % 36)])
      rest /= 36
    }
  }

  static func hash(_ text: String) -> UInt64 {
    var text = text
    return text.withUTF8 { JSONDocument.hash(UnsafeRawBufferPointer($0)) }
  }

  /// The letters of a code of any system, with which those of a code of a system begin.
  static func code(_ code: String, into bytes: inout [UInt8]) {
    append(hash: hash(code), count: 7, to: &bytes)
  }

  /// The letters of a code of a system, or of none.
  static func code(_ code: String, of system: String?, into bytes: inout [UInt8]) {
    append(hash: hash(code), count: 7, to: &bytes)
    append(hash: hash(system ?? ""), count: 6, to: &bytes)
  }

  /// The hash of the resource that a reference leads to, whatever the server.
  static func target(_ reference: SearchReference) -> UInt64? {
    if let type = reference.type, let id = reference.id { return hash("\(type.rawValue)/\(id)") }
    return reference.url.map { hash(uri($0)) }
  }

  /// A canonical without its version.
  static func uri(_ text: String) -> String {
    text.utf8.contains(UInt8(ascii: "|"))
      ? String(text.split(separator: "|", maxSplits: 1).first ?? "") : text
  }

  /// The year, month and day of an instant in UTC, `nil` for an open end.
  static func day(_ milliseconds: Int64) -> (year: Int, month: Int, day: Int)? {
    guard milliseconds != .min, milliseconds != .max else { return nil }
    let days =
      milliseconds >= 0 ? milliseconds / 86_400_000 : (milliseconds - 86_399_999) / 86_400_000
    let date = CivilDate(daysSince1970: Int(days))
    return (0...9999).contains(date.year) ? (date.year, date.month, date.day) : nil
  }

  /// The first 16 bits of a double, in an order that is the numbers' own.
  static func bucket(_ number: Double) -> UInt16 {
    let bits = (number == 0 ? 0 : number).bitPattern
    let ordered = bits >> 63 == 0 ? bits | 1 << 63 : ~bits
    return UInt16(truncatingIfNeeded: ordered >> 48)
  }

  /// The double of which ``bucket(_:)`` takes the first bits.
  static func number(ordered bits: UInt64) -> Double {
    Double(bitPattern: bits >> 63 == 1 ? bits & ~(1 << 63) : ~bits)
  }

  static let hexadecimal = Array("0123456789abcdef".utf8)

  /// How many bytes of a text a key holds.
  static let textLimit = 24

  static func hex(_ bytes: some Sequence<UInt8>, into text: inout [UInt8]) {
    for byte in bytes {
      text.append(hexadecimal[Int(byte >> 4)])
      text.append(hexadecimal[Int(byte & 15)])
    }
  }
}

/// Collects the keys of one resource.
private struct KeyWriter {
  private var text: [UInt8] = []

  init() { text.reserveCapacity(512) }

  func finish() -> [UInt8] { text }

  /// Adds the words of a text; letters beyond ASCII stand as they are, the index takes them so.
  private mutating func add(words string: String) {
    var isWord = false
    for byte in TextFolding.folded(string) {
      if IndexKeys.isLetter(byte) {
        if !isWord {
          text.append(0x77)
          text.append(0x5F)
        }
        text.append(byte)
        isWord = true
      } else if isWord {
        text.append(0x20)
        isWord = false
      }
    }
    if isWord { text.append(0x20) }
  }

  private mutating func begin(_ sort: Unicode.Scalar, _ number: Int) {
    text.append(UInt8(truncatingIfNeeded: sort.value))
    IndexKeys.append(number, to: &text)
  }

  mutating func add(_ sort: Unicode.Scalar, _ number: Int) {
    begin(sort, number)
    text.append(0x20)
  }

  private mutating func add(
    _ sort: Unicode.Scalar,
    _ number: Int,
    _ body: (inout [UInt8]) -> Void
  ) {
    begin(sort, number)
    text.append(0x5F)
    body(&text)
    text.append(0x20)
  }

  mutating func add(_ value: SearchValue, _ number: Int, targets: [ResourceType]) {
    switch value {
    case .token(let system, let code, let texts):
      if let code { add("t", number) { IndexKeys.code(code, of: system, into: &$0) } }
      for text in texts { add(words: text) }
    case .string(let string):
      let folded = TextFolding.folded(string)
      add("s", number) { IndexKeys.hex(folded.prefix(IndexKeys.textLimit), into: &$0) }
    case .date(let low, let high):
      let first = IndexKeys.day(low)
      let last = IndexKeys.day(high == .max ? .max : high - 1)
      if let first, let last, first == last {
        add("b", number, first)
      } else {
        if let first { add("l", number, first) }
        if let last { add("h", number, last) }
        // Open ends lie beyond every day.
        if first == nil { add("l", number) { $0.append(0x30) } }
        if last == nil { add("h", number) { $0.append(0x7A) } }
      }
    case .number(let low, let high), .quantity(let low, let high, _, _, _):
      if low == high {
        add("q", number, bucketsOf: low)
      } else {
        add("v", number, bucketsOf: low)
        add("x", number, bucketsOf: high)
      }
    case .reference(let reference):
      if let hash = IndexKeys.target(reference) {
        add("r", number) { IndexKeys.append(hash: hash, count: 10, to: &$0) }
      }
      if let identifier = reference.identifier {
        add("i", number) {
          IndexKeys.code(identifier.value, of: identifier.system, into: &$0)
        }
      }
      // A bare id is asked for as one of each type that the parameter may lead to.
      if let id = reference.id, !reference.leads(to: targets) {
        add("j", number) { IndexKeys.append(hash: IndexKeys.hash(id), count: 8, to: &$0) }
      }
    case .position: break
    case .uri(let uri):
      let hash = IndexKeys.hash(IndexKeys.uri(uri))
      add("u", number) { IndexKeys.append(hash: hash, count: 10, to: &$0) }
    }
  }

  private mutating func add(
    _ sort: Unicode.Scalar,
    _ number: Int,
    _ day: (year: Int, month: Int, day: Int)
  ) {
    let text = DayKey(year: day.year, month: day.month, day: day.day).text
    for count in DayKey.lengths { add(sort, number) { $0 += text.prefix(count) } }
  }

  private mutating func add(_ sort: Unicode.Scalar, _ parameter: Int, bucketsOf number: Double) {
    let bucket = IndexKeys.bucket(number)
    var digits: [UInt8] = []
    IndexKeys.hex([UInt8(bucket >> 8), UInt8(bucket & 0xFF)], into: &digits)
    for count in 1...4 { add(sort, parameter) { $0 += digits.prefix(count) } }
  }
}

extension SearchReference {
  /// Whether it leads to a resource of one of some types; none stand for all.
  fileprivate func leads(to types: [ResourceType]) -> Bool {
    guard let type else { return false }
    return types.isEmpty || types.contains(type)
  }
}

extension SearchValue {
  /// Whether it is a date or a number.
  fileprivate var isOrdered: Bool {
    switch self {
    case .date, .number, .quantity: true
    default: false
    }
  }
}

/// A day as eight digits.
struct DayKey {
  /// How many of them make a decade, a year, a month and a day: what a date is filed under.
  ///
  /// A span of dates is then a few keys; finding all keys that begin so takes far longer.
  static let lengths = [3, 4, 6, 8]

  let year: Int
  let month: Int
  let day: Int

  var text: [UInt8] {
    var number = year * 10_000 + month * 100 + day
    var bytes = [UInt8](repeating: 0x30, count: 8)
    for place in stride(from: 7, through: 0, by: -1) {
      bytes[place] = 0x30 + UInt8(number % 10)
      number /= 10
    }
    return bytes
  }
}
