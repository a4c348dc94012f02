// SPDX-License-Identifier: Apache-2.0

import Extraction

/// The code systems that files name by other names than their URIs.
struct KnownSystem {
  let system: CodeSystem
  /// What its concepts are; `nil` where a name says so itself.
  let kind: ConceptKind?

  private static let all: [(names: [String], KnownSystem)] = [
    (
      ["icd10cm", "icd10", "http://hl7.org/fhir/sid/icd-10-cm"],
      KnownSystem(system: .icd10cm, kind: .condition)
    ),
    (
      ["rxnorm", "http://www.nlm.nih.gov/research/umls/rxnorm"],
      KnownSystem(system: .rxnorm, kind: .medication)
    ),
    (
      ["snomed", "snomedct", "sct", "snomed.info/sct", "http://snomed.info/sct"],
      KnownSystem(system: .snomed, kind: nil)
    ),
    (["loinc", "loinc.org", "http://loinc.org"], KnownSystem(system: .loinc, kind: .test)),
    (["cvx"], other("http://hl7.org/fhir/sid/cvx", .medication)),
    (["hp", "hpo"], other("http://human-phenotype-ontology.org", .condition)),
    (["doid"], other("http://purl.obolibrary.org/obo/doid.owl", .condition)),
    (["gard"], other("https://rarediseases.info.nih.gov", .condition)),
    (["mesh"], other("https://www.nlm.nih.gov/mesh", .unknown)),
    (["drugcentral"], other("http://drugcentral.org", .medication)),
  ]

  private static func other(_ uri: String, _ kind: ConceptKind) -> KnownSystem {
    KnownSystem(system: CodeSystem(rawValue: uri), kind: kind)
  }

  /// The system of a name or a URI; a URI that is not known is a system of its own.
  static func named(_ name: String) -> KnownSystem? {
    let plain = name.lowercased()
    let short = plain.replacing("-", with: "").replacing("_", with: "")
    let found = all.first { row in
      row.names.contains(plain) || row.names.contains(short)
        || row.1.system.rawValue.lowercased() == plain
    }
    if let found { return found.1 }
    return name.contains(":") ? other(name, .unknown) : nil
  }

  /// The system that the name of a file or of its folder begins with, such as `loinc-labs.tsv`.
  static func ofFile(_ path: String) -> KnownSystem? {
    for part in path.split(separator: "/").suffix(2).reversed() {
      let words = part.lowercased().split { !$0.isLetter && !$0.isNumber }
      for count in stride(from: min(2, words.count), through: 1, by: -1) {
        let name = words.prefix(count).joined()
        if let found = all.first(where: { $0.names.contains(name) }) { return found.1 }
      }
    }
    return nil
  }
}

/// The last words in brackets of a fully specified name of SNOMED CT, such as "(disorder)".
struct SemanticTag {
  let name: String
  let kind: ConceptKind
  /// Whether the name may be recognised in notes.
  let isRecognised: Bool

  /// Reads a name; one without a known tag keeps its brackets, and its kind is unknown.
  init(_ text: String) {
    if text.hasSuffix(")"), let open = text.lastIndex(of: "(") {
      let tag = String(text[text.index(after: open)...].dropLast())
      if let kind = Self.kinds[tag] {
        name = String(text[..<open]).trimmingBlanks
        self.kind = kind
        isRecognised = tag == "disorder" || (kind == .procedure && name.contains(" "))
        return
      }
    }
    name = text
    kind = .unknown
    isRecognised = false
  }

  private static let kinds: [String: ConceptKind] = [
    "disorder": .condition, "finding": .condition, "event": .condition, "situation": .condition,
    "morphologic abnormality": .condition, "procedure": .procedure, "regime/therapy": .procedure,
    "body structure": .anatomy, "cell structure": .anatomy, "substance": .medication,
    "product": .medication, "medicinal product": .medication,
    "medicinal product form": .medication, "clinical drug": .medication,
    "observable entity": .test, "organism": .other, "qualifier value": .other,
    "attribute": .other, "physical object": .other, "person": .other, "occupation": .other,
    "social concept": .other, "environment": .other, "record artifact": .other,
    "assessment scale": .test, "specimen": .other, "physical force": .other,
    "staging scale": .other, "tumor staging": .other, "racial group": .other,
    "ethnic group": .other, "religion/philosophy": .other, "link assertion": .other,
    "metadata": .other, "core metadata concept": .other, "foundation metadata concept": .other,
    "basic dose form": .other, "dose form": .other, "unit of presentation": .other,
    "environment / location": .other, "geographic location": .other, "function": .other,
  ]
}

extension String {
  /// Without blanks at both ends.
  var trimmingBlanks: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
