// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import FHIRPath

/// The invariants of the base specification, evaluated on a resource.
///
/// See https://hl7.org/fhir/R4/conformance-rules.html#constraints. Those that are part of the
/// structure already (`ele-1`, `ext-1`) are left out, and so is `dom-6`, which asks for a narrative.
struct Invariants: Sendable {
  /// A rule of a type.
  struct Invariant: Sendable {
    let key: String
    let isError: Bool
    let expression: FHIRPathExpression
    let human: String
  }

  private let ofType: [String: [Invariant]]
  private let content: ContentRules
  /// The resources that are no DomainResource: what they hold is not contained in them.
  private static let isNoContainer: Set = ["Bundle", "Parameters", "Binary"]

  /// Those of R4, read when the first resource is checked.
  static let r4: Invariants? = try? Invariants()

  private init() throws {
    var found: [String: [Invariant]] = [:]
    let text = Self.text.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 5 else { continue }
      found[parts[0], default: []].append(
        Invariant(
          key: parts[1],
          isError: parts[2] == "e",
          expression: try FHIRPathExpression(parsing: parts[3]),
          human: parts[4]
        )
      )
    }
    ofType = found
    content = try ContentRules()
  }

  /// Returns an issue for each invariant that does not hold.
  ///
  /// What cannot be evaluated on a resource says nothing about it.
  func issues(of resource: JSONValue, limit: Int) -> [Issue] {
    var environment = FHIRPathEnvironment()
    environment.allowsManyInAs = true
    environment.memberOf = { _, _ in nil }
    var issues: [Issue] = []
    let document = Document(root: resource, references: DocumentReferences(resource))
    walk(FHIRPathItem(resource), environment, document, limit, depth: 0, &issues)
    return issues
  }

  private func walk(
    _ item: FHIRPathItem,
    _ outer: FHIRPathEnvironment,
    _ document: Document,
    _ limit: Int,
    depth: Int,
    _ issues: inout [Issue]
  ) {
    let root = document.root
    var environment = outer
    guard let type = item.typeName, issues.count < limit, depth < Self.mostDepth else { return }
    var invariants = ofType[type] ?? []
    if item.source?["resourceType"] != nil {
      // A contained resource has a container; an entry of a Bundle stands for itself.
      let container = outer.resource?.typeName ?? "Bundle"
      environment.rootResource =
        Self.isNoContainer.contains(container) ? item : outer.rootResource
      environment.resource = item
      if !Self.isNoContainer.contains(type) {
        invariants += ofType["DomainResource"] ?? []
      }
    }
    for invariant in invariants where invariant.expression.isBroken(by: item, environment) {
      issues.append(
        Issue(
          severity: invariant.isError ? .error : .warning,
          code: .invariant,
          rule: invariant.key,
          expression: item.location(in: root) ?? type,
          diagnostics: "\(invariant.human) (\(invariant.key))",
          byteOffset: item.source?.byteRange.lowerBound
        )
      )
    }
    for finding in content.findings(item, type: type, in: environment.resource?.source) {
      let place = finding.place.map { FHIRPathItem($0) } ?? item
      issues.append(
        Issue(
          severity: finding.isWarning ? .warning : .error,
          code: .invariant,
          rule: finding.rule,
          expression: place.location(in: root) ?? item.location(in: root) ?? type,
          diagnostics: finding.text,
          byteOffset: (finding.place ?? item.source)?.byteRange.lowerBound
        )
      )
    }
    for (name, child) in item.namedChildren {
      if child.typeName == "Reference", let reference = child.source {
        let target = reference["reference"]?.string.flatMap {
          document.references.resolve($0, from: environment.resource?.source)
        }
        let complaint = ReferenceTargets.r4.complaint(
          reference,
          at: "\(type).\(name)",
          target: target
        )
        if let complaint {
          issues.append(
            Issue(
              severity: .error,
              code: .structure,
              rule: "reference-target",
              expression: child.location(in: root) ?? type,
              diagnostics: complaint,
              byteOffset: reference.byteRange.lowerBound
            )
          )
        }
      }
      walk(child, environment, document, limit, depth: depth + 1, &issues)
    }
  }

  /// No resource is as deep; the walk is a recursion.
  private static let mostDepth = 250

  /// What is validated, and what finds the ends of references in it.
  private struct Document {
    let root: JSONValue
    let references: DocumentReferences
  }
}

extension FHIRPathExpression {
  /// Whether an element does not meet the expression as an invariant.
  ///
  /// What gives no answer, or cannot be evaluated, says nothing about the element: several rules of
  /// R4 give none where the element that they are about is missing.
  func isBroken(by item: FHIRPathItem, _ environment: FHIRPathEnvironment) -> Bool {
    (try? evaluateBoolean(on: [item], environment: environment)) == false
  }
}
