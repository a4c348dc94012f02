// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// The rules a resource is checked against.
///
/// Raw values are stable: reports and filters use them.
public enum ValidationRule: String, Sendable, CaseIterable {
  /// A resource is not a JSON object.
  case notAnObject = "not-an-object"
  /// A resource has no `resourceType`, or one that is not a string.
  case noResourceType = "no-resource-type"
  /// R4 has no such resource type.
  case unknownResourceType = "unknown-resource-type"
  /// A resource's `id` is not an id.
  case malformedID = "malformed-id"
  /// The type has no such element.
  case unknownElement = "unknown-element"
  /// A value has another JSON type than its element.
  case wrongJSONType = "wrong-json-type"
  /// An array where the element does not repeat.
  case unexpectedArray = "unexpected-array"
  /// No array where the element repeats.
  case expectedArray = "expected-array"
  /// A required element is missing.
  case missingElement = "missing-element"
  /// A choice element is there with more than one type.
  case multipleChoices = "multiple-choices"
  /// A primitive value does not have the form of its type.
  case malformedValue = "malformed-value"
  /// A string is longer than 1 MB.
  case tooLong = "too-long"
  /// A string is made of white space only, or has control characters.
  case unusualCharacters = "unusual-characters"
  /// `null` where no value is left out.
  case unexpectedNull = "unexpected-null"
  /// An object without members, or with an id only.
  case emptyObject = "empty-object"
  /// An array without elements.
  case emptyArray = "empty-array"
  /// A string without characters.
  case emptyString = "empty-string"
  /// The arrays of values and of their extensions differ in length.
  case misalignedExtensions = "misaligned-extensions"
  /// A contained resource contains resources.
  case nestedContained = "nested-contained"
  /// The same key twice in an object.
  case duplicateKey = "duplicate-key"
  /// An extension has both a value and extensions, or neither.
  case extensionContent = "extension-content"
  /// A code is not in the value set that the element requires.
  case unknownCode = "unknown-code"
  /// There are more issues than are listed.
  case moreIssues = "more-issues"

  /// Whether a resource that breaks the rule cannot be stored at any level.
  public var preventsStoring: Bool {
    switch self {
    case .notAnObject, .noResourceType, .unknownResourceType, .malformedID: true
    default: false
    }
  }

  /// The kind of issue that breaking the rule is.
  public var code: Issue.Code {
    switch self {
    case .notAnObject, .noResourceType, .unknownElement, .wrongJSONType, .unexpectedArray,
      .expectedArray, .unexpectedNull, .misalignedExtensions, .multipleChoices:
      .structure
    case .unknownResourceType: .notSupported
    case .malformedID, .malformedValue, .emptyString, .unusualCharacters: .value
    case .emptyObject, .emptyArray, .nestedContained, .extensionContent: .invariant
    case .missingElement: .required
    case .tooLong: .tooLong
    case .duplicateKey: .duplicate
    case .unknownCode: .codeInvalid
    case .moreIssues: .incomplete
    }
  }

  /// How bad it is when the rule is broken and the level does not say otherwise.
  public var severity: Issue.Severity {
    switch self {
    case .unusualCharacters, .misalignedExtensions: .warning
    case .moreIssues: .information
    default: .error
    }
  }
}
