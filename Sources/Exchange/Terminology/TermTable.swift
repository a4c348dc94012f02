// SPDX-License-Identifier: Apache-2.0

import Extraction

/// A table of codes and names, separated by tabulators or commas.
///
/// The first line may name the columns: `code`, `system`, `term` or other words for them, `kind`
/// (condition, medication, test, procedure, anatomy), any number of names. Without such a line the
/// columns are code, system and term, or code and term where the file or the caller says the system.
struct TermTable {
  /// The system of rows that do not say it.
  let system: KnownSystem?

  /// Why nothing was read.
  private(set) var problem: String?

  private var columns: Columns?

  init(system: KnownSystem?) { self.system = system }

  static func isTable(_ path: String) -> Bool {
    let name = path.hasSuffix(".gz") ? String(path.dropLast(3)) : path
    return name.hasSuffix(".tsv") || name.hasSuffix(".csv")
  }

  private struct Columns {
    var code: Int
    var system: Int?
    var kind: Int?
    var brand: Int?
    /// The name that is shown first.
    var names: [Int]
    /// Several names between bars.
    var lists: [Int] = []
    var isHeader = true
  }

  private static let codeNames: Set<String> = [
    "code", "id", "identifier", "sctid", "conceptid", "rxcui", "loinc_num", "hpo_id", "term_id",
    "descriptorui", "curie",
  ]
  private static let systemNames: Set<String> = ["system", "codesystem", "code_system"]
  /// From the name that is shown to the others.
  private static let termNames = [
    "term", "display", "name", "label", "preferred", "descriptorname", "long", "desc", "short",
    "inclusion_term", "text", "termname", "synonym",
  ]

  /// Hands out the names of a file; `nil` for a line that cannot be read.
  mutating func read(_ path: String, receive: (TerminologyTerm?) -> Void) throws {
    let separator: Character = path.contains(".csv") ? "," : "\t"
    var columns: Columns?
    var problem: String?
    try DelimitedLines.read(path, separator: separator) { fields in
      if problem != nil { return }
      if columns == nil {
        let found = Self.columns(fields, hasSystem: system != nil)
        guard let found else {
          problem = "its columns are not known: name them code, system and term"
          return
        }
        guard found.system != nil || system != nil else {
          problem = "it does not say its system: give --system"
          return
        }
        columns = found
        if found.isHeader { return }
      }
      guard let columns else { return }
      take(fields, columns, receive)
    }
    self.problem = problem
  }

  private static func columns(_ first: [String], hasSystem: Bool) -> Columns? {
    let names = first.map { $0.lowercased().filter { $0 != "?" && $0 != "\u{FEFF}" } }
    if let code = names.firstIndex(where: codeNames.contains) {
      let terms = termNames.compactMap { name in names.firstIndex(of: name) }
      let brand = names.firstIndex(of: "brand")
      guard !terms.isEmpty else { return nil }
      return Columns(
        code: code,
        system: names.firstIndex(where: systemNames.contains)
          ?? (names[code] == "curie" ? code : nil),
        kind: names.firstIndex(of: "kind"),
        brand: brand,
        names: terms,
        lists: names.indices.filter { names[$0] == "synonyms" }
      )
    }
    if first.count >= 3, KnownSystem.named(first[1]) != nil {
      return Columns(code: 0, system: 1, names: [2], isHeader: false)
    }
    if first.count == 2, hasSystem { return Columns(code: 0, names: [1], isHeader: false) }
    return nil
  }

  private func take(
    _ fields: [String],
    _ columns: Columns,
    _ receive: (TerminologyTerm?) -> Void
  ) {
    func field(_ place: Int?) -> String? {
      place.flatMap { $0 < fields.count ? fields[$0] : nil }
    }
    var code = field(columns.code) ?? ""
    var known = system
    if columns.system == columns.code {
      let parts = code.split(separator: ":", maxSplits: 1)
      known = parts.first.flatMap { KnownSystem.named(String($0)) } ?? known
      code = parts.last.map(String.init) ?? ""
    } else if let name = field(columns.system), !name.isEmpty {
      known = KnownSystem.named(name)
    }
    guard let known, !code.isEmpty else { return receive(nil) }
    if known.system == .icd10cm { code = PublishedFile.dotted(code) }
    let kindName = field(columns.kind)?.lowercased()
    let kind = kindName.flatMap { name in ConceptKind.allCases.first { "\($0)" == name } }
    var names = columns.names.compactMap { field($0) }
    for list in columns.lists {
      names += (field(list) ?? "").split(separator: "|").map(String.init)
    }
    var isFirst = true
    for name in names where !name.isEmpty {
      let tag = known.kind == nil ? SemanticTag(name) : nil
      let meant = kind ?? known.kind ?? tag?.kind ?? .unknown
      receive(
        TerminologyTerm(
          system: known.system,
          code: code,
          text: tag?.name ?? name,
          kind: meant,
          isPreferred: isFirst,
          isBrand: field(columns.brand) == "1",
          isRecognised: tag?.isRecognised ?? Self.isRecognised(name, meant)
        )
      )
      isFirst = false
    }
    if isFirst { receive(nil) }
  }

  /// Names of what a note's entities are; short single words are too often something else.
  private static func isRecognised(_ name: String, _ kind: ConceptKind) -> Bool {
    switch kind {
    case .condition, .medication, .procedure: name.contains(" ") || name.utf8.count >= 6
    case .test, .anatomy, .unknown, .other: false
    }
  }
}
