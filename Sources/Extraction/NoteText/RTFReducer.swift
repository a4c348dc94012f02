// SPDX-License-Identifier: Apache-2.0

/// Reduces RTF to its words.
///
/// Each code point keeps its place in the source.
enum RTFReducer {
  private static let silent: Set<String> = [
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "themedata", "listtable",
    "listoverridetable", "rsidtbl", "generator", "xmlnstbl", "latentstyles", "datastore",
    "colorschememapping", "filetbl", "fldinst",
  ]

  static func reduce(_ bytes: [UInt8]) -> SourcedPoints {
    var reader = Reader(bytes: bytes)
    return reader.read()
  }

  private struct Reader {
    let bytes: [UInt8]
    var at = 0
    var result = SourcedPoints()
    /// Whether each open group is silent, whether its words are hidden or struck out, and how many
    /// characters follow a \u.
    var groups: [(isSilent: Bool, isHidden: Bool, skip: Int)] = [(false, false, 1)]
    var pendingSkip = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func read() -> SourcedPoints {
      while at < bytes.count {
        let byte = bytes[at]
        switch byte {
        case 0x7B:
          // Groups without end do not grow without end.
          if groups.count < 10_000 { groups.append(groups[groups.count - 1]) }
          at += 1
        case 0x7D:
          if groups.count > 1 { groups.removeLast() }
          at += 1
        case 0x5C: control()
        case 0x0A, 0x0D: at += 1
        default:
          add(NoteDecoder.codePage(byte), at)
          at += 1
        }
      }
      return result
    }

    private mutating func add(_ scalar: Unicode.Scalar, _ offset: Int) {
      if pendingSkip > 0 {
        pendingSkip -= 1
        return
      }
      if groups[groups.count - 1].isSilent || groups[groups.count - 1].isHidden { return }
      result.append(scalar, Int32(clamping: offset))
    }

    private mutating func control() {
      let start = at
      at += 1
      guard at < bytes.count else { return }
      let byte = bytes[at]
      guard (0x61...0x7A).contains(byte | 0x20) else {
        at += 1
        switch byte {
        case 0x27:
          let digits = String(decoding: bytes[at..<min(bytes.count, at + 2)], as: UTF8.self)
          if let value = UInt8(digits, radix: 16) {
            at += 2
            add(NoteDecoder.codePage(value), start)
          }
        case 0x2A: groups[groups.count - 1].isSilent = true
        case 0x7E: add(" ", start)
        case 0x5F: add("-", start)
        case 0x0A, 0x0D: add("\n", start)
        case 0x5C, 0x7B, 0x7D: add(Unicode.Scalar(byte), start)
        default: break
        }
        return
      }
      var name = ""
      while at < bytes.count, (0x61...0x7A).contains(bytes[at] | 0x20), name.utf8.count < 32 {
        name.unicodeScalars.append(Unicode.Scalar(bytes[at]))
        at += 1
      }
      var digits = ""
      if at < bytes.count, bytes[at] == 0x2D {
        digits = "-"
        at += 1
      }
      while at < bytes.count, (0x30...0x39).contains(bytes[at]), digits.utf8.count < 10 {
        digits.unicodeScalars.append(Unicode.Scalar(bytes[at]))
        at += 1
      }
      if at < bytes.count, bytes[at] == 0x20 { at += 1 }
      apply(name, Int(digits), start)
    }

    private mutating func apply(_ name: String, _ value: Int?, _ start: Int) {
      switch name {
      case "par", "line", "row", "sect", "page": add("\n", start)
      case "tab", "cell": add("\t", start)
      case "emdash": add("—", start)
      case "endash": add("–", start)
      case "bullet": add("•", start)
      case "lquote": add("‘", start)
      case "rquote": add("’", start)
      case "ldblquote": add("“", start)
      case "rdblquote": add("”", start)
      case "uc": groups[groups.count - 1].skip = max(0, min(8, value ?? 1))
      case "u":
        guard let value else { return }
        let unsigned = UInt32(truncatingIfNeeded: value < 0 ? value + 65_536 : value)
        add(Unicode.Scalar(unsigned) ?? "\u{FFFD}", start)
        pendingSkip = groups[groups.count - 1].skip
      // What is struck out was taken back, and what is hidden nobody reads.
      case "v", "strike", "striked", "deleted": groups[groups.count - 1].isHidden = value != 0
      case "plain": groups[groups.count - 1].isHidden = false
      case "bin": at = min(bytes.count, at + max(0, value ?? 0))
      default:
        if RTFReducer.silent.contains(name) { groups[groups.count - 1].isSilent = true }
      }
    }
  }
}
