// SPDX-License-Identifier: Apache-2.0

import FHIR
import Testing
import Validation

/// Values of every primitive type, tried in an extension: `value[x]` may have all of them.
@Suite struct FormatTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var type: String
    var valid: [String]
    var invalid: [String]

    var testDescription: String { type }
  }

  private static let rows: [Row] = [
    Row(type: "Boolean", valid: ["true", "false"], invalid: []),
    Row(
      type: "Integer",
      valid: ["0", "-1", "2147483647", "-2147483648"],
      invalid: ["2147483648", "-2147483649", "1.0", "1e2", "99999999999999999999"]
    ),
    Row(
      type: "UnsignedInt",
      valid: ["0", "2147483647"],
      invalid: ["-1", "-0", "2147483648", "0.5"]
    ),
    Row(type: "PositiveInt", valid: ["1", "2147483647"], invalid: ["0", "-1", "1.0"]),
    Row(type: "Decimal", valid: ["0", "-1.10", "1e-7", "123456789012345678.9"], invalid: []),
    Row(
      type: "Date",
      valid: ["2019", "2019-03", "2019-03-02", "2020-02-29", "2000-02-29", "0001", "9999-12-31"],
      invalid: [
        "19", "0000", "2019-13", "2019-00", "2019-3", "2019-02-29", "1900-02-29", "2019-04-31",
        "2019-01-00", "2019-01-32", "2019-03-02T10:00:00Z", "2019-03-", "2019-", "20190302",
        "2019-03-02 ", "+2019",
      ]
    ),
    Row(
      type: "DateTime",
      valid: [
        "2019", "2019-03", "2019-03-02", "2019-03-02T10:15:00Z", "2019-03-02T10:15:00+01:00",
        "2019-03-02T10:15:00.123456789-14:00", "2016-12-31T23:59:60Z", "2019-03-02T00:00:00-00:00",
      ],
      invalid: [
        "2019-03-02T10:15Z", "2019-03-02T10:15:00", "2019-03-02T24:00:00Z", "2019-03-02T10:60:00Z",
        "2019-03-02T10:15:61Z", "2019-03-02 10:15:00Z", "2019-03-02T10:15:00+14:01",
        "2019-03-02T10:15:00+15:00", "2019-03-02T10:15:00.Z", "2019-03-02T10:15:00+0100",
        "2019-02-30T10:15:00Z", "2019-03T10:15:00Z", "2019-03-02T", "2019-03-02T10:15:00z",
        "2019-03-02T10:15:00ZZ", "02/03/2019",
      ]
    ),
    Row(
      type: "Instant",
      valid: ["2019-03-02T10:15:00Z", "2019-03-02T10:15:00.1+01:00"],
      invalid: ["2019", "2019-03-02", "2019-03-02T10:15:00", "2019-03-02T10:15Z"]
    ),
    Row(
      type: "Time",
      valid: ["10:15:00", "00:00:00", "23:59:60", "10:15:00.123"],
      invalid: ["10:15", "24:00:00", "10:15:00Z", "10:15:00.", "1:15:00"]
    ),
    Row(
      type: "Code",
      valid: ["a", "a b", "%", "ä"],
      invalid: [" a", "a ", "a  b", "a\\tb", "a\\n", " "]
    ),
    Row(
      type: "Id",
      valid: ["a", "A-1.b", String(repeating: "a", count: 64)],
      invalid: ["a_b", "a b", "ä", "a/b", String(repeating: "a", count: 65)]
    ),
    Row(type: "Uri", valid: ["urn:x", "a", "http://ä/%20"], invalid: ["a b", " a", "a\\nb"]),
    Row(type: "Url", valid: ["http://a"], invalid: ["http://a b"]),
    Row(type: "Canonical", valid: ["http://a|1#x"], invalid: ["http://a |1"]),
    Row(
      type: "Oid",
      valid: ["urn:oid:1.2.3", "urn:oid:2.16.840.1.113883.4.1", "urn:oid:0.0"],
      invalid: ["1.2.3", "urn:oid:3.1", "urn:oid:1", "urn:oid:1.02", "urn:oid:1.", "urn:oid:10.1"]
    ),
    Row(
      type: "Uuid",
      valid: ["urn:uuid:c757873d-ec9a-4326-a141-556f43239520"],
      invalid: [
        "c757873d-ec9a-4326-a141-556f43239520", "urn:uuid:c757873d-ec9a-4326-a141-556f4323952",
        "urn:uuid:C757873D-EC9A-4326-A141-556F43239520",
        "urn:uuid:c757873dec9a-4326-a141-556f43239520",
      ]
    ),
    Row(
      type: "Base64Binary",
      valid: ["TWFu", "TWE=", "TQ==", "TWFu\\nTWFu", "T W\\r\\nFu", "+/+/"],
      invalid: ["TWF", "TWFuT", "T===", "TW=u", "TW-_", "====", "é", " "]
    ),
    Row(type: "String", valid: ["a", " a", "a\\nb", "😀"], invalid: []),
    Row(type: "Markdown", valid: ["# a\\n\\nb"], invalid: []),
  ]

  private func issues(_ type: String, _ value: String) throws -> [String] {
    let isLiteral = ["Boolean", "Integer", "UnsignedInt", "PositiveInt", "Decimal"].contains(type)
    let json = isLiteral ? value : "\"\(value)\""
    return try rules(
      #"{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"u","value\#(type)":\#(json)}]}"#
    )
  }

  @Test(arguments: rows)
  func checksTheForm(row: Row) throws {
    for value in row.valid { #expect(try issues(row.type, value) == [], "\(value)") }
    for value in row.invalid {
      #expect(
        try issues(row.type, value) == ["malformed-value Basic.extension[0].value"],
        "\(value)"
      )
    }
  }

  @Test(arguments: rows)
  func checksTheJSONType(row: Row) throws {
    let isNumber = ["Integer", "UnsignedInt", "PositiveInt", "Decimal"].contains(row.type)
    for value in ["true", "1", "\"1\"", "{\"id\":\"a\"}"] {
      let fits =
        value == "true" && row.type == "Boolean" || value == "1" && isNumber
        || value == "\"1\"" && row.type != "Boolean" && !isNumber
      guard !fits else { continue }
      let text =
        #"{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"u","value\#(row.type)":\#(value)}]}"#
      #expect(try rules(text) == ["wrong-json-type Basic.extension[0].value"], "\(value)")
    }
  }

  @Test(arguments: rows)
  func refusesEmptyStrings(row: Row) throws {
    let text =
      #"{"resourceType":"Basic","code":{"text":"x"},"extension":[{"url":"u","value\#(row.type)":""}]}"#
    let isString = !["Boolean", "Integer", "UnsignedInt", "PositiveInt", "Decimal"].contains(
      row.type
    )
    let rule = isString ? "empty-string" : "wrong-json-type"
    #expect(try rules(text) == ["\(rule) Basic.extension[0].value"])
  }

  @Test func idsOfResourcesHaveTheirOwnRule() throws {
    #expect(try rules(#"{"resourceType":"Patient","id":"a_b"}"#) == ["malformed-id Patient.id"])
    #expect(try rules(#"{"resourceType":"Patient","id":""}"#) == ["malformed-id Patient.id"])
    #expect(try rules(#"{"resourceType":"Patient","id":1}"#) == ["malformed-id Patient.id"])
  }
}
