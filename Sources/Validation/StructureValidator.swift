// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// Checks resources against the structure definitions of R4.
///
/// A validator never fails on data: whatever the resource is, the answer is a list of issues, empty
/// for a valid one. It has no state, so one serves all threads. A resource of 1.3 kB takes a few
/// microseconds; the definitions are read when the first is validated.
///
/// ```swift
/// let issues = StructureValidator(level: .strict).validate(document.root)
/// if issues.contains(where: { $0.severity >= .error }) { … }
/// ```
public struct StructureValidator: Sendable {
  /// How much of what is wrong keeps a resource out of the lake.
  ///
  /// The names are those of HealthLake's import.
  public enum Level: String, Sendable, CaseIterable {
    /// Structure, formats, the codes of required bindings and the invariants.
    case strict
    /// Structure and formats.
    case structureOnly = "structure-only"
    /// Only what cannot be stored: no object, no or no known resource type, a malformed id.
    /// Everything else that structure-only finds is a warning.
    case minimal
  }

  /// The level.
  public let level: Level

  /// How many issues of one resource are listed; one more says how many are not.
  public let limit: Int

  /// Creates a validator.
  public init(level: Level, limit: Int = 100) {
    self.level = level
    self.limit = limit
  }

  private func structureIssues(_ resource: JSONValue) -> [Issue] {
    resource.withNodes { nodes, number in
      var walk = StructureWalk(
        nodes: nodes,
        checksBindings: level == .strict,
        limit: limit
      )
      walk.resource(number, place: .root)
      guard !walk.findings.isEmpty else { return [] }
      return issues(of: walk, root: number)
    }
  }

  /// Returns the issues of a resource.
  ///
  /// Those of the structure come in document order but for missing elements, which follow the
  /// content of their parent. At the level strict the invariants that do not hold come behind; they
  /// are asked of a resource whose structure is sound, as nobody knows what a broken one means.
  public func validate(_ resource: JSONValue) -> [Issue] {
    let issues = structureIssues(resource)
    guard level == .strict, !issues.contains(where: { $0.severity >= .error }) else {
      return issues
    }
    return issues + (Invariants.r4?.issues(of: resource, limit: limit - issues.count) ?? [])
  }

  private func issues(of walk: StructureWalk, root: Int) -> [Issue] {
    var issues = walk.findings.map { finding in
      let rule = finding.rule
      let isTolerated = level == .minimal && !finding.preventsStoring
      return Issue(
        severity: isTolerated ? min(rule.severity, .warning) : rule.severity,
        code: rule.code,
        rule: rule.rawValue,
        expression: walk.expression(of: finding.node, from: root),
        diagnostics: finding.diagnostics,
        byteOffset: walk.byteOffset(of: finding.node)
      )
    }
    if walk.unlisted > 0 {
      // What is not listed still decides whether the resource is stored.
      let isTolerated = level == .minimal && !walk.unlistedPreventStoring
      issues.append(
        Issue(
          severity: isTolerated ? min(walk.worstUnlisted, .warning) : walk.worstUnlisted,
          code: ValidationRule.moreIssues.code,
          rule: ValidationRule.moreIssues.rawValue,
          expression: walk.expression(of: root, from: root),
          diagnostics: "\(walk.unlisted) more issues are not listed"
        )
      )
    }
    return issues
  }
}

extension StructureValidator {
  /// Returns the names of the resource types of R4, sorted.
  public static var resourceTypes: [String] {
    StructureTable.r4.names(in: StructureTable.resourceTypes).sorted()
  }
}
