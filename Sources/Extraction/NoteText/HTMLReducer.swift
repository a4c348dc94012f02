// SPDX-License-Identifier: Apache-2.0

/// Reduces HTML and XHTML to their words: blocks become lines, white space folds, entities are
/// decoded, scripts, styles and what is hidden fall away.
///
/// A bar parts the cells of a table with the
/// columns "Yes" and "No", where an empty cell is an answer too.
///
/// Each code point keeps its place in the source.
enum HTMLReducer {
  private static let blocks: Set<String> = [
    "p", "div", "br", "tr", "table", "ul", "ol", "li", "h1", "h2", "h3", "h4", "h5", "h6",
    "section",
    "article", "header", "footer", "hr", "pre", "blockquote", "dl", "dt", "dd", "caption", "thead",
    "tbody", "title", "paragraph", "item", "list", "form", "fieldset", "body",
  ]
  private static let paragraphs: Set<String> = [
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "section", "ul", "ol",
  ]
  /// What was struck out was taken back.
  fileprivate static let struck: Set<String> = ["s", "del", "strike"]

  /// What parts the rows of a table.
  private static let rows: Set<String> = ["table", "tr", "thead", "tbody", "caption"]

  private static let silent: Set<String> = ["script", "style", "head", "noscript", "template"]

  /// What has no end tag, and so nothing in it to hide.
  private static let void: Set<String> = [
    "br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track",
    "wbr",
  ]

  /// An element whose words nobody is shown.
  private struct Hidden {
    let name: String
    /// Behind its tag.
    let begin: Int
    var depth = 1
  }

  /// Whether a text without a type begins as a document of markup.
  static func looksLikeMarkup(_ points: SourcedPoints) -> Bool {
    var begin = ""
    for scalar in points.scalars.prefix(400) { begin.unicodeScalars.append(scalar) }
    let trimmed = begin.drop { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" }.lowercased()
    return trimmed.hasPrefix("<!doctype html") || trimmed.hasPrefix("<html")
      || trimmed.hasPrefix("<?xml") || trimmed.hasPrefix("<div") || trimmed.hasPrefix("<body")
      || trimmed.hasPrefix("<p>")
  }

  static func reduce(_ source: SourcedPoints) -> SourcedPoints {
    var reducer = Reducer(source: source)
    return reducer.reduce()
  }

  private struct Reducer {
    let source: SourcedPoints
    var result = SourcedPoints()
    var at = 0
    var pendingSpace: Int32?
    var newlines = 2
    var preformatted = 0
    /// Whether no tag ends any more.
    var isPlain = false
    var hidden: Hidden?
    /// Whether a table answers by its columns, and how many cells of its row were begun.
    var answers = false
    var cells = 0
    /// Whether something was hidden to the end: then nothing is, for words are not to be lost.
    var showsAll = false

    init(source: SourcedPoints) { self.source = source }

    mutating func reduce() -> SourcedPoints {
      let scalars = source.scalars
      while at < scalars.count || hidden != nil {
        if at >= scalars.count {
          show()
          continue
        }
        switch scalars[at] {
        case "<" where !isPlain: tag()
        case "&": entity()
        default:
          add(scalars[at], source.offsets[at])
          at += 1
        }
      }
      while result.scalars.last == "\n" || result.scalars.last == " " {
        result.scalars.removeLast()
        result.offsets.removeLast()
      }
      return result
    }

    /// Goes back to what was hidden and never ended.
    private mutating func show() {
      guard let begin = hidden?.begin else { return }
      hidden = nil
      showsAll = true
      isPlain = false
      at = begin
    }

    private mutating func add(_ scalar: Unicode.Scalar, _ offset: Int32) {
      if hidden != nil { return }
      let isSpace =
        scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r"
        || scalar == "\u{A0}"
      if preformatted > 0 {
        result.append(scalar, offset)
        newlines = scalar == "\n" ? newlines + 1 : 0
        return
      }
      if isSpace {
        if newlines == 0, pendingSpace == nil { pendingSpace = offset }
        return
      }
      if let space = pendingSpace {
        result.append(" ", space)
        pendingSpace = nil
      }
      result.append(scalar, offset)
      newlines = 0
    }

    private mutating func line(_ count: Int, _ offset: Int32) {
      pendingSpace = nil
      while newlines < count {
        result.append("\n", offset)
        newlines += 1
      }
    }

    private func peek(_ index: Int) -> Unicode.Scalar? {
      index < source.scalars.count ? source.scalars[index] : nil
    }

    /// Reads a tag, a comment or a declaration; a lone "<" is a character.
    private mutating func tag() {
      let scalars = source.scalars
      let start = at
      if peek(at + 1) == "!", peek(at + 2) == "-", peek(at + 3) == "-" {
        at += 4
        while at < scalars.count,
          !(scalars[at] == "-" && peek(at + 1) == "-" && peek(at + 2) == ">")
        {
          at += 1
        }
        at = min(scalars.count, at + 3)
        return
      }
      var next = at + 1
      let isEnd = peek(next) == "/"
      if isEnd { next += 1 }
      guard let first = peek(next), first == "!" || first == "?" || isLetter(first) else {
        add(scalars[at], source.offsets[at])
        at += 1
        return
      }
      var name = ""
      while let scalar = peek(next), isLetter(scalar) || (0x30...0x39).contains(scalar.value),
        name.count < 20
      {
        name.unicodeScalars.append(scalar)
        next += 1
      }
      guard let end = tagEnd(next) else {
        // Nothing closes any more: the rest is text.
        isPlain = true
        add(scalars[at], source.offsets[at])
        at += 1
        return
      }
      at = end
      name = name.lowercased()
      if passes(name, isEnd: isEnd, next..<end) { return }
      apply(name, isEnd: isEnd, source.offsets[start])
    }

    /// Whether a tag is inside of what is hidden, or begins or ends it.
    private mutating func passes(_ name: String, isEnd: Bool, _ rest: Range<Int>) -> Bool {
      if var inside = hidden {
        // A paragraph ends where the next block begins.
        if inside.name == "p", name != "p" || !isEnd, HTMLReducer.blocks.contains(name) {
          hidden = nil
          return passes(name, isEnd: isEnd, rest)
        }
        if HTMLReducer.silent.contains(name), !isEnd { skip(to: name) }
        guard name == inside.name else { return true }
        inside.depth += isEnd ? -1 : 1
        hidden = inside.depth > 0 ? inside : nil
        return true
      }
      guard !isEnd, !showsAll, !HTMLReducer.void.contains(name),
        !HTMLReducer.silent.contains(name)
      else { return false }
      let tag = HTMLTag(source.scalars[rest])
      guard tag.isHidden || HTMLReducer.struck.contains(name) else { return false }
      if !tag.isEmpty { hidden = Hidden(name: name, begin: at) }
      return true
    }

    /// Behind the ">" of a tag, quotes minded; a quote that does not close soon swallows nothing.
    private func tagEnd(_ start: Int) -> Int? {
      var quote: Unicode.Scalar?
      var first: Int?
      var next = start
      while let scalar = peek(next) {
        next += 1
        if scalar == ">", first == nil { first = next }
        if let open = quote {
          if scalar == open { quote = nil }
        } else if scalar == "\"" || scalar == "'" {
          quote = scalar
        } else if scalar == ">" {
          return next
        }
        if let first, next - start > 500 { return first }
      }
      return first
    }

    private mutating func apply(_ name: String, isEnd: Bool, _ offset: Int32) {
      if HTMLReducer.silent.contains(name), !isEnd {
        skip(to: name)
        return
      }
      if name == "pre" { preformatted = max(0, preformatted + (isEnd ? -1 : 1)) }
      if name == "table" {
        answers = !isEnd && AnswerTable(source.scalars, from: at).hasColumns
        cells = 0
      }
      if name == "td" || name == "th" {
        if answers, !isEnd { bar(offset) }
        if newlines == 0, pendingSpace == nil { pendingSpace = offset }
        return
      }
      if answers {
        if name == "tr" { cells = 0 }
        // What stands in a cell begins no line of its own.
        if cells > 0, HTMLReducer.blocks.contains(name), !HTMLReducer.rows.contains(name) {
          if newlines == 0, pendingSpace == nil { pendingSpace = offset }
          return
        }
      }
      guard HTMLReducer.blocks.contains(name), !result.scalars.isEmpty else { return }
      line(HTMLReducer.paragraphs.contains(name) ? 2 : 1, offset)
    }

    /// A bar before every cell of a row but the first.
    private mutating func bar(_ offset: Int32) {
      cells += 1
      guard cells > 1 else { return }
      // The words of the cell end where its end tag begins.
      if newlines == 0 { result.append(" ", pendingSpace ?? offset) }
      pendingSpace = nil
      result.append("|", offset)
      newlines = 0
    }

    /// Passes over everything to the end tag.
    private mutating func skip(to name: String) {
      let scalars = source.scalars
      let wanted = Array(name.unicodeScalars)
      while at < scalars.count {
        if scalars[at] == "<", peek(at + 1) == "/" {
          let matches = wanted.indices.allSatisfy { index in
            guard let scalar = peek(at + 2 + index) else { return false }
            return scalar == wanted[index] || scalar.value | 0x20 == wanted[index].value
          }
          if matches {
            while at < scalars.count, scalars[at] != ">" { at += 1 }
            at = min(scalars.count, at + 1)
            return
          }
        }
        at += 1
      }
    }

    private func isLetter(_ scalar: Unicode.Scalar) -> Bool {
      (0x61...0x7A).contains(scalar.value | 0x20)
    }

    private mutating func entity() {
      var name = ""
      var next = at + 1
      while let scalar = peek(next), scalar != ";", name.count < 10,
        isLetter(scalar) || scalar == "#" || (0x30...0x39).contains(scalar.value)
      {
        name.unicodeScalars.append(scalar)
        next += 1
      }
      guard peek(next) == ";", let scalar = Self.scalar(name) else {
        add(source.scalars[at], source.offsets[at])
        at += 1
        return
      }
      add(scalar, source.offsets[at])
      at = next + 1
    }

    private static func scalar(_ name: String) -> Unicode.Scalar? {
      if name.hasPrefix("#x") || name.hasPrefix("#X") {
        return UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
      }
      if name.hasPrefix("#") {
        guard let value = UInt32(name.dropFirst()) else { return nil }
        if (0x80...0x9F).contains(value) { return NoteDecoder.codePage(UInt8(value)) }
        return Unicode.Scalar(value)
      }
      return names[name]
    }

    private static let names: [String: Unicode.Scalar] = [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "deg": "°",
      "plusmn": "±", "micro": "µ", "frac12": "½", "ndash": "–", "mdash": "—", "hellip": "…",
      "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "bull": "•", "eacute": "é",
      "copy": "©", "reg": "®", "le": "≤", "ge": "≥", "times": "×", "alpha": "α", "beta": "β",
      "middot": "·", "uuml": "ü", "ouml": "ö", "auml": "ä", "egrave": "è", "ccedil": "ç",
      "ntilde": "ñ", "aacute": "á", "iacute": "í", "oacute": "ó", "uacute": "ú", "szlig": "ß",
      "sup2": "²", "sup3": "³", "frac14": "¼", "frac34": "¾", "trade": "™",
    ]
  }
}
