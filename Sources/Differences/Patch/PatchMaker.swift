// SPDX-License-Identifier: Apache-2.0

public import FHIR

extension JSONPatch {
  /// Returns a patch that makes one document of another.
  ///
  /// Applied to the first document by ``applied(to:)`` it gives the second one exactly: the same
  /// members and items in the same order, numbers with the same spelling, strings with the same
  /// code points. White space and the escapes of strings are no part of a ``JSON`` and not
  /// compared. Where an object has a key twice, which a JSON pointer cannot tell apart, the object
  /// is replaced as a whole.
  ///
  /// The patch is short, not the shortest there is: items of arrays are kept, moved, changed in
  /// place, added and removed by what is equal, and a container is replaced as a whole where that
  /// is less text.
  ///
  /// - Parameters:
  ///   - old: The document the patch is for.
  ///   - new: The document it gives.
  ///   - keepingMemberOrder: Whether the order of the members of objects counts. If not, the result
  ///     has the members of `new` with the kept ones first, which RFC 6902 takes for equal; if it
  ///     does, members are moved to where they are, which makes them last.
  /// - Returns: The patch; empty for the same documents.
  public static func make(
    from old: JSON,
    to new: JSON,
    keepingMemberOrder: Bool = true
  ) -> JSONPatch {
    var maker = PatchMaker(keepsOrder: keepingMemberOrder)
    maker.compare(old, new, isRoot: true)
    return JSONPatch(operations: maker.operations)
  }
}

/// Collects the operations that make one document of another.
struct PatchMaker {
  let keepsOrder: Bool
  private(set) var operations: [JSONPatch.Operation] = []
  private var tokens: [String] = []

  init(keepsOrder: Bool) { self.keepsOrder = keepsOrder }

  private func pointer(_ token: String) -> JSONPointer { JSONPointer(tokens: tokens + [token]) }

  private func pointer(_ index: Int) -> JSONPointer { pointer(String(index)) }

  mutating func compare(_ old: JSON, _ new: JSON, isRoot: Bool = false) {
    guard !old.isIdentical(to: new) else { return }
    let first = operations.count
    switch (old, new) {
    case (.object(let left), .object(let right))
    where !old.hasDuplicateKeys && !new.hasDuplicateKeys:
      compareMembers(left, right)
    case (.array(let left), .array(let right)): compareItems(left, right)
    default:
      operations.append(.replace(JSONPointer(tokens: tokens), new))
      return
    }
    guard !isRoot else { return }
    let whole = JSONPatch.Operation.replace(JSONPointer(tokens: tokens), new)
    if operations[first...].reduce(0, { $0 + $1.weight }) > whole.weight {
      operations.removeSubrange(first...)
      operations.append(whole)
    }
  }

  private mutating func compare(_ old: JSON, _ new: JSON, at token: String) {
    tokens.append(token)
    compare(old, new)
    tokens.removeLast()
  }

  // MARK: - Objects

  private mutating func compareMembers(_ old: [JSON.Member], _ new: [JSON.Member]) {
    var oldPlaces: [ExactString: Int] = [:]
    for (place, member) in old.enumerated() { oldPlaces[ExactString(member.key)] = place }
    let kept = Set(new.lazy.map { ExactString($0.key) })
    for member in old where !kept.contains(ExactString(member.key)) {
      operations.append(.remove(pointer(member.key)))
    }
    // Up to here the members of the new object are in the order of the old one.
    var isInOrder = true
    var last = -1
    for member in new {
      guard let place = oldPlaces[ExactString(member.key)] else {
        isInOrder = false
        operations.append(.add(pointer(member.key), member.value))
        continue
      }
      if place < last { isInOrder = false }
      last = max(last, place)
      compare(old[place].value, member.value, at: member.key)
      if keepsOrder, !isInOrder {
        operations.append(.move(from: pointer(member.key), to: pointer(member.key)))
      }
    }
  }

  // MARK: - Arrays

  private mutating func compareItems(_ old: [JSON], _ new: [JSON]) {
    var numbering = Numbering<ExactValue>()
    let left = old.map { numbering.number(of: ExactValue($0)) }
    let right = new.map { numbering.number(of: ExactValue($0)) }
    var script = ItemScript(left, right)
    for pair in script.kept + [.init(left: old.count, right: new.count)] {
      while script.right < pair.right {
        let place = script.right
        if let move = script.movedHere() {
          if move.from != move.to {
            operations.append(.move(from: pointer(move.from), to: pointer(move.to)))
          }
        } else if let (source, index) = script.changedHere(before: pair.left) {
          compare(old[source], new[place], at: String(index))
        } else {
          operations.append(.add(pointer(script.index), new[place]))
          script.right += 1
        }
      }
      while let index = script.removedHere(before: pair.left) {
        operations.append(.remove(pointer(index)))
      }
      script.keep()
    }
  }
}

/// Where the items of an array are while it is changed from the first item to the last.
///
/// Items before ``index`` are done: they are the items of the new array up to ``right``, and among
/// them those of the old one that will be fetched later. Items behind are those of the old array
/// from ``left`` that have not been fetched yet.
private struct ItemScript {
  /// The items that stay in order.
  let kept: [CommonSubsequence.Pair]
  private(set) var left = 0
  var right = 0
  /// For an item of the new array the equal item of the old one that is moved there.
  private var source: [Int: Int] = [:]
  private var isMoved: [Bool]
  /// The items that wait before the index, and how many items of the new array are before each.
  private var waiting: CountingTree
  private var before: [Int: Int] = [:]
  /// The items behind the index that have been fetched.
  private var fetched: CountingTree
  private var isFetched: [Bool]

  init(_ old: [Int], _ new: [Int]) {
    kept = CommonSubsequence.pairs(old, new)
    isMoved = [Bool](repeating: false, count: old.count)
    isFetched = isMoved
    waiting = CountingTree(bound: old.count)
    fetched = CountingTree(bound: old.count)
    let keptLeft = Set(kept.map(\.left))
    let keptRight = Set(kept.map(\.right))
    var free: [Int: [Int]] = [:]
    for place in old.indices.reversed() where !keptLeft.contains(place) {
      free[old[place], default: []].append(place)
    }
    for place in new.indices where !keptRight.contains(place) {
      guard let from = free[new[place]]?.popLast() else { continue }
      source[place] = from
      isMoved[from] = true
    }
  }

  /// The place in the array as it is now.
  var index: Int { right + waiting.count }

  /// Takes the item that is moved to the place, if one is.
  mutating func movedHere() -> (from: Int, to: Int)? {
    guard let from = source[right] else { return nil }
    defer { right += 1 }
    if from < left {
      let place = (before[from] ?? 0) + waiting.count(before: from)
      waiting.change(from, by: -1)
      return (place, index)
    }
    let place = index + from - left - (fetched.count(before: from) - fetched.count(before: left))
    fetched.change(from, by: 1)
    isFetched[from] = true
    return (place, index)
  }

  /// Takes the next item of the old array that becomes the item at the place.
  mutating func changedHere(before end: Int) -> (source: Int, index: Int)? {
    guard skipMoved(before: end) else { return nil }
    defer {
      left += 1
      right += 1
    }
    return (left, index)
  }

  /// Takes the next item of the old array that is removed.
  mutating func removedHere(before end: Int) -> Int? {
    guard skipMoved(before: end) else { return nil }
    left += 1
    return index
  }

  /// Goes past an item that stays.
  mutating func keep() {
    left += 1
    right += 1
  }

  /// Goes past items that are moved; whether one follows that is not.
  private mutating func skipMoved(before end: Int) -> Bool {
    while left < end, isMoved[left] {
      if !isFetched[left] {
        before[left] = right
        waiting.change(left, by: 1)
      }
      left += 1
    }
    return left < end
  }
}
