// SPDX-License-Identifier: Apache-2.0

internal import Extraction
internal import Store

/// How an entity is said in words, colours and brackets.
enum ReviewWords {
  /// `problem`, `med`, `brand`, `test`, `proc`, `habit`.
  static func kind(_ entity: ReviewEntity) -> String { kind(entity.type) }

  static func kind(_ type: EntityType) -> String {
    switch type {
    case .condition: "problem"
    case .genericName: "med"
    case .brandName: "brand"
    case .testName: "test"
    case .procedureName: "proc"
    case .treatmentName: "treat"
    case .allergies: "allergy"
    default: "habit"
    }
  }

  /// What is said of it: `NEG FAM`, a dash for nothing.
  static func said(_ traits: [TraitName]) -> String {
    let words: [(TraitName, String)] = [
      (.negation, "NEG"), (.pertainsToFamily, "FAM"), (.hypothetical, "HYP"),
      (.conditional, "COND"), (.pastHistory, "HIST"), (.future, "FUT"), (.uncertain, "UNC"),
      (.lowConfidence, "LOW"),
    ]
    let said = words.filter { traits.contains($0.0) }.map(\.1)
    return said.isEmpty ? "-" : said.joined(separator: " ")
  }

  /// The brackets of an entity: colour, shape and number say the same.
  static func brackets(_ entity: ReviewEntity) -> (open: String, close: String) {
    if entity.traits.contains(.negation) { return ("{", "}") }
    if entity.traits.contains(.pertainsToFamily) { return ("(", ")") }
    if isSupposed(entity.traits) { return ("?", "?") }
    return entity.stored.category == .medication ? ("<", ">") : ("[", "]")
  }

  static func role(_ entity: ReviewEntity) -> Role {
    if entity.traits.contains(.negation) { return .entityNegated }
    if entity.traits.contains(.pertainsToFamily) { return .entityFamily }
    if isSupposed(entity.traits) { return .entityHypothetical }
    if entity.traits.contains(.pastHistory) { return .entityPast }
    switch entity.stored.category {
    case .medication: return .entityMedication
    case .testTreatmentProcedure:
      return entity.stored.settledType == .testName ? .entityTest : .entityProcedure
    default: return .entityProblem
    }
  }

  private static func isSupposed(_ traits: [TraitName]) -> Bool {
    traits.contains(.hypothetical) || traits.contains(.conditional) || traits.contains(.uncertain)
      || traits.contains(.future)
  }

  /// `SNOMED 49727002`, in as few letters as can be told apart.
  static func code(_ concept: EntityCode?) -> String {
    guard let concept else { return "" }
    return "\(system(concept.system)) \(concept.code)"
  }

  static func system(_ uri: String) -> String {
    switch uri {
    case CodeSystem.icd10cm.rawValue: "ICD-10"
    case CodeSystem.rxnorm.rawValue: "RxNorm"
    case CodeSystem.snomed.rawValue: "SNOMED"
    case CodeSystem.loinc.rawValue: "LOINC"
    case CodeSystem.cvx.rawValue: "CVX"
    default: uri.split(separator: "/").last.map(String.init) ?? uri
    }
  }

  static func decision(_ decision: Verdict.Decision) -> (text: String, role: Role) {
    switch decision {
    case .unreviewed: ("· waiting", .reviewPending)
    case .accepted: ("+ accepted", .reviewAccepted)
    case .rejected: ("x rejected", .reviewRejected)
    case .recoded: ("+ recoded", .reviewAccepted)
    case .corrected: ("+ corrected", .reviewAccepted)
    }
  }

  /// Why it was read so, a line per reason; what turns the meaning comes first.
  static func reasons(_ entity: ReviewEntity) -> [String] {
    var lines: [String] = []
    let traits = entity.read.traits
    let turning = traits.filter { said([$0.name]) != "-" }
    for trait in turning + traits.filter({ said([$0.name]) == "-" }) {
      var line = "\(trait.name.rawValue.lowercased()): \(trait.reason.rule)"
      if let cue = trait.reason.cue { line += ", cue '\(cue.text)'" }
      if let scope = trait.reason.scope, scope.text.count <= 60 {
        line += ", reaches '\(scope.text)'"
      }
      lines.append(line + ", \(AppState.score(trait.score))")
    }
    if entity.read.traits.isEmpty { lines.append("affirmed: no rule fired") }
    return lines
  }

  /// Where it stands and what found it.
  static func provenance(_ entity: ReviewEntity) -> String {
    let evidence = entity.read.evidence
    var parts = ["\(entity.stored.begin)-\(entity.stored.end)"]
    if !evidence.sectionTitle.isEmpty { parts.append("section \(evidence.sectionTitle)") }
    parts.append(evidence.sources.joined(separator: " "))
    if let marginal = evidence.marginal { parts.append("marginal \(AppState.score(marginal))") }
    return parts.joined(separator: "  ")
  }
}
