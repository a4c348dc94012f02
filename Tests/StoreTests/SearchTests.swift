// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation
import Search
import Store
import Testing

@Suite struct LakeSearchTests {
  private func found(_ text: String, _ fixture: LakeFixture) throws -> [String] {
    let query = try EventQuery(parsing: text)
    var references: [String] = []
    _ = try fixture.lake.search(query, now: 1_700_000_000_000) {
      references.append($0.event.key.reference)
    }
    return references.sorted()
  }

  private func hba1c(_ id: String, value: String) -> JSON {
    var json = result(id, of: "1", value: value)
    json["code"] = [
      "coding": [
        [
          "system": "http://loinc.org", "code": "4548-4",
          "display": "Hemoglobin A1c/Hemoglobin.total in Blood",
        ]
      ]
    ]
    return json
  }

  @Test func findsByWordCodeValueAndCommonName() throws {
    let fixture = try LakeFixture()
    try fixture.write([
      .put(patient("1")), .put(hba1c("a", value: "8.1")), .put(hba1c("b", value: "5.0")),
      .put(result("c", of: "1")),
    ])
    #expect(try found("hemoglobin", fixture) == ["Observation/a", "Observation/b"])
    #expect(try found("HbA1c", fixture) == ["Observation/a", "Observation/b"])
    #expect(try found("hba1c value>6", fixture) == ["Observation/a"])
    #expect(try found("code:\"4548-4\" value<6", fixture) == ["Observation/b"])
    #expect(try found("creat abn:H", fixture) == ["Observation/c"])
    #expect(
      try found("type:Observation !creatinine", fixture) == ["Observation/a", "Observation/b"]
    )
    #expect(try found("nothing", fixture).isEmpty)
  }

  /// Whoever shows the newest hits has those of notes before what is older is counted.
  @Test func notesAreFoundBeforeWhatIsOlderIsCounted() throws {
    let fixture = try LakeFixture()
    let results = (1...9).map { day in
      LakeFixture.Change.put(result("o\(day)", of: "1", date: "2022-07-0\(day)"))
    }
    let note: JSON = [
      "resourceType": "DocumentReference", "id": "n", "status": "current",
      "subject": ["reference": "Patient/1"], "date": "2022-07-08T10:00:00Z",
      "content": [
        ["attachment": ["contentType": "text/plain", "data": "Q3JlYXRpbmluZSByaXNlcy4="]]
      ],
    ]
    try fixture.write([.put(patient("1"))] + results + [.put(note)])
    var hits: [String] = []
    var newest: [String]?
    func keepNewest() { newest = hits }
    let count = try fixture.lake.search(
      try EventQuery(parsing: "creatinine"),
      now: 1_700_000_000_000,
      limit: 3,
      didFindNewest: keepNewest
    ) { hits.append($0.event.key.reference) }
    #expect(
      newest?.suffix(4) == [
        "Observation/o9", "Observation/o8", "Observation/o7", "DocumentReference/n",
      ]
    )
    #expect(hits == newest)
    #expect(count.events == 10)
  }

  /// A day is asked for by the clock of the reader, where one is given, and else by that of the sender.
  @Test func datesAreThoseOfTheReadersClock() throws {
    let fixture = try LakeFixture()
    try fixture.write([
      .put(patient("1")), .put(result("west", of: "1", date: "2024-12-31T23:30:00-12:00")),
      .put(result("east", of: "1", date: "2025-01-01T00:30:00+14:00")),
      .put(result("day", of: "1", date: "2024-12-31")),
      .put(result("noon", of: "1", date: "2024-12-31T12:00:00-05:00")),
    ])
    func found(_ day: String, zone: ((Int64) -> Int)?) throws -> [String] {
      var ids: [String] = []
      let query = try EventQuery(parsing: "creatinine date:\(day)")
      _ = try fixture.lake.search(query, now: 1_800_000_000_000, zone: zone) {
        ids.append($0.event.key.id)
      }
      return ids.sorted()
    }
    #expect(try found("2024-12-31", zone: nil) == ["day", "noon", "west"])
    #expect(try found("2024-12-31", zone: { _ in 0 }) == ["day", "east", "noon"])
    #expect(try found("2025-01-01", zone: { _ in 0 }) == ["west"])
    // What has no time is of its day everywhere.
    #expect(try found("2025-01-01", zone: { _ in 600 }) == ["noon", "west"])
    #expect(try found("2024-12-31", zone: { _ in 600 }) == ["day", "east"])
  }

  /// Words of scripts without spaces are found wherever they stand.
  @Test func chineseIsFoundInside() throws {
    let fixture = try LakeFixture()
    var test = result("a", of: "1")
    test["code"] = ["text": "糖化血红蛋白测定（高效液相色谱法）"]
    try fixture.write([
      .put(patient("1")), .put(test),
      .put([
        "resourceType": "MedicationRequest", "id": "m", "status": "active", "intent": "order",
        "subject": ["reference": "Patient/1"], "authoredOn": "2024-01-01",
        "medicationCodeableConcept": ["text": "盐酸二甲双胍缓释片 500mg"],
      ]),
      .put([
        "resourceType": "DocumentReference", "id": "n", "status": "current",
        "subject": ["reference": "Patient/1"], "date": "2024-01-01",
        "content": [
          [
            "attachment": [
              "contentType": "text/plain",
              "data": .string(Data("患者否认胸痛。服用二甲双胍。".utf8).base64EncodedString()),
            ]
          ]
        ],
      ]),
    ])
    for word in ["糖化", "血红蛋白", "高效液相"] {
      #expect(try found(word, fixture) == ["Observation/a"], "\(word)")
    }
    #expect(try found("二甲双胍", fixture) == ["DocumentReference/n", "MedicationRequest/m"])
    #expect(try found("胸痛", fixture) == ["DocumentReference/n"])
    #expect(try found("白蛋", fixture).isEmpty)
  }

  /// The words of a Composition and of an impression are notes like others.
  @Test func everyNoteIsFoundByItsWords() throws {
    let fixture = try LakeFixture()
    try fixture.write([
      .put(patient("1")),
      .put([
        "resourceType": "Composition", "id": "c", "status": "final", "title": "Letter",
        "type": ["text": "Letter"], "date": "2024-01-01", "author": [["display": "x"]],
        "subject": ["reference": "Patient/1"],
        "section": [
          [
            "section": [
              [
                "text": [
                  "status": "generated",
                  "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\">A nested finding</div>",
                ]
              ]
            ]
          ]
        ],
      ]),
      .put([
        "resourceType": "ClinicalImpression", "id": "i", "status": "completed",
        "subject": ["reference": "Patient/1"], "date": "2024-01-01",
        "note": [["text": "Suspected embolism"]],
      ]),
    ])
    #expect(try found("nested", fixture) == ["Composition/c"])
    #expect(try found("embolism", fixture) == ["ClinicalImpression/i"])
  }

  @Test func aWordThatNothingHasIsSpelledAnew() throws {
    let fixture = try LakeFixture()
    try fixture.write([.put(patient("1", family: "Creatinski")), .put(result("c", of: "1"))])
    func spellings(_ text: String) throws -> [String] {
      try fixture.lake.search(try EventQuery(parsing: text), now: 1_700_000_000_000) { _ in }
        .spellings.map { "\($0.word) \($0.nearest)" }
    }
    #expect(try spellings("creatinnie") == ["creatinnie creatinine"])
    #expect(try spellings("Creatinnie value>1") == ["Creatinnie creatinine"])
    // It is there, and so is the name.
    #expect(try spellings("creatinine").isEmpty)
    #expect(try spellings("creatinine value>9").isEmpty)
    #expect(try spellings("creatinsk") == [])
    #expect(try spellings("xylophone").isEmpty)
    try fixture.lake.reindex()
    #expect(try spellings("creatinnie") == ["creatinnie creatinine"])
  }

  /// What people call the two values of a pressure, each by which it is compared.
  @Test func bothPressuresAreFound() throws {
    let fixture = try LakeFixture()
    func part(_ code: String, _ value: String) -> JSON {
      [
        "code": ["coding": [["system": "http://loinc.org", "code": .string(code)]]],
        "valueQuantity": ["value": .number(value), "unit": "mmHg"],
      ]
    }
    var pressure = result("bp", of: "1")
    pressure["code"] = ["coding": [["system": "http://loinc.org", "code": "85354-9"]]]
    pressure["valueQuantity"] = nil
    pressure["component"] = [part("8480-6", "142"), part("8462-4", "88")]
    try fixture.write([.put(patient("1")), .put(pressure)])
    #expect(try found("systolic>140", fixture) == ["Observation/bp"])
    #expect(try found("sbp>150", fixture).isEmpty)
    // Of the diastolic pressure the second number is asked for.
    #expect(try found("diastolic>80", fixture) == ["Observation/bp"])
    #expect(try found("dbp > 90", fixture).isEmpty)
    #expect(try found("diastolic", fixture) == ["Observation/bp"])
  }

  /// A word in capitals is an abbreviation, and where there is none of these, the word.
  @Test func capitalsCountWhereTheyFind() throws {
    let fixture = try LakeFixture()
    var peanut = hba1c("a", value: "7.7")
    peanut["code"] = ["text": "Peanut IgE"]
    try fixture.write([.put(patient("1")), .put(peanut)])
    #expect(try found("PEANUT", fixture) == ["Observation/a"])
    #expect(try found("PE", fixture) == ["Observation/a"])
    var embolism = hba1c("b", value: "7.7")
    embolism["code"] = ["text": "PE score"]
    try fixture.write([.put(embolism)])
    #expect(try found("PE", fixture) == ["Observation/b"])
    #expect(try found("pe", fixture) == ["Observation/a", "Observation/b"])
    #expect(try found("\"PEANUT\"", fixture).isEmpty)
  }

  /// Who looks for somebody's result types both, in any order; a name alone is no whole record.
  @Test func aWordBesideOthersMayBeAName() throws {
    let fixture = try LakeFixture()
    var other = hba1c("m", value: "7.7")
    other["subject"] = ["reference": "Patient/2"]
    try fixture.write([
      .put(patient("1")), .put(patient("2", family: "Moréno")), .put(hba1c("a", value: "8.1")),
      .put(other), .put(result("c", of: "2")),
    ])
    #expect(try found("hba1c moreno", fixture) == ["Observation/m"])
    #expect(try found("moren hba1c", fixture) == ["Observation/m"])
    #expect(try found("hba1c berg value>8", fixture) == ["Observation/a"])
    #expect(try found("hba1c berg value<8", fixture).isEmpty)
    #expect(try found("hba1c reno", fixture).isEmpty)
    #expect(try found("moreno", fixture).isEmpty)
    #expect(try found("moreno abn:H", fixture) == ["Observation/c", "Observation/m"])
    #expect(try found("abn:H value>8 berg", fixture) == ["Observation/a"])
    #expect(try found("value<8 berg", fixture).isEmpty)
    #expect(
      try found("type:Observation moreno !creatinine", fixture) == ["Observation/m"]
    )
    #expect(try found("moreno !creatinine", fixture).isEmpty)
    #expect(try found("hba1c !moreno", fixture) == ["Observation/a", "Observation/m"])
    // Names may have digits; a reference or a number is none.
    try fixture.write([.put(patient("2", family: "Moréno484"))])
    #expect(try found("hba1c moreno484", fixture) == ["Observation/m"])
    #expect(try found("moreno48 hba1c", fixture) == ["Observation/m"])
    #expect(try found("hba1c 484", fixture).isEmpty)
    // A maiden name is a name.
    var married = patient("2", family: "Moréno484")
    married["name"] = [
      ["use": "official", "family": "Moréno484"], ["use": "maiden", "family": "Wehner"],
    ]
    try fixture.write([.put(married)])
    #expect(try fixture.lake.patient(id: "2").otherNames == "Wehner")
    #expect(try found("hba1c wehner", fixture) == ["Observation/m"])
    #expect(try found("hba1c moreno", fixture) == ["Observation/m"])
    var nameless = try EventQuery(parsing: "hba1c moreno")
    nameless.seesNames = false
    #expect(try fixture.lake.search(nameless, now: 1_700_000_000_000) { _ in }.events == 0)
  }

  @Test func findsNothingThatWasDeletedOrReplaced() throws {
    let fixture = try LakeFixture()
    try fixture.write([
      .put(patient("1")), .put(hba1c("a", value: "8.1")), .put(hba1c("b", value: "8.2")),
    ])
    try fixture.write([.delete(key("Observation/a")), .put(result("b", of: "1"))])
    #expect(try found("hba1c", fixture).isEmpty)
    #expect(try found("creatinine", fixture) == ["Observation/b"])
  }

  /// What no index can answer is decided note by note, while the events are being read.
  @Test func readsNotesWhileItWalksTheEvents() throws {
    let fixture = try LakeFixture()
    let note: JSON = [
      "resourceType": "DocumentReference", "id": "n", "status": "current",
      "subject": ["reference": "Patient/1"], "date": "2022-07-12T09:20:00Z",
      "content": [
        ["attachment": ["contentType": "text/plain", "data": "UmVwb3J0cyBjb3VnaC4="]]
      ],
    ]
    try fixture.write([.put(patient("1")), .put(note), .put(result("c", of: "1"))])
    #expect(try found("!wheeze type:note", fixture) == ["DocumentReference/n"])
    #expect(try found("!cough type:note", fixture).isEmpty)
    #expect(try found("!creatinine !cough", fixture).isEmpty)
  }
}
