// SPDX-License-Identifier: Apache-2.0

public import FHIR

extension JSONPatch {
  /// Returns a document with the patch applied: wholly, or not at all.
  ///
  /// - Parameter document: The document; it is not changed.
  /// - Returns: The patched document.
  /// - Throws: ``JSONPatchError`` for the first operation that cannot be carried out.
  public func applied(to document: JSON) throws(JSONPatchError) -> JSON {
    var result = document
    for (number, operation) in operations.enumerated() {
      try Self.apply(operation, number, to: &result)
    }
    return result
  }

  private static func apply(
    _ operation: Operation,
    _ number: Int,
    to document: inout JSON
  ) throws(JSONPatchError) {
    switch operation {
    case .add(let path, let value):
      try at(path, number) { () throws(PlaceFailure) in try document.add(value, at: path) }
    case .remove(let path):
      try at(path, number) { () throws(PlaceFailure) in _ = try document.remove(at: path) }
    case .replace(let path, let value):
      try at(path, number) { () throws(PlaceFailure) in
        try document.change(at: path.tokens[...]) { (old) throws(PlaceFailure) in old = value }
      }
    case .move(let from, let path):
      guard !from.isProperPrefix(of: path) else {
        throw JSONPatchError(
          code: .movedIntoItself,
          operation: number,
          subject: path.description
        )
      }
      if from == path, from.tokens.isEmpty { return }
      let value = try at(from, number) { () throws(PlaceFailure) in try document.remove(at: from) }
      try at(path, number) { () throws(PlaceFailure) in try document.add(value, at: path) }
    case .copy(let from, let path):
      let value = try at(from, number) { () throws(PlaceFailure) in
        try document.existing(at: from)
      }
      try at(path, number) { () throws(PlaceFailure) in try document.add(value, at: path) }
    case .test(let path, let expected):
      let value = try at(path, number) { () throws(PlaceFailure) in
        try document.existing(at: path)
      }
      guard value.isEqualByValue(to: expected) else {
        throw JSONPatchError(code: .testFailed, operation: number, subject: path.description)
      }
    }
  }

  private static func at<Result>(
    _ pointer: JSONPointer,
    _ number: Int,
    _ body: () throws(PlaceFailure) -> Result
  ) throws(JSONPatchError) -> Result {
    do {
      return try body()
    } catch {
      let code: JSONPatchError.Code =
        switch error {
        case .notFound: .notFound
        case .malformedIndex: .malformedIndex
        case .indexOutOfRange: .indexOutOfRange
        case .isRoot: .wholeDocument
        }
      throw JSONPatchError(code: code, operation: number, subject: pointer.description)
    }
  }
}
