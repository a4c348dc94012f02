// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport
import Testing

@Suite struct FHIRDecimalTests {
  @Test(arguments: [
    ("1.10", "1.1"), ("100", "1e2"), ("0", "-0.000"), ("0.0012", "1.2E-3"), ("-5", "-5.0"),
    ("123456789012345678901234567890", "1.2345678901234567890123456789e29"),
  ])
  func sameValuesAreEqualHoweverTheyAreSpelled(_ left: String, _ right: String) throws {
    let (first, second) = (try #require(FHIRDecimal(left)), try #require(FHIRDecimal(right)))
    #expect(first == second)
    #expect(!(first < second) && !(second < first))
    #expect(first.spelling == left)
  }

  @Test func valuesAreOrdered() throws {
    let spellings = [
      "-1e10", "-20", "-3.5", "-3.49", "-0.001", "0", "1e-30", "0.09", "0.1", "0.10000000000000001",
      "1", "9.99", "10", "1e3", "1.0000000000000000001e3",
    ]
    let numbers = try spellings.map { try #require(FHIRDecimal($0)) }
    for (left, first) in numbers.enumerated() {
      for (right, second) in numbers.enumerated() {
        #expect((first < second) == (left < right), "\(first.spelling) \(second.spelling)")
      }
    }
  }

  @Test(arguments: ["", "-", "abc", "1.", ".5", "1e", "+1", "1,5", "0x10", "1.2.3", "NaN"])
  func refusesWhatIsNoNumber(_ text: String) { #expect(FHIRDecimal(text) == nil) }
}

@Suite struct QuantityTests {
  @Test(
    arguments: [
      (#"{"value": 1.10, "unit": "mg/dL"}"#, "1.10", "mg/dL"),
      (#"{"value": 0.01, "comparator": "<", "code": "ng/mL"}"#, "<0.01", "ng/mL"),
      (#"{"value": 3}"#, "3", nil),
      (#"{"unit": "mg"}"#, nil, "mg"),
    ] as [(String, String?, String?)]
  )
  func saysWhatIsMeasured(_ json: String, _ text: String?, _ unit: String?) throws {
    let quantity = Quantity(try JSONDocument.parse(json).root)
    #expect(quantity.text == text)
    #expect(quantity.shownUnit == unit)
  }

  @Test(arguments: [
    (#"{"unit": "mg/dL"}"#, #"{"unit": "mg/dL"}"#, true),
    (#"{"unit": "mg/dl"}"#, #"{"unit": "mg/dL"}"#, true),
    (#"{"unit": "x10E3/uL"}"#, #"{"unit": "10*3/µL"}"#, true),
    (#"{"unit": "mg/L"}"#, #"{"unit": "ug/mL"}"#, false),
    (
      #"{"unit": "Units", "code": "U", "system": "s"}"#,
      #"{"unit": "IU", "code": "U", "system": "s"}"#, true
    ),
    (#"{"code": "U", "system": "a"}"#, #"{"code": "U", "system": "b"}"#, false),
    (#"{"unit": "%", "code": "%"}"#, #"{"unit": "%"}"#, true),
    (#"{}"#, #"{"unit": "%"}"#, false),
  ])
  func unitsAreTheSameOnlyForCertain(_ left: String, _ right: String, _ isSame: Bool) throws {
    let first = Quantity(try JSONDocument.parse(left).root)
    let second = Quantity(try JSONDocument.parse(right).root)
    #expect(first.hasSameUnit(as: second) == isSame)
    #expect(second.hasSameUnit(as: first) == isSame)
  }
}

@Suite struct CodeableConceptTests {
  @Test(
    arguments: [
      (#"{"text": "HbA1c", "coding": [{"display": "Hemoglobin A1c"}]}"#, "HbA1c"),
      (#"{"coding": [{"code": "1"}, {"code": "2", "display": "two"}]}"#, "two"),
      (#"{"coding": [{"display": "a"}, {"display": "b", "userSelected": true}]}"#, "b"),
      (#"{"coding": [{"code": "4548-4"}]}"#, "4548-4"),
      (#"{"text": "  ", "coding": [{"display": ""}, {"code": "x"}]}"#, "x"),
      (#"{"system": "s", "code": "AMB", "display": "ambulatory"}"#, "ambulatory"),
      (#"{}"#, nil),
    ] as [(String, String?)]
  )
  func showsTextThenDisplayThenCode(_ json: String, _ display: String?) throws {
    #expect(CodeableConcept(try JSONDocument.parse(json).root).display == display)
  }

  @Test func aStandardCodeIsPrincipalUnlessAnotherWasChosen() throws {
    let local = #"{"system": "http://local", "code": "L1"}"#
    let chosen = #"{"system": "http://local", "code": "L2", "userSelected": true}"#
    let loinc = #"{"system": "http://loinc.org", "code": "4548-4"}"#
    func principal(_ codings: String...) throws -> String? {
      let text = #"{"coding": [\#(codings.joined(separator: ","))]}"#
      return CodeableConcept(try JSONDocument.parse(text).root).principal?.code
    }
    #expect(try principal(local, loinc) == "4548-4")
    #expect(try principal(local, loinc, chosen) == "L2")
    #expect(try principal(local) == "L1")
    #expect(try principal() == nil)
  }
}

@Suite struct FHIRReferenceTests {
  @Test(arguments: [
    ("Patient/1", FHIRReference.literal(.patient, id: "1", version: nil, base: nil)),
    ("Patient/1/_history/2", .literal(.patient, id: "1", version: "2", base: nil)),
    (
      "https://example.org/fhir/Patient/a-b.c",
      .literal(.patient, id: "a-b.c", version: nil, base: "https://example.org/fhir")
    ),
    (
      "urn:uuid:53fefa32-fcbb-4ff8-8a92-55ee120877b7",
      .urn("urn:uuid:53fefa32-fcbb-4ff8-8a92-55ee120877b7")
    ),
    ("urn:oid:1.2.3", .urn("urn:oid:1.2.3")),
    ("#med", .contained("med")), ("#", .contained("")),
    (
      "Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|9999",
      .conditional(.practitioner, query: "identifier=http://hl7.org/fhir/sid/us-npi|9999")
    ),
    ("Patience/1", .other("Patience/1")), ("Patient/", .other("Patient/")),
    ("Patient/a_b", .other("Patient/a_b")), ("1", .other("1")),
  ])
  func isTakenByItsForm(_ text: String, _ expected: FHIRReference) {
    #expect(FHIRReference(text) == expected)
  }

  @Test func withoutALiteralAnIdentifierPoints() throws {
    let json = #"{"type": "Patient", "identifier": {"system": "s", "value": "42"}, "display": "X"}"#
    guard
      case .logical(let identifier, let type)? = FHIRReference.target(
        of: try JSONDocument.parse(json).root
      )
    else {
      Issue.record("not logical")
      return
    }
    #expect(identifier.text == "42")
    #expect(type == .patient)
  }
}

@Suite struct HumanNameTests {
  @Test(
    arguments: [
      (#"{"family": "Moreno", "given": ["Ana", "Lucía"]}"#, "Moreno, Ana Lucía"),
      (#"{"family": "山田", "given": ["太郎"]}"#, "山田 太郎"),
      (#"{"family": "김", "given": ["민준"]}"#, "김 민준"),
      (#"{"text": "Sukarno"}"#, "Sukarno"),
      (#"{"given": ["Madonna"]}"#, "Madonna"),
      (#"{"family": "van der Berg"}"#, "van der Berg"),
      (#"{}"#, nil),
    ] as [(String, String?)]
  )
  func isListedInTheOrderOfItsScript(_ json: String, _ text: String?) throws {
    #expect(HumanName(try JSONDocument.parse(json).root).listText == text)
  }

  @Test func theOfficialNameIsPreferredAndOldOnesAreNot() throws {
    let names = try [
      #"{"use": "maiden", "family": "Maiden"}"#, #"{"use": "usual", "family": "Usual"}"#,
      #"{"use": "official", "family": "Ended", "period": {"end": "2001"}}"#,
      #"{"use": "official", "family": "Official"}"#,
    ].map { HumanName(try JSONDocument.parse($0).root) }
    #expect(HumanName.preferred(names)?.family == "Official")
    #expect(HumanName.preferred(Array(names.prefix(3)))?.family == "Usual")
    #expect(HumanName.preferred(Array(names.prefix(1)))?.family == "Maiden")
  }
}

@Suite struct AttachmentTests {
  @Test(arguments: [
    ("aGVsbG8=", "hello"), ("aGVsbG8", "hello"), ("aGVs bG8=", "hello"),
    (#"aGVs\r\nbG8=\n"#, "hello"),
    ("", ""), ("Pz8/", "???"), (#"Pz8\/"#, "???"),
  ])
  func decodesBase64(_ data: String, _ text: String) throws {
    let attachment = Attachment(try JSONDocument.parse(#"{"data": "\#(data)"}"#).root)
    #expect(attachment.decodedData.map { String(decoding: $0, as: UTF8.self) } == text)
  }

  @Test(arguments: [
    ("data:text/plain;base64,aGVsbG8=", "hello"), ("DATA:;BASE64,aGVsbG8=", "hello"),
    ("data:text/plain,hello", nil), ("data:text/plain;base64,a", nil), ("Binary/b", nil),
  ])
  func decodesURLsThatHoldTheirData(_ url: String, _ text: String?) throws {
    let attachment = Attachment(try JSONDocument.parse(#"{"url": "\#(url)"}"#).root)
    #expect(attachment.decodedData.map { String(decoding: $0, as: UTF8.self) } == text)
  }

  @Test(arguments: ["a", "aGVsbG8=x", "aGV*bG8=", "aGVsb"])
  func refusesWhatIsNotBase64(_ data: String) throws {
    let attachment = Attachment(try JSONDocument.parse(#"{"data": "\#(data)"}"#).root)
    #expect(attachment.decodedData == nil)
  }
}

@Suite struct ResourceTypeTests {
  @Test func codesAreStableAndReversible() {
    #expect(ResourceType.account.code == 1)
    #expect(ResourceType.observation.code == 96)
    #expect(ResourceType.visionPrescription.code == ResourceType.allCases.count)
    for type in ResourceType.allCases {
      #expect(ResourceType(code: type.code) == type)
      #expect(ResourceType(name: type.rawValue) == type)
    }
    #expect(ResourceType(code: 0) == nil)
    #expect(ResourceType(name: "Resource") == nil)
  }

  @Test func anEnvelopeIsOfAResource() throws {
    let json = """
      {"resourceType": "Patient", "id": "1", "contained": [{"resourceType": "Organization", "id": "o"}],
       "meta": {"versionId": "3", "lastUpdated": "2019-03-02T10:15:00Z", "source": "#x",
                "profile": ["p"], "tag": [{"code": "t"}]}}
      """
    let envelope = try #require(ResourceEnvelope(try JSONDocument.parse(json).root))
    #expect(envelope.type == .patient)
    #expect(envelope.id == "1")
    #expect(envelope.versionID == "3")
    #expect(envelope.lastUpdated?.precision == .second)
    #expect(envelope.profiles == ["p"])
    #expect(envelope.tags.first?.code == "t")
    #expect(envelope.contained(id: "o") != nil)
    #expect(ResourceEnvelope(try JSONDocument.parse(#"{"resourceType": "Patience"}"#).root) == nil)
  }
}
