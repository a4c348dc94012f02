// SPDX-License-Identifier: Apache-2.0

import Extraction

/// A file of a terminology whose form is its publisher's, known by its name.
enum PublishedFile {
  case rxnorm
  case icdOrder
  case icdCodes
  case icdTabular
  case loinc

  init?(_ path: String) {
    var name = (path.split(separator: "/").last ?? "").lowercased()
    if name.hasSuffix(".gz") { name = String(name.dropLast(3)) }
    let plain = name.replacing("-", with: "_")
    if name == "rxnconso.rrf" {
      self = .rxnorm
    } else if plain.hasPrefix("icd10cm_order"), name.hasSuffix(".txt") {
      self = .icdOrder
    } else if plain.hasPrefix("icd10cm_codes"), name.hasSuffix(".txt") {
      self = .icdCodes
    } else if plain.hasPrefix("icd10cm_tabular"), name.hasSuffix(".xml") {
      self = .icdTabular
    } else if name == "loinc.csv" {
      self = .loinc
    } else {
      return nil
    }
  }

  var format: String {
    switch self {
    case .rxnorm: "RxNorm RRF"
    case .icdOrder: "ICD-10-CM order file"
    case .icdCodes: "ICD-10-CM codes"
    case .icdTabular: "ICD-10-CM tables"
    case .loinc: "LOINC CSV"
    }
  }

  /// Hands out the names of a file; `nil` for a line that cannot be read.
  func read(_ path: String, receive: (TerminologyTerm?) -> Void) throws {
    switch self {
    case .rxnorm: try Self.readRxNorm(path, receive)
    case .icdOrder: try Self.readOrder(path, receive)
    case .icdCodes: try Self.readCodes(path, receive)
    case .icdTabular: try TabularList().read(path, receive: receive)
    case .loinc: try Self.readLOINC(path, receive)
    }
  }

  // MARK: RxNorm

  /// Ingredients and brands are recognised; products and other names give their codes only.
  private static let recognisedTypes: Set<String> = ["IN", "PIN", "MIN", "BN"]
  private static let otherNames: Set<String> = ["SY", "TMSY", "PSN", "ET"]

  /// RXNCONSO: RXCUI 0, LAT 1, SAB 11, TTY 12, STR 14, SUPPRESS 16 (RxNorm technical
  /// documentation, section 12.4).
  private static func readRxNorm(_ path: String, _ receive: (TerminologyTerm?) -> Void) throws {
    try LineReader.lines(of: path) { line in
      let fields = text(line).split(separator: "|", omittingEmptySubsequences: false)
      guard fields.count >= 17 else {
        receive(nil)
        return true
      }
      guard fields[1] == "ENG", fields[11] == "RXNORM", fields[16] == "N" || fields[16].isEmpty
      else { return true }
      let type = String(fields[12])
      receive(
        TerminologyTerm(
          system: .rxnorm,
          code: String(fields[0]),
          text: String(fields[14]),
          kind: type == "DF" || type == "DFG" ? .other : .medication,
          isPreferred: !otherNames.contains(type),
          isBrand: type == "BN",
          isRecognised: recognisedTypes.contains(type)
        )
      )
      return true
    }
  }

  // MARK: ICD-10-CM

  /// A code with its dot.
  static func dotted(_ code: String) -> String {
    code.count > 3 && !code.contains(".") ? "\(code.prefix(3)).\(code.dropFirst(3))" : code
  }

  static func icd(_ code: String, _ name: String, isTitle: Bool) -> TerminologyTerm {
    TerminologyTerm(
      system: .icd10cm,
      code: dotted(code),
      text: name,
      kind: .condition,
      isPreferred: isTitle,
      // Chapters V to Z are causes and circumstances.
      isRecognised: name.contains(" ") && (code.first.map { "A"..."T" ~= $0 } ?? false)
    )
  }

  /// Fixed columns: code 7 to 13, short title 17 to 76, long title from 78.
  private static func readOrder(_ path: String, _ receive: (TerminologyTerm?) -> Void) throws {
    try LineReader.lines(of: path) { line in
      guard line.count > 77 else {
        receive(nil)
        return true
      }
      let code = text(line[6..<13]).trimmingBlanks
      let long = text(line[77...]).trimmingBlanks
      let short = text(line[16..<76]).trimmingBlanks
      receive(code.isEmpty || long.isEmpty ? nil : icd(code, long, isTitle: true))
      if !code.isEmpty, short != long, !short.isEmpty { receive(icd(code, short, isTitle: false)) }
      return true
    }
  }

  /// A code, blanks, and its title.
  private static func readCodes(_ path: String, _ receive: (TerminologyTerm?) -> Void) throws {
    try LineReader.lines(of: path) { line in
      let parts = text(line).split(separator: " ", maxSplits: 1)
      receive(
        parts.count < 2
          ? nil : icd(String(parts[0]), String(parts[1]).trimmingBlanks, isTitle: true)
      )
      return true
    }
  }

  // MARK: LOINC

  private static func readLOINC(_ path: String, _ receive: (TerminologyTerm?) -> Void) throws {
    var header: [String: Int] = [:]
    try DelimitedLines.read(path, separator: ",") { fields in
      if header.isEmpty {
        for (place, name) in fields.enumerated() { header[name.uppercased()] = place }
        return
      }
      func field(_ name: String) -> String {
        header[name].flatMap { $0 < fields.count ? fields[$0] : nil } ?? ""
      }
      let code = field("LOINC_NUM")
      if code.isEmpty { return receive(nil) }
      if field("STATUS") == "DEPRECATED" { return }
      let names = ["LONG_COMMON_NAME", "SHORTNAME", "CONSUMER_NAME", "COMPONENT", "DISPLAYNAME"]
      for (place, name) in names.map(field).enumerated() where !name.isEmpty {
        receive(
          TerminologyTerm(
            system: .loinc,
            code: code,
            text: name,
            kind: .test,
            isPreferred: place == 0
          )
        )
      }
    }
  }

  static func text(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: Array(bytes), as: UTF8.self)
  }
}

/// Lines of fields between separators, some of them in quotes (RFC 4180).
enum DelimitedLines {
  /// Hands out the fields of each line.
  static func read(_ path: String, separator: UInt8, receive: ([String]) -> Void) throws {
    var rest: [UInt8] = []
    try LineReader.lines(of: path) { line in
      // A quoted field may have line ends in it.
      rest += rest.isEmpty ? line : [0x0A] + line
      if separator == 0x2C, rest.count(where: { $0 == 0x22 }) % 2 != 0, rest.count < 1 << 20 {
        return true
      }
      receive(fields(rest, separator))
      rest = []
      return true
    }
    if !rest.isEmpty { receive(fields(rest, separator)) }
  }

  static func read(_ path: String, separator: Character, receive: ([String]) -> Void) throws {
    try read(path, separator: separator.asciiValue ?? 0x2C, receive: receive)
  }

  private static func fields(_ line: [UInt8], _ separator: UInt8) -> [String] {
    var result: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var at = 0
    while at < line.count {
      let byte = line[at]
      if isQuoted {
        if byte == 0x22, at + 1 < line.count, line[at + 1] == 0x22 {
          field.append(byte)
          at += 1
        } else if byte == 0x22 {
          isQuoted = false
        } else {
          field.append(byte)
        }
      } else if byte == 0x22, field.isEmpty {
        isQuoted = true
      } else if byte == separator {
        result.append(PublishedFile.text(field))
        field = []
      } else {
        field.append(byte)
      }
      at += 1
    }
    return result + [PublishedFile.text(field)]
  }
}
