// SPDX-License-Identifier: Apache-2.0

/// Statuses by which a resource says that it does not count.
enum Statuses {
  /// Whether the status says that it is over.
  static func isOver(_ status: String?) -> Bool {
    switch status {
    case "resolved", "inactive", "remission", "completed", "stopped", "cancelled", "ended",
      "entered-in-error", "refuted", "revoked", "finished", "rejected":
      true
    default: false
    }
  }

  /// Statuses by which a resource says that it is so now: a relapse is an active problem, see
  /// https://hl7.org/fhir/R4/valueset-condition-clinical.html.
  static let running: Set<String> = ["active", "recurrence", "relapse"]

  /// Whether what the resource says is withdrawn or never came about.
  static func isVoid(_ status: String?) -> Bool {
    // Asked of each event of a record, of which most are final.
    guard let status, status != "final" else { return false }
    return void.contains(status)
  }

  static let void: Set<String> = ["entered-in-error", "cancelled"]
}

extension Event {
  /// Whether the resource was withdrawn or never came about: what it says counts for nothing.
  public var isVoid: Bool { Self.isVoid(status: status) }

  /// Whether a status is that of what counts for nothing, for whoever reads no more of an event than that.
  public static func isVoid(status: String?) -> Bool { Statuses.isVoid(status) }

  /// What stands before the title of what must not be taken for what is so: `(in error) `, `(refuted) `,
  /// `(cancelled) `; else empty.
  ///
  /// A medication that was cancelled may have been taken until then: its status says so.
  public var withdrawalMark: String {
    switch status {
    case "entered-in-error": "(in error) "
    case "refuted": "(refuted) "
    case "cancelled" where lane != .medications: "(cancelled) "
    case "revoked" where lane != .medications: "(revoked) "
    case "noshow": "(no show) "
    default: ""
    }
  }

  /// Whether the resource says that it is so now: an active problem, a relapse among them.
  public var isSaidActive: Bool { status.map(Statuses.running.contains) ?? false }

  /// The statuses that ``isSaidActive`` goes by.
  public static let activeStatuses = Statuses.running

  /// Whether a result was reported before it was certain.
  public var isPreliminary: Bool { status == "preliminary" || status == "registered" }

  /// Whether it stands and says more than why there is no result: `(Specimen clotted)`.
  public var isResult: Bool {
    guard !isVoid else { return false }
    guard lane == .labs || lane == .vitals, number == nil else { return true }
    return value.map { !($0.hasPrefix("(") && $0.hasSuffix(")")) } ?? false
  }

  /// Whether the number lies above what is normal, and not below it; `nil` where nothing tells.
  public var isAbove: Bool? {
    if flag == .criticalHigh || flag == .criticalLow { return flag == .criticalHigh }
    guard let number else { return nil }
    if let rangeHigh, number > rangeHigh { return true }
    if let rangeLow, number < rangeLow { return false }
    return nil
  }

  /// The value as a number, where it counts.
  public var countedNumber: Double? { isVoid ? nil : number }
}
