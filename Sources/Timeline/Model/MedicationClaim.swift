// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// What an order or a statement says of one medication: that it is taken, or that it has ended.
public struct MedicationClaim: Sendable, Equatable {
  /// Who says it.
  public enum Source: Sendable, Equatable {
    /// A MedicationRequest.
    case order
    /// A MedicationStatement.
    case statement

    /// Returns the source that resources of a type are; `nil` for other types.
    public init?(type: some StringProtocol) {
      switch type {
      case "MedicationRequest": self = .order
      case "MedicationStatement": self = .statement
      default: return nil
      }
    }
  }

  /// Who says it.
  public var source: Source

  /// The status, as it is coded.
  public var status: String

  /// The code or the name that two claims of one source share when they are about one product.
  public var product: String

  /// The first moment it speaks of; `nil` where none is known.
  public var start: Int64?

  /// The first moment after the last it speaks of, as the resource says it; `nil` where it says none.
  public var end: Int64?

  /// Creates a claim.
  public init(source: Source, status: String, product: String, start: Int64?, end: Int64?) {
    self.source = source
    self.status = status
    self.product = product
    self.start = start
    self.end = end
  }

  /// Whether it says that the medication is taken now.
  public var isActive: Bool { status == "active" }

  /// Whether a MedicationRequest asks that its medication be taken: it is no proposal and no plan, and
  /// does not say that it is not to be given.
  public static func isOrder(_ request: JSONValue) -> Bool {
    MedicationRules.reservation(request) == nil
  }

  /// Whether the dosages of a MedicationRequest say for how long they are to be taken, as a supply does not.
  public static func isBounded(_ request: JSONValue) -> Bool {
    MedicationRules.boundedEnd(DosageText.steps(request["dosageInstruction"]), from: 0) != nil
  }

  /// Whether a medication that begins then is to come.
  ///
  /// Records whose dates were shifted lie decades ahead: there nobody knows what is to come.
  ///
  /// - Parameters:
  ///   - start: When it begins, in milliseconds since 1970 UTC.
  ///   - now: The present, likewise.
  /// - Returns: `false` also for what has no date.
  public static func isToCome(_ start: Int64?, now: Int64) -> Bool {
    let fiveYears: Int64 = 5 * 366 * 86_400_000
    return start.map { $0 > now && $0 - fiveYears < now } ?? false
  }

  /// The statuses of what is held, or is to come.
  public static let waitingStatuses: Set<String> = [
    "on-hold", "draft", "intended", "proposal", "plan",
  ]

  /// Whether a dose was given so lately that what it may do is still to be looked for.
  ///
  /// - Parameters:
  ///   - start: When it was given, in milliseconds since 1970 UTC.
  ///   - now: The present, likewise.
  /// - Returns: Whether it was within two days.
  public static func isJustGiven(_ start: Int64, now: Int64) -> Bool {
    start <= now && start > now - 2 * 86_400_000
  }

  /// The statuses that say "over", of orders and of statements; both say "stopped" and "completed".
  public static let overStatuses: Set<String> = ["stopped", "completed", "cancelled", "not-taken"]

  /// Whether it says that the medication is taken no more, or never was.
  public var isOver: Bool {
    switch (source, status) {
    case (.statement, "cancelled"), (.order, "not-taken"): false
    default: Self.overStatuses.contains(status)
    }
  }

  /// Whether two names of one drug are of two strengths: `metformin 500 MG` and `metformin 1000 MG`, not
  /// `metformin`, which may be either.
  public static func areOtherStrengths(_ left: String, _ right: String) -> Bool {
    let (left, right) = (left.lowercased(), right.lowercased())
    return !left.hasPrefix(right) && !right.hasPrefix(left)
  }

  /// Returns the claims that say "taken" where a newer one says "over", each with the newest of those.
  ///
  /// An order that was stopped speaks against a statement unless it ended before the statement
  /// begins; where nobody wrote when it ended, it may have ended since. What was completed,
  /// cancelled or not taken speaks only against what began before. Within one source only a stop of
  /// the same product that began later does: another strength is another order. Nothing is in doubt
  /// where the source that says "over" says "taken" again, of the same time or later; where both
  /// claims are about one product, it must say so of that product.
  ///
  /// ```
  /// order      2015-02-01 … 2021-03-02  stopped
  /// statement  2015-02-01 …             active     in doubt: the order says "over"
  ///
  /// order      2015-02-01 … 2016-01-01  stopped
  /// order      2016-01-01 …             active
  /// statement  2015-02-01 …             active     not in doubt: another order says "taken"
  ///
  /// order      500 mg   2013-08-12 … 2014-02-03  stopped
  /// order      1000 mg  2014-02-03 …             active
  /// statement  500 mg   2013-08-12 …             active     in doubt: 500 mg was stopped
  /// ```
  ///
  /// - Parameter claims: What is said of one medication, in any order.
  /// - Returns: The positions of the claims in doubt, with those of what speaks against them.
  public static func contradictions(in claims: [MedicationClaim]) -> [(active: Int, ended: Int)] {
    claims.indices.compactMap { index -> (Int, Int)? in
      let claim = claims[index]
      guard claim.isActive else { return nil }
      let against = claims.indices.filter { other in
        claims[other].contradicts(claim)
          && !claims.indices.contains { third in
            third != index && claims[third].isActive
              && claims[third].source == claims[other].source
              // Another strength that is ordered now does not say that this one is taken.
              && (claims[other].product != claim.product || claims[third].product == claim.product)
              && (claims[third].start ?? .min) >= (claims[other].start ?? .min)
          }
      }
      let newest = against.max { claims[$0].last < claims[$1].last }
      return newest.map { (index, $0) }
    }
  }

  /// The last moment that is known of it.
  private var last: Int64 { end ?? start ?? .min }

  private func contradicts(_ claim: MedicationClaim) -> Bool {
    guard isOver else { return false }
    // What has an end of its own is over by itself.
    if let end = claim.end, end <= last { return false }
    guard source != claim.source else {
      return status == "stopped" && product == claim.product
        && (start ?? .min) > (claim.start ?? .min)
    }
    if status == "stopped", end == nil { return true }
    return last >= (claim.start ?? .min)
  }
}
