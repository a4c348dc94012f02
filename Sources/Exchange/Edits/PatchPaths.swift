// SPDX-License-Identifier: Apache-2.0

internal import Differences
internal import FHIR
internal import FHIRPath

/// The places that the paths of a FHIRPath Patch select.
enum PatchPaths {
  /// Evaluates a path on a resource.
  ///
  /// - Parameters:
  ///   - path: A FHIRPath expression.
  ///   - resource: The resource.
  ///   - now: The present, in milliseconds since 1970 UTC.
  /// - Returns: The place of each element, in order.
  /// - Throws: ``FHIRPathError``, and ``JSONError`` where the resource is no JSON.
  static func pointers(_ path: String, in resource: JSON, now: Int64) throws -> [JSONPointer] {
    let document = try JSONDocument.parse(resource.text)
    let expression = try FHIRPathExpression(parsing: path)
    var environment = FHIRPathEnvironment()
    environment.now = FHIRDateTime.instantText(now)
    let items = try expression.evaluate(on: document.root, environment: environment)
    return items.compactMap { $0.source.flatMap { pointer(to: $0, in: document.root) } }
  }

  private static func pointer(to value: JSONValue, in root: JSONValue) -> JSONPointer? {
    let target = value.byteRange
    var pointer = JSONPointer.root
    var at = root
    while at.byteRange != target {
      if at.isArray {
        guard
          let (index, element) = at.elements.enumerated().first(where: {
            $0.element.byteRange.contains(target)
          })
        else { return nil }
        pointer = pointer.appending(index)
        at = element
      } else {
        guard let member = at.members.first(where: { $0.value.byteRange.contains(target) }) else {
          return nil
        }
        pointer = pointer.appending(member.key)
        at = member.value
      }
    }
    return pointer
  }
}

extension Range<Int> {
  fileprivate func contains(_ other: Range<Int>) -> Bool {
    lowerBound <= other.lowerBound && other.upperBound <= upperBound
  }
}
