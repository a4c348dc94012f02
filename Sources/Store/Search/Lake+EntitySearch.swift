// SPDX-License-Identifier: Apache-2.0

import Extraction
import FHIR
import GRDB
import Search

extension Lake {
  /// Returns the logical ids of the notes of which some entity meets one of the tests; without tests,
  /// of all notes that were read.
  static func notes(
    meeting tests: [EntityTest],
    asOf job: Int64?,
    _ db: Database
  ) throws -> [String] {
    guard !tests.isEmpty else {
      return try String.fetchAll(
        db,
        sql: """
          SELECT r.id FROM reading d JOIN resource r ON r.row = d.resource
          WHERE \(EntityPlan.validity(job)) AND r.type = ? ORDER BY r.row
          """,
        arguments: [ResourceType.documentReference.code]
      )
    }
    var ids: Set<String> = []
    for test in tests {
      var values: [any DatabaseValueConvertible] = [ResourceType.documentReference.code]
      let conditions = test.conditions.map { condition(for: $0, test.source, &values) }
      let source: String =
        switch test.source {
        case .detectEntities: "1"
        case .icd10cm: "e.type = '\(EntityType.condition.rawValue)'"
        case .rxnorm: "e.category = '\(EntityCategory.medication.rawValue)'"
        }
      let rows = try String.fetchAll(
        db,
        sql: """
          SELECT DISTINCT r.id FROM entity e JOIN reading d ON d.id = e.reading
          JOIN resource r ON r.row = d.resource
          WHERE \(EntityPlan.validity(job)) AND r.type = ? AND \(source)
            AND \(conditions.joined(separator: " AND "))
          """,
        arguments: StatementArguments(values)
      )
      ids.formUnion(rows)
    }
    return ids.sorted()
  }

  private static func condition(
    for condition: EntityTest.Condition,
    _ source: EntityTest.Source,
    _ values: inout [any DatabaseValueConvertible]
  ) -> String {
    let system: CodeSystem = source == .rxnorm ? .rxnorm : .icd10cm
    func coded(_ what: String) -> String {
      """
      EXISTS (SELECT 1 FROM entityCode k JOIN entityConcept c ON c.id = k.concept
        WHERE k.reading = e.reading AND k.ordinal = e.ordinal
          AND c.system = '\(system.rawValue)' AND \(what))
      """
    }
    func like(_ text: String) -> String { "%\(EntityPlan.escaped(text))%" }
    switch condition.field {
    case .text:
      values.append(like(condition.value))
      return "e.phrase IN (SELECT id FROM phrase WHERE text LIKE ? ESCAPE '\\')"
    case .category:
      values.append(condition.value.uppercased())
      return "e.category = ?"
    case .type:
      values.append(condition.value.uppercased())
      return "e.type = ?"
    case .score:
      values.append(Double(condition.value) ?? 0)
      return "e.score \(comparison(condition.prefix)) ?"
    case .code:
      values.append(condition.value)
      return coded("c.code = ?")
    case .description:
      values.append(like(condition.value))
      return coded("c.title LIKE ? ESCAPE '\\'")
    case .conceptScore:
      values.append(Double(condition.value) ?? 0)
      return coded("k.score \(comparison(condition.prefix)) ?")
    }
  }

  private static func comparison(_ prefix: SearchRequest.Prefix?) -> String {
    switch prefix {
    case .gt, .sa: ">"
    case .lt, .eb: "<"
    case .le: "<="
    case .eq: "="
    case .ne: "<>"
    default: ">="
    }
  }
}
