// SPDX-License-Identifier: Apache-2.0

/// A relative in a family history.
enum FamilyRelation: Sendable, CaseIterable {
  case mother, father, sister, brother, maternalGrandmother, paternalGrandfather

  var concept: Concept {
    switch self {
    case .mother: Concept(.roleCode, "MTH", "mother")
    case .father: Concept(.roleCode, "FTH", "father")
    case .sister: Concept(.roleCode, "SIS", "sister")
    case .brother: Concept(.roleCode, "BRO", "brother")
    case .maternalGrandmother: Concept(.roleCode, "MGRMTH", "maternal grandmother")
    case .paternalGrandfather: Concept(.roleCode, "PGRFTH", "paternal grandfather")
    }
  }

  /// What a note says.
  var name: String { concept.display }
}
