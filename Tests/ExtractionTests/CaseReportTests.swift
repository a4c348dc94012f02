// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Prose of journals, where the model knows what is named, and words of the lexicon are often parts of
/// other names.
@Suite struct CaseReportTests {
  private static let report = """
    A 54-year-old man was referred to our hospital with a three-month history of progressive \
    abdominal pain and weight loss. Physical examination revealed a palpable mass in the right upper \
    quadrant. Laboratory tests showed a hemoglobin level of 10.2 g/dL and an elevated serum \
    creatinine of 132 mmol/L. Contrast-enhanced computed tomography revealed a hypervascular mass in \
    the liver, measuring 6.5 cm in diameter. On magnetic resonance imaging the lesion was hypointense \
    on T1-weighted images and hyperintense on T2-weighted images. A CT-guided biopsy was performed. \
    Immunohistochemical staining was positive for CK 7 and negative for CK 20. The tumor was staged \
    as T3 N0 M0. The patient underwent a right hepatectomy, and the postoperative course was \
    uneventful. Adjuvant chemotherapy with gemcitabine was started four weeks later. At follow-up 12 \
    months after surgery, the patient had no evidence of recurrence. A second patient, a 61-year-old \
    woman, presented with jaundice and pruritus. Ultrasonography showed dilated intrahepatic bile \
    ducts, and endoscopic retrograde cholangiopancreatography confirmed a stricture of the common \
    bile duct. She was treated with a metal stent and was discharged on the fifth day.
    """

  @Test func partsOfNamesAreNoTests() {
    let note = Engines.full.read(Self.report)
    let tests = note.entities.filter { $0.type == .testName }.map(\.text)
    #expect(!tests.isEmpty)
    for part in ["T", "CK", "CT"] { #expect(!tests.contains(part), "\(part) of \(tests)") }
    #expect(!note.entities.contains { $0.category == .medication && $0.text == "Contrast" })
  }

  @Test func aUnitStaysWithItsValue() throws {
    let note = Engines.full.read(Self.report)
    for entity in note.entities {
      for unit in entity.attributes where unit.type == .testUnit {
        #expect(
          entity.attributes.contains { $0.type == .testValue && $0.end <= unit.begin },
          "\(entity.text): \(unit.text)"
        )
      }
    }
    #expect(note.entities.contains { $0.texts(.testUnit) == ["mmol/L"] })
  }

  /// A thin space, as journals print it, has three bytes and is no column.
  @Test func aThinSpaceIsNoColumn() {
    let text = Self.report.replacing("132 mmol/L", with: "132\u{2005}μmol/L")
    let note = Engines.full.read(text)
    let values = (note.entities.flatMap(\.attributes) + note.unmappedAttributes)
      .filter { $0.type == .testValue }.map(\.text)
    #expect(values.contains("132\u{2005}μmol/L"), "\(values)")
  }

  /// A short report is one as well: what only the lexicon knows is left out.
  @Test func aShortReportIsRead() {
    let words = Self.report.split(separator: " ")
    let short = words.prefix(110).joined(separator: " ")
    let note = Engines.full.read(short)
    #expect(!note.entities.isEmpty)
    #expect(!note.entities.contains { $0.evidence.sources == ["lexicon:anatomy"] })
  }
}
