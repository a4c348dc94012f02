// SPDX-License-Identifier: Apache-2.0

import FHIR

extension StructureWalk {
  /// The longest string of R4, in characters: 1 MB.
  private static let longestString = 1024 * 1024

  /// Checks a value's JSON type and its form.
  @inline(__always)
  mutating func primitive(
    _ at: Int,
    _ node: JSONNode,
    _ entry: UnsafePointer<StructureTable.Entry>
  ) {
    let type = entry.pointee.primitive
    switch type {
    case .boolean:
      if node.kind != JSONValue.Kind.true.rawValue, node.kind != JSONValue.Kind.false.rawValue {
        reportWrongType(entry.pointee, at: at)
      }
    case .decimal, .integer, .unsignedInt, .positiveInt:
      guard node.kind == JSONValue.Kind.number.rawValue else {
        reportWrongType(entry.pointee, at: at)
        return
      }
      // The form of a decimal is that of a JSON number.
      if type != .decimal, !isInteger(type, nodes.bytes(of: node)) {
        reportMalformed(entry.pointee, at: at)
      }
    default:
      guard node.kind == JSONValue.Kind.string.rawValue else {
        reportWrongType(entry.pointee, at: at)
        return
      }
      guard node.count > 0 else {
        let rule = isResourceID(entry.pointee) ? ValidationRule.malformedID : .emptyString
        report(rule, at: at, "A string must not be empty")
        return
      }
      if node.flags & JSONNode.escapedFlag != 0 {
        escapedString(at, node, entry.pointee)
      } else {
        string(at, nodes.bytes(of: node), entry)
      }
    }
  }

  private func isInteger(_ type: PrimitiveType, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let minimum = type == .integer ? Int(Int32.min) : type == .positiveInt ? 1 : 0
    return NumberChecks.isInteger(bytes, atLeast: minimum)
  }

  @inline(__always)
  private mutating func string(
    _ at: Int,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ entry: UnsafePointer<StructureTable.Entry>
  ) {
    let isValid: Bool
    switch entry.pointee.primitive {
    case .string, .markdown:
      if bytes.count > Self.longestString || CharacterChecks.isSpace(bytes[0]) {
        unusualString(at, bytes)
      }
      return
    case .code:
      isValid = CharacterChecks.isCode(bytes)
      if checksBindings, isValid, entry.pointee.valueSet != 0 {
        checkBinding(at, bytes, entry.pointee)
      }
    case .uri, .url, .canonical: isValid = CharacterChecks.isURI(bytes)
    case .dateTime: isValid = DateChecks.isDateTime(bytes)
    case .date: isValid = DateChecks.isDate(bytes)
    case .instant: isValid = DateChecks.isInstant(bytes)
    case .time: isValid = DateChecks.isTime(bytes)
    case .id: isValid = CharacterChecks.isID(bytes)
    case .base64Binary: isValid = CharacterChecks.isBase64(bytes)
    case .oid: isValid = CharacterChecks.isOID(bytes)
    case .uuid: isValid = CharacterChecks.isUUID(bytes)
    case .xhtml, .boolean, .decimal, .integer, .unsignedInt, .positiveInt: return
    }
    if !isValid { reportMalformed(entry.pointee, at: at) }
  }

  /// A string with backslashes: its form is checked on what it says, not on how it is spelled.
  private mutating func escapedString(_ at: Int, _ node: JSONNode, _ entry: StructureTable.Entry) {
    guard entry.primitive != .xhtml else { return }
    let bytes = decoded(node)
    let isText = entry.primitive == .string || entry.primitive == .markdown
    if isText, bytes.contains(where: { $0 < 0x20 && !(0x09...0x0A ~= $0) && $0 != 0x0D }) {
      report(.unusualCharacters, at: at, "A string should not contain control characters")
    }
    var entry = entry
    bytes.withUnsafeBufferPointer { bytes in
      withUnsafePointer(to: &entry) { string(at, bytes, $0) }
    }
  }

  @inline(never)
  private mutating func unusualString(_ at: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
    if bytes.allSatisfy(CharacterChecks.isSpace) {
      report(.unusualCharacters, at: at, "A string should contain more than white space")
    }
    let isContinuation: (UInt8) -> Bool = { $0 & 0xC0 == 0x80 }
    if bytes.count > Self.longestString,
      bytes.count - bytes.count(where: isContinuation) > Self.longestString
    {
      report(.tooLong, at: at, "A string must not be longer than 1 MB")
    }
  }

  private mutating func checkBinding(
    _ at: Int,
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ entry: StructureTable.Entry
  ) {
    // A decoded string has no padding, and eight bytes are read from any name.
    let set = Int(entry.valueSet)
    let number = bytes.count < 8 ? lookUp(set, Array(bytes)) : lookUp(set, bytes)
    guard number < 0 else { return }
    let name = table.structures[set].name
    report(.unknownCode, at: at, "The code is not in the required value set '\(name)'")
  }

  private func lookUp(_ set: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    bytes.baseAddress.map { table.entry(set, $0, bytes.count) } ?? -1
  }
}
