// SPDX-License-Identifier: Apache-2.0

import FHIR

extension Reconciliation {
  /// What a patient is allergic to, by the words of its names.
  struct Allergens {
    /// The words of each name.
    private var names: [Set<Substring>] = []

    /// The names themselves.
    private var texts: [String] = []

    /// Reads the allergies of the chart that are not refuted.
    init(lake: Lake, patient: String) throws {
      try Reconciliation.forEach(.allergyIntolerance, of: patient, in: lake) { _, root in
        let verification = Reconciliation.code(root["verificationStatus"])
        guard !["refuted", "entered-in-error"].contains(verification ?? "") else { return }
        let substances = (root["reaction"]?.elements ?? .empty).compactMap { $0["substance"] }
        for concept in [root["code"]].compactMap(\.self) + substances {
          let displays = (concept["coding"]?.elements ?? .empty).compactMap {
            $0["display"]?.string
          }
          add(displays + [concept["text"]?.string ?? ""])
        }
      }
    }

    /// Adds something under its names.
    mutating func add(_ texts: [String]) {
      for text in texts {
        let words = Self.words(text)
        if words.isEmpty { continue }
        names.append(words)
        self.texts.append(text)
      }
    }

    /// Whether something of one of these names is an allergen: "penicillin" of "Penicillin allergy".
    func contain(_ texts: String?...) -> Bool {
      texts.contains { text in
        let words = Self.words(text ?? "")
        return !words.isEmpty && names.contains { words.isSubset(of: $0) }
      }
    }

    /// Whether a medication is an allergen, or akin to one: of a penicillin "amoxicillin".
    func meet(_ medication: String) -> Bool {
      contain(medication)
        || texts.contains { DrugAllergy.meets(medication: medication, allergen: $0) }
    }

    private static func words(_ text: String) -> Set<Substring> {
      let essence = Groups.essence(text)
      // "ACE inhibitors" are what an "ACE inhibitor" is one of.
      let words = essence.split(separator: " ").map { word in
        word.count > 4 && word.hasSuffix("s") ? word.dropLast() : word
      }
      return Set(words).subtracting(["allergy", "allergic", "to", "no"])
    }
  }
}
