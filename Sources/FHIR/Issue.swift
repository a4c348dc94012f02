// SPDX-License-Identifier: Apache-2.0

/// One finding about a resource or a request, in the shape of `OperationOutcome.issue`.
///
/// An issue carries names of elements and types, never values: it can be logged.
/// See https://hl7.org/fhir/R4/operationoutcome.html.
public struct Issue: Sendable, Equatable {
  /// How bad it is.
  public enum Severity: String, Sendable, CaseIterable, Comparable {
    /// For the reader only.
    case information
    /// It was done, with a doubt.
    case warning
    /// It was not done.
    case error
    /// Nothing more could be done.
    case fatal

    /// Returns whether the left severity is milder.
    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int {
      switch self {
      case .information: 0
      case .warning: 1
      case .error: 2
      case .fatal: 3
      }
    }
  }

  /// What kind of issue it is: the codes of R4's IssueType that tarn gives.
  public enum Code: String, Sendable, CaseIterable {
    /// The content is invalid.
    case invalid
    /// The structure is wrong: an unknown element, a wrong JSON type.
    case structure
    /// A required element is missing.
    case required
    /// An element's value does not have the form of its type.
    case value
    /// A rule of the specification does not hold.
    case invariant
    /// A code is not in the value set it must be from.
    case codeInvalid = "code-invalid"
    /// A value is too long.
    case tooLong = "too-long"
    /// It would be right, but tarn does not do it.
    case notSupported = "not-supported"
    /// The same thing stands there twice.
    case duplicate
    /// What is referred to does not exist.
    case notFound = "not-found"
    /// What is referred to was deleted.
    case deleted
    /// The state of the lake forbids it.
    case conflict
    /// Try again.
    case transient
    /// Not everything is listed.
    case incomplete
    /// A step of the work has failed.
    case processing
    /// Something is broken.
    case exception
    /// For the reader only.
    case informational
  }

  /// How bad it is.
  public var severity: Severity

  /// What kind of issue it is.
  public var code: Code

  /// The rule that found it, `unknown-element` for one; stable, for counting and filtering.
  public var rule: String

  /// Where: element names and indices from the resource, `Patient.name[0].given[1]`.
  public var expression: String

  /// What is wrong, in words.
  public var diagnostics: String

  /// Where in the document's text, in bytes.
  public var byteOffset: Int?

  /// Creates an issue.
  public init(
    severity: Severity,
    code: Code,
    rule: String,
    expression: String,
    diagnostics: String,
    byteOffset: Int? = nil
  ) {
    self.severity = severity
    self.code = code
    self.rule = rule
    self.expression = expression
    self.diagnostics = diagnostics
    self.byteOffset = byteOffset
  }

  /// Returns the line and the column, both from 1, in the document the issue is about.
  public func position(in document: JSONDocument) -> (line: Int, column: Int)? {
    byteOffset.map { document.position(ofOffset: $0) }
  }

  /// Returns the issue as JSON, with line and column where the document is given.
  ///
  /// Line and column are R4's extensions `operationoutcome-issue-line` and `-col`.
  public func json(in document: JSONDocument? = nil) -> JSON {
    var members: [JSON.Member] = []
    if let (line, column) = document.flatMap({ position(in: $0) }) {
      let url = "http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-"
      members.append(
        JSON.Member(
          "extension",
          [
            ["url": .string(url + "line"), "valueInteger": .number(String(line))],
            ["url": .string(url + "col"), "valueInteger": .number(String(column))],
          ]
        )
      )
    }
    members.append(JSON.Member("severity", .string(severity.rawValue)))
    members.append(JSON.Member("code", .string(code.rawValue)))
    members.append(JSON.Member("details", ["coding": [["code": .string(rule)]]]))
    members.append(JSON.Member("diagnostics", .string(diagnostics)))
    if !expression.isEmpty { members.append(JSON.Member("expression", [.string(expression)])) }
    return .object(members)
  }
}

/// Issues as a resource.
public enum OperationOutcome {
  /// Returns an OperationOutcome; without issues it has R4's one that says that all is well.
  public static func json(_ issues: [Issue], in document: JSONDocument? = nil) -> JSON {
    let list =
      issues.isEmpty
      ? [["severity": "information", "code": "informational", "diagnostics": "No issues"]]
      : issues.map { $0.json(in: document) }
    return ["resourceType": "OperationOutcome", "issue": .array(list)]
  }
}
