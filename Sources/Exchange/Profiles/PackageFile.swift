// SPDX-License-Identifier: Apache-2.0

public import FHIR
import Foundation
import Validation

/// A package of definitions: an npm archive (`.tgz`) as https://hl7.org/fhir/packages.html has them, or
/// a JSON file with one definition or a Bundle of them.
public struct PackageFile: Sendable {
  /// The name of the package, `hl7.fhir.us.core`; of a single definition its id.
  public let name: String
  /// The version.
  public let version: String
  /// The definitions: StructureDefinition, ValueSet and CodeSystem.
  public let definitions: [JSONDocument]

  /// The name with the version, `hl7.fhir.us.core#6.1.0`.
  public var title: String { "\(name)#\(version)" }

  /// How many bytes an unpacked package may have; the largest published ones have a fifth of it.
  private static let mostBytes = 1 << 30

  private static let kept = ProfileSet.types

  /// Reads a package.
  ///
  /// - Parameter path: The file.
  /// - Throws: ``ExchangeError`` where it cannot be read or holds no definitions.
  public init(path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else {
      throw ExchangeError(.noFile, "There is no such file", subject: path)
    }
    let bytes = try Self.bytes(path)
    if bytes.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) == UInt8(ascii: "{") {
      (name, version, definitions) = try Self.definition(bytes, path)
    } else {
      (name, version, definitions) = try Self.archive(bytes, path)
    }
    guard !definitions.isEmpty else {
      throw ExchangeError(
        .cannotRead,
        "There is no StructureDefinition, ValueSet or CodeSystem in it",
        subject: path
      )
    }
  }

  private static func bytes(_ path: String) throws -> [UInt8] {
    let source = try ByteSource(InputFile(at: path))
    var bytes: [UInt8] = []
    while try source.read(into: &bytes) {
      guard bytes.count <= mostBytes else {
        throw ExchangeError(.cannotRead, "The package is too large", subject: path)
      }
    }
    return bytes
  }

  private static func definition(
    _ bytes: [UInt8],
    _ path: String
  ) throws -> (String, String, [JSONDocument]) {
    let document: JSONDocument
    do throws(JSONError) {
      document = try JSONParser().parse(bytes)
    } catch {
      throw ExchangeError(.cannotRead, "The file is no JSON (\(error.description))", subject: path)
    }
    let root = document.root
    let stem = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    var found: [JSONDocument] = []
    if root["resourceType"]?.string == "Bundle" {
      for entry in root["entry"]?.elements ?? .empty {
        guard let resource = entry["resource"],
          kept.contains(resource["resourceType"]?.string ?? "")
        else { continue }
        found.append(try JSONParser().parse(Array(resource.jsonText.utf8)))
      }
    } else if kept.contains(root["resourceType"]?.string ?? "") {
      found = [document]
    }
    return (root["id"]?.string ?? stem, root["version"]?.string ?? "0", found)
  }

  private static func archive(
    _ bytes: [UInt8],
    _ path: String
  ) throws -> (String, String, [JSONDocument]) {
    let parser = JSONParser()
    var manifest: JSONDocument?
    var found: [JSONDocument] = []
    for file in try TarArchive.files(bytes, path) where file.name.hasSuffix(".json") {
      let parts = file.name.split(separator: "/")
      guard parts.count == 2, parts[0] == "package" else { continue }
      // A file that is no JSON is no definition.
      guard let document = try? parser.parse(Array(bytes[file.range])) else { continue }
      if parts[1] == "package.json" {
        manifest = document
      } else if kept.contains(document.root["resourceType"]?.string ?? "") {
        found.append(document)
      }
    }
    guard let root = manifest?.root, let name = root["name"]?.string,
      let version = root["version"]?.string
    else {
      throw ExchangeError(
        .cannotRead,
        "It is no FHIR package: package/package.json with name and version is missing",
        subject: path
      )
    }
    return (name, version, found)
  }
}

/// The files of a tar archive: ustar, with the long names of pax and GNU.
enum TarArchive {
  struct File {
    let name: String
    let range: Range<Int>
  }

  /// Returns the regular files.
  ///
  /// - Throws: ``ExchangeError`` for what is no tar archive, or one that is cut off.
  static func files(_ bytes: [UInt8], _ path: String) throws -> [File] {
    var files: [File] = []
    var at = 0
    var longName: String?
    while at + 512 <= bytes.count {
      let header = bytes[at..<at + 512]
      if header.allSatisfy({ $0 == 0 }) { break }
      guard let size = octal(header, 124..<136), isSumRight(header),
        size <= bytes.count - at - 512
      else { throw ExchangeError(.cannotRead, "The archive is damaged or cut off", subject: path) }
      let content = at + 512..<at + 512 + size
      switch header[at + 156] {
      case UInt8(ascii: "0"), 0:
        var name = text(header, 0..<100)
        let prefix = text(header, 345..<500)
        if !prefix.isEmpty, text(header, 257..<262) == "ustar" { name = prefix + "/" + name }
        files.append(File(name: longName ?? name, range: content))
        longName = nil
      case UInt8(ascii: "L"):
        longName = String(decoding: bytes[content].prefix { $0 != 0 }, as: UTF8.self)
      case UInt8(ascii: "x"): longName = paxPath(bytes[content]) ?? longName
      default: longName = nil
      }
      at = content.upperBound + (512 - size % 512) % 512
    }
    guard at > 0 else {
      throw ExchangeError(.cannotRead, "The file is neither JSON nor a package", subject: path)
    }
    return files
  }

  private static func text(_ header: ArraySlice<UInt8>, _ range: Range<Int>) -> String {
    let start = header.startIndex
    let field = header[start + range.lowerBound..<start + range.upperBound]
    return String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
  }

  private static func octal(_ header: ArraySlice<UInt8>, _ range: Range<Int>) -> Int? {
    Int(text(header, range).trimmingCharacters(in: .whitespaces), radix: 8)
  }

  private static func isSumRight(_ header: ArraySlice<UInt8>) -> Bool {
    var sum = 0
    for (place, byte) in header.enumerated() {
      sum += (148..<156).contains(place) ? 0x20 : Int(byte)
    }
    return octal(header, 148..<156) == sum
  }

  /// The member `path` of a pax header, whose lines are `length key=value`.
  private static func paxPath(_ content: ArraySlice<UInt8>) -> String? {
    for line in String(decoding: content, as: UTF8.self).split(separator: "\n") {
      guard let space = line.firstIndex(of: " ") else { continue }
      let pair = line[space...].dropFirst()
      if pair.hasPrefix("path=") { return String(pair.dropFirst("path=".count)) }
    }
    return nil
  }
}
