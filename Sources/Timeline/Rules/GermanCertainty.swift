// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// How sure a diagnosis of ICD-10-GM is: the "Zusatzkennzeichen" that German records put beside the code.
///
/// An extension of the coding, and in force although it is no modifier; see
/// http://fhir.de/StructureDefinition/icd-10-gm-diagnosesicherheit.
enum GermanCertainty: String {
  /// *Ausgeschlossen*: it was looked for, and is not there.
  case excluded = "A"
  /// *Verdacht*.
  case suspected = "V"
  /// *Zustand nach*: it is over.
  case after = "Z"

  /// Reads the codings of a code; `nil` where none says so, and for what is certain.
  init?(_ code: JSONValue?) {
    for coding in code?["coding"]?.elements ?? .empty {
      let said = CodingExtension.code(of: coding, named: "icd-10-gm-diagnosesicherheit")
      guard let said, let found = GermanCertainty(rawValue: said) else { continue }
      self = found
      return
    }
    return nil
  }

  /// What it means.
  var words: String {
    switch self {
    case .excluded: "excluded"
    case .suspected: "suspected"
    case .after: "condition after"
    }
  }
}

/// Codes that stand in extensions of a Coding.
enum CodingExtension {
  /// Returns the code of the extension whose URL ends in a name.
  static func code(of coding: JSONValue, named name: String) -> String? {
    guard let extensions = coding["extension"] else { return nil }
    for item in extensions.elements where item["url"]?.content?.hasSuffix("/\(name)") == true {
      return item["valueCoding"]?["code"]?.content ?? item["valueCode"]?.content
    }
    return nil
  }
}
