// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// A FHIRPath Patch: changes to a resource, one after another, in a Parameters resource
/// (https://hl7.org/fhir/R4/fhirpatch.html).
///
/// Paths are evaluated by whoever applies the patch, so that this module needs no engine.
public struct FHIRPathPatch: Sendable, Equatable {
  /// What is put into a resource.
  public enum Value: Sendable, Equatable {
    /// A value of a data type or a resource.
    ///
    /// The parts are the type as the name of the part has it (`HumanName` of `valueHumanName`), the
    /// value, and what stands beside a primitive one (`_valueDate`).
    case typed(type: String, JSON, companion: JSON?)
    /// The content of a backbone element: its elements by name.
    case parts([Part])
  }

  /// An element of a backbone element.
  public struct Part: Sendable, Equatable {
    /// The name of the element.
    public let name: String

    /// Its value, or one item of it.
    public let value: Value

    /// Creates a part.
    public init(name: String, value: Value) {
      self.name = name
      self.value = value
    }
  }

  /// One change.
  public enum Operation: Sendable, Equatable {
    /// Adds an element of a name to the one at the path: the last item, where it repeats.
    case add(path: String, name: String, Value)
    /// Puts an item into the list at the path.
    case insert(path: String, index: Int, Value)
    /// Removes the element at the path, if there is one.
    case delete(path: String)
    /// Puts a value in the place of the element at the path.
    case replace(path: String, Value)
    /// Moves an item of the list at the path to where it has the index `destination`.
    case move(path: String, source: Int, destination: Int)

    /// The path.
    public var path: String {
      switch self {
      case .add(let path, _, _), .insert(let path, _, _), .delete(let path), .replace(let path, _),
        .move(let path, _, _):
        path
      }
    }
  }

  /// The changes in order.
  public var operations: [Operation]

  /// Creates a patch.
  public init(operations: [Operation]) { self.operations = operations }

  /// Reads a patch.
  ///
  /// - Parameter parameters: A Parameters resource.
  /// - Throws: ``FHIRPathPatchError`` for what is no FHIRPath Patch.
  public init(_ parameters: JSON) throws(FHIRPathPatchError) {
    guard parameters.resourceType == "Parameters" else {
      throw FHIRPathPatchError(code: .notParameters, operation: nil)
    }
    operations = []
    guard let list = parameters["parameter"] else { return }
    guard case .array(let elements) = list else {
      throw FHIRPathPatchError(code: .notParameters, operation: nil)
    }
    for (number, element) in elements.enumerated() {
      operations.append(try FHIRPathPatchReader(element, number).operation())
    }
  }
}

/// Reads one parameter of a FHIRPath Patch.
private struct FHIRPathPatchReader {
  private let parts: [JSON]
  private let number: Int

  init(_ parameter: JSON, _ number: Int) throws(FHIRPathPatchError) {
    guard parameter["name"] == .string("operation"), case .array(let parts) = parameter["part"]
    else {
      throw FHIRPathPatchError(code: .notAnOperation, operation: number)
    }
    self.parts = parts
    self.number = number
  }

  func operation() throws(FHIRPathPatchError) -> FHIRPathPatch.Operation {
    let type = try text("type")
    switch type {
    case "add": return .add(path: try text("path"), name: try text("name"), try value())
    case "insert":
      return .insert(path: try text("path"), index: try index("index"), try value())
    case "delete": return .delete(path: try text("path"))
    case "replace": return .replace(path: try text("path"), try value())
    case "move":
      return .move(
        path: try text("path"),
        source: try index("source"),
        destination: try index("destination")
      )
    default: throw error(.unknownType, "type")
    }
  }

  private func error(
    _ code: FHIRPathPatchError.Code,
    _ subject: String
  ) -> FHIRPathPatchError {
    FHIRPathPatchError(code: code, operation: number, subject: subject)
  }

  private func part(_ name: String) throws(FHIRPathPatchError) -> JSON {
    let found = parts.filter { $0["name"] == .string(name) }
    guard found.count < 2 else { throw error(.duplicatePart, name) }
    guard let part = found.first else { throw error(.missingPart, name) }
    return part
  }

  private func text(_ name: String) throws(FHIRPathPatchError) -> String {
    let part = try part(name)
    for key in ["valueCode", "valueString"] {
      if case .string(let text) = part[key], !text.isEmpty { return text }
    }
    throw error(.missingPart, name)
  }

  private func index(_ name: String) throws(FHIRPathPatchError) -> Int {
    let part = try part(name)
    for key in ["valueInteger", "valueUnsignedInt", "valuePositiveInt"] {
      if case .number(let text) = part[key], let index = Int(text) { return index }
    }
    throw error(.missingPart, name)
  }

  private func value() throws(FHIRPathPatchError) -> FHIRPathPatch.Value {
    try value(of: try part("value"), "value")
  }

  private func value(
    of part: JSON,
    _ name: String
  ) throws(FHIRPathPatchError) -> FHIRPathPatch.Value {
    var found: [FHIRPathPatch.Value] = []
    var companions: [String: JSON] = [:]
    for member in part.objectMembers {
      if member.key == "resource" {
        found.append(.typed(type: "Resource", member.value, companion: JSON?.none))
      } else if member.key == "part", case .array(let parts) = member.value {
        var values: [FHIRPathPatch.Part] = []
        for part in parts {
          guard case .string(let name) = part["name"] else { throw error(.missingPart, "name") }
          values.append(.init(name: name, value: try value(of: part, name)))
        }
        found.append(.parts(values))
      } else if member.key.hasPrefix("value"), member.key.utf8.count > 5 {
        let type = String(member.key.dropFirst(5))
        found.append(.typed(type: type, member.value, companion: JSON?.none))
      } else if member.key.hasPrefix("_value") {
        companions[String(member.key.dropFirst(6))] = member.value
      }
    }
    guard found.count < 2, companions.count < 2 else { throw error(.duplicatePart, name) }
    if let (type, companion) = companions.first {
      // A primitive value may be nothing but extensions.
      guard let first = found.first else {
        return .typed(type: type, .null, companion: companion)
      }
      guard case .typed(type, let value, _) = first else { throw error(.duplicatePart, name) }
      return .typed(type: type, value, companion: companion)
    }
    guard let only = found.first else { throw error(.missingPart, name) }
    return only
  }
}
