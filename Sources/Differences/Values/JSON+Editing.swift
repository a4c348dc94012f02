// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// Why a place cannot be read or changed.
enum PlaceFailure: Error {
  case notFound
  case malformedIndex
  case indexOutOfRange
  case isRoot
}

/// Members and items are changed in place: the container is taken out of the value first, so that
/// nothing but what changes is copied.
extension JSON {
  /// Calls a closure with the value at a place, to change it.
  ///
  /// - Throws: ``PlaceFailure``, or what the closure throws.
  mutating func change(
    at tokens: ArraySlice<String>,
    _ body: (inout JSON) throws(PlaceFailure) -> Void
  ) throws(PlaceFailure) {
    guard let token = tokens.first else { return try body(&self) }
    switch self {
    case .object(var members):
      guard let index = members.index(ofKey: token) else { throw .notFound }
      self = .null
      defer { self = .object(members) }
      try members[index].value.change(at: tokens.dropFirst(), body)
    case .array(var elements):
      guard let index = JSONPointer.index(token) else { throw .malformedIndex }
      guard index < elements.count else { throw .indexOutOfRange }
      self = .null
      defer { self = .array(elements) }
      try elements[index].change(at: tokens.dropFirst(), body)
    default: throw .notFound
    }
  }

  /// Adds a value as RFC 6902, section 4.1, has it: into an array before the item at the place,
  /// as the last member of an object, or in place of the member that is there.
  mutating func add(_ value: JSON, at pointer: JSONPointer) throws(PlaceFailure) {
    guard let token = pointer.tokens.last else {
      self = value
      return
    }
    try change(at: pointer.tokens.dropLast()) { (container) throws(PlaceFailure) in
      switch container {
      case .object(var members):
        container = .null
        if let index = members.index(ofKey: token) {
          members[index].value = value
        } else {
          members.append(Member(token, value))
        }
        container = .object(members)
      case .array(var elements):
        guard let index = token == "-" ? elements.count : JSONPointer.index(token) else {
          throw .malformedIndex
        }
        guard index <= elements.count else { throw .indexOutOfRange }
        container = .null
        elements.insert(value, at: index)
        container = .array(elements)
      default: throw .notFound
      }
    }
  }

  /// Removes the value at a place.
  ///
  /// - Returns: The value.
  @discardableResult
  mutating func remove(at pointer: JSONPointer) throws(PlaceFailure) -> JSON {
    guard let token = pointer.tokens.last else { throw .isRoot }
    var removed = JSON.null
    try change(at: pointer.tokens.dropLast()) { (container) throws(PlaceFailure) in
      switch container {
      case .object(var members):
        guard let index = members.index(ofKey: token) else { throw .notFound }
        container = .null
        removed = members.remove(at: index).value
        container = .object(members)
      case .array(var elements):
        guard let index = JSONPointer.index(token) else { throw .malformedIndex }
        guard index < elements.count else { throw .indexOutOfRange }
        container = .null
        removed = elements.remove(at: index)
        container = .array(elements)
      default: throw .notFound
      }
    }
    return removed
  }

  /// Returns the value at a place, or says why there is none.
  func existing(at pointer: JSONPointer) throws(PlaceFailure) -> JSON {
    var value = self
    for token in pointer.tokens {
      switch value {
      case .object(let members):
        guard let index = members.index(ofKey: token) else { throw .notFound }
        value = members[index].value
      case .array(let elements):
        guard let index = JSONPointer.index(token) else { throw .malformedIndex }
        guard index < elements.count else { throw .indexOutOfRange }
        value = elements[index]
      default: throw .notFound
      }
    }
    return value
  }
}
