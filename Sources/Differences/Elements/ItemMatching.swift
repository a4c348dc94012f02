// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// An item of an array: a value, and what stands beside a primitive one (`_given`).
struct ElementItem {
  var value: JSON?
  var companion: JSON?

  func isIdentical(to other: ElementItem) -> Bool {
    Self.isIdentical(value, other.value) && Self.isIdentical(companion, other.companion)
  }

  private static func isIdentical(_ left: JSON?, _ right: JSON?) -> Bool {
    switch (left, right) {
    case (nil, nil): true
    case (let left?, let right?): left.isIdentical(to: right)
    default: false
    }
  }

  /// Returns the items of an array and of the array of companions beside it.
  static func items(_ values: JSON?, _ companions: JSON?) -> [ElementItem] {
    func elements(_ json: JSON?) -> [JSON] {
      guard case .array(let elements) = json else { return [] }
      return elements
    }
    // A bare nil would be taken for the literal of `JSON.null`.
    func present(_ elements: [JSON], _ index: Int) -> JSON? {
      guard index < elements.count, elements[index] != .null else { return JSON?.none }
      return elements[index]
    }
    let (values, companions) = (elements(values), elements(companions))
    return (0..<max(values.count, companions.count)).map {
      ElementItem(value: present(values, $0), companion: present(companions, $0))
    }
  }
}

/// Which items of two arrays are the same thing: by what they mean, not where they are.
///
/// First equal items are paired, then equal primitive values, then by each tier of ``ItemKeys``; among items with the same key
/// the first is paired with the first. Items without any key are paired in order where they lie
/// between the same paired ones. Each step takes linear time, but for sorting.
struct ItemMatching {
  /// For each item of the new array the item of the old one.
  private(set) var sources: [Int?]
  /// For each item of the old array the item of the new one.
  private(set) var targets: [Int?]

  init(_ old: [ElementItem], _ new: [ElementItem], type: String?) {
    sources = Array(repeating: nil, count: new.count)
    targets = Array(repeating: nil, count: old.count)
    pairEnds(old, new)
    guard targets.contains(nil), sources.contains(nil) else { return }
    pair(
      old.enumerated().map { targets[$0] == nil ? Self.content($1) : nil },
      new.enumerated().map { sources[$0] == nil ? Self.content($1) : nil }
    )
    guard targets.contains(nil), sources.contains(nil) else { return }
    // Primitive values are told apart by themselves, whatever stands beside them.
    pair(old.map(Self.primitive), new.map(Self.primitive))
    let oldKeys = keys(old, targets, type)
    let newKeys = keys(new, sources, type)
    let tiers = max(oldKeys.map(\.count).max() ?? 0, newKeys.map(\.count).max() ?? 0)
    for tier in 0..<tiers {
      func key(_ keys: [String?]) -> ExactString? {
        tier < keys.count ? keys[tier].map(ExactString.init) : nil
      }
      pair(oldKeys.map(key), newKeys.map(key))
    }
    pairBetween(old, new) {
      oldKeys[$0].allSatisfy { $0 == nil }
    } isKeylessNew: {
      newKeys[$0].allSatisfy { $0 == nil }
    }
  }

  /// The items of the new array that have left the order they had.
  var moved: [Int] {
    let pairs = sources.indices.compactMap { place in sources[place].map { (place, $0) } }
    var isMoved = Set(pairs.map(\.0))
    for position in IncreasingSubsequence.positions(in: pairs.map(\.1)) {
      isMoved.remove(pairs[position].0)
    }
    return isMoved.sorted()
  }

  private mutating func pair(old: Int, new: Int) {
    sources[new] = old
    targets[old] = new
  }

  private mutating func pairEnds(_ old: [ElementItem], _ new: [ElementItem]) {
    let shorter = min(old.count, new.count)
    var start = 0
    while start < shorter, old[start].isIdentical(to: new[start]) {
      pair(old: start, new: start)
      start += 1
    }
    var end = 1
    while end <= shorter - start, old[old.count - end].isIdentical(to: new[new.count - end]) {
      pair(old: old.count - end, new: new.count - end)
      end += 1
    }
  }

  private static func content(_ item: ElementItem) -> ExactValue {
    ExactValue(.array([item.value ?? .null, item.companion ?? .null]))
  }

  private static func primitive(_ item: ElementItem) -> ExactValue? {
    switch item.value {
    case nil, .object, .array: nil
    case let value?: ExactValue(value)
    }
  }

  private func keys(_ items: [ElementItem], _ partners: [Int?], _ type: String?) -> [[String?]] {
    items.enumerated().map { place, item in
      guard partners[place] == nil, let value = item.value else { return [] }
      return ItemKeys.keys(of: value, type: type)
    }
  }

  /// Pairs what has no partner yet by equal keys, the first with the first.
  private mutating func pair<Key: Hashable>(_ oldKeys: [Key?], _ newKeys: [Key?]) {
    var free: [Key: [Int]] = [:]
    for place in oldKeys.indices.reversed() where targets[place] == nil {
      if let key = oldKeys[place] { free[key, default: []].append(place) }
    }
    guard !free.isEmpty else { return }
    for place in newKeys.indices where sources[place] == nil {
      guard let key = newKeys[place], let partner = free[key]?.popLast() else { continue }
      pair(old: partner, new: place)
    }
  }

  private mutating func pairBetween(
    _ old: [ElementItem],
    _ new: [ElementItem],
    isKeylessOld: (Int) -> Bool,
    isKeylessNew: (Int) -> Bool
  ) {
    let pairs = sources.indices.compactMap { place in sources[place].map { (place, $0) } }
    let anchors = IncreasingSubsequence.positions(in: pairs.map(\.1)).map { pairs[$0] }
    var oldPlace = 0
    var newPlace = 0
    for (newEnd, oldEnd) in anchors + [(new.count, old.count)] {
      while newPlace < newEnd {
        defer { newPlace += 1 }
        guard sources[newPlace] == nil, isKeylessNew(newPlace) else { continue }
        while oldPlace < oldEnd, targets[oldPlace] != nil || !isKeylessOld(oldPlace) {
          oldPlace += 1
        }
        guard oldPlace < oldEnd else { break }
        pair(old: oldPlace, new: newPlace)
        oldPlace += 1
      }
      newPlace = newEnd
      oldPlace = max(oldPlace, oldEnd)
    }
  }
}
