// SPDX-License-Identifier: Apache-2.0

import Exchange
import Extraction
import Foundation
import TestSupport
import Testing

@Suite("Terminologies")
struct TerminologyTests {
  private let home: TemporaryFolder
  private let folder: TerminologyFolder

  init() throws {
    home = try TemporaryFolder()
    folder = TerminologyFolder(home.path + "/kept")
  }

  /// Writes files into a folder and loads it.
  private func load(
    _ files: [String: String],
    system: String? = nil,
    as name: String = "t"
  ) throws -> (index: TerminologyIndex, files: [TerminologyLoader.FileReport]) {
    let source = home.path + "/source"
    try? FileManager.default.removeItem(atPath: source)
    for (path, text) in files {
      let target = URL(fileURLWithPath: source).appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(text.utf8).write(to: target)
    }
    var loader = TerminologyLoader(system: system)
    try loader.read(source)
    let reports = loader.files
    return (try folder.keep(loader.bytes(), as: name), reports)
  }

  private func codes(_ index: TerminologyIndex, _ words: String) -> [String] {
    ClinicalTextEngine(usesModels: false, terminologies: [index]).concepts(named: words, limit: 8)
      .filter { $0.score >= 0.94 }
      .map(\.code)
  }

  // MARK: - What publishers give

  private static func atom(
    _ id: String,
    _ type: String,
    _ name: String,
    source: String = "RXNORM",
    suppress: String = "N"
  ) -> String {
    "\(id)|ENG||||||1||||\(source)|\(type)|\(id)|\(name)||\(suppress)||"
  }

  @Test func rxNormGivesItsOwnNames() throws {
    let (index, files) = try load([
      "rrf/RXNCONSO.RRF": """
      \(Self.atom("9000001", "IN", "zumabrine"))
      \(Self.atom("9000002", "BN", "Zumarex"))
      \(Self.atom("9000003", "SCD", "zumabrine 5 MG Oral Tablet"))
      \(Self.atom("9000004", "IN", "oldumab", suppress: "O"))
      \(Self.atom("9000005", "IN", "foreignol", source: "MTHSPL"))
      broken|line
      """
    ])
    #expect(files.map(\.format) == ["RxNorm RRF"])
    #expect(files.map(\.skipped) == [1])
    #expect(index.conceptCount == 3)
    #expect(codes(index, "zumabrine") == ["9000001"])
    #expect(codes(index, "Zumabrine 5 mg oral tablet") == ["9000003"])
    #expect(codes(index, "oldumab").isEmpty)
    #expect(codes(index, "foreignol").isEmpty)
  }

  /// With strength and form a medication is a product; without them, or of another strength, it is not.
  @Test(arguments: [
    ("zumabrine 5 mg tablets daily", "9000003"), ("zumabrine 5 mg daily", "9000001"),
    ("zumabrine 0.005 g PO daily", "9000001"), ("zumabrine 5 mg capsule daily", "9000006"),
    ("zumabrine 10 mg daily", "9000004"), ("zumabrine XR 10 mg daily", "9000005"),
    ("Zumarex 5 mg tablet daily", "9000007"), ("zumabrine 20 mg tablet daily", "9000001"),
    ("zumabrine daily", "9000001"), ("zumabrine 5 mg IV daily", "9000001"),
    ("zumabrine 5 to 10 mg tablet daily", "9000001"), ("foliton 5 mg tablet daily", "9000009"),
  ])
  func aMedicationWithItsStrengthIsAProduct(_ words: String, _ code: String) throws {
    let (index, _) = try load([
      "rrf/RXNCONSO.RRF": """
      \(Self.atom("9000001", "IN", "zumabrine"))
      \(Self.atom("9000002", "BN", "Zumarex"))
      \(Self.atom("9000003", "SCD", "zumabrine sodium 5 MG Oral Tablet"))
      \(Self.atom("9000004", "SCD", "zumabrine sodium 10 MG Oral Tablet"))
      \(Self.atom("9000005", "SCD", "24 HR zumabrine sodium 10 MG Extended Release Oral Tablet"))
      \(Self.atom("9000006", "SCD", "zumabrine sodium 5 MG Oral Capsule"))
      \(Self.atom("9000007", "SBD", "zumabrine sodium 5 MG Oral Tablet [Zumarex]"))
      \(Self.atom("9000008", "SCD", "foliton 5 MG / zumabrine sodium 5 MG Oral Tablet"))
      \(Self.atom("9000009", "IN", "foliton"))
      """
    ])
    let engine = ClinicalTextEngine(usesModels: false, terminologies: [index])
    let found = engine.read("Medications: \(words).").entities
    let concepts = found.first { $0.category == .medication }?.concepts ?? []
    #expect(concepts.first?.code == code, "\(concepts)")
    // Where the note does not say which of two forms it is, neither is taken for it.
    if words.hasSuffix("5 mg daily") {
      #expect(concepts.contains { $0.code == "9000003" && $0.score < 0.9 })
    }
    // The ingredient stays among the alternatives, which notes and chart are compared by.
    if code.hasPrefix("900000"), !words.hasPrefix("Zumarex"), !words.hasPrefix("foliton") {
      #expect(concepts.contains { $0.code == "9000001" && $0.score >= 0.9 })
    }
  }

  /// The order file: number 1 to 5, code 7 to 13, billable 15, short 17 to 76, long from 78.
  private static func ordered(_ code: String, _ short: String, _ long: String) -> String {
    let name = short.padding(toLength: 60, withPad: " ", startingAt: 0)
    return "00001 " + code.padding(toLength: 7, withPad: " ", startingAt: 0) + " 1 \(name) \(long)"
  }

  @Test func theOrderFileOfICDHasDotsAndBothTitles() throws {
    let (index, _) = try load([
      "icd10cm_order_2021.txt": """
      \(Self.ordered("A000", "Cholera d/t Vib cholerae 01", "Cholera due to Vibrio cholerae 01"))
      \(Self.ordered("A00", "Cholera", "Cholera"))
      """
    ])
    #expect(codes(index, "cholera due to Vibrio cholerae 01") == ["A00.0"])
    #expect(codes(index, "Cholera d/t Vib cholerae 01") == ["A00.0"])
    #expect(codes(index, "cholera") == ["A00"])
    #expect(index.systems == [.icd10cm])
  }

  @Test func theTablesOfICDHaveInclusionTerms() throws {
    let (index, files) = try load([
      "icd10cm_tabular_2021.xml": """
      <?xml version="1.0"?><ICD10CM.tabular><chapter><name>1</name><desc>Chapter one</desc>
      <section id="A00-A09"><desc>Intestinal</desc>
      <diag><name>A00</name><desc>Cholera</desc>
        <diag><name>A00.0</name><desc>Cholera &amp; more</desc>
          <inclusionTerm><note>Classical cholera</note></inclusionTerm>
          <excludes1><note>Something else</note></excludes1></diag>
        <diag placeholder="true"><name>A00.1</name><desc>El Tor cholera</desc></diag>
      </diag></section></chapter></ICD10CM.tabular>
      """
    ])
    #expect(files.first?.terms == 4)
    #expect(codes(index, "classical cholera") == ["A00.0"])
    #expect(codes(index, "cholera & more") == ["A00.0"])
    #expect(codes(index, "El Tor cholera") == ["A00.1"])
    #expect(codes(index, "something else").isEmpty)
    #expect(codes(index, "chapter one").isEmpty)
  }

  private static let release = [
    "Snapshot/Terminology/sct2_Concept_Snapshot_INT_20200101.txt": """
    id\teffectiveTime\tactive\tmoduleId\tdefinitionStatusId
    9000000001\t20200101\t1\t1\t1
    9000000002\t20200101\t0\t1\t1
    """,
    "Snapshot/Terminology/sct2_Description_Snapshot-en_INT_20200101.txt": """
    id\teffectiveTime\tactive\tmoduleId\tconceptId\tlanguageCode\ttypeId\tterm\tcaseSignificanceId
    11\t20200101\t1\t1\t9000000001\ten\t900000000000003001\tTarnish fever (disorder)\t1
    12\t20200101\t1\t1\t9000000001\ten\t900000000000013009\tTarnish fever\t1
    13\t20200101\t1\t1\t9000000001\ten\t900000000000013009\tLakeside fever\t1
    14\t20200101\t0\t1\t9000000001\ten\t900000000000013009\tMoor fever\t1
    15\t20200101\t1\t1\t9000000002\ten\t900000000000003001\tOld fever (disorder)\t1
    """,
    "Snapshot/Refset/Language/der2_cRefset_LanguageSnapshot-en_INT_20200101.txt": """
    id\teffectiveTime\tactive\tmoduleId\trefsetId\treferencedComponentId\tacceptabilityId
    a\t20200101\t1\t1\t9\t13\t900000000000548007
    """,
    "Full/Terminology/sct2_Description_Full-en_INT_20200101.txt": """
    id\teffectiveTime\tactive\tmoduleId\tconceptId\tlanguageCode\ttypeId\tterm\tcaseSignificanceId
    14\t20190101\t1\t1\t9000000001\ten\t900000000000013009\tMoor fever\t1
    """,
  ]

  @Test func aReleaseOfSnomedGivesActiveNamesOfActiveConcepts() throws {
    let (index, files) = try load(Self.release)
    #expect(files.count == 1)
    #expect(codes(index, "tarnish fever") == ["9000000001"])
    #expect(codes(index, "lakeside fever") == ["9000000001"])
    #expect(codes(index, "moor fever").isEmpty)
    #expect(codes(index, "old fever").isEmpty)
    // The name that is shown is the preferred one of the language.
    let found = ClinicalTextEngine(usesModels: false, terminologies: [index])
      .concepts(named: "tarnish fever", limit: 1)
    #expect(found.map(\.description) == ["Lakeside fever"])
  }

  @Test func loincIsReadThroughItsQuotes() throws {
    let (index, _) = try load([
      "LoincTable/Loinc.csv": """
      "LOINC_NUM","COMPONENT","STATUS","SHORTNAME","LONG_COMMON_NAME"
      "99001-1","Tarnin","ACTIVE","Tarnin SerPl","Tarnin, free [Mass/volume] in ""Serum"" or Plasma"
      "99002-9","Oldin","DEPRECATED","Oldin SerPl","Oldin [Mass/volume] in Serum"
      """
    ])
    #expect(codes(index, "tarnin serpl") == ["99001-1"])
    #expect(codes(index, "Tarnin, free [Mass/volume] in \"Serum\" or Plasma") == ["99001-1"])
    #expect(codes(index, "oldin serpl").isEmpty)
  }

  // MARK: - Tables

  static let tables: [(name: String, text: String, system: String?)] = [
    ("local.tsv", "code\tsystem\tterm\nX1\thttp://local.example/codes\tmoorland fever", nil),
    ("local.tsv", "X1\thttp://local.example/codes\tmoorland fever", nil),
    ("local.tsv", "term\tcode\nmoorland fever\tX1", "http://local.example/codes"),
    ("local.csv", "system,code,display\nhttp://local.example/codes,X1,\"moorland fever\"", nil),
    ("snomed-local.tsv", "sctid\tdisplay\nX1\tmoorland fever (disorder)", nil),
    ("icd10cm.tsv", "code\tshort\tlong\nX1\tmoorl fev\tmoorland fever", nil),
    ("x.tsv", "text\tcurie\tname\nmoorland fever\tdoid:X1\tfever of the moor", nil),
    ("doid/Table.tsv", "\"id\"\t\"label\"\n\"X1\"\t\"moorland fever\"", nil),
  ]

  @Test(arguments: tables) func tablesSayTheirColumnsOneWayOrAnother(
    name: String,
    text: String,
    system: String?
  ) throws {
    let (index, files) = try load([name: text], system: system)
    #expect(codes(index, "moorland fever") == ["X1"], "\(files)")
    #expect(files.allSatisfy { $0.problem == nil && $0.skipped == 0 })
  }

  @Test func whatIsNoTerminologyIsLeftOutWithItsReason() throws {
    let (_, files) = try load([
      "a.tsv": "code\tsystem\tterm\nX1\tloinc\tmoorland test",
      "b.tsv": "colour\tshape\nred\tround", "c.tsv": "code\tterm\nX2\tmoor", "d.zip": "PK",
      "e.txt": "words",
    ])
    let problems = files.compactMap(\.problem)
    #expect(problems.count == 4)
    #expect(problems.contains { $0.contains("--system") })
    #expect(problems.contains { $0.contains("unpack") })
    #expect(throws: ExchangeError.self) { try load(["e.txt": "words"]) }
    #expect(throws: ExchangeError.self) { try load(["a.tsv": "code\tterm\n1\tx"], system: "what") }
    #expect(throws: ExchangeError.self) {
      var loader = TerminologyLoader()
      try loader.read(home.path + "/nowhere")
    }
  }

  // MARK: - In notes

  @Test func aLoadedNameIsRecognisedAssertedAndCoded() throws {
    let (index, _) = try load(Self.release)
    let text = "Denies lakeside fever. Started Zumarex."
    let plain = ClinicalTextEngine(usesModels: false)
    let engine = ClinicalTextEngine(usesModels: false, terminologies: [index])
    #expect(plain.read(text).entities.allSatisfy { $0.text != "lakeside fever" })
    let entity = try #require(
      engine.read(text).entities.first { $0.text == "lakeside fever" }
    )
    #expect(entity.type == .condition)
    #expect(entity.traits.contains { $0.name == .negation })
    #expect(entity.concepts.first?.code == "9000000001")
    #expect(entity.evidence.sources.contains("terminology:t"))
    // Another engine reads again what this one has read.
    #expect(engine.name != plain.name)
  }

  @Test func theLexiconKeepsItsCodesFirst() throws {
    let (index, _) = try load([
      "x.tsv": "code\tsystem\tterm\nL1\thttp://local.example/codes\tHypertension"
    ])
    let engine = ClinicalTextEngine(usesModels: false, terminologies: [index])
    let entity = try #require(engine.read("Hypertension.").entities.first)
    #expect(entity.concepts.first?.code == "I10")
    #expect(entity.concepts.contains { $0.code == "L1" })
  }

  @Test func aBrandIsANameAndNoWord() throws {
    let (index, _) = try load([
      "RXNCONSO.RRF": Self.atom("9000002", "BN", "Walker")
    ])
    let engine = ClinicalTextEngine(usesModels: false, terminologies: [index])
    #expect(engine.read("She uses a walker.").entities.allSatisfy { $0.category != .medication })
    let named = engine.read("Takes Walker daily.").entities.first { $0.text == "Walker" }
    #expect(named?.type == .brandName)
  }

  // MARK: - The file

  @Test func theSameTermsGiveTheSameFile() throws {
    let first = try load(Self.release, as: "a").index
    let second = try load(Self.release, as: "b").index
    #expect(first.fingerprint == second.fingerprint)
    #expect(folder.entries.map(\.name) == ["a", "b"])
    try folder.remove("a")
    #expect(folder.entries.map(\.name) == ["b"])
    #expect(throws: ExchangeError.self) { try folder.remove("a") }
    #expect(throws: ExchangeError.self) { try folder.open("a") }
    // What is mapped stays readable.
    #expect(codes(first, "tarnish fever") == ["9000000001"])
  }

  @Test func aDamagedFileIsToldAndNeverTrusted() throws {
    _ = try load(Self.release)
    let path = try #require(folder.entries.first?.path)
    let whole = try #require(FileManager.default.contents(atPath: path))
    for count in [0, 7, 127, 128, whole.count - 1] {
      try whole.prefix(count).write(to: URL(fileURLWithPath: path))
      #expect(throws: ExchangeError.self, "\(count) bytes") { try folder.open("t") }
    }
    // Any byte behind the header may be wrong: nothing is found, or something else, without a fault.
    var random = SeededRandom(seed: 7)
    for _ in 0..<400 {
      var bytes = Array(whole)
      for _ in 0..<8 {
        bytes[Int(random.next() % UInt64(bytes.count - 8)) + 8] = UInt8(
          truncatingIfNeeded: random.next()
        )
      }
      guard let index = TerminologyIndex(name: "t", bytes: bytes) else { continue }
      let engine = ClinicalTextEngine(usesModels: false, terminologies: [index])
      _ = engine.concepts(named: "tarnish fever of lakeside", limit: 8)
      #expect(engine.read("Denies tarnish fever.").characterCount == 21)
    }
  }

  @Test(arguments: ["a", "RxNorm-2021.1", "x_y"]) func namesArePlain(name: String) {
    #expect(TerminologyFolder.isName(name))
  }

  @Test(arguments: ["", "../x", "a b", ".hidden", "a/b", String(repeating: "x", count: 65)])
  func otherNamesAreRefused(name: String) {
    #expect(!TerminologyFolder.isName(name))
  }
}

/// A folder that is gone with its owner.
private final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("tarn-terms-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// The terminologies of the data packs.
@Suite(.enabled(if: DataPacks.areThere, "TARN_DATA names no folder of data packs"))
struct PackTerminologyTests {
  @Test(arguments: [
    ("icd10cm-2021.tsv", "acute posthemorrhagic anemia", "D62"),
    ("icd10cm-2021-inclusion-terms.tsv", "classical cholera", "A00.0"),
    ("snomed-gps-2020.tsv", "parathyroid structure", "111002"),
    ("loinc-from-fhir-r4-valuesets.tsv", "history of immunization", "11369-6"),
  ]) func everyCodeIsFoundByItsName(file: String, words: String, code: String) throws {
    let path = try #require(DataPacks.folder) + "/terminology/\(file)"
    var loader = TerminologyLoader()
    try loader.read(path)
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").dropFirst()
    let codes = Set(lines.compactMap { $0.split(separator: "\t").first })
    #expect(loader.conceptCount == codes.count)
    let index = try #require(TerminologyIndex(name: "t", bytes: loader.bytes()))
    let engine = ClinicalTextEngine(usesModels: false, terminologies: [index])
    let found = engine.concepts(named: words, limit: 8)
    #expect(found.contains { $0.code == code && $0.score >= 0.96 }, "\(found)")
  }
}
