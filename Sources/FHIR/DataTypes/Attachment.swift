// SPDX-License-Identifier: Apache-2.0

/// Content in some format, inline or elsewhere.
///
/// See https://hl7.org/fhir/R4/datatypes.html#Attachment.
public struct Attachment: Sendable {
  /// The media type.
  public let contentType: String?

  /// Where the content is, when it is not inline.
  public let url: String?

  /// The title.
  public let title: String?

  private let data: JSONValue?

  /// Reads an Attachment.
  public init(_ value: JSONValue) {
    contentType = value["contentType"]?.string
    url = value["url"]?.string
    title = value["title"]?.string
    data = value["data"]
  }

  /// The decoded `data`, or what a `data:` URL holds (RFC 2397); `nil` where there is neither, or it is
  /// not base64.
  public var decodedData: [UInt8]? {
    if let data, data.kind == .string { return data.withUTF8(Base64.decode) ?? nil }
    guard let url, url.prefix(5).lowercased() == "data:", let comma = url.firstIndex(of: ","),
      url[..<comma].lowercased().hasSuffix(";base64")
    else { return nil }
    var content = String(url[url.index(after: comma)...])
    return content.withUTF8(Base64.decode)
  }
}

/// Base64 of RFC 4648, section 4, in which white space is passed over, escaped as JSON or not.
public enum Base64 {
  private static let values: [UInt8] = {
    var values = [UInt8](repeating: 0xFF, count: 256)
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    for (value, byte) in alphabet.utf8.enumerated() { values[Int(byte)] = UInt8(value) }
    return values
  }()

  /// Decodes bytes, or gives `nil` for what is not base64.
  public static func decode(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    var out: [UInt8] = []
    out.reserveCapacity(text.count / 4 * 3 + 3)
    var buffer: UInt32 = 0
    var count = 0
    var padding = 0
    var isEscaped = false
    for byte in text {
      if isEscaped {
        isEscaped = false
        // Of JSON's escapes, `\/` is a slash; `\n`, `\r` and `\t` are white space.
        if byte == UInt8(ascii: "n") || byte == UInt8(ascii: "r") || byte == UInt8(ascii: "t") {
          continue
        }
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
        continue
      }
      if byte == UInt8(ascii: "=") {
        padding += 1
        continue
      }
      if byte == 0x20 || (0x09...0x0D).contains(byte) { continue }
      let value = values[Int(byte)]
      guard value != 0xFF, padding == 0 else { return nil }
      buffer = buffer << 6 | UInt32(value)
      count += 1
      if count == 4 {
        out.append(UInt8(truncatingIfNeeded: buffer >> 16))
        out.append(UInt8(truncatingIfNeeded: buffer >> 8))
        out.append(UInt8(truncatingIfNeeded: buffer))
        buffer = 0
        count = 0
      }
    }
    switch count {
    case 0: break
    case 2: out.append(UInt8(truncatingIfNeeded: buffer >> 4))
    case 3:
      out.append(UInt8(truncatingIfNeeded: buffer >> 10))
      out.append(UInt8(truncatingIfNeeded: buffer >> 2))
    default: return nil
    }
    return out
  }
}
