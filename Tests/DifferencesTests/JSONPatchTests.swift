// SPDX-License-Identifier: Apache-2.0

import Differences
import FHIR
import TestSupport
import Testing

@Suite struct JSONPatchTests {
  @Test(arguments: [
    // document, patch, result
    (#"{"a":1}"#, #"[{"op":"add","path":"/b","value":2}]"#, #"{"a":1,"b":2}"#),
    (#"{"a":1,"b":2}"#, #"[{"op":"add","path":"/a","value":3}]"#, #"{"a":3,"b":2}"#),
    ("[1,2]", #"[{"op":"add","path":"/1","value":9}]"#, "[1,9,2]"),
    ("[1,2]", #"[{"op":"add","path":"/-","value":9}]"#, "[1,2,9]"),
    ("[1,2]", #"[{"op":"remove","path":"/0"}]"#, "[2]"),
    (#"{"a":1,"b":2}"#, #"[{"op":"replace","path":"/a","value":1.00}]"#, #"{"a":1.00,"b":2}"#),
    (#"{"a":1,"b":2}"#, #"[{"op":"move","from":"/a","path":"/c"}]"#, #"{"b":2,"c":1}"#),
    (#"{"a":1,"b":2}"#, #"[{"op":"move","from":"/a","path":"/a"}]"#, #"{"b":2,"a":1}"#),
    ("[1,2,3]", #"[{"op":"move","from":"/0","path":"/2"}]"#, "[2,3,1]"),
    (#"{"a":[1]}"#, #"[{"op":"copy","from":"/a","path":"/a/0"}]"#, #"{"a":[[1],1]}"#),
    (#"{"a/b":{"m~n":1}}"#, #"[{"op":"remove","path":"/a~1b/m~0n"}]"#, #"{"a/b":{}}"#),
    (#"{"a":1}"#, #"[{"op":"replace","path":"","value":[]}]"#, "[]"),
    (#"{"a":1.0}"#, #"[{"op":"test","path":"/a","value":1.00}]"#, #"{"a":1.0}"#),
    (#"{"a":100}"#, #"[{"op":"test","path":"/a","value":1e2}]"#, #"{"a":100}"#),
    (#"{"a":0.0}"#, #"[{"op":"test","path":"/a","value":-0}]"#, #"{"a":0.0}"#),
    (
      #"{"a":{"b":1,"c":[2]}}"#, #"[{"op":"test","path":"/a","value":{"c":[2.0],"b":1}}]"#,
      #"{"a":{"b":1,"c":[2]}}"#
    ),
  ])
  func applying(_ document: String, _ patch: String, _ result: String) throws {
    let patched = try JSONPatch(json(patch)).applied(to: json(document))
    #expect(patched.text == result)
  }

  @Test(
    arguments: [
      // document, patch, code, operation, subject
      ("{}", #"{"op":"add"}"#, .notAPatch, nil, ""),
      ("{}", "[1]", .notAPatch, 0, ""),
      ("{}", #"[{"path":"/a"}]"#, .missingMember, 0, "op"),
      ("{}", #"[{"op":"add","path":"/a"}]"#, .missingMember, 0, "value"),
      ("{}", #"[{"op":"move","path":"/a"}]"#, .missingMember, 0, "from"),
      ("{}", #"[{"op":"remove","path":7}]"#, .missingMember, 0, "path"),
      ("{}", #"[{"op":"remove","path":"/a","path":"/b"}]"#, .duplicateMember, 0, "path"),
      ("{}", #"[{"op":"Add","path":"/a","value":1}]"#, .unknownOperation, 0, ""),
      ("{}", #"[{"op":"remove","path":"a"}]"#, .malformedPointer, 0, "a"),
      ("{}", #"[{"op":"remove","path":"/a~2"}]"#, .malformedPointer, 0, "/a~2"),
      (
        "{}", #"[{"op":"add","path":"/a","value":1},{"op":"remove","path":"/b"}]"#, .notFound, 1,
        "/b"
      ),
      ("{}", #"[{"op":"add","path":"/a/b","value":1}]"#, .notFound, 0, "/a/b"),
      (#"{"a":1}"#, #"[{"op":"add","path":"/a/b","value":1}]"#, .notFound, 0, "/a/b"),
      ("[1]", #"[{"op":"remove","path":"/00"}]"#, .malformedIndex, 0, "/00"),
      ("[1]", #"[{"op":"remove","path":"/-"}]"#, .malformedIndex, 0, "/-"),
      ("[1]", #"[{"op":"remove","path":"/1"}]"#, .indexOutOfRange, 0, "/1"),
      ("[1]", #"[{"op":"add","path":"/2","value":1}]"#, .indexOutOfRange, 0, "/2"),
      ("[1]", #"[{"op":"remove","path":""}]"#, .wholeDocument, 0, ""),
      (#"{"a":{}}"#, #"[{"op":"move","from":"/a","path":"/a/b"}]"#, .movedIntoItself, 0, "/a/b"),
      (#"{"a":"1"}"#, #"[{"op":"test","path":"/a","value":1}]"#, .testFailed, 0, "/a"),
      (#"{"a":1.01}"#, #"[{"op":"test","path":"/a","value":1.010001}]"#, .testFailed, 0, "/a"),
      (
        #"{"a":"\u00e9"}"#, #"[{"op":"test","path":"/a","value":"e\u0301"}]"#, .testFailed, 0, "/a"
      ),
    ] as [(String, String, JSONPatchError.Code, Int?, String)]
  )
  func errors(
    _ document: String,
    _ patch: String,
    _ code: JSONPatchError.Code,
    _ operation: Int?,
    _ subject: String
  ) throws {
    let expected = JSONPatchError(code: code, operation: operation, subject: subject)
    #expect(throws: expected) { try JSONPatch(json(patch)).applied(to: json(document)) }
  }

  @Test func writesWhatItReads() throws {
    let text =
      #"[{"op":"add","path":"/a~1b","value":1.50},{"op":"remove","path":""},"#
      + #"{"op":"replace","path":"/x","value":null},{"op":"move","from":"/a","path":"/b"},"#
      + #"{"op":"copy","from":"/a","path":"/b"},{"op":"test","path":"/~0","value":{}}]"#
    #expect(try JSONPatch(json(text)).json.text == text)
  }

  @Test(arguments: [
    // from, to, patch
    (#"{"a":1,"b":2}"#, #"{"a":1,"b":3}"#, #"[{"op":"replace","path":"/b","value":3}]"#),
    (#"{"a":1.0}"#, #"{"a":1.00}"#, #"[{"op":"replace","path":"/a","value":1.00}]"#),
    (#"{"a":1}"#, #"{"a":1}"#, "[]"),
    (#"{"a":1,"b":2}"#, #"{"b":2,"a":1}"#, #"[{"op":"move","from":"/a","path":"/a"}]"#),
    (
      #"{"l":["aaaaaaaaaa","bbbbbbbbbb","cccccccccc","dddddddddd"]}"#,
      #"{"l":["bbbbbbbbbb","cccccccccc","dddddddddd","aaaaaaaaaa"]}"#,
      #"[{"op":"move","from":"/l/0","path":"/l/3"}]"#
    ),
    (
      #"{"l":["aaaaaaaaaa","bbbbbbbbbb","cccccccccc","dddddddddd"]}"#,
      #"{"l":["dddddddddd","aaaaaaaaaa","bbbbbbbbbb","cccccccccc"]}"#,
      #"[{"op":"move","from":"/l/3","path":"/l/0"}]"#
    ),
    (
      #"{"l":[{"use":"home","value":"1"},{"use":"work","value":"2"}]}"#,
      #"{"l":[{"use":"home","value":"1"},{"use":"work","value":"3"}]}"#,
      #"[{"op":"replace","path":"/l/1/value","value":"3"}]"#
    ),
    (#"{"l":[1,2]}"#, #"{"l":[7]}"#, #"[{"op":"replace","path":"/l","value":[7]}]"#),
  ])
  func making(_ from: String, _ to: String, _ patch: String) throws {
    let (old, new) = (try json(from), try json(to))
    let made = JSONPatch.make(from: old, to: new)
    #expect(made.json.text == patch)
    #expect(try made.applied(to: old).text == to)
  }

  @Test func orderOfMembersCanBeLeftOut() throws {
    let (old, new) = (try json(#"{"a":1,"b":2}"#), try json(#"{"b":2,"c":3,"a":1}"#))
    let patch = JSONPatch.make(from: old, to: new, keepingMemberOrder: false)
    #expect(patch.json.text == #"[{"op":"add","path":"/c","value":3}]"#)
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func patchesOfRandomDocumentsGiveTheSecondOne(_ seed: UInt64) throws {
    var documents = RandomDocuments(seed: seed, repeatsKeys: seed % 2 == 0)
    for round in 0..<50 {
      let old = documents.value(depth: 4)
      var new = old
      for _ in 0..<documents.below(6) { new = documents.edited(new) }
      if documents.below(10) == 0 { new = documents.value(depth: 4) }
      let patch = JSONPatch.make(from: old, to: new)
      let read = try JSONPatch(json(patch.json.text))
      let result = try read.applied(to: old)
      #expect(
        Array(result.text.utf8) == Array(new.text.utf8),
        "seed \(seed) round \(round): \(old.text) to \(new.text) by \(patch.json.text)"
      )
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func patchesOfRandomArraysGiveTheSecondOne(_ seed: UInt64) throws {
    var documents = RandomDocuments(seed: seed)
    for round in 0..<100 {
      let values: [JSON] = (0..<8).map { .string(String(repeating: "\($0)", count: 40)) }
      let old = JSON.array((0..<documents.below(12)).map { _ in documents.one(of: values) })
      let new = JSON.array((0..<documents.below(12)).map { _ in documents.one(of: values) })
      let wrapped: (JSON) -> JSON = { ["list": $0] }
      let patch = JSONPatch.make(from: wrapped(old), to: wrapped(new))
      let result = try patch.applied(to: wrapped(old))
      #expect(
        result.text == wrapped(new).text,
        "seed \(seed) round \(round): \(old.text) to \(new.text) by \(patch.json.text)"
      )
    }
  }

  @Test(arguments: [10, 1000])
  func longArraysTakeNoQuadraticTime(_ edits: Int) throws {
    var documents = RandomDocuments(seed: 7)
    var items = (0..<10_000).map { JSON.object([.init("linkId", .string("item \($0)"))]) }
    let old = JSON.object([.init("item", .array(items))])
    for number in 0..<edits {
      let moved = items.remove(at: documents.below(items.count))
      items.insert(moved, at: documents.below(items.count))
      items.insert(["linkId": .string("new \(number)")], at: documents.below(items.count))
      items.remove(at: documents.below(items.count))
    }
    let new = JSON.object([.init("item", .array(items))])
    let clock = ContinuousClock()
    var patch = JSONPatch()
    let time = clock.measure { patch = JSONPatch.make(from: old, to: new) }
    #expect(patch.operations.count <= 3 * edits)
    #expect(try patch.applied(to: old).text == new.text)
    #expect(time < .seconds(10), "\(time)")
  }
}
