// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

@Suite struct MedicationTests {
  /// A line, its medication, and the texts of its attributes: `type=text & text; …`.
  static let rows = Table.rows(
    """
    Lisinopril 10 mg p.o. daily | Lisinopril | dosage=10 mg; routeOrMode=p.o.; frequency=daily
    Metoprolol 50 mg tablet by mouth twice daily | Metoprolol | strength=50 mg; form=tablet; routeOrMode=by mouth; frequency=twice daily
    Prednisone 40 mg daily x 3 days, then 30 mg daily x 3 days, then 20 mg | Prednisone | dosage=40 mg & 30 mg & 20 mg; frequency=daily & daily; duration=3 days & 3 days
    Albuterol 2 puffs q4-6h prn wheezing | Albuterol | dosage=2 puffs; frequency=q4-6h prn
    Advair 500/50 mcg 1 puff BID | Advair | strength=500/50 mcg; dosage=1 puff; frequency=BID
    Norepinephrine 5 mcg/kg/min IV | Norepinephrine | rate=5 mcg/kg/min; routeOrMode=IV
    Heparin 1000 units/hr | Heparin | rate=1000 units/hr
    Amoxicillin 500 mg capsule three times a day for 10 days | Amoxicillin | strength=500 mg; form=capsule; frequency=three times a day; duration=10 days
    Insulin glargine 20 units at bedtime | Insulin glargine | dosage=20 units; frequency=at bedtime
    Tylenol 650 mg PO q6h as needed for pain | Tylenol | dosage=650 mg; routeOrMode=PO; frequency=q6h as needed
    Take 2 tablets of Tylenol every 4 hours | Tylenol | dosage=2; form=tablets; frequency=every 4 hours
    He received 40 mg of Lasix. | Lasix | dosage=40 mg
    MTX 15 mg weekly + folic acid 1 mg daily | MTX | dosage=15 mg; frequency=weekly
    Ibuprofen 600 mg TID x 5 days and cyclobenzaprine 10 mg qHS | Ibuprofen | dosage=600 mg; frequency=TID; duration=5 days
    Ibuprofen 600 mg TID x 5 days and cyclobenzaprine 10 mg qHS | cyclobenzaprine | dosage=10 mg; frequency=qHS
    CHANGE carvedilol 12.5 mg BID (was 25 mg BID) | carvedilol | dosage=12.5 mg; frequency=BID
    On levothyroxine 88 mcg, increased from 75 mcg | levothyroxine | dosage=88 mcg
    Lasix 20 mg (dose reduced from 40 mg) daily | Lasix | dosage=20 mg; frequency=daily
    Lisinopril 10 qd, lipitor | Lisinopril | dosage=10; frequency=qd
    Metoprolol 25 bid | Metoprolol | dosage=25; frequency=bid
    Candesartan 8 mg od | Candesartan | dosage=8 mg; frequency=od
    Furosemide 40 mg PO od | Furosemide | dosage=40 mg; routeOrMode=PO; frequency=od
    Amoxicillin 500 mg tds 5/7 | Amoxicillin | dosage=500 mg; frequency=tds
    Metformin 1g bd | Metformin | dosage=1g; frequency=bd
    Atorvastatin 20 mg nocte | Atorvastatin | dosage=20 mg; frequency=nocte
    Increase gabapentin from 300 mg TID to 600 mg TID | gabapentin | dosage=600 mg; frequency=TID
    methotrexate 15 mg once weekly - NOT daily | methotrexate | dosage=15 mg; frequency=once weekly
    Glargine increased from 10 to 14 units qhs | Glargine | dosage=14 units; frequency=qhs
    Taper Klonopin 1 mg -> 0.5 mg qhs | Klonopin | dosage=0.5 mg; frequency=qhs
    Rash for 3 weeks after starting lamotrigine | lamotrigine |
    Intentional OD on Tylenol | Tylenol |
    Latanoprost 1 drop od | Latanoprost | dosage=1 drop; routeOrMode=od
    Ran out of insulin, chest pain for 3 hours | insulin |
    Prednisone 40 mg for asthma for 5 days | Prednisone | dosage=40 mg; duration=5 days
    No stool for 2 days, docusate given | docusate |
    IV vancomycin was started. | vancomycin | routeOrMode=IV
    Latanoprost 0.005% 1 drop in both eyes qhs | Latanoprost | strength=0.005%; dosage=1 drop; routeOrMode=in both eyes; frequency=qhs
    Warfarin 5 mg every other day | Warfarin | dosage=5 mg; frequency=every other day
    Methotrexate 15 mg once a week | Methotrexate | frequency=once a week
    Ibuprofen 400-600 mg t.i.d. p.r.n. | Ibuprofen | frequency=t.i.d. p.r.n.
    Amoxicillin suspension 250 mg/5 mL 1 teaspoon tid | Amoxicillin | strength=250 mg/5 mL; dosage=1 teaspoon; form=suspension; frequency=tid
    Fentanyl patch 25 mcg/hr every 72 hours | Fentanyl | form=patch
    Synthroid 1 1/2 tablets in the morning | Synthroid | frequency=in the morning
    Humira 40 mg subcutaneously every 2 weeks | Humira | frequency=every 2 weeks
    Vitamin D 2000 units q.d. | Vitamin D | dosage=2000 units; frequency=q.d.
    """
  )

  @Test(arguments: rows) func linksDirections(row: [String]) throws {
    let note = Engines.rules.read(row[0])
    let entity = try #require(note.entity(row[1]), "\(row[0])")
    #expect(entity.category == .medication)
    for wanted in Table.split(row[2], ";") {
      let parts = Table.split(wanted, "=")
      let type = try #require(EntityType.allCases.first { "\($0)" == parts[0] })
      #expect(entity.texts(type) == Table.split(parts[1], "&"), "\(wanted) in \(row[0])")
    }
  }

  @Test func eachMedicationKeepsItsOwn() throws {
    let note = Engines.rules.read("Aspirin 81 mg daily, atorvastatin 40 mg at bedtime.\n")
    #expect(try #require(note.entity("Aspirin")).texts(.dosage) == ["81 mg"])
    #expect(try #require(note.entity("atorvastatin")).texts(.dosage) == ["40 mg"])
    #expect(try #require(note.entity("atorvastatin")).texts(.frequency) == ["at bedtime"])
  }

  @Test func brandsAndIngredientsHaveTheirTypeAndCode() throws {
    let note = Engines.rules.read("Coumadin and warfarin")
    let brand = try #require(note.entity("Coumadin"))
    let generic = try #require(note.entity("warfarin"))
    #expect(brand.type == .brandName && generic.type == .genericName)
    for entity in [brand, generic] {
      #expect(entity.concepts.first { $0.system == .rxnorm }?.code == "11289")
    }
    #expect(brand.evidence.drugClass == "anticoagulant")
  }

  /// Words, and `Timing.repeat` as its members.
  static let timings = Table.rows(
    """
    aspirin daily | frequency: 1, period: 1, periodUnit: d
    aspirin bid | frequency: 2, period: 1, periodUnit: d
    aspirin b.i.d. | frequency: 2, period: 1, periodUnit: d
    aspirin TID | frequency: 3, period: 1, periodUnit: d
    aspirin qid | frequency: 4, period: 1, periodUnit: d
    aspirin q6h | frequency: 1, period: 6, periodUnit: h
    aspirin q 8 hours | frequency: 1, period: 8, periodUnit: h
    aspirin every 4-6 hours | frequency: 1, period: 4, periodMax: 6, periodUnit: h
    aspirin every 12 hours | frequency: 1, period: 12, periodUnit: h
    aspirin every other day | frequency: 1, period: 2, periodUnit: d
    aspirin qod | frequency: 1, period: 2, periodUnit: d
    aspirin weekly | frequency: 1, period: 1, periodUnit: wk
    aspirin twice a week | frequency: 2, period: 1, periodUnit: wk
    aspirin 3 times daily | frequency: 3, period: 1, periodUnit: d
    aspirin two times a day | frequency: 2, period: 1, periodUnit: d
    aspirin monthly | frequency: 1, period: 1, periodUnit: mo
    aspirin qhs | frequency: 1, period: 1, periodUnit: d, when: HS
    aspirin at bedtime | frequency: 1, period: 1, periodUnit: d, when: HS
    aspirin every morning | frequency: 1, period: 1, periodUnit: d, when: MORN
    aspirin before meals | when: AC
    aspirin with food | when: C
    aspirin prn | asNeeded: true
    aspirin every Monday | dayOfWeek: mon
    aspirin q6h prn | frequency: 1, period: 6, periodUnit: h, asNeeded: true
    aspirin stat | count: 1
    """
  )

  @Test(arguments: timings) func frequenciesBecomeTimings(row: [String]) throws {
    let entity = try #require(Engines.rules.read(row[0]).entity("aspirin"))
    let attribute = try #require(entity.attributes.first { $0.type == .frequency }, "\(row[0])")
    #expect(attribute.value == .timing(Self.timing(row[1])), "\(row[0])")
  }

  private static func timing(_ text: String) -> TimingRepeat {
    var result = TimingRepeat()
    for member in Table.split(text, ",") {
      let parts = Table.split(member, ":")
      switch parts[0] {
      case "frequency": result.frequency = Int(parts[1])
      case "period": result.period = Double(parts[1])
      case "periodMax": result.periodMax = Double(parts[1])
      case "periodUnit": result.periodUnit = parts[1]
      case "when": result.when = [parts[1]]
      case "dayOfWeek": result.dayOfWeek = [parts[1]]
      case "asNeeded": result.asNeeded = true
      case "count": result.count = Int(parts[1])
      default: Issue.record("unknown member \(parts[0])")
      }
    }
    return result
  }

  @Test func asNeededKeepsItsReason() throws {
    let note = Engines.rules.read("ibuprofen 400 mg q6h as needed for joint pain.")
    let attribute = try #require(
      note.entity("ibuprofen")?.attributes.first { $0.type == .frequency }
    )
    guard case .timing(let timing)? = attribute.value else {
      Issue.record("no timing")
      return
    }
    #expect(timing.asNeededFor == "joint pain")
  }

  static let allergies: [(String, String)] = [
    ("ALLERGIES: Penicillin.", "Penicillin"), ("She is allergic to aspirin.", "aspirin"),
    ("He has a codeine allergy.", "codeine"),
  ]

  @Test(arguments: allergies) func anAllergenIsNoMedication(row: (String, String)) throws {
    let entity = try #require(Engines.rules.read(row.0).entity(row.1))
    #expect(entity.type == .allergies)
    #expect(entity.category == .behavioralEnvironmentalSocial)
  }

  @Test func noKnownAllergiesIsNegated() throws {
    for text in ["ALLERGIES: NKDA", "No known drug allergies.", "No known allergies"] {
      let entity = try #require(
        Engines.rules.read(text).entities.first { $0.type == .allergies },
        "\(text)"
      )
      #expect(entity.has(.negation))
    }
  }

  static let vaccines = Table.rows(
    """
    Influenza vaccine given. | Influenza vaccine | 88
    Tdap given today. | Tdap | 115
    She received Shingrix. | Shingrix | 187
    Pneumovax was given. | Pneumovax | 33
    Hep A, adult was given. | Hep A, adult | 52
    """
  )

  @Test(arguments: vaccines) func vaccinesHaveTheirCode(row: [String]) throws {
    let entity = try #require(Engines.rules.read(row[0]).entity(row[1]), "\(row[0])")
    #expect(entity.concepts.first { $0.system == .cvx }?.code == row[2])
  }
}
