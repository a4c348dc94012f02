// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// A JSON Patch: changes to a document, one after another (RFC 6902).
///
/// ```swift
/// let patch = JSONPatch(operations: [.replace("/birthDate", "1970-03-01")])
/// let patched = try patch.applied(to: patient)
/// ```
///
/// A member that is added to an object becomes the last one; a member that is there already is
/// replaced where it stands. With this reading, which RFC 6902 leaves open, a patch can say the
/// order of members too: ``make(from:to:keepingMemberOrder:)`` does.
public struct JSONPatch: Sendable, Equatable {
  /// One change.
  public enum Operation: Sendable, Equatable {
    /// Adds a member or, before the item at the place, an item (section 4.1).
    case add(JSONPointer, JSON)
    /// Removes a value (section 4.2).
    case remove(JSONPointer)
    /// Puts a value in the place of another (section 4.3).
    case replace(JSONPointer, JSON)
    /// Removes a value and adds it elsewhere (section 4.4).
    case move(from: JSONPointer, to: JSONPointer)
    /// Adds a copy of a value elsewhere (section 4.5).
    case copy(from: JSONPointer, to: JSONPointer)
    /// Requires a value: nothing is changed where another one stands (section 4.6).
    case test(JSONPointer, JSON)
  }

  /// The changes in order.
  public var operations: [Operation]

  /// Creates a patch.
  public init(operations: [Operation] = []) { self.operations = operations }

  /// Whether the patch changes nothing and requires nothing.
  public var isEmpty: Bool { operations.isEmpty }
}

// MARK: - Text

extension JSONPatch {
  /// Reads a patch; members that RFC 6902 does not know are ignored, as it says.
  ///
  /// - Parameter json: An array of operations.
  /// - Throws: ``JSONPatchError`` for what is no patch.
  public init(_ json: JSON) throws(JSONPatchError) {
    guard case .array(let elements) = json else {
      throw JSONPatchError(code: .notAPatch, operation: nil)
    }
    operations = []
    operations.reserveCapacity(elements.count)
    for (number, element) in elements.enumerated() {
      operations.append(try Reader(element, number).operation())
    }
  }

  /// The patch as RFC 6902 writes it.
  public var json: JSON { .array(operations.map(\.json)) }

  private struct Reader {
    let members: [JSON.Member]
    let number: Int

    init(_ json: JSON, _ number: Int) throws(JSONPatchError) {
      guard case .object(let members) = json else {
        throw JSONPatchError(code: .notAPatch, operation: number)
      }
      self.members = members
      self.number = number
    }

    func operation() throws(JSONPatchError) -> Operation {
      switch try string("op") {
      case "add": return .add(try pointer("path"), try member("value"))
      case "remove": return .remove(try pointer("path"))
      case "replace": return .replace(try pointer("path"), try member("value"))
      case "move": return .move(from: try pointer("from"), to: try pointer("path"))
      case "copy": return .copy(from: try pointer("from"), to: try pointer("path"))
      case "test": return .test(try pointer("path"), try member("value"))
      default: throw JSONPatchError(code: .unknownOperation, operation: number)
      }
    }

    private func member(_ key: String) throws(JSONPatchError) -> JSON {
      let found = members.filter { $0.key == key }
      guard found.count < 2 else {
        throw JSONPatchError(code: .duplicateMember, operation: number, subject: key)
      }
      guard let value = found.first?.value else {
        throw JSONPatchError(code: .missingMember, operation: number, subject: key)
      }
      return value
    }

    private func string(_ key: String) throws(JSONPatchError) -> String {
      guard case .string(let text) = try member(key) else {
        throw JSONPatchError(code: .missingMember, operation: number, subject: key)
      }
      return text
    }

    private func pointer(_ key: String) throws(JSONPatchError) -> JSONPointer {
      let text = try string(key)
      guard let pointer = JSONPointer(parsing: text) else {
        throw JSONPatchError(code: .malformedPointer, operation: number, subject: text)
      }
      return pointer
    }
  }
}

extension JSONPatch.Operation {
  /// The operation as RFC 6902 writes it.
  public var json: JSON {
    switch self {
    case .add(let path, let value):
      ["op": "add", "path": .string(path.description), "value": value]
    case .remove(let path): ["op": "remove", "path": .string(path.description)]
    case .replace(let path, let value):
      ["op": "replace", "path": .string(path.description), "value": value]
    case .move(let from, let path):
      ["op": "move", "from": .string(from.description), "path": .string(path.description)]
    case .copy(let from, let path):
      ["op": "copy", "from": .string(from.description), "path": .string(path.description)]
    case .test(let path, let value):
      ["op": "test", "path": .string(path.description), "value": value]
    }
  }

  /// About how many bytes the operation has as text.
  var weight: Int {
    switch self {
    case .add(let path, let value), .replace(let path, let value), .test(let path, let value):
      30 + path.description.utf8.count + value.weight
    case .remove(let path): 25 + path.description.utf8.count
    case .move(let from, let path), .copy(let from, let path):
      30 + from.description.utf8.count + path.description.utf8.count
    }
  }
}
