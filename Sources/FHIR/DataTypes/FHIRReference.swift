// SPDX-License-Identifier: Apache-2.0

/// A reference from one resource to another, by its form.
///
/// See https://hl7.org/fhir/R4/references.html.
public enum FHIRReference: Sendable, Equatable {
  /// `Patient/1`, `Patient/1/_history/2` or a URL that ends so, which is then ``base``.
  case literal(ResourceType, id: String, version: String?, base: String?)
  /// `urn:uuid:…` or `urn:oid:…`, which names an entry of the same Bundle.
  case urn(String)
  /// `#x`, which names a contained resource; `#` alone is the container.
  case contained(String)
  /// `Practitioner?identifier=system|value`, which a transaction resolves.
  case conditional(ResourceType, query: String)
  /// Another URL: a canonical, or a server's own form.
  case other(String)

  /// Reads a reference.
  public init(_ text: String) {
    if text.hasPrefix("#") {
      self = .contained(String(text.dropFirst()))
      return
    }
    if text.hasPrefix("urn:") {
      self = .urn(text)
      return
    }
    if let mark = text.utf8.firstIndex(of: UInt8(ascii: "?")) {
      let path = text[..<mark]
      let name = path.split(separator: "/").last.map(String.init) ?? ""
      if let type = ResourceType(name: name) {
        self = .conditional(type, query: String(text[text.index(after: mark)...]))
        return
      }
    }
    self = Self.literal(of: text) ?? .other(text)
  }

  /// Reads `[base/]Type/id[/_history/version]`, on bytes, as every reference of an import comes here.
  private static func literal(of text: String) -> FHIRReference? {
    let bytes = text.utf8
    let slash = UInt8(ascii: "/")
    guard var cut = bytes.lastIndex(of: slash) else { return nil }
    var id = text[bytes.index(after: cut)...]
    var version: String?
    if let before = bytes[..<cut].lastIndex(of: slash),
      text[bytes.index(after: before)..<cut] == "_history",
      let idCut = bytes[..<before].lastIndex(of: slash)
    {
      version = String(id)
      id = text[bytes.index(after: idCut)..<before]
      cut = idCut
    }
    let typeStart = bytes[..<cut].lastIndex(of: slash)
    let name = typeStart.map { text[bytes.index(after: $0)..<cut] } ?? text[..<cut]
    guard isID(id), let type = ResourceType(name: String(name)) else { return nil }
    let base = typeStart.map { String(text[..<$0]) }
    return .literal(type, id: String(id), version: version, base: base)
  }

  /// Whether a text is a logical id: 1 to 64 of `A-Z a-z 0-9 - .`.
  ///
  /// See https://hl7.org/fhir/R4/datatypes.html#id.
  public static func isID(_ text: some StringProtocol) -> Bool {
    let bytes = text.utf8
    return (1...64).contains(bytes.count)
      && bytes.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
          true
        default: false
        }
      }
  }
}
