// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// An element in an object.
///
/// It is a member, and the member with `_` before its name that holds what belongs to primitive
/// values. Of an element that repeats both are arrays, and stay of one length.
struct ElementSlot {
  let key: String
  var container: JSON

  private var companionKey: String { "_" + key }

  init(_ key: String, in container: JSON) {
    self.key = key
    self.container = container
  }

  /// Whether the object has the element.
  var isThere: Bool { container[key] != nil || container[companionKey] != nil }

  /// Whether the object has the element as an array.
  var isList: Bool {
    for value in [container[key], container[companionKey]] {
      if case .array = value { return true }
    }
    return false
  }

  /// The items of an element that repeats.
  var items: [ElementItem] {
    get { ElementItem.items(container[key], container[companionKey]) }
    set {
      let values = newValue.contains { $0.value != nil }
      let companions = newValue.contains { $0.companion != nil }
      set(key, values ? .array(newValue.map { $0.value ?? .null }) : JSON?.none)
      set(companionKey, companions ? .array(newValue.map { $0.companion ?? .null }) : JSON?.none)
    }
  }

  /// The value of an element that does not repeat.
  var single: ElementItem {
    get { ElementItem(value: container[key], companion: container[companionKey]) }
    set {
      set(key, newValue.value)
      set(companionKey, newValue.companion)
    }
  }

  /// Puts another element where this one is: a choice has a member for each type.
  mutating func replace(by item: ElementItem, key newKey: String) {
    guard case .object(var members) = container else { return }
    let keys = [key, companionKey]
    let place = members.firstIndex { keys.contains($0.key) } ?? members.count
    members.removeAll { keys.contains($0.key) }
    var new: [JSON.Member] = []
    if let value = item.value { new.append(.init(newKey, value)) }
    if let companion = item.companion { new.append(.init("_" + newKey, companion)) }
    members.insert(contentsOf: new, at: place)
    container = .object(members)
  }

  private mutating func set(_ key: String, _ value: JSON?) { container[key] = value }
}

/// Where an element is: the object that has it, the member, and the index in a list.
struct ElementLocation: Equatable {
  let container: JSONPointer
  let key: String
  let index: Int?

  /// Reads a pointer to an element; `nil` for the whole document.
  ///
  /// The pointer may lead to the member with `_` before its name; that is the same element.
  init?(_ pointer: JSONPointer, in document: JSON) {
    var tokens = pointer.tokens
    var index: Int?
    if tokens.count > 1, let number = JSONPointer.index(tokens[tokens.count - 1]),
      case .array = document.value(at: JSONPointer(tokens: tokens.dropLast()))
    {
      index = number
      tokens.removeLast()
    }
    guard let key = tokens.popLast() else { return nil }
    self.key = key.hasPrefix("_") ? String(key.dropFirst()) : key
    self.container = JSONPointer(tokens: tokens)
    self.index = index
  }
}
