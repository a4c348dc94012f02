// SPDX-License-Identifier: Apache-2.0

/// What `htmlChecks()` asks of a narrative: one `div` of the tags that FHIR allows, without scripts.
///
/// See https://hl7.org/fhir/R4/narrative.html#xhtml.
enum NarrativeCheck {
  private static let tags: Set = [
    "div", "p", "b", "i", "em", "strong", "small", "big", "tt", "dfn", "code", "samp", "kbd", "var",
    "cite", "abbr", "acronym", "blockquote", "q", "sub", "sup", "br", "hr", "h1", "h2", "h3", "h4",
    "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tfoot",
    "colgroup", "col", "tr", "th", "td", "a", "img", "span", "pre", "address", "bdo", "ins", "del",
    "u", "s", "strike", "map", "area", "center",
  ]

  static func isAllowed(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    var open: [String] = []
    var at = 0
    var hasContent = false
    while at < bytes.count {
      guard bytes[at] == UInt8(ascii: "<") else {
        if bytes[at] > 0x20 {
          guard !open.isEmpty else { return false }
          hasContent = true
        }
        at += 1
        continue
      }
      if bytes[at...].starts(with: "<!--".utf8) {
        guard let end = find("-->", in: bytes, from: at) else { return false }
        at = end
        continue
      }
      guard let end = bytes[at...].firstIndex(of: UInt8(ascii: ">")) else { return false }
      var tag = bytes[at + 1..<end]
      at = end + 1
      let isClosing = tag.first == UInt8(ascii: "/")
      let isEmpty = tag.last == UInt8(ascii: "/")
      if isClosing { tag = tag.dropFirst() }
      if isEmpty { tag = tag.dropLast() }
      let parts = tag.split(maxSplits: 1) { $0 <= 0x20 }
      guard let first = parts.first else { return false }
      let name = String(decoding: first, as: UTF8.self)
      guard tags.contains(name), !open.isEmpty || name == "div" else { return false }
      if parts.count > 1, !parts[1].isEmpty, !areAllowed(parts[1]) { return false }
      if name == "img" { hasContent = true }
      if isClosing {
        guard open.popLast() == name else { return false }
      } else if !isEmpty {
        open.append(name)
      }
    }
    return open.isEmpty && hasContent
  }

  private static func find(_ text: String, in bytes: [UInt8], from start: Int) -> Int? {
    let needle = Array(text.utf8)
    var at = start
    while at + needle.count <= bytes.count {
      if bytes[at...].starts(with: needle) { return at + needle.count }
      at += 1
    }
    return nil
  }

  /// The attributes of HTML 4.0 in its chapters 7 to 11 and 15, those of links and images, and `style`.
  private static let attributes: Set = [
    "abbr", "accesskey", "align", "alt", "axis", "bgcolor", "border", "cellhalign", "cellpadding",
    "cellspacing", "cellvalign", "char", "charoff", "charset", "cite", "class", "clear", "color",
    "colspan", "compact", "coords", "datetime", "dir", "face", "frame", "headers", "height", "href",
    "hreflang", "hspace", "id", "ismap", "lang", "longdesc", "name", "noshade", "nowrap", "rel",
    "rev", "rowspan", "rules", "scope", "shape", "size", "span", "src", "start", "style", "summary",
    "tabindex", "target", "title", "type", "usemap", "valign", "value", "vspace", "width",
  ]

  /// Whether all attributes are allowed; those with a prefix belong to XML and are.
  private static func areAllowed(_ text: ArraySlice<UInt8>) -> Bool {
    var quote: UInt8?
    var name: [UInt8] = []
    var isValue = false
    for byte in text {
      if let open = quote {
        if byte == open { (quote, isValue) = (nil, false) }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == UInt8(ascii: "=") {
        guard isAllowed(name) else { return false }
        name = []
        isValue = true
      } else if byte <= 0x20 {
        isValue = isValue && name.isEmpty
      } else if !isValue {
        name.append(byte)
      }
    }
    return name.isEmpty || isAllowed(name)
  }

  private static func isAllowed(_ name: [UInt8]) -> Bool {
    let text = String(decoding: name, as: UTF8.self)
    return text.isEmpty || text == "xmlns" || text.contains(":") || attributes.contains(text)
  }
}
