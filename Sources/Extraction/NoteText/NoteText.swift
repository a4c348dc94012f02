// SPDX-License-Identifier: Apache-2.0

/// The text of an attachment: decoded, reduced to words, with the way back to its bytes.
public struct NoteText: Sendable, Equatable {
  /// How the bytes were written.
  public enum Encoding: String, Sendable {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    case windows1252 = "windows-1252"
  }

  /// What the bytes are.
  public enum Format: String, Sendable {
    case plain
    case html
    case rtf
    /// PDF whose words the caller's reader gave.
    case pdf
    /// Images and the like, and PDF without a reader: there is no text.
    case binary
  }

  /// The words.
  public let text: String
  /// How the bytes were written.
  public let encoding: Encoding
  /// What the bytes are.
  public let format: Format
  /// How many broken sequences were replaced by U+FFFD.
  public let replacements: Int
  /// Where in the source each code point of `text` begins, in bytes, and the end of the source; of
  /// PDF the end alone.
  private let offsets: [Int32]

  /// Reads an attachment.
  ///
  /// - Parameters:
  ///   - bytes: The attachment, base64 removed.
  ///   - contentType: `Attachment.contentType`, such as "text/html; charset=utf-8"; the bytes decide
  ///     where it is wrong or `nil`.
  ///   - readPDF: Gives the words of a PDF, as poppler's pdftotext does, and `nil` where it cannot.
  ///     Nothing here starts a program; without a reader a PDF has no text.
  public init(
    bytes: [UInt8],
    contentType: String? = nil,
    readPDF: (_ bytes: [UInt8]) -> String? = { _ in nil }
  ) {
    let kind = contentType?.lowercased() ?? ""
    var format = Self.sniff(bytes, kind)
    if bytes.starts(with: "%PDF-".utf8), let words = readPDF(bytes) {
      text = words
      encoding = .utf8
      self.format = .pdf
      replacements = 0
      offsets = [Int32(clamping: bytes.count)]
      return
    }
    if format == .binary {
      text = ""
      encoding = .utf8
      self.format = .binary
      replacements = 0
      offsets = [Int32(clamping: bytes.count)]
      return
    }
    if format == .rtf {
      let reduced = RTFReducer.reduce(bytes)
      text = reduced.string
      encoding = .windows1252
      self.format = .rtf
      replacements = 0
      offsets = reduced.offsets + [Int32(clamping: bytes.count)]
      return
    }
    let decoded = NoteDecoder.decode(bytes, charset: kind)
    var points = decoded.points
    if format == .plain, HTMLReducer.looksLikeMarkup(points) { format = .html }
    if format == .html { points = HTMLReducer.reduce(points) }
    text = points.string
    encoding = decoded.encoding
    self.format = format
    replacements = decoded.replacements
    offsets = points.offsets + [Int32(clamping: bytes.count)]
  }

  /// Returns the bytes of the source that a stretch of the text came from.
  ///
  /// - Parameter points: Code points of `text`.
  /// - Returns: Bytes of the source, from the first point's to the end of the last's; all bytes of a
  ///   PDF.
  public func source(of points: Range<Int>) -> Range<Int> {
    let last = offsets.count - 1
    if format == .pdf { return 0..<Int(offsets[last]) }
    let begin = Int(offsets[min(max(0, points.lowerBound), last)])
    guard !points.isEmpty else { return begin..<begin }
    let end = Int(offsets[min(max(0, points.upperBound), last)])
    return begin..<max(begin, end)
  }

  private static func sniff(_ bytes: [UInt8], _ kind: String) -> Format {
    func begins(_ text: String) -> Bool { bytes.starts(with: text.utf8) }
    if begins("{\\rtf") || kind.contains("rtf") && bytes.first == 0x7B { return .rtf }
    if begins("%PDF-") || begins("\u{89}PNG") || begins("PK\u{03}\u{04}") { return .binary }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) || bytes.starts(with: [0x89, 0x50, 0x4E, 0x47])
      || bytes.starts(with: [0x49, 0x49, 0x2A, 0x00])
    {
      return .binary
    }
    return kind.contains("html") ? .html : .plain
  }
}

/// Code points with the places of the source that they came from.
struct SourcedPoints {
  var scalars: [Unicode.Scalar] = []
  var offsets: [Int32] = []

  var string: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  mutating func append(_ scalar: Unicode.Scalar, _ offset: Int32) {
    scalars.append(scalar)
    offsets.append(offset)
  }
}

/// Turns bytes into code points.
enum NoteDecoder {
  static func decode(
    _ bytes: [UInt8],
    charset: String
  ) -> (points: SourcedPoints, encoding: NoteText.Encoding, replacements: Int) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      return utf8(bytes, from: 3)
    }
    if bytes.starts(with: [0xFF, 0xFE]) {
      return utf16(bytes, from: 2, isLittle: true)
    }
    if bytes.starts(with: [0xFE, 0xFF]) {
      return utf16(bytes, from: 2, isLittle: false)
    }
    if let isLittle = looksLikeUTF16(bytes) {
      return utf16(bytes, from: 0, isLittle: isLittle)
    }
    let found = utf8(bytes, from: 0)
    // Text that breaks UTF-8 and has no sequence of it is of a Western code page.
    let isNamed = charset.contains("1252") || charset.contains("8859") || charset.contains("latin")
    let wide = found.points.scalars.reduce(0) {
      $0 + ($1.value > 0x7F && $1.value != 0xFFFD ? 1 : 0)
    }
    if found.replacements > 0, isNamed || found.replacements > wide { return windows1252(bytes) }
    return found
  }

  private static func utf8(
    _ bytes: [UInt8],
    from start: Int
  ) -> (points: SourcedPoints, encoding: NoteText.Encoding, replacements: Int) {
    var points = SourcedPoints()
    points.scalars.reserveCapacity(bytes.count)
    points.offsets.reserveCapacity(bytes.count)
    var replacements = 0
    bytes.withUnsafeBufferPointer { buffer in
      var at = start
      while at < buffer.count {
        let (value, length) = UTF8Scalar.decode(buffer, at: at)
        if value == 0xFFFD, length == 1 { replacements += 1 }
        points.append(Unicode.Scalar(value) ?? "\u{FFFD}", Int32(clamping: at))
        at += length
      }
    }
    return (points, .utf8, replacements)
  }

  /// Whether every other byte of the beginning is zero.
  private static func looksLikeUTF16(_ bytes: [UInt8]) -> Bool? {
    guard bytes.count >= 8 else { return nil }
    var even = 0
    var odd = 0
    let count = min(bytes.count, 512)
    for at in 0..<count where bytes[at] == 0 {
      if at % 2 == 0 { even += 1 } else { odd += 1 }
    }
    if odd * 2 > count * 7 / 10, even == 0 { return true }
    if even * 2 > count * 7 / 10, odd == 0 { return false }
    return nil
  }

  private static func utf16(
    _ bytes: [UInt8],
    from start: Int,
    isLittle: Bool
  ) -> (points: SourcedPoints, encoding: NoteText.Encoding, replacements: Int) {
    var points = SourcedPoints()
    var replacements = 0
    func unit(_ at: Int) -> UInt32? {
      guard at + 1 < bytes.count else { return nil }
      return isLittle
        ? UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at])
        : UInt32(bytes[at]) << 8 | UInt32(bytes[at + 1])
    }
    var at = start
    while at < bytes.count {
      guard let first = unit(at) else {
        replacements += 1
        points.append("\u{FFFD}", Int32(clamping: at))
        break
      }
      if (0xD800..<0xDC00).contains(first), let second = unit(at + 2),
        (0xDC00..<0xE000).contains(second)
      {
        let value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
        points.append(Unicode.Scalar(value) ?? "\u{FFFD}", Int32(clamping: at))
        at += 4
        continue
      }
      if let scalar = Unicode.Scalar(first) {
        points.append(scalar, Int32(clamping: at))
      } else {
        replacements += 1
        points.append("\u{FFFD}", Int32(clamping: at))
      }
      at += 2
    }
    return (points, isLittle ? .utf16LittleEndian : .utf16BigEndian, replacements)
  }

  private static func windows1252(
    _ bytes: [UInt8]
  ) -> (points: SourcedPoints, encoding: NoteText.Encoding, replacements: Int) {
    var points = SourcedPoints()
    for (at, byte) in bytes.enumerated() {
      points.append(codePage(byte), Int32(clamping: at))
    }
    return (points, .windows1252, 0)
  }

  /// A byte of code page 1252.
  static func codePage(_ byte: UInt8) -> Unicode.Scalar {
    guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
    return upper[Int(byte) - 0x80]
  }

  private static let upper: [Unicode.Scalar] = [
    "€", "\u{FFFD}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{FFFD}", "Ž",
    "\u{FFFD}", "\u{FFFD}", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{FFFD}",
    "ž", "Ÿ",
  ]
}
