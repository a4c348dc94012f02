// SPDX-License-Identifier: Apache-2.0

import FHIR

/// What of a resource type is read for the index, by the members of the resource.
///
/// An import asks this for every resource, so each value is read once, however many parameters have
/// it, and members that no parameter is about are passed over.
final class IndexingPlan: Sendable {
  /// A parameter that takes the values of a path.
  struct Slot: Sendable {
    /// The place of the parameter's number.
    let place: Int
    /// The type that a reference must lead to.
    let target: ResourceType?
    /// Whether the parameter's values have keys of their own, and stand not under those of others.
    let hasKeys: Bool
    /// The types that a reference may lead to; empty for every type.
    let targets: [ResourceType]

    func accepts(_ value: SearchValue) -> Bool {
      guard let target, case .reference(let reference) = value else { return true }
      return reference.type == nil || reference.type == target
    }
  }

  /// Values that are read once.
  struct Use: Sendable {
    /// The way from the member on.
    let path: SearchParameter.Path
    /// How the values are read.
    let kind: SearchParameter.Kind
    /// Who takes them.
    var slots: [Slot]
  }

  /// The numbers of the parameters.
  let numbers: [Int]
  /// The place of `deceased`, which has a value even where the resource says nothing.
  let deceased: Int?
  private let members: [(key: [UInt8], uses: [Use])]

  private init(_ type: ResourceType) {
    var numbers: [Int] = []
    var deceased: Int?
    var members: [(key: [UInt8], uses: [Use])] = []
    for parameter in SearchParameters.all.of(type) where parameter.kind != .composite {
      let place = numbers.count
      numbers.append(parameter.number)
      for path in parameter.paths {
        guard let first = path.keys.first else { continue }
        if path.dataType == "deceased" { deceased = place }
        let rest = SearchParameter.Path(
          keys: Array(path.keys.dropFirst()),
          filter: path.filter,
          target: nil,
          dataType: path.dataType
        )
        let slot = Slot(
          place: place,
          target: path.target,
          hasKeys: SharedKeys.holdsItsOwn(parameter),
          targets: parameter.targets
        )
        let key = Array(first.utf8)
        let at = members.firstIndex { $0.key == key } ?? members.count
        if at == members.count { members.append((key, [])) }
        if let use = members[at].uses.firstIndex(where: {
          $0.path == rest && $0.kind == parameter.kind
        }) {
          members[at].uses[use].slots.append(slot)
        } else {
          members[at].uses.append(Use(path: rest, kind: parameter.kind, slots: [slot]))
        }
      }
    }
    self.numbers = numbers
    self.deceased = deceased
    self.members = members
  }

  /// Returns what is read of a member; `nil` where nothing is.
  func uses(of key: UnsafeBufferPointer<UInt8>) -> [Use]? {
    for member in members where member.key.count == key.count {
      if member.key.elementsEqual(key) { return member.uses }
    }
    return nil
  }

  // MARK: - Plans

  private static let plans = ResourceType.allCases.map(IndexingPlan.init)

  /// Returns the plan of a type.
  static func of(_ type: ResourceType) -> IndexingPlan { plans[type.code - 1] }
}
