// SPDX-License-Identifier: Apache-2.0

import FHIR
import FHIRPath
import TestSupport
import Testing

@Suite struct RobustnessTests {
  private static let words = [
    "0", "-1", "9223372036854775807", "99999999999999999999999999999999999999", "1.5", "'a'", "{}",
    "0.0000000000000000000000000001", "@9999-12-31", "@0001-01-01", "@2024-02", "1 'mg'",
    "5 '[degF]'",
    "1 year", "100000000000 years", "-100000000000 days", "@T23:59:59.999", "name", "$this", "true",
    "@9999-12-31T23:59:59.999+14:00", "%resource", "1 '10*-300'", "name.given", "birthDate", "'('",
    "9223372036854775808 '1'", "18446744073709551616 '1'", "contained", "deceased",
  ]

  private static let operators = [
    "+", "-", "*", "/", "div", "mod", "<", ">=", "=", "!=", "~", "&", "|", "in", "contains", "and",
    "implies",
  ]

  private static let functions = [
    "lowBoundary", "highBoundary", "round", "skip", "take", "substring", "power", "log",
    "toQuantity",
    "yearOf", "precision", "sqrt", "exp", "sum", "avg", "matches", "toDate", "toDateTime", "sort",
    "children", "repeat", "toInteger", "abs", "truncate", "ceiling", "type", "first", "where",
    "join",
    "all", "split", "replace", "toString", "toDecimal", "trim", "distinct", "resolve", "iif",
  ]

  private func expression(_ random: inout SeededRandom, depth: Int) -> String {
    func pick(_ list: [String]) -> String { list.randomElement(using: &random) ?? "" }
    guard depth > 0 else { return pick(Self.words) }
    let operand = expression(&random, depth: depth - 1)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return "(\(operand)) \(pick(Self.operators)) (\(expression(&random, depth: depth - 1)))"
    case 1: return "(\(operand)).\(pick(Self.functions))()"
    case 2:
      return "(\(operand)).\(pick(Self.functions))(\(expression(&random, depth: depth - 1)))"
    default: return "-(\(operand))"
    }
  }

  /// Whatever an expression is, it ends, with a collection or an error.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func randomExpressionsEnd(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let document = try JSONDocument.parse(Sample.patient)
    var environment = FHIRPathEnvironment(now: "2026-03-01T12:30:00Z")
    environment.stepLimit = 20_000
    var results = 0
    for _ in 0..<1500 {
      let text = expression(&random, depth: 2)
      guard let expression = try? FHIRPathExpression(parsing: text) else { continue }
      _ = try? expression.check(on: "Patient")
      let items = try? expression.evaluate(on: document.root, environment: environment)
      for item in items ?? [] where item.text != nil || item.location(in: document.root) != nil {
        results += 1
      }
    }
    #expect(results > 80, "seed \(seed)")
  }

  /// Cut and changed texts are parsed or refused, with a place inside of them.
  @Test func damagedExpressionsAreRefused() throws {
    var random = SeededRandom(seed: 4)
    let text =
      "Patient.name.where(use = 'official' and period.start <= @2024-01-01T10:00Z).given[0]"
    for _ in 0..<3000 {
      var bytes = Array(text.utf8)
      bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
        in: 0..<128,
        using: &random
      )
      let damaged = String(
        decoding: bytes.prefix(Int.random(in: 0...bytes.count, using: &random)),
        as: UTF8.self
      )
      do {
        _ = try FHIRPathExpression(parsing: damaged)
      } catch {
        #expect(error.line >= 1 && error.column >= 1)
        #expect(error.column <= damaged.unicodeScalars.count + 1)
      }
    }
  }
}
