// SPDX-License-Identifier: Apache-2.0

internal import FHIR

extension String {
  /// Whether two strings have the same code points; `==` takes composed and decomposed letters for
  /// the same.
  func isIdentical(to other: String) -> Bool {
    guard self == other else { return false }
    return utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }
}

/// A string as a key of dictionaries, told apart by its code points.
struct ExactString: Hashable {
  let string: String

  init(_ string: String) { self.string = string }

  static func == (left: ExactString, right: ExactString) -> Bool {
    left.string.isIdentical(to: right.string)
  }

  func hash(into hasher: inout Hasher) { hasher.combine(string) }
}

extension JSON {
  /// Whether two values have the same text: members in the same order, numbers spelled alike.
  func isIdentical(to other: JSON) -> Bool {
    switch (self, other) {
    case (.null, .null): return true
    case (.bool(let left), .bool(let right)): return left == right
    case (.number(let left), .number(let right)): return left == right
    case (.string(let left), .string(let right)), (.raw(let left), .raw(let right)):
      return left.isIdentical(to: right)
    case (.array(let left), .array(let right)):
      return left.count == right.count && zip(left, right).allSatisfy { $0.isIdentical(to: $1) }
    case (.object(let left), .object(let right)):
      return left.count == right.count
        && zip(left, right).allSatisfy {
          $0.key.isIdentical(to: $1.key) && $0.value.isIdentical(to: $1.value)
        }
    default: return false
    }
  }

  /// Feeds what ``isIdentical(to:)`` compares to a hasher.
  func hashContent(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let value): hasher.combine(value)
    case .number(let text), .string(let text), .raw(let text): hasher.combine(text)
    case .array(let elements):
      hasher.combine(elements.count)
      for element in elements { element.hashContent(into: &hasher) }
    case .object(let members):
      hasher.combine(members.count)
      for member in members {
        hasher.combine(member.key)
        member.value.hashContent(into: &hasher)
      }
    }
  }

  /// Whether an object has a key twice.
  var hasDuplicateKeys: Bool {
    guard case .object(let members) = self, members.count > 1 else { return false }
    var keys: Set<ExactString> = []
    return !members.allSatisfy { keys.insert(ExactString($0.key)).inserted }
  }

  /// About how many bytes the text has.
  var weight: Int {
    switch self {
    case .null, .bool: 4
    case .number(let text), .raw(let text): text.utf8.count
    case .string(let text): text.utf8.count + 2
    case .array(let elements): elements.reduce(2) { $0 + $1.weight + 1 }
    case .object(let members): members.reduce(2) { $0 + $1.key.utf8.count + $1.value.weight + 4 }
    }
  }
}

extension [JSON.Member] {
  /// Returns the place of the first member with a key.
  func index(ofKey key: String) -> Int? { firstIndex { $0.key.isIdentical(to: key) } }
}

/// A value as a key of dictionaries, hashed once.
struct ExactValue: Hashable {
  let value: JSON
  private let hash: Int

  init(_ value: JSON) {
    self.value = value
    var hasher = Hasher()
    value.hashContent(into: &hasher)
    hash = hasher.finalize()
  }

  static func == (left: ExactValue, right: ExactValue) -> Bool {
    left.hash == right.hash && left.value.isIdentical(to: right.value)
  }

  func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}

/// Gives equal things equal numbers, so that sequences of them are compared by number.
struct Numbering<Key: Hashable> {
  private var numbers: [Key: Int] = [:]

  /// Returns the number of a thing.
  mutating func number(of key: Key) -> Int {
    if let number = numbers[key] { return number }
    numbers[key] = numbers.count
    return numbers.count - 1
  }
}
