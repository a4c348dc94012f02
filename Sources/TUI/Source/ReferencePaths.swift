// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// The references of a resource with the elements that hold them.
enum ReferencePaths {
  struct Found {
    let element: String
    let text: String
    let display: String
  }

  /// The references, in document order.
  static func all(in root: JSONValue) -> [Found] {
    var found: [Found] = []
    collect(root, path: "", into: &found)
    return found
  }

  private static func collect(_ value: JSONValue, path: String, into found: inout [Found]) {
    if value.isObject {
      if let text = value["reference"]?.string, !path.isEmpty {
        found.append(Found(element: path, text: text, display: value["display"]?.string ?? ""))
      }
      for member in value.members where member.value.isObject || member.value.isArray {
        if path.isEmpty && member.key == "contained" { continue }
        collect(
          member.value,
          path: path.isEmpty ? member.key : "\(path).\(member.key)",
          into: &found
        )
      }
    } else if value.isArray {
      for (index, element) in value.elements.enumerated() {
        collect(element, path: "\(path)[\(index)]", into: &found)
      }
    }
  }
}
