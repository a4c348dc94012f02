// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// Walks two versions of a resource side by side and collects what differs.
struct DifferenceWalk {
  private(set) var changes: [ResourceDifference.Change] = []

  private let shapes = ElementShapes.r4
  /// The words of the path, with brackets.
  private var path: [String] = []
  /// The words of the path without brackets.
  private var names: [String] = []
  /// The innermost resource: its type, and how many names lead to it.
  private var resource = (type: "", depth: 0)
  private var oldTokens: [String] = []
  private var newTokens: [String] = []

  /// An element, or an item of one that repeats.
  private struct Node {
    var item: ElementItem
    /// The member and, in an array, the index.
    var tokens: [String]

    var value: JSON? { item.value }

    var companionTokens: [String] { ["_" + tokens[0]] + tokens.dropFirst() }
  }

  // MARK: - Resources and objects

  mutating func compareResources(_ old: JSON, _ new: JSON) {
    guard !old.isIdentical(to: new) else { return }
    let type = new.resourceType ?? old.resourceType ?? "Resource"
    path = [type]
    names = [type]
    resource = (type, 1)
    guard old.isObject, new.isObject else {
      record(.changed, JSONPointer.root, JSONPointer.root, old, new)
      return
    }
    compareObjects(old.objectMembers, new.objectMembers, type)
  }

  private mutating func compareObjects(
    _ old: [JSON.Member],
    _ new: [JSON.Member],
    _ type: String?
  ) {
    let structure = type.flatMap(shapes.structure)
    let oldFields = ElementField.fields(of: old, in: structure)
    let newFields = ElementField.fields(of: new, in: structure)
    var newByID: [ElementField.ID: ElementField] = [:]
    for (id, field) in newFields { newByID[id] = field }
    var seen: Set<ElementField.ID> = []
    for (id, field) in oldFields {
      seen.insert(id)
      compareFields(field, newByID[id])
    }
    for (id, field) in newFields where !seen.contains(id) { compareFields(nil, field) }
  }

  private mutating func compareFields(_ old: ElementField?, _ new: ElementField?) {
    guard let some = new ?? old else { return }
    path.append("." + some.name)
    names.append(some.name)
    defer {
      path.removeLast()
      names.removeLast()
    }
    let isList = (old?.isList ?? true) && (new?.isList ?? true)
    if isList {
      compareLists(old, new)
    } else {
      func node(_ field: ElementField?) -> Node? {
        field.map { Node(item: .init(value: $0.value, companion: $0.companion), tokens: [$0.key]) }
      }
      // The types of a choice may differ: then the value as a whole is another.
      let sameType = old?.type == new?.type
      compare(node(old), node(new), type: some.type, isWhole: !sameType && old != nil && new != nil)
    }
  }

  // MARK: - Values

  private mutating func compare(_ old: Node?, _ new: Node?, type: String?, isWhole: Bool = false) {
    let pair = (old?.value, new?.value)
    var isRecorded = false
    switch pair {
    case (nil, nil): break
    case (let left?, let right?):
      if left.isIdentical(to: right) { break }
      if left.isObject, right.isObject, !isWhole, left.resourceType == right.resourceType {
        inside(old?.tokens ?? [], new?.tokens ?? []) { walk in
          walk.compareContent(left, right, type)
        }
      } else {
        record(.changed, place(oldTokens, old?.tokens), place(newTokens, new?.tokens), left, right)
      }
    default:
      isRecorded = true
      record(
        pair.0 == nil ? .added : .removed,
        pair.0 == nil ? nil : place(oldTokens, old?.tokens),
        pair.1 == nil ? nil : place(newTokens, new?.tokens),
        pair.0,
        pair.1
      )
    }
    let companions = (old?.item.companion, new?.item.companion)
    guard companions.0 != nil || companions.1 != nil else { return }
    if isRecorded, old == nil || new == nil { return }
    compareCompanions(companions.0, companions.1, old, new)
  }

  /// Compares what belongs to a primitive value: id and extensions.
  private mutating func compareCompanions(
    _ left: JSON?,
    _ right: JSON?,
    _ old: Node?,
    _ new: Node?
  ) {
    let oldTokens = old?.companionTokens ?? []
    let newTokens = new?.companionTokens ?? []
    if let left, let right, left.isIdentical(to: right) { return }
    guard left?.isObject ?? true, right?.isObject ?? true else {
      let oldPlace = left.map { _ in place(self.oldTokens, oldTokens) }
      let newPlace = right.map { _ in place(self.newTokens, newTokens) }
      let kind: ResourceDifference.Kind =
        left == nil ? .added : right == nil ? .removed : .changed
      record(kind, oldPlace, newPlace, left, right)
      return
    }
    inside(oldTokens, newTokens) { walk in
      walk.compareObjects(left?.objectMembers ?? [], right?.objectMembers ?? [], "Element")
    }
  }

  /// Compares two objects of the same element, which may be resources.
  private mutating func compareContent(_ left: JSON, _ right: JSON, _ type: String?) {
    let outer = resource
    defer { resource = outer }
    var type = type
    if type == "Resource" || type == nil, let own = right.resourceType {
      type = own
      resource = (own, names.count)
    }
    compareObjects(left.objectMembers, right.objectMembers, type)
  }

  // MARK: - Arrays

  private mutating func compareLists(_ old: ElementField?, _ new: ElementField?) {
    guard let some = new ?? old else { return }
    let oldItems = old?.items ?? []
    let newItems = new?.items ?? []
    let matching = ItemMatching(oldItems, newItems, type: some.type)
    let labels = LazyLabels {
      let gone = oldItems.indices.filter { matching.targets[$0] == nil }
      return ItemLabels(newItems + gone.map { oldItems[$0] }, type: some.type)
    }
    func node(_ items: [ElementItem], _ field: ElementField?, _ index: Int) -> Node? {
      field.map { Node(item: items[index], tokens: [$0.key, String(index)]) }
    }
    let before = changes.count
    for index in oldItems.indices {
      let target = matching.targets[index]
      if let target, oldItems[index].isIdentical(to: newItems[target]) { continue }
      let label =
        target.map { labels.value.label(of: newItems[$0], index: $0) }
        ?? labels.value.label(of: oldItems[index], index: index)
      inItem(label) { walk in
        walk.compare(
          node(oldItems, old, index),
          target.flatMap { node(newItems, new, $0) },
          type: some.type
        )
      }
    }
    for index in newItems.indices where matching.sources[index] == nil {
      inItem(labels.value.label(of: newItems[index], index: index)) { walk in
        walk.compare(nil, node(newItems, new, index), type: some.type)
      }
    }
    for index in matching.moved {
      guard let source = matching.sources[index] else { continue }
      inItem(labels.value.label(of: newItems[index], index: index)) { walk in
        walk.record(
          .moved,
          walk.place(walk.oldTokens, [some.key, String(source)]),
          walk.place(walk.newTokens, [some.key, String(index)]),
          oldItems[source].value ?? oldItems[source].companion,
          newItems[index].value ?? newItems[index].companion
        )
      }
    }
    // What FHIR forbids, but a document may have: arrays of nothing or of nulls.
    if changes.count == before, oldItems.count != newItems.count || (old == nil) != (new == nil) {
      let left = old.flatMap { $0.value ?? $0.companion }
      let right = new.flatMap { $0.value ?? $0.companion }
      record(
        left == nil ? .added : right == nil ? .removed : .changed,
        left.map { _ in place(oldTokens, [some.key]) },
        right.map { _ in place(newTokens, [some.key]) },
        left,
        right
      )
    }
  }

  /// Labels that are made when the first one is needed.
  private final class LazyLabels {
    private let make: () -> ItemLabels
    private(set) lazy var value = make()

    init(_ make: @escaping () -> ItemLabels) { self.make = make }
  }

  // MARK: - Places

  private mutating func inItem(_ label: String, _ body: (inout DifferenceWalk) -> Void) {
    path.append("[\(label)]")
    body(&self)
    path.removeLast()
  }

  private mutating func inside(
    _ old: [String],
    _ new: [String],
    _ body: (inout DifferenceWalk) -> Void
  ) {
    oldTokens += old
    newTokens += new
    body(&self)
    oldTokens.removeLast(old.count)
    newTokens.removeLast(new.count)
  }

  private func place(_ tokens: [String], _ more: [String]?) -> JSONPointer {
    JSONPointer(tokens: tokens + (more ?? []))
  }

  private mutating func record(
    _ kind: ResourceDifference.Kind,
    _ oldPlace: JSONPointer?,
    _ newPlace: JSONPointer?,
    _ old: JSON?,
    _ new: JSON?
  ) {
    changes.append(
      ResourceDifference.Change(
        kind: kind,
        path: path.joined(),
        element: names.joined(separator: "."),
        elementClass: ElementClass.of(
          resourceType: resource.type,
          elements: Array(names.dropFirst(resource.depth))
        ),
        oldPlace: oldPlace,
        newPlace: newPlace,
        old: old,
        new: new
      )
    )
  }
}
