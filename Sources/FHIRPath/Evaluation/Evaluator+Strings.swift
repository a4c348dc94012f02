// SPDX-License-Identifier: Apache-2.0

extension Evaluator {
  /// See https://hl7.org/fhirpath/N1/#string-manipulation.
  mutating func applyString(
    _ call: Call,
    to input: Items,
    _ scope: Scope
  ) throws(FHIRPathError) -> Items {
    let place = call.place
    if call.function == .join { return try joined(call, input, scope) }
    // The arguments are evaluated first, so that their errors show for an empty input too.
    var arguments: [FHIRPathItem?] = []
    for index in call.arguments.indices {
      arguments.append(try single(try argument(index, call, scope), place))
    }
    guard let text = try string(input, place) else { return [] }
    switch call.function {
    case .upper: return [FHIRPathItem(.string(text.uppercased()))]
    case .lower: return [FHIRPathItem(.string(text.lowercased()))]
    case .length: return [FHIRPathItem(.integer(text.unicodeScalars.count))]
    case .toChars: return text.unicodeScalars.map { FHIRPathItem(.string(String(Character($0)))) }
    case .trim: return [FHIRPathItem(.string(Self.trimmed(text)))]
    case .substring: return try substring(text, arguments, place)
    default: break
    }
    for argument in arguments where argument == nil { return [] }
    var texts: [String] = []
    for argument in arguments {
      guard let text = try string(argument.map { [$0] } ?? [], place) else { return [] }
      texts.append(text)
    }
    switch call.function {
    case .startsWith: return boolean(texts[0].isEmpty || text.hasScalarPrefix(texts[0]))
    case .endsWith: return boolean(text.utf8.reversed().starts(with: texts[0].utf8.reversed()))
    case .contains: return boolean(text.firstRange(of: texts[0], isLast: false) != nil)
    case .indexOf, .lastIndexOf:
      let isLast = call.function == .lastIndexOf
      let found = text.firstRange(of: texts[0], isLast: isLast)
      return [FHIRPathItem(.integer(found.map { text.scalarCount(before: $0) } ?? -1))]
    case .replace: return [FHIRPathItem(.string(text.replacing(texts[0], texts[1])))]
    case .split:
      return text.parts(between: texts[0]).map { FHIRPathItem(.string($0)) }
    case .matches:
      return boolean(try pattern(call, texts, flags: 1).isFound(in: text))
    case .matchesFull:
      return boolean(try pattern(call, texts, flags: 1).matchesWhole(text))
    case .replaceMatches:
      guard !texts[0].isEmpty else { return [FHIRPathItem(.string(text))] }
      let result = try pattern(call, texts, flags: 2).replacing(in: text, with: texts[1])
      return [FHIRPathItem(.string(result))]
    default: return try recoded(call, text, texts[0])
    }
  }

  private func pattern(
    _ call: Call,
    _ texts: [String],
    flags: Int
  ) throws(FHIRPathError) -> RegularExpression {
    let flags = flags < texts.count ? texts[flags] : ""
    if let pattern = call.pattern, flags.isEmpty { return pattern }
    do throws(FHIRPathError) {
      return try RegularExpression(texts[0], flags: flags)
    } catch {
      throw error.at(call.place)
    }
  }

  private mutating func joined(
    _ call: Call,
    _ input: Items,
    _ scope: Scope
  ) throws(FHIRPathError) -> Items {
    let separator = try string(try argument(0, call, scope), call.place) ?? ""
    var texts: [String] = []
    for item in input {
      guard let text = try string([item], call.place) else { continue }
      texts.append(text)
    }
    return texts.isEmpty && !environment.joinsNothing
      ? [] : [FHIRPathItem(.string(texts.joined(separator: separator)))]
  }

  private func substring(
    _ text: String,
    _ arguments: [FHIRPathItem?],
    _ place: Place
  ) throws(FHIRPathError) -> Items {
    guard let start = try integer(arguments[0].map { [$0] } ?? [], place) else { return [] }
    let scalars = text.unicodeScalars
    guard start >= 0, start < scalars.count else { return [] }
    var rest = scalars.dropFirst(start)
    if arguments.count > 1, let item = arguments[1] {
      guard let length = try integer([item], place) else { return [] }
      rest = rest.prefix(max(0, length))
    }
    return [FHIRPathItem(.string(String(rest)))]
  }

  private static func trimmed(_ text: String) -> String {
    var scalars = Substring(text).unicodeScalars
    while scalars.first?.properties.isWhitespace == true { scalars.removeFirst() }
    while scalars.last?.properties.isWhitespace == true { scalars.removeLast() }
    return String(scalars)
  }

  // MARK: - Encodings

  private func recoded(
    _ call: Call,
    _ text: String,
    _ format: String
  ) throws(FHIRPathError) -> Items {
    let result: String?
    switch (call.function, format) {
    case (.encode, "hex"): result = TextCoding.hexadecimal(text)
    case (.encode, "base64"): result = TextCoding.base64(text, isForURLs: false)
    case (.encode, "urlbase64"): result = TextCoding.base64(text, isForURLs: true)
    case (.decode, "hex"): result = TextCoding.fromHexadecimal(text)
    case (.decode, "base64"), (.decode, "urlbase64"): result = TextCoding.fromBase64(text)
    case (.escape, "html"): result = TextCoding.escapedHTML(text)
    case (.escape, "json"): result = TextCoding.escapedJSON(text)
    case (.unescape, "html"): result = TextCoding.unescapedHTML(text)
    case (.unescape, "json"): result = TextCoding.unescapedJSON(text)
    default:
      // An unknown format has no result.
      return []
    }
    guard let result else {
      throw FHIRPathError(.malformedArgument, "the text is not encoded as '\(format)'")
        .at(call.place)
    }
    return [FHIRPathItem(.string(result))]
  }
}

extension String {
  fileprivate func hasScalarPrefix(_ prefix: String) -> Bool { utf8.starts(with: prefix.utf8) }

  /// Where another text starts within this one.
  fileprivate func firstRange(of other: String, isLast: Bool) -> Index? {
    let needle = Array(other.utf8)
    guard !needle.isEmpty else { return isLast ? endIndex : startIndex }
    let bytes = utf8
    var found: Index?
    var at = bytes.startIndex
    while at < bytes.endIndex {
      if bytes[at] == needle[0], bytes[at...].starts(with: needle) {
        found = at
        if !isLast { return at }
      }
      at = bytes.index(after: at)
    }
    return found
  }

  fileprivate func scalarCount(before index: Index) -> Int {
    unicodeScalars.distance(from: startIndex, to: index)
  }

  /// The parts between the places where a text stands.
  fileprivate func parts(between separator: String) -> [String] {
    guard !separator.isEmpty else { return unicodeScalars.map { String(Character($0)) } }
    var parts: [String] = []
    var rest = Array(utf8)[...]
    let needle = Array(separator.utf8)
    var start = rest.startIndex
    var at = start
    while at < rest.endIndex {
      if rest[at] == needle[0], rest[at...].starts(with: needle) {
        parts.append(String(decoding: rest[start..<at], as: UTF8.self))
        at += needle.count
        start = at
      } else {
        at += 1
      }
    }
    rest = rest[start...]
    parts.append(String(decoding: rest, as: UTF8.self))
    return parts
  }

  fileprivate func replacing(_ pattern: String, _ substitution: String) -> String {
    guard pattern.isEmpty else {
      return parts(between: pattern).joined(separator: substitution)
    }
    // Nothing stands before, between and behind all characters.
    let inner = unicodeScalars.map { String(Character($0)) }.joined(separator: substitution)
    return isEmpty ? substitution : substitution + inner + substitution
  }
}
