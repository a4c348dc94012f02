// SPDX-License-Identifier: Apache-2.0

/// Why a JSON Patch cannot be read or applied, and which operation is to blame.
///
/// The error carries places, never values, so that it can be logged.
public struct JSONPatchError: Error, Sendable, Equatable {
  /// The kind of failure.
  public enum Code: String, Sendable, CaseIterable {
    /// The patch is not an array of objects.
    case notAPatch
    /// An operation lacks `op`, `path`, `from` or `value`, or one of them is not a string.
    case missingMember
    /// An operation has a member twice.
    case duplicateMember
    /// The value of `op` is none of the six of RFC 6902.
    case unknownOperation
    /// A `path` or `from` is no JSON pointer (RFC 6901).
    case malformedPointer
    /// The document has no value at the place, or no container to add to.
    case notFound
    /// What stands for an index of an array is none.
    case malformedIndex
    /// The array has no such item.
    case indexOutOfRange
    /// The document as a whole cannot be removed.
    case wholeDocument
    /// A value cannot be moved to a place inside itself.
    case movedIntoItself
    /// The value at the place is not the one a `test` names.
    case testFailed
  }

  /// The kind of failure.
  public let code: Code

  /// The operation, counted from 0; `nil` where the patch as a whole is wrong.
  public let operation: Int?

  /// The member that is missing, or the place: a JSON pointer.
  public let subject: String

  /// Creates an error.
  public init(code: Code, operation: Int?, subject: String = "") {
    self.code = code
    self.operation = operation
    self.subject = subject
  }
}

extension JSONPatchError: CustomStringConvertible {
  /// A sentence without any value of the document or the patch.
  public var description: String {
    let what =
      switch code {
      case .notAPatch: "A JSON Patch is an array of operations"
      case .missingMember: "Missing or not a string: \(subject)"
      case .duplicateMember: "A member twice: \(subject)"
      case .unknownOperation: "Unknown operation"
      case .malformedPointer: "Not a JSON pointer: \(subject)"
      case .notFound: "Nothing there: \(subject)"
      case .malformedIndex: "Not an index of an array: \(subject)"
      case .indexOutOfRange: "Beyond the end of the array: \(subject)"
      case .wholeDocument: "The whole document cannot be removed"
      case .movedIntoItself: "Moved into itself: \(subject)"
      case .testFailed: "The value is another one: \(subject)"
      }
    return operation.map { "\(what) (operation \($0 + 1))" } ?? what
  }
}
