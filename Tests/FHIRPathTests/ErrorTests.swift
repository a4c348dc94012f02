// SPDX-License-Identifier: Apache-2.0

import FHIR
import FHIRPath
import Testing

@Suite struct ErrorTests {
  private func failure(_ expression: String) -> FHIRPathError? {
    do {
      _ = try Sample.items(expression)
      return nil
    } catch {
      return error as? FHIRPathError
    }
  }

  @Test(
    arguments: [
      ("name.", FHIRPathError.Code.syntax, 1, 6), ("1 +\n  )", .syntax, 2, 3),
      ("'abc", .syntax, 1, 1),
      ("1 2", .syntax, 1, 3), ("@2024-13", .syntax, 1, 1), ("/* x", .syntax, 1, 1),
      ("name.given # 1", .syntax, 1, 12), ("'\\u12'", .syntax, 1, 2), ("\"x\"", .syntax, 1, 1),
      ("true and and", .syntax, 1, 10), ("$that", .syntax, 1, 1),
      ("name.frist()", .unknownFunction, 1, 6), ("name.first(1)", .wrongArgumentCount, 1, 6),
      ("gender is Strin", .unknownType, 1, 8), ("%nothing", .unknownVariable, 1, 1),
      ("defineVariable('a').defineVariable('a')", .unknownVariable, 1, 21),
      ("1 + 'a'", .wrongType, 1, 3), ("1 < 'a'", .wrongType, 1, 3), ("-'a'", .wrongType, 1, 1),
      ("name.startsWith('a')", .notSingle, 1, 6),
      ("name.first().startsWith('a')", .wrongType, 1, 14),
      ("@2024 + 1 'mo'", .wrongType, 1, 7), ("name.single()", .notSingle, 1, 6),
      ("name.given != 'x' and name.given < 'a'", .notSingle, 1, 34),
      ("'a'.matches('[a')", .malformedArgument, 1, 5),
      ("'a'.matches('(a)\\\\1')", .malformedArgument, 1, 5),
      ("gender.memberOf('http://a.test/vs')", .unavailable, 1, 8),
      ("conformsTo('http://a.test/profile')", .unavailable, 1, 1),
    ]
  )
  func errors(expression: String, code: FHIRPathError.Code, line: Int, column: Int) throws {
    let error = try #require(failure(expression))
    #expect(error.code == code)
    #expect(error.line == line)
    #expect(error.column == column)
    #expect(error.description.hasPrefix("\(line):\(column): "))
  }

  @Test func syntaxErrorsSayWhatWasExpected() {
    #expect(failure("name.where(use = ")?.message == "expected an expression, not the end")
    #expect(failure("name[0")?.message == "expected ']', not the end")
    #expect(failure("first(1)")?.message == "'first' takes 0 arguments, not 1")
    #expect(failure("name name")?.message == "expected an operator or the end, not 'name'")
  }

  @Test func nestingAndWorkHaveLimits() {
    let deep = String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000)
    #expect(failure(deep)?.code == .tooComplex)
    #expect(failure(deep)?.category == .incorrect)
    var environment = FHIRPathEnvironment()
    environment.stepLimit = 1000
    #expect(throws: FHIRPathError.self) {
      try Sample.items("repeatAll($this)", environment: environment)
    }
  }

  @Test func theTimeIsTheCallers() {
    #expect(throws: FHIRPathError.self) {
      try Sample.items("now()", environment: FHIRPathEnvironment())
    }
    #expect(FHIRPathError(.unavailable, "").category == .unsupported)
  }

  @Test(
    arguments: [
      ("name.given1", FHIRPathError.Code.unknownElement), ("Encounter.name", .unknownElement),
      ("valueQuantity", .unknownElement), ("name.where(famly = 'x')", .unknownElement),
      ("children().skip(1)", .unordered), ("name.startsWith('a')", .wrongType),
      ("iif('a', 1, 2)", .wrongType), ("gender is Strin", .unknownType), ("Foo.name", .unknownType),
    ]
  )
  func checkFindsWhatCanNotBe(expression: String, code: FHIRPathError.Code) throws {
    let parsed = try FHIRPathExpression(parsing: expression)
    let error = #expect(throws: FHIRPathError.self) { try parsed.check(on: "Patient") }
    #expect(error?.code == code)
  }

  @Test(
    arguments: [
      "name.given", "Patient.name.where(use = 'a').given", "contained.ofType(Observation).value",
      "deceased.ofType(dateTime) > today()", "generalPractitioner.resolve().name",
      "extension.where(url = 'x').value.as(Coding).code", "descendants().code",
      "contact.organization.reference.startsWith('#')", "Resource.id", "%resource.name.family",
      "name.select(given | family).first()", "link.repeat(other.resolve().link).type",
    ]
  )
  func checkLetsWhatMayBe(expression: String) throws {
    try FHIRPathExpression(parsing: expression).check(on: "Patient")
  }
}
