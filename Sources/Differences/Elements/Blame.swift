// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// For each element of a resource, the version that last changed it.
///
/// Items of arrays are followed by what they mean, as ``ResourceDifference`` pairs them: an item
/// that moves keeps the version that wrote it. A version that deletes the resource changes no
/// element; what a later version brings back as it was keeps the version from before.
public struct Blame: Sendable, Equatable {
  /// A version of the resource.
  public struct Version: Sendable {
    /// The version id.
    public let id: String

    /// The number of the job that wrote it.
    public let job: Int

    /// The resource; `nil` where the version deletes it.
    public let document: JSON?

    /// Creates a version.
    public init(id: String, job: Int, document: JSON?) {
      self.id = id
      self.job = job
      self.document = document
    }
  }

  /// An element without elements of its own, and where it comes from.
  public struct Line: Sendable, Equatable {
    /// Where the element is, with what tells the items of arrays apart.
    ///
    /// An example is `Patient.telecom[use=home].value`.
    public let path: String

    /// The names on the way to the element: `Patient.telecom.value`.
    public let element: String

    /// Where the element is in the last version.
    public let place: JSONPointer

    /// The value.
    public let value: JSON

    /// The id of the version that last changed it.
    public let versionID: String

    /// The number of the job that wrote that version.
    public let job: Int
  }

  /// The elements of the last version in order; none where it deletes the resource.
  public let lines: [Line]

  /// Finds out which version last changed each element of the last one.
  ///
  /// - Parameter versions: All versions, the first one first.
  public init(_ versions: [Version]) {
    guard let last = versions.last, let document = last.document else {
      lines = []
      return
    }
    var known: (document: JSON, origins: Origins)?
    for (number, version) in versions.enumerated() {
      guard let document = version.document else { continue }
      let origins =
        known.map { Follower(version: number).follow($0.document, document, $0.origins, nil) }
        ?? .all(number)
      known = (document, origins)
    }
    var listing = BlameListing(versions: versions)
    listing.list(document, known?.origins ?? .all(versions.count - 1))
    lines = listing.lines
  }
}

/// The versions that the parts of a value come from.
indirect enum Origins: Sendable {
  /// The value and everything in it comes from one version.
  case all(Int)
  /// Of an object, by member.
  case members([ExactString: Origins])
  /// Of an array, by item.
  case items([Origins])

  func member(_ key: String) -> Origins {
    switch self {
    case .all: self
    case .members(let members): members[ExactString(key)] ?? .all(0)
    case .items: .all(0)
    }
  }

  func item(_ index: Int) -> Origins {
    switch self {
    case .items(let items): index < items.count ? items[index] : .all(0)
    default: self
    }
  }
}

/// Carries the origins of one version over to the next.
private struct Follower {
  let version: Int
  let shapes = ElementShapes.r4

  /// Returns the origins of a value that has taken the place of another.
  func follow(_ old: JSON, _ new: JSON, _ origins: Origins, _ type: String?) -> Origins {
    if old.isIdentical(to: new) { return origins }
    guard old.isObject, new.isObject, old.resourceType == new.resourceType else {
      return .all(version)
    }
    let isTyped = type != nil && type != "Resource"
    let structure = (isTyped ? type : new.resourceType).flatMap(shapes.structure)
    let before = old.objectMembers
    var places: [ExactString: Int] = [:]
    for (place, member) in before.enumerated().reversed() {
      places[ExactString(member.key)] = place
    }
    func earlier(_ key: String) -> JSON? { places[ExactString(key)].map { before[$0].value } }
    var result: [ExactString: Origins] = [:]
    for (_, field) in ElementField.fields(of: new.objectMembers, in: structure) {
      if field.isList, !field.items.isEmpty {
        let pair = followList(field, earlier(field.key), earlier("_" + field.key), origins)
        result[ExactString(field.key)] = pair.values
        result[ExactString("_" + field.key)] = pair.companions
        continue
      }
      let parts = [
        (field.key, field.value, field.type), ("_" + field.key, field.companion, "Element"),
      ]
      for (key, value, type) in parts {
        guard let value else { continue }
        result[ExactString(key)] =
          earlier(key).map { follow($0, value, origins.member(key), type) } ?? .all(version)
      }
    }
    return result.isEmpty ? .all(version) : .members(result)
  }

  private func followList(
    _ field: ElementField,
    _ oldValues: JSON?,
    _ oldCompanions: JSON?,
    _ origins: Origins
  ) -> (values: Origins, companions: Origins) {
    let oldItems = ElementItem.items(oldValues, oldCompanions)
    let newItems = field.items
    let matching = ItemMatching(oldItems, newItems, type: field.type)
    let companionKey = "_" + field.key
    func part(
      _ index: Int,
      _ key: String,
      _ type: String?,
      _ value: (ElementItem) -> JSON?
    ) -> Origins {
      guard let source = matching.sources[index], let old = value(oldItems[source]),
        let new = value(newItems[index])
      else { return .all(version) }
      return follow(old, new, origins.member(key).item(source), type)
    }
    return (
      .items(newItems.indices.map { part($0, field.key, field.type, \.value) }),
      .items(newItems.indices.map { part($0, companionKey, "Element", \.companion) })
    )
  }
}
