// SPDX-License-Identifier: Apache-2.0

import Foundation
import Store

@testable import TUI

/// Patients who were given metformin, with an HbA1c before and after, and what is wrong with records.
///
/// | patient | metformin | HbA1c | also |
/// | --- | --- | --- | --- |
/// | okafor | 2020-03-02, 2021-03-02 | 9.0 → 7.0 | asthma, active; a lab before birth |
/// | lind | 2019 (a year) | 8.0 → 8.4 | asthma, over; an encounter in 2090 |
/// | vega | 2022-06-01 | 7.5 %, and one in mmol/mol | a condition without a date |
/// | ono | cancelled | none | a dangling reference; no birth date |
extension RecordFixture {
  static func ofCohort() throws -> RecordFixture {
    let record = try RecordFixture()
    try record.write(
      .import,
      (2024, 5, 1),
      "interface",
      nil,
      [
        #"{"resourceType":"Patient","id":"ono","name":[{"family":"Ono"}],"gender":"male"}"#,
        metformin("m1", "okafor", "2020-03-02", "metformin 500 MG Oral Tablet"),
        metformin("m2", "okafor", "2021-03-02", "metformin 1000 MG Oral Tablet"),
        metformin("m3", "lind", "2019", "Metformin hydrochloride 500 MG Oral Tablet"),
        metformin("m4", "vega", "2022-06-01", "metformin 500 MG Oral Tablet"),
        metformin("m5", "ono", "2022-07-01", "metformin 500 MG Oral Tablet", "cancelled"),
        a1c("a1", "okafor", "2020-02-01", "9.0"), a1c("a2", "okafor", "2020-09-01", "7.0"),
        a1c("a3", "lind", "2018-12-01", "8.0"), a1c("a4", "lind", "2019-10-01", "8.4"),
        a1c("a5", "vega", "2022-05-01", "7.5"), a1c("a6", "vega", "2022-09-01", "50", "mmol/mol"),
        asthma("c1", "okafor", "active", "2010-01-01"),
        asthma("c2", "lind", "resolved", "2011-01-01"), asthma("c3", "vega", "active", nil),
        """
        {"resourceType":"Observation","id":"early","status":"final",\
        "subject":{"reference":"Patient/okafor"},"code":{"text":"Bilirubin"},\
        "effectiveDateTime":"1969-05-01"}
        """,
        """
        {"resourceType":"Encounter","id":"late","status":"finished","class":{"code":"AMB"},\
        "subject":{"reference":"Patient/lind"},"period":{"start":"2090-01-01","end":"2090-01-02"}}
        """,
        """
        {"resourceType":"Procedure","id":"lost","status":"completed",\
        "subject":{"reference":"Patient/ono"},"code":{"text":"Biopsy"},\
        "performedDateTime":"2023-01-01","encounter":{"reference":"Encounter/nowhere"}}
        """,
      ]
    )
    return record
  }

  private static func metformin(
    _ id: String,
    _ patient: String,
    _ date: String,
    _ name: String,
    _ status: String = "active"
  ) -> String {
    """
    {"resourceType":"MedicationRequest","id":"\(id)","status":"\(status)","intent":"order",\
    "medicationCodeableConcept":{"text":"\(name)"},"subject":{"reference":"Patient/\(patient)"},\
    "authoredOn":"\(date)"}
    """
  }

  private static func a1c(
    _ id: String,
    _ patient: String,
    _ date: String,
    _ value: String,
    _ unit: String = "%"
  ) -> String {
    """
    {"resourceType":"Observation","id":"\(id)","status":"final",\
    "category":[{"coding":[{"code":"laboratory"}]}],"subject":{"reference":"Patient/\(patient)"},\
    "code":{"coding":[{"system":"http://loinc.org","code":"4548-4"}],"text":"Hemoglobin A1c"},\
    "effectiveDateTime":"\(date)","valueQuantity":{"value":\(value),"unit":"\(unit)"}}
    """
  }

  private static func asthma(
    _ id: String,
    _ patient: String,
    _ status: String,
    _ date: String?
  ) -> String {
    let onset = date.map { ",\"onsetDateTime\":\"\($0)\"" } ?? ""
    return """
      {"resourceType":"Condition","id":"\(id)","subject":{"reference":"Patient/\(patient)"},\
      "code":{"coding":[{"system":"http://snomed.info/sct","code":"195967001"}],"text":"Asthma"},\
      "clinicalStatus":{"coding":[{"code":"\(status)"}]}\(onset)}
      """
  }
}
