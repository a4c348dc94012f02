// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// Lists the elements of a resource with the versions that they come from.
struct BlameListing {
  let versions: [Blame.Version]
  private(set) var lines: [Blame.Line] = []
  private let shapes = ElementShapes.r4
  private var path: [String] = []
  private var names: [String] = []
  private var tokens: [String] = []

  init(versions: [Blame.Version]) { self.versions = versions }

  mutating func list(_ document: JSON, _ origins: Origins) {
    let type = document.resourceType ?? "Resource"
    path = [type]
    names = [type]
    listValue(document, origins, type)
  }

  private mutating func listValue(_ value: JSON, _ origins: Origins, _ type: String?) {
    let members = value.objectMembers
    guard !members.isEmpty else {
      append(value, origins)
      return
    }
    let isTyped = type != nil && type != "Resource"
    let structure = (isTyped ? type : value.resourceType).flatMap(shapes.structure)
    for (_, field) in ElementField.fields(of: members, in: structure) {
      path.append("." + field.name)
      names.append(field.name)
      if field.isList, !field.items.isEmpty {
        listItems(field, origins)
      } else {
        listParts(
          [(field.key, field.value, field.type), ("_" + field.key, field.companion, "Element")],
          origins
        )
      }
      path.removeLast()
      names.removeLast()
    }
  }

  private mutating func listParts(
    _ parts: [(key: String, value: JSON?, type: String?)],
    _ origins: Origins
  ) {
    for part in parts {
      guard let value = part.value else { continue }
      tokens.append(part.key)
      listValue(value, origins.member(part.key), part.type)
      tokens.removeLast()
    }
  }

  private mutating func listItems(_ field: ElementField, _ origins: Origins) {
    let items = field.items
    let labels = ItemLabels(items, type: field.type)
    for (index, item) in items.enumerated() {
      path.append("[\(labels.label(of: item, index: index))]")
      let parts = [
        (field.key, item.value, field.type), ("_" + field.key, item.companion, "Element"),
      ]
      for (key, value, type) in parts {
        guard let value else { continue }
        tokens += [key, String(index)]
        listValue(value, origins.member(key).item(index), type)
        tokens.removeLast(2)
      }
      path.removeLast()
    }
  }

  private mutating func append(_ value: JSON, _ origins: Origins) {
    guard case .all(let number) = origins, number < versions.count else { return }
    lines.append(
      Blame.Line(
        path: path.joined(),
        element: names.joined(separator: "."),
        place: JSONPointer(tokens: tokens),
        value: value,
        versionID: versions[number].id,
        job: versions[number].job
      )
    )
  }
}
