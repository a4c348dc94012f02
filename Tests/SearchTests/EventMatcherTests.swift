// SPDX-License-Identifier: Apache-2.0

import Search
import TestSupport
import Testing

@Suite struct EventMatcherTests {
  private let glucose = Sample(
    resourceID: "ab-12",
    title: "Glucose [Mass/volume] in Serum",
    code: "2345-7",
    status: "final",
    valueText: "171 mg/dL",
    number: 171,
    abnormality: .high,
    noteText: "Repeat tomorrow. Ménière?"
  )

  /// The parts of a panel are compared by their names, degrees Fahrenheit as what they are in Celsius.
  @Test(arguments: [
    ("ph<7.2", true), ("pH < 6.8", false), ("k>7", true), ("gas k>8", false), ("gas>7", false),
  ])
  func partsOfAPanelAreCompared(_ query: String, _ expected: Bool) throws {
    var gas = Sample()
    gas.title = "Arterial gas"
    gas.valueText = "pH 6.9; K 7.9 mmol/L; pCO2 (not measured)"
    #expect(try matches(query, gas) == expected)
  }

  @Test(arguments: [("bp<90", true), ("systolic<90", true), ("bp>90", false)])
  func halfABloodPressureIsCompared(_ query: String, _ expected: Bool) throws {
    var pressure = Sample()
    pressure.title = "Blood pressure BP"
    pressure.valueText = "systolic 82 mm[Hg]; diastolic (unknown)"
    #expect(try matches(query, pressure) == expected)
  }

  @Test(arguments: [
    ("temperature>38", 98.6, "degF", false), ("temp>38", 102.2, "degF", true),
    ("temperature>100", 102.2, "degF", true), ("temperature>38", 39.4, "Cel", true),
    ("weight>50", 98.6, "degF", true),
  ])
  func aFeverIsOneInEitherScale(
    _ query: String,
    _ value: Double,
    _ unit: String,
    _ expected: Bool
  ) throws {
    var sample = Sample()
    sample.title = "Body temperature, not weight"
    sample.number = value
    sample.valueText = "\(value) \(unit)"
    #expect(try matches(query, sample) == expected)
  }

  @Test(
    arguments: [
      ("", true), ("gluc", true), ("serum glucose", true), ("lucose", false), ("Gluc", true),
      ("GLUC", false), ("!gluc", false), ("!renal", true), ("\"mass/volume] in ser\"", true),
      ("\"glucose in\"", false), ("renal|gluc", true), ("renal|x", false), ("2345-7", true),
      ("171", true), ("/dL", true), ("final", true), ("repeat", true), ("meniere", true),
      ("Menie", false), ("Méni", true), ("Observation/ab-12", true), ("observation/ab", true),
      ("Condition/ab-12", false), ("ab-12", true), ("ab-1", false), ("obs", false),
      ("text:repeat", true), ("text:2345", false), ("text:gluc|x", true), ("!text:repeat", false),
      ("code:2345-7", true), ("code:2345", true), ("code:\"2345\"", false),
      ("code:\"2345-7\"", true),
      ("code:gluc", true), ("code:\"gluc\"", false), ("code:repeat", false),
      ("type:lab", true), ("type:Obs", true), ("type:observation", true), ("type:med", false),
      ("lane:labs", true), ("lane:Lab", true), ("lane:vit", false), ("!lane:vit", true),
      ("status:final", true), ("status:fin", true), ("status:\"fin\"", false),
      ("status:amended", false),
      ("abn:H", true), ("abn:h", true), ("abn:high", true), ("abn:L|!", false), ("abn:any", true),
      ("abn:N", false), ("!abn:any", false),
      ("value>170", true), ("value>171", false), ("value>=171", true), ("value<172", true),
      ("value<=171", true), ("value<171", false), ("value=171", true), ("value:171", true),
      ("value:17", false), ("value:150..200", true), ("value:..170", false), ("value:mg", true),
      ("value:positive|171", true), ("value:positive", false), ("!value>200", true),
    ])
  func matchesWords(query: String, expected: Bool) throws {
    #expect(try matches(query, glucose) == expected)
  }

  /// What is compared is named by the words, and not only found by it or related to it.
  @Test(arguments: [
    ("Creatinine [Mass/volume] in Serum or Plasma", true), ("Serum creatinine", true),
    ("Glomerular filtration rate by Creatinine-based formula (CKD-EPI)", false),
    ("Albumin/Creatinine [Mass Ratio] in Urine", false), ("Microalbumin Creatinine Ratio", false),
  ])
  func aNumberIsThatOfWhatIsNamed(_ title: String, _ isNamed: Bool) throws {
    let event = Sample(title: title, valueText: "80", number: 80)
    #expect(try matches("creatinine > 1.3", event) == isNamed)
    #expect(try matches("creatinine value=80", event))
    #expect(try matches("creatinine", event))
  }

  /// Potassium that was given is no potassium that was measured, where nobody asks for medications.
  @Test(arguments: [
    ("potassium > 5.5", false), ("potassium>5.5 since:2020", false),
    ("code:potassium value>5.5", false),
    ("type:med potassium > 5.5", true), ("lane:medications potassium>5.5", true),
    ("type:MedicationAdministration potassium>5.5", true), ("!type:lab potassium>5.5", false),
    ("potassium", true), ("value>5.5", true), ("potassium value:20", true),
  ])
  func aNumberBehindANameIsNoDose(_ query: String, _ isFound: Bool) throws {
    let given = Sample(
      resourceType: "MedicationAdministration",
      laneName: "medications",
      title: "Potassium Chloride",
      valueText: "20 mEq",
      number: 20
    ).on("2021-03-02")
    #expect(try matches(query, given) == isFound)
    let measured = Sample(title: "Potassium", valueText: "6.1 mmol/L", number: 6.1).on("2021-03-02")
    #expect(try matches("potassium > 5.5", measured))
  }

  @Test func whatWasComparedInSeveralUnitsSaysSo() {
    var units = ComparedUnits()
    for unit in ["mg/dL", nil, "mg/dL", ""] { units.count(unit) }
    #expect(units.remark == nil)
    for unit in ["umol/L", "umol/L", "umol/L"] { units.count(unit) }
    #expect(units.remark == "in umol/L, mg/dL: add the unit")
    for unit in ["g", "kg"] { units.count(unit) }
    #expect(units.remark == "in umol/L, mg/dL, g and 1 more: add the unit")
  }

  /// Short names are whole words, a unit is no name, and the kind of a property no ratio.
  @Test(arguments: [
    ("bmi > 25", "Body mass index (BMI) [Ratio]", "30 kg/m2", true),
    ("hb < 100", "Hb", "80 g/L", true), ("hb < 100", "HbA1c", "7 %", false),
    ("hba < 100", "HbA1c", "7 %", true), ("k > 7", "Propofol rate", "30 mcg/kg/min", false),
    ("k > 7", "K", "7.5", true), ("ph < 7.2", "Phosphate", "0.2", false),
    ("kg > 7", "Weight", "30 kg", false), ("weight > 7 kg", "Weight", "30 kg", true),
    ("weight > 7 lb", "Weight", "30 kg", false),
    ("creat > 7", "Creatinine", "8", true),
  ])
  func whatIsComparedIsNamed(
    _ query: String,
    _ title: String,
    _ value: String,
    _ isHit: Bool
  ) throws {
    let number = value.split(separator: " ").first.flatMap { Double($0) }
    let event = Sample(title: title, valueText: value, number: number)
    #expect(try matches(query, event) == isHit)
  }

  @Test func theOnlyWordBesideANumberIsNoPatient() throws {
    #expect(try EventQuery(parsing: "na < 130").questionsByName.isEmpty)
    #expect(try EventQuery(parsing: "ng na < 130").questionsByName.count == 2)
    #expect(try EventQuery(parsing: "moreno abn:H").questionsByName.count == 1)
  }

  @Test(
    arguments: [
      ("value>140", "142/88", true), ("value>150", "142/88", false), ("value:142", "142/88", true),
      ("value<5", "<5", true), ("value:<5", "<5", true), ("value<=4", "<5", true),
      ("value>5", "<5", false), ("value>=5", "<5", false), ("value>=5", "<=5 mg", true),
      ("value>4", "<5", true), ("value>90", ">90 mL/min", true), ("value>100", ">90", true),
      ("value<90", ">90", false), ("value<=90", ">90", false), ("value<=90", "≥90", true),
      ("value:80..90", ">90", false), ("value:80..100", ">90", true), ("value:90", ">90", false),
      ("value:neg", "Negative", true),
      ("value>-3", "-2.5", true),
    ])
  func readsNumbersOutOfValues(query: String, value: String, expected: Bool) throws {
    #expect(try matches(query, Sample(valueText: value)) == expected)
  }

  @Test(
    arguments: [
      ("date:2019", "2019-03-02", true), ("date:2019-03", "2019-03-02", true),
      ("date:2019-03-02", "2019-03-02T23:59:59Z", true), ("date:2019-03-03", "2019-03-02", false),
      ("date:2018|2019", "2019-03-02", true), ("date:2017..2018", "2019-03-02", false),
      ("date:2018..2019", "2019-12-31", true), ("date:2019..", "2019-01-01", true),
      ("date:..2018", "2019-01-01", false), ("date:2019-06", "2019", true),
      ("date:2019-06", "2019-05", false), ("date:2019-06", "2019..", true),
      ("date:2018", "2019..", false), ("date:2020", "2019..2020-02", true),
      ("date:2021", "2019..2020-02", false), ("date:2015", "..2020", true),
      ("since:2019", "2019-01-01", true), ("since:2019", "2018-12-31", false),
      ("since:2019", "2011..", true), ("since:2019", "2011..2018", false),
      ("since:6mo", "2023-11-16", true), ("since:6mo", "2023-11-15", false),
      ("since:-6mo", "2023-11-16", true), ("since:2w", "2024-05-02", true),
      ("since:2w", "2024-05-01", false), ("since:5y", "2019-05-16", true),
      ("since:12h", "2024-05-15T22:00:00Z", true), ("since:12h", "2024-05-15T21:59:00Z", false),
      ("until:2019", "2019-12-31", true), ("until:2019", "2020-01-01", false),
      ("until:today", "2024-05-16T23:00:00Z", true), ("until:today", "2024-05-17", false),
      ("until:2019", "2011..", true), ("date:6mo", "2024-05-16", true),
      ("date:6mo", "2024-05-17", false), ("date:6mo", "2023-11-15", false),
      ("date:today", "2024-05-16", true), ("date:yesterday", "2024-05-15", true),
      ("date:yesterday", "2024-05-16", false), ("date:+2w", "2024-05-20", true),
      ("date:6mo..3mo", "2024-01-01", true), ("date:6mo..3mo", "2024-05-01", false),
      ("date>2019", "2020-01-01", true), ("date>2019", "2019-12-31", false),
      ("date>=2019", "2019-01-01", true), ("date<2019", "2018-12-31", true),
      ("date<2019", "2019", false), ("date<=2019", "2019-06", true), ("date=2019", "2019-06", true),
      ("!date:2019", "2019", false), ("date:2019", "", false), ("!date:2019", "", true),
      ("since:1900", "", false),
    ])
  func matchesDates(query: String, date: String, expected: Bool) throws {
    #expect(try matches(query, Sample().on(date)) == expected)
  }

  @Test func endsOfMonthsAreReached() throws {
    // 2024-03-31 minus a month.
    let march: Int64 = 1_711_846_800_000
    let query = try EventQuery(parsing: "since:1mo")
    #expect(EventMatcher(query, now: march).matches(Sample().on("2024-02-29")))
    #expect(!EventMatcher(query, now: march).matches(Sample().on("2024-02-28")))
  }

  @Test func textsWithoutSpacesAreFoundInTheMiddle() throws {
    #expect(try matches("田太", Sample(title: "山田太郎")))
  }

  @Test(
    arguments: [
      ("gluc", EventMatcher.Part.title, 0), ("2345", .code, 0), ("171", .value, 0),
      ("final", .status, 0), ("tomorrow", .note, 7), ("ab-12", .reference, 0),
      ("text:tomorrow", .note, 7),
    ])
  func saysWhereItFound(query: String, part: EventMatcher.Part, offset: Int) throws {
    let matcher = EventMatcher(try EventQuery(parsing: query), now: now)
    let found = try #require(matcher.foundPart(glucose))
    #expect(found.part == part)
    #expect(found.offset == offset)
  }

  @Test func saysNothingWhereNoWordsAreAskedFor() throws {
    #expect(EventMatcher(try EventQuery(parsing: "abn:H !x"), now: now).foundPart(glucose) == nil)
  }

  @Test(
    arguments: [
      ("Ménière", "meniere"), ("ŁÓDŹ", "lodz"), ("Straße", "strasse"), ("NGUYỄN", "nguyen"),
      ("e\u{301}", "e"), ("Ωμέγα", "ωμεγα"), ("Ёлка", "елка"), ("山田", "山田"), ("", ""),
    ])
  func folds(text: String, expected: String) { #expect(TextFolding.fold(text) == expected) }
}

@Suite struct RelaxationTests {
  private let samples = [
    Sample(title: "Glucose", abnormality: .high).on("2019"),
    Sample(title: "Glucose", abnormality: .high).on("2018"),
    Sample(title: "Glucose", abnormality: .low).on("2024"),
    Sample(laneName: "vitals", title: "Weight").on("2020"),
  ]

  private func relaxations(_ text: String) throws -> [Relaxation] {
    let query = try EventQuery(parsing: text, lanes: lanes)
    let matcher = EventMatcher(query, now: now)
    #expect(!samples.contains(where: matcher.matches))
    return matcher.relaxations(over: samples)
  }

  @Test func namesTheTermsThatHelp() throws {
    #expect(
      try relaxations("gluc abn:H since:2023") == [
        Relaxation(terms: [2], count: 2), Relaxation(terms: [1], count: 1),
      ]
    )
  }

  @Test func namesSeveralWhereOneDoesNotHelp() throws {
    #expect(
      try relaxations("weight abn:H type:lab") == [
        Relaxation(terms: [0], count: 2)
      ]
    )
    #expect(
      try relaxations("height abn:! type:lab date:2020") == [
        Relaxation(terms: [0, 1, 3], count: 3), Relaxation(terms: [0, 1, 2], count: 1),
      ]
    )
  }

  @Test func agreesWithCounting() throws {
    let query = try EventQuery(parsing: "gluc abn:H since:2023", lanes: lanes)
    let counted = query.relaxations { query in
      samples.count(where: EventMatcher(query, now: now).matches)
    }
    #expect(counted == (try relaxations("gluc abn:H since:2023")))
    #expect(try EventQuery(parsing: "height").relaxations { _ in 5 } == [])
  }
}

@Suite struct QueryCompletionTests {
  private let samples = [
    Sample(title: "Hemoglobin A1c", code: "4548-4", abnormality: .high),
    Sample(title: "Hemoglobin A1c", code: "4548-4"),
    Sample(title: "Glucose in serum", code: "2345-7", status: "entered in error"),
    Sample(resourceType: "Condition", laneName: "problems", title: "Gout"),
  ]

  @Test(
    arguments: [
      ("", 0, nil, "", 0..<0, ""), ("ty", 2, nil, "ty", 0..<2, ""),
      ("gluc co", 7, nil, "co", 5..<7, "gluc "), ("code:gl", 7, .code, "gl", 5..<7, ""),
      ("a !code:gl b", 10, .code, "gl", 8..<10, "a  b"), ("abn:H|", 6, .abn, "", 6..<6, ""),
      ("abn:H|L x", 7, .abn, "L", 6..<7, " x"), ("code:gl", 3, nil, "cod", 0..<7, ""),
      ("text:\"chest pa", 14, .text, "chest pa", 5..<14, ""),
      ("nix:gl", 6, nil, "nix:gl", 0..<6, ""),
      ("a b", 99, nil, "b", 2..<3, "a "),
    ] as [(String, Int, EventField?, String, Range<Int>, String)]
  )
  func readsWhatIsTyped(
    text: String,
    cursor: Int,
    field: EventField?,
    typed: String,
    range: Range<Int>,
    rest: String
  ) {
    let completion = QueryCompletion(in: text, at: cursor)
    #expect(completion.field == field)
    #expect(completion.typed == typed)
    #expect(completion.range == range)
    #expect(completion.rest == rest)
  }

  @Test func offersFields() {
    #expect(QueryCompletion(in: "s", at: 1).fields.map(\.text) == ["status:", "since:"])
    #expect(QueryCompletion(in: "", at: 0).fields.count == EventField.allCases.count)
    #expect(QueryCompletion(in: "code:s", at: 6).fields == [])
  }

  @Test func offersValuesWithTheirCounts() {
    typealias Candidate = QueryCompletion.Candidate
    func values(_ text: String) -> [Candidate] {
      QueryCompletion(in: text, at: text.count).values(among: samples).candidates
    }
    #expect(
      values("code:") == [
        Candidate(text: "4548-4", label: "Hemoglobin A1c", count: 2),
        Candidate(text: "2345-7", label: "Glucose in serum", count: 1),
      ]
    )
    #expect(values("code:gl").map(\.text) == ["2345-7"])
    #expect(values("code:45").map(\.text) == ["4548-4"])
    #expect(values("type:").map(\.text) == ["Observation", "Condition"])
    #expect(values("lane:pro") == [Candidate(text: "problems", label: "", count: 1)])
    #expect(values("abn:") == [Candidate(text: "H", label: "high", count: 1)])
    #expect(values("status:ent").map(\.text) == ["\"entered in error\""])
    #expect(values("since:") == [])
    let limited = QueryCompletion(in: "code:", at: 5).values(among: samples, limit: 1)
    #expect(limited.candidates.count == 1)
    #expect(limited.total == 2)
  }

  /// Who asks for what is too high gets what is dangerously so, on its side; where nothing tells the side, of
  /// either.
  @Test(arguments: [
    ("abn:H", [true, false, true]), ("abn:L", [false, true, true]), ("abn:!", [true, true, true]),
    ("!abn:H", [false, true, false]), ("abn:N", [false, false, false]),
    ("abn:L|!", [true, true, true]),
  ])
  func criticalValuesAreHighOrLow(_ text: String, _ expected: [Bool]) throws {
    let matcher = EventMatcher(try EventQuery(parsing: text), now: now)
    let found = [true, false, nil].map { isAbove -> Bool in
      var event = Sample(title: "Potassium", abnormality: .critical)
      event.isAbove = isAbove
      return matcher.matches(event)
    }
    #expect(found == expected)
  }
}
