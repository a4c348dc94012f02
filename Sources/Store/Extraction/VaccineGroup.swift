// SPDX-License-Identifier: Apache-2.0

/// What vaccines protect against, as CDC groups the codes of CVX: a note says "influenza", the chart
/// which product it was.
enum VaccineGroup: String, CaseIterable {
  case covid19, hepatitisA, hepatitisB, hpv, influenza, meningococcal, mmr, pneumococcal, polio
  case rotavirus, tetanus, varicella, zoster

  /// Returns the group of a code with its system, `http://hl7.org/fhir/sid/cvx|140`; `nil` for other
  /// systems, combinations of groups and rare vaccines.
  static func of(_ code: String) -> VaccineGroup? {
    guard code.hasPrefix(system) else { return nil }
    // Some write codes below ten with one digit.
    return Int(code.dropFirst(system.count)).flatMap { groups[$0] }
  }

  private static let system = "http://hl7.org/fhir/sid/cvx|"

  private static let groups: [Int: VaccineGroup] = Dictionary(
    allCases.flatMap { group in group.codes.map { ($0, group) } },
    uniquingKeysWith: { first, _ in first }
  )

  private var codes: [Int] {
    switch self {
    case .covid19:
      [207, 208, 210, 211, 212, 213, 217, 218, 219, 221, 225, 227, 228, 229, 230]
        + Array(300...302) + Array(308...313)
    case .hepatitisA: [31, 52, 83, 84, 85]
    case .hepatitisB: [8, 42, 43, 44, 45, 189, 220]
    case .hpv: [62, 118, 137, 165]
    case .influenza:
      [15, 16, 88, 111, 135, 140, 141, 144, 149, 150, 151, 153, 155, 158, 161, 166, 168, 171, 185]
        + [186, 197, 205]
    case .meningococcal: [32, 103, 108, 114, 136, 147, 203]
    case .mmr: [3]
    case .pneumococcal: [33, 100, 109, 133, 152, 215, 216]
    case .polio: [2, 10, 89]
    case .rotavirus: [74, 116, 119, 122]
    case .tetanus: [9, 35, 112, 113, 138, 139, 196]
    case .varicella: [21]
    case .zoster: [121, 187, 188]
    }
  }
}
