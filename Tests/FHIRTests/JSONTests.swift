// SPDX-License-Identifier: Apache-2.0

import FHIR
import Testing

@Suite struct JSONDocumentTests {
  @Test func keepsOrderAndSpelling() throws {
    let text = #" {"b": 1.10, "a": [1e2, -0.0, "x\n\u00e9\ud83d\ude00", true, null, {}] } "#
    let root = try JSONDocument.parse(text).root
    #expect(root.members.map(\.key) == ["b", "a"])
    #expect(root["b"]?.numberText == "1.10")
    let a = Array(try #require(root["a"]).elements)
    #expect(a.map(\.kind) == [.number, .number, .string, .true, .null, .object])
    #expect(a[0].numberText == "1e2")
    #expect(a[2].string == "x\né😀")
    #expect(root["a"]?.jsonText.hasSuffix("{}]") == true)
    #expect(root.jsonText == text.dropFirst().dropLast())
  }

  @Test(
    arguments: [
      ("", JSONError.Code.empty, 1, 1), ("  \n ", .empty, 2, 2),
      ("{\"a\":1}\n{\"a\":2}", .trailingContent, 2, 1), ("{\"a\":01}", .malformedNumber, 1, 6),
      ("{\"a\":1.}", .malformedNumber, 1, 6), ("{\"a\":\"\\x\"}", .malformedString, 1, 7),
      ("{\"a\":\"\\ud800\"}", .malformedString, 1, 7), ("{\n \"a\": tru\n}", .syntax, 2, 7),
      ("[1,2", .syntax, 1, 5), ("{\"a\" 1}", .syntax, 1, 6), ("\"x\"", .syntax, 1, 1),
    ])
  func refuses(text: String, code: JSONError.Code, line: Int, column: Int) throws {
    let error = try #require(throws: JSONError.self) { try JSONDocument.parse(text) }
    #expect(error.code == code)
    #expect(error.line == line, "\(text)")
    #expect(error.column == column, "\(text)")
  }

  @Test func refusesInvalidUTF8AtItsPlace() throws {
    let bytes = Array("{\"é\":\"".utf8) + [0xFF] + Array("\"}".utf8)
    let error = try #require(throws: JSONError.self) { try JSONParser().parse(bytes) }
    #expect(error == JSONError(code: .invalidUTF8, line: 1, column: 8))
  }

  @Test func limitsDepth() throws {
    let nested = String(repeating: "[", count: 300) + String(repeating: "]", count: 300)
    let error = try #require(throws: JSONError.self) { try JSONDocument.parse(nested) }
    #expect(error.code == .tooDeep)
    #expect(throws: Never.self) {
      try JSONDocument.parse(nested, limits: .init(depth: 300))
    }
  }

  @Test func limitsSize() throws {
    let text = #"{"a":1}"#
    let error = try #require(throws: JSONError.self) {
      try JSONDocument.parse(text, limits: .init(size: 6))
    }
    #expect(error == JSONError(code: .tooLarge, line: 1, column: 1))
    #expect(throws: Never.self) { try JSONDocument.parse(text, limits: .init(size: 7)) }
  }

  @Test func everyErrorSaysWhatAndWhere() {
    for code in JSONError.Code.allCases {
      let text = JSONError(code: code, line: 3, column: 14).description
      #expect(text.contains("3") && text.contains("14"), "\(code)")
    }
    #expect(
      JSONError(code: .outOfMemory, line: 1, column: 1).description.hasPrefix("Out of memory")
    )
  }

  @Test func reportsDuplicateKeys() throws {
    let document = try JSONDocument.parse(#"{"a":1,"b":{"c":1,"c":2},"a":2}"#)
    #expect(document.duplicateKeyCount == 2)
    #expect(document.root["a"]?.integer == 1)
    #expect(document.root.members.map(\.isDuplicate) == [false, false, true])
  }

  @Test func hashIgnoresOrderWhiteSpaceAndServerMeta() throws {
    func hash(_ text: String) throws -> UInt64 { try JSONDocument.parse(text).contentHash }
    let plain = try hash(#"{"id":"1","active":true}"#)
    #expect(try hash(#"{ "active" : true, "id":"1" }"#) == plain)
    #expect(
      try hash(#"{"id":"1","meta":{"versionId":"3","lastUpdated":"x"},"active":true}"#) == plain
    )
    #expect(try hash(#"{"id":"1","active":true,"meta":{"source":"a"}}"#) != plain)
    #expect(try hash(#"{"id":"1","active":false}"#) != plain)
    #expect(try hash(#"{"id":"1","a":["x","y"]}"#) != hash(#"{"id":"1","a":["y","x"]}"#))
  }

  @Test func minifies() throws {
    let document = try JSONParser().parse(
      Array("{ \"a\" : [ 1 , \"b c\" ] }".utf8)
    )
    #expect(document.root["a"]?.jsonText == "[ 1 , \"b c\" ]")
    try Array("{ \"a\" : [ 1 , \"b c\" ] }".utf8).withUnsafeBytes { bytes in
      let small = try JSONParser().parse(bytes, minifying: true)
      #expect(small.root.jsonText == #"{"a":[1,"b c"]}"#)
    }
  }
}
