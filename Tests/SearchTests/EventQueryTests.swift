// SPDX-License-Identifier: Apache-2.0

import Search
import TestSupport
import Testing

@Suite struct EventQueryTests {
  @Test(
    arguments: [
      ("", ""), ("   ", ""), ("creat", "creat"), (" a  b ", "a b"), ("a AND b", "a b"),
      ("!a", "!a"),
      ("\"chest pain\" !\"no pain\"", "\"chest pain\" !\"no pain\""), ("a|b", "a|b"),
      ("type:lab abn:H|L|!", "type:lab abn:H|L|!"),
      ("since:6mo date:2019..2021", "since:6mo date:2019..2021"),
      ("value>7 value<=7.5 value=positive", "value>7 value<=7.5 value=positive"),
      ("value:>7", "value>7"), ("inr>4", "inr value>4"),
      ("inr > 4", "inr value>4"), ("inr >4", "inr value>4"), ("inr> 4", "inr value>4"),
      ("heart rate > 120", "heart rate value>120"), ("heart rate>120", "heart rate value>120"),
      ("weight = 80", "weight value=80"), (#""body weight" >= 80"#, #""body weight" value>=80"#),
      ("gout | asthma status:active", "gout|asthma status:active"), ("gout |asthma", "gout|asthma"),
      ("gout | ", "gout"),
      ("HbA1c>=9.5 abn:H", "HbA1c value>=9.5 abn:H"),
      ("c-peptide<0.2", "c-peptide value<0.2"), ("inr>", "inr"), ("a1c>high", "a1c>high"),
      ("!status:final|amended", "!status:final|amended"),
      ("code:\"4548-4\"|\"2345-7\"", "code:\"4548-4\"|\"2345-7\""),
      ("text:\"a|b c\"", "text:\"a|b c\""),
      ("code:", ""), ("!", ""), ("value>", ""), ("code:a|", "code:a"), ("|a", "a"), ("|!a", "!a"),
      ("value=a|b", "value=a|b"),
      ("\"open end", "\"open end\""),
      ("\"a \\\"b\\\" \\\\ c\"", "\"a \\\"b\\\" \\\\ c\""), ("10:15", "10:15"),
      ("142/88", "142/88"),
      ("<0.01", "<0.01"), ("山田 ménière", "山田 ménière"), ("date>2019", "date>2019"),
    ])
  func readsAndWrites(text: String, expected: String) throws {
    let query = try EventQuery(parsing: text, lanes: lanes)
    #expect(query.text == expected)
    #expect(try EventQuery(parsing: query.text, lanes: lanes) == query, "\(text)")
  }

  @Test(
    arguments: [
      ("cod:1", SearchError.Code.unknownField, 0..<3, "code"),
      ("a stat:x", .unknownField, 2..<6, "status"),
      ("valeu>7", .unknownField, 0..<5, "value"), ("!typ:lab", .unknownField, 1..<4, "type"),
      ("zzzzz:1", .unknownField, 0..<5, nil), ("Type:lab", .unknownField, 0..<4, "type"),
      ("ent:problem", .unsupportedField, 0..<3, nil), ("conf>=.8", .unsupportedField, 0..<4, nil),
      ("code>7", .notComparable, 4..<5, ":"), ("a OR b", .unsupportedOperator, 2..<4, nil),
      ("NOT b", .unsupportedOperator, 0..<3, nil), ("type:lba", .unknownValue, 5..<8, "labs"),
      ("type:Observatoin", .unknownValue, 5..<16, "Observation"),
      ("lane:medz", .unknownValue, 5..<9, "medications"),
      ("lane:vitls", .unknownValue, 5..<10, "vitals"), ("abn:H|X", .unknownValue, 6..<7, nil),
      ("abn:hihg", .unknownValue, 4..<8, "high"), ("since:6m", .malformedDate, 6..<8, "6mo"),
      ("date:2019-13", .malformedDate, 5..<12, nil),
      ("date:2019..20x", .malformedDate, 5..<14, nil),
      ("until:tody", .malformedDate, 6..<10, "today"), ("value>5|6", .malformedNumber, 7..<9, nil),
      ("date:..", .malformedDate, 5..<7, nil),
      ("date:2021..2019", .malformedDate, 5..<15, "2019..2021"),
      ("since:2019-02-30", .malformedDate, 6..<16, nil),
      ("value>high", .malformedNumber, 6..<10, nil),
      ("glucose>5.5mmol/L", .malformedNumber, 11..<17, nil),
      ("weight > 100kg", .malformedNumber, 12..<14, nil),
      ("hba1c > 8%", .malformedNumber, 9..<10, nil),
      ("in:gone", .unknownValue, 3..<7, "deleted"),
      ("é cod:1", .unknownField, 2..<5, "code"),
    ] as [(String, SearchError.Code, Range<Int>, String?)]
  )
  func refuses(
    text: String,
    code: SearchError.Code,
    range: Range<Int>,
    suggestion: String?
  ) throws {
    let error = try #require(throws: SearchError.self) {
      try EventQuery(parsing: text, lanes: lanes)
    }
    #expect(error.code == code)
    #expect(error.range == range)
    #expect(error.suggestion == suggestion)
    #expect(!error.message.isEmpty)
  }

  @Test func everyTermThatIsWrittenIsReadAgain() throws {
    var random = SeededRandom(seed: 11)
    let values: [EventField: [String]] = [
      .type: ["lab", "Observation"], .lane: ["labs", "med"], .abn: ["H", "!", "any"],
      .date: ["2019", "2019..2021", "..2020-03", "6mo", "today"], .since: ["5y"],
      .until: ["2020-01-01"], .value: ["7", "5..7", "positive"], .in: ["deleted"],
    ]
    let free = ["a", "chest pain", "a|b", "x:y z", "\"", "back\\slash and", "é"]
    for _ in 0..<500 {
      let terms = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        let field =
          (EventField.allCases.map(Optional.init) + [nil]).randomElement(using: &random) ?? nil
        let pool = field.flatMap { values[$0] } ?? free
        let chosen = (0..<Int.random(in: 1...3, using: &random)).map { _ in
          let text = pool.randomElement(using: &random) ?? "a"
          return EventQuery.Value(text, isQuoted: text.contains { " |\"\\:".contains($0) })
        }
        return EventQuery.Term(field, values: chosen, isNegated: Bool.random(using: &random))
      }
      let query = EventQuery(terms: terms)
      #expect(try EventQuery(parsing: query.text, lanes: lanes) == query, "\(query.text)")
    }
  }

  @Test func anyTextIsReadOrRefused() throws {
    var random = SeededRandom(seed: 5)
    let parts = [
      "a", "code", "date", "since", "value", "abn", ":", ":", "!", "|", "\"", "\\", " ", "<", ">=",
      "..", ".", "-", "9999", "0", "y", "mo", "é", "山", "\t", "AND", "=", "2019", "e\u{301}",
    ]
    let event = Sample(title: "a 0 é", valueText: "-", number: 0).on("2019..")
    var refused = 0
    for _ in 0..<3000 {
      let text = (0..<Int.random(in: 0...8, using: &random))
        .map { _ in parts.randomElement(using: &random) ?? "" }.joined()
      do {
        let query = try EventQuery(parsing: text, lanes: lanes)
        #expect(try EventQuery(parsing: query.text, lanes: lanes) == query, "\(text)")
        let matcher = EventMatcher(query, now: now)
        #expect(matcher.matches(event) == matcher.failingTerms(event).isEmpty)
      } catch {
        refused += 1
        #expect(error.range.upperBound <= text.count)
      }
    }
    #expect(refused > 100)
  }

  @Test func anyLaneMayBeMeantWhereNoneAreKnown() throws {
    #expect(try EventQuery(parsing: "lane:whatever type:x").terms.count == 2)
  }

  @Test func indexesAreAskedForWhatEveryMatchHas() throws {
    func query(_ text: String) throws -> EventQuery { try EventQuery(parsing: text, lanes: lanes) }
    #expect(
      try query("creat !renal a|b text:\"chest pain\" code:x").requiredWords == [
        "creat", "chest", "pain",
      ]
    )
    #expect(try query("type:lab").requiredWords == [])
    #expect(try query("code:\"4548-4\"|\"2345-7\" x").requiredCodes == ["4548-4", "2345-7"])
    #expect(try query("code:4548-4").requiredCodes == [])
    #expect(try query("!code:\"1\"").requiredCodes == [])
  }
}
