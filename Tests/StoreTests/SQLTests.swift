// SPDX-License-Identifier: Apache-2.0

import FHIR
import Store
import TestSupport
import Testing

/// Queries in SQL, which read and never write.
@Suite struct SQLTests {
  private func filled() throws -> LakeFixture {
    let fixture = try LakeFixture()
    try fixture.write([
      .put(patient("1")), .put(patient("2", family: "Lind")),
      .put(result("a", of: "1", value: "1.0")),
      .put(result("b", of: "2", value: "2.5")), .put(result("gone", of: "2")),
    ])
    try fixture.write([.put(result("a", of: "1", value: "3.0")), .delete(key("Observation/gone"))])
    return fixture
  }

  private func rows(
    _ sql: String,
    _ fixture: LakeFixture,
    asOf job: Int64? = nil,
    limit: Int = 100
  ) throws -> (names: [String], rows: [[SQLValue]], isCut: Bool) {
    var options = SQLOptions()
    options.columns = [
      .patient: ["id", "name", "birthDate"], .observation: ["status", "valueQuantity"],
    ]
    options.asOf = job
    options.rowLimit = limit
    var names: [String] = []
    var rows: [[SQLValue]] = []
    let isCut = try fixture.lake.query(sql, options) {
      names = $0
    } receive: { row in
      rows.append(row)
      return true
    }
    return (names, rows, isCut)
  }

  @Test func viewsHaveTheCurrentResources() throws {
    let fixture = try filled()
    let all = try rows(
      "SELECT id, versionId, patient_id, valueQuantity ->> '$.value' AS v FROM observation ORDER BY id",
      fixture
    )
    #expect(all.names == ["id", "versionId", "patient_id", "v"])
    #expect(
      all.rows == [
        [.text("a"), .integer(2), .text("1"), .real(3)],
        [.text("b"), .integer(1), .text("2"), .real(2.5)],
      ]
    )
    let joined = try rows(
      """
      SELECT p.name ->> '$[0].family', COUNT(*) FROM Patient p JOIN Observation o
        ON o.patient_id = p.id GROUP BY 1 ORDER BY 1
      """,
      fixture
    )
    #expect(joined.rows == [[.text("Berg"), .integer(1)], [.text("Lind"), .integer(1)]])
  }

  @Test func thePastHasItsOwnRows() throws {
    let fixture = try filled()
    let then = try rows(
      "SELECT id, valueQuantity ->> '$.value' FROM Observation ORDER BY id",
      fixture,
      asOf: 1
    )
    #expect(
      then.rows == [
        [.text("a"), .real(1)], [.text("b"), .real(2.5)], [.text("gone"), .real(1.42)],
      ]
    )
    #expect(try rows("SELECT * FROM Observation", fixture, asOf: 0).rows.isEmpty)
  }

  @Test(
    arguments: [
      "DELETE FROM resource", "INSERT INTO job (kind) VALUES ('x')", "DROP TABLE job", "VACUUM",
      "ATTACH '/tmp/x.db' AS x", "PRAGMA user_version = 3", "BEGIN", "", "  -- nothing",
      "SELECT 1; DELETE FROM resource", "SELECT * FROM nothing", "SELEC 1",
      "WITH x AS (SELECT 1) DELETE FROM resource", "/* a */ UPDATE job SET author = 'x'",
    ])
  func whatIsNoQueryIsRefused(sql: String) throws {
    let fixture = try filled()
    let error = #expect(throws: StoreError.self) { try rows(sql, fixture) }
    #expect(error?.code == .malformedQuery)
    #expect(try fixture.lake.check().isEmpty)
    #expect(try fixture.lake.jobs().count == 2)
  }

  @Test(
    arguments: [
      ("SELECT * FROM Patients", "no such table: Patients (did you mean Patient?)"),
      ("SELECT nam FROM Patient", "no such column: nam (did you mean name?)"),
      (
        "SELECT o.valueQuantitty FROM Patient p JOIN Observation o ON o.patient_id = p.id",
        "no such column: o.valueQuantitty (did you mean valueQuantity?)"
      ),
      ("SELECT patientid FROM Patient", "no such column: patientid (did you mean patient_id?)"),
      ("SELECT * FROM unrelated", "no such table: unrelated"),
    ])
  func namesThatAreNearAreOffered(sql: String, message: String) throws {
    let fixture = try filled()
    let error = #expect(throws: StoreError.self) { try rows(sql, fixture) }
    #expect(error?.message == message)
  }

  @Test func rowsHaveALimit() throws {
    let fixture = try filled()
    let some = try rows("VALUES (1), (2), (3)", fixture, limit: 2)
    #expect(some.rows == [[.integer(1)], [.integer(2)]])
    #expect(some.isCut)
    #expect(try !rows("-- all\nVALUES (1), (2)", fixture, limit: 2).isCut)
    let kinds = try rows("SELECT NULL, 1.5, x'00ff', 'a'", fixture)
    #expect(kinds.rows == [[.null, .real(1.5), .blob([0, 255]), .text("a")]])
  }
}
