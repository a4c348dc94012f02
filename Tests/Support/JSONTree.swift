// SPDX-License-Identifier: Apache-2.0

public import FHIR

extension JSON {
  /// A place in a tree: the numbers of members and elements on the way from the root.
  public typealias Path = [Int]

  /// The places of all values, parents first.
  public var paths: [Path] {
    [[]] + children.enumerated().flatMap { number, child in child.paths.map { [number] + $0 } }
  }

  private var children: [JSON] {
    switch self {
    case .array(let elements): elements
    case .object(let members): members.map(\.value)
    default: []
    }
  }

  /// Returns the value at a place.
  public func value(at path: Path) -> JSON {
    path.reduce(self) { value, number in value.children[number] }
  }

  /// Returns the key of the member at a place, and `nil` for an element of an array.
  public func key(at path: Path) -> String? {
    guard let last = path.last, case .object(let members) = value(at: path.dropLast()) else {
      return nil
    }
    return members[last].key
  }

  /// Returns the tree with another value at a place.
  public func replacing(_ path: Path, with new: JSON) -> JSON {
    guard let number = path.first else { return new }
    let rest = Path(path.dropFirst())
    switch self {
    case .array(var elements):
      elements[number] = elements[number].replacing(rest, with: new)
      return .array(elements)
    case .object(var members):
      members[number].value = members[number].value.replacing(rest, with: new)
      return .object(members)
    default: return self
    }
  }

  /// Returns the tree with the members of the object at a place changed.
  public func changingMembers(
    at path: Path,
    _ change: (inout [Member]) -> Void
  ) -> JSON {
    guard case .object(var members) = value(at: path) else { return self }
    change(&members)
    return replacing(path, with: .object(members))
  }
}
