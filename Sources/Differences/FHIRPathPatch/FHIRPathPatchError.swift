// SPDX-License-Identifier: Apache-2.0

/// Why a FHIRPath Patch cannot be read or applied, and which operation is to blame.
///
/// The error carries paths and names, never values, so that it can be logged.
public struct FHIRPathPatchError: Error, Sendable, Equatable {
  /// The kind of failure.
  public enum Code: String, Sendable, CaseIterable {
    /// The patch is not a Parameters resource.
    case notParameters
    /// A parameter is not an `operation` with parts.
    case notAnOperation
    /// The type of the operation is none of the five.
    case unknownType
    /// A part that the type of operation needs is missing or of another type.
    case missingPart
    /// A part is there twice, or the value of a part has several forms.
    case duplicatePart
    /// The value cannot stand in the element.
    case wrongType
    /// The path cannot be evaluated.
    case malformedPath
    /// The path gives nothing, or not what the document holds.
    case notFound
    /// The path gives more than one element.
    case notUnique
    /// The path gives elements that are not the items of one list.
    case notAList
    /// The list has no such index.
    case indexOutOfRange
    /// The structure has no element of that name.
    case unknownElement
    /// The element is there and does not repeat.
    case alreadyThere
    /// The element is a list, the document has it as something else, or the reverse.
    case malformedDocument
    /// The resource as a whole cannot be patched.
    case wholeResource
  }

  /// The kind of failure.
  public let code: Code

  /// The operation, counted from 0; `nil` where the patch as a whole is wrong.
  public let operation: Int?

  /// The path, or the name of the part or element.
  public let subject: String

  /// Creates an error.
  public init(code: Code, operation: Int?, subject: String = "") {
    self.code = code
    self.operation = operation
    self.subject = subject
  }
}

extension FHIRPathPatchError: CustomStringConvertible {
  /// A sentence without any value of the document or the patch.
  public var description: String {
    let what =
      switch code {
      case .notParameters: "A FHIRPath Patch is a Parameters resource"
      case .notAnOperation: "Not a parameter 'operation' with parts"
      case .unknownType: "The type is none of add, insert, delete, replace, move"
      case .missingPart: "Missing or of another type: \(subject)"
      case .duplicatePart: "Given twice: \(subject)"
      case .wrongType: "Not a value for the element \(subject)"
      case .malformedPath: "Cannot be evaluated: \(subject)"
      case .notFound: "Nothing found at \(subject)"
      case .notUnique: "More than one element at \(subject)"
      case .notAList: "Not the items of one list: \(subject)"
      case .indexOutOfRange: "Beyond the end of the list at \(subject)"
      case .unknownElement: "No such element: \(subject)"
      case .alreadyThere: "Already there, and does not repeat: \(subject)"
      case .malformedDocument: "Not as FHIR has it in the resource: \(subject)"
      case .wholeResource: "The whole resource cannot be patched"
      }
    return operation.map { "\(what) (operation \($0 + 1))" } ?? what
  }
}
