// SPDX-License-Identifier: Apache-2.0

/// Writes JSON straight into bytes, member after member, without building a tree.
///
/// The caller opens and closes objects and arrays in balance; commas come by themselves. Keys and
/// fixed texts are `StaticString`s that need no escapes.
struct ResourceWriter: Sendable {
  /// What has been written.
  private(set) var bytes: [UInt8] = []

  /// How ids of the patient's resources are spelled: see ``ResourceID``.
  var idName: String?

  private var needsComma = false

  /// Removes what has been written and keeps the memory.
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Appends bytes that are JSON already.
  mutating func append(_ raw: ArraySlice<UInt8>) { bytes.append(contentsOf: raw) }

  /// Appends a value that is JSON already, after a key.
  mutating func appendValue(_ raw: ArraySlice<UInt8>) {
    bytes.append(contentsOf: raw)
    needsComma = true
  }

  /// Appends a fixed text as it is.
  mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  // MARK: - Structure

  /// Ends a resource with a line feed.
  mutating func endLine() {
    bytes.append(UInt8(ascii: "}"))
    bytes.append(0x0A)
    needsComma = false
  }

  /// Opens the outermost object.
  mutating func openResource() {
    bytes.append(UInt8(ascii: "{"))
    needsComma = false
  }

  /// Writes a key.
  mutating func key(_ key: StaticString) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\""))
    raw(key)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Opens an object as a member.
  mutating func open(_ key: StaticString) {
    self.key(key)
    bytes.append(UInt8(ascii: "{"))
  }

  /// Opens an object as an element of an array.
  mutating func open() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "{"))
    needsComma = false
  }

  /// Closes an object.
  mutating func close() {
    bytes.append(UInt8(ascii: "}"))
    needsComma = true
  }

  /// Opens an array as a member.
  mutating func openArray(_ key: StaticString) {
    self.key(key)
    bytes.append(UInt8(ascii: "["))
  }

  /// Closes an array.
  mutating func closeArray() {
    bytes.append(UInt8(ascii: "]"))
    needsComma = true
  }

  // MARK: - Members

  /// Writes a string that needs no escapes.
  mutating func member(_ key: StaticString, _ value: StaticString) {
    self.key(key)
    bytes.append(UInt8(ascii: "\""))
    raw(value)
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  /// Writes a string.
  mutating func member(_ key: StaticString, text: String) {
    self.key(key)
    string(text)
  }

  /// Writes a Boolean.
  mutating func member(_ key: StaticString, _ value: Bool) {
    self.key(key)
    raw(value ? "true" : "false")
    needsComma = true
  }

  /// Writes an integer.
  mutating func member(_ key: StaticString, _ value: Int) {
    self.key(key)
    integer(value)
    needsComma = true
  }

  /// Writes a decimal with so many places.
  mutating func member(_ key: StaticString, _ value: Double, places: Int) {
    self.key(key)
    decimal(value, places: places)
    needsComma = true
  }

  /// Writes a string as an element of an array, or after a key.
  mutating func string(_ text: String) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { appendEscaped($0) }
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  /// Writes bytes as a base64 string.
  mutating func member(_ key: StaticString, base64 data: [UInt8]) {
    self.key(key)
    bytes.append(UInt8(ascii: "\""))
    Base64.encode(data, into: &bytes)
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  /// Writes a string in pieces: opens it.
  mutating func openString(_ key: StaticString) {
    self.key(key)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends a piece to an open string; it must need no escapes.
  mutating func piece(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Appends an id to an open string.
  mutating func piece(_ id: ResourceID) { id.write(name: idName, into: &bytes) }

  /// Ends an open string.
  mutating func closeString() {
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  // MARK: - Numbers

  /// Appends a decimal with so many places, at most nine.
  mutating func decimal(_ value: Double, places: Int) {
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    let scaled = Int((value * Double(scale)).rounded())
    if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = abs(scaled)
    integer(magnitude / scale)
    guard places > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    var rest = magnitude % scale
    var step = scale / 10
    while step > 0 {
      bytes.append(0x30 + UInt8(rest / step))
      rest %= step
      step /= 10
    }
  }

  /// Appends an integer.
  mutating func integer(_ value: Int) {
    var value = value
    if value < 0 {
      bytes.append(UInt8(ascii: "-"))
      value = -value
    }
    if value < 10 {
      bytes.append(0x30 + UInt8(value))
      return
    }
    let start = bytes.count
    while value > 0 {
      bytes.append(0x30 + UInt8(value % 10))
      value /= 10
    }
    bytes[start...].reverse()
  }

  /// Appends a number below 100 as two digits.
  mutating func twoDigits(_ value: Int) {
    bytes.append(0x30 + UInt8(value / 10))
    bytes.append(0x30 + UInt8(value % 10))
  }

  private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
    for byte in text {
      switch byte {
      case 0x22, 0x5C:
        bytes.append(0x5C)
        bytes.append(byte)
      case 0x0A: raw("\\n")
      case 0x0D: raw("\\r")
      case 0x09: raw("\\t")
      case 0..<0x20, 0x7F:
        raw("\\u00")
        let digits: (UInt8, UInt8) = (byte >> 4, byte & 15)
        bytes.append(digits.0 < 10 ? 0x30 + digits.0 : 0x57 + digits.0)
        bytes.append(digits.1 < 10 ? 0x30 + digits.1 : 0x57 + digits.1)
      default: bytes.append(byte)
      }
    }
  }
}
