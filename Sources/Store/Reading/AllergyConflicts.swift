// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import GRDB
internal import Timeline

/// What one patient takes, was just given or is to take although an allergy to it stands, while the
/// events of all patients are read.
///
/// Both are compared by their names (``DrugAllergy``), each pair of names once for all patients.
struct AllergyConflicts {
  private struct Pair: Hashable {
    var medication: Int32
    var allergen: Int32
  }

  private let titles: [String]
  private let now: Int64
  private let findType: RawStatement
  private let past: Set<Int64>
  private let pending: Set<Int64>
  private let done: Set<Int64>

  private var medications: [Int32: DrugAllergy.Medication] = [:]
  private var forms: [Int32: String?] = [:]
  private var known: [Pair: Bool] = [:]

  private var taken: Set<Int32> = []
  private var allergens: Set<Int32> = []
  private var dispensed: [(title: Int32, resource: Int64)] = []

  /// Begins.
  ///
  /// - Parameters:
  ///   - db: The connection.
  ///   - titles: What concepts are called, by number.
  ///   - now: The present, in milliseconds since 1970 UTC.
  /// - Throws: ``StoreError``.
  init(_ db: Database, titles: [String], now: Int64) throws {
    self.titles = titles
    self.now = now
    findType = try RawStatement(reading: db, "SELECT type FROM resource WHERE row = ?")
    let findTerm = try RawStatement(reading: db, "SELECT id FROM term WHERE text = ?")
    func numbers(_ texts: Set<String>) throws -> Set<Int64> {
      var found: Set<Int64> = []
      for text in texts {
        findTerm.bind(0, text)
        if try findTerm.step() { found.insert(findTerm.int64(0)) }
        findTerm.reset()
      }
      return found
    }
    past = try numbers(Event.pastAllergyStatuses)
    pending = try numbers(MedicationClaim.waitingStatuses)
    done = try numbers(["completed", "in-progress"])
  }

  /// Takes the row of an allergy: patient, lane, concept, status.
  mutating func add(allergy row: RawStatement, _ title: Int32) {
    guard row.isNull(3) || !past.contains(row.int64(3)) else { return }
    allergens.insert(title)
  }

  /// Takes the row of a medication: patient, lane, concept, status, shape, end, start, resource.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - title: What it is called, as a number.
  ///   - isTaken: Whether the event says that it is taken now, or will be.
  mutating func add(medication row: RawStatement, _ title: Int32, isTaken: Bool) {
    let status = row.isNull(3) ? nil : row.int64(3)
    if isTaken || status.map(pending.contains) == true {
      taken.insert(title)
    } else if status.map(done.contains) == true {
      let start = row.int64(6)
      if row.int(4) != 1, MedicationClaim.isJustGiven(start, now: now) { taken.insert(title) }
      // What was handed out for days to come; what else is completed is over.
      if row.optionalInt64(5).map({ $0 > now }) == true {
        dispensed.append((title, row.int64(7)))
      }
    }
  }

  /// Returns the titles of the medications that meet an allergy, and begins anew.
  ///
  /// - Throws: ``StoreError``.
  mutating func settle() throws -> [Int32] {
    defer {
      taken.removeAll(keepingCapacity: true)
      allergens.removeAll(keepingCapacity: true)
      dispensed.removeAll(keepingCapacity: true)
    }
    guard !allergens.isEmpty else { return [] }
    var found: Set<Int32> = []
    for title in taken where meetsAllergen(title) { found.insert(title) }
    for (title, resource) in dispensed where !found.contains(title) && meetsAllergen(title) {
      findType.bind(0, resource)
      defer { findType.reset() }
      if try findType.step(), ResourceType(code: findType.int(0)) == .medicationDispense {
        found.insert(title)
      }
    }
    return found.sorted()
  }

  private mutating func meetsAllergen(_ medication: Int32) -> Bool {
    for allergen in allergens where meets(Pair(medication: medication, allergen: allergen)) {
      return true
    }
    return false
  }

  private mutating func meets(_ pair: Pair) -> Bool {
    if let known = known[pair] { return known }
    let form = forms[pair.allergen] ?? Self.form(titles[Int(pair.allergen)])
    forms[pair.allergen] = .some(form)
    guard let form else {
      known[pair] = false
      return false
    }
    let medication =
      medications[pair.medication]
      ?? DrugAllergy.Medication(titles[Int(pair.medication)])
    medications[pair.medication] = medication
    let isMet = DrugAllergy.meets(medication, forms: [form])
    known[pair] = isMet
    return isMet
  }

  /// The form of an allergen's name; `nil` where it says that there is none.
  private static func form(_ title: String) -> String? {
    guard AllergyDenial(names: [title], codes: []) == nil else { return nil }
    return DrugAllergy.form(ofAllergen: title)
  }
}
