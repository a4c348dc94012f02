// SPDX-License-Identifier: Apache-2.0

public import FHIR

extension FHIRPathItem {
  /// Returns the path from a resource to the item: `Patient.name[0].given[1]`.
  ///
  /// Elements of a choice have their name without the type, as `OperationOutcome.issue.expression`
  /// has them. The path is looked for when it is asked for; evaluating keeps none.
  ///
  /// - Parameter resource: The resource, or another element that contains the item.
  /// - Returns: `nil` for a value that an expression made, and for elements of another document.
  public func location(in resource: JSONValue) -> String? {
    guard let source, source.isPart(of: resource) else { return nil }
    let target = source.byteRange
    var type = FHIRPathItem.resourceType(resource)
    var path = type.map { TypeModel.r4[$0].name } ?? "Resource"
    var at = resource
    while at.byteRange != target {
      if at.isArray {
        guard let (index, element) = Self.element(of: at, around: target) else { return nil }
        path += "[\(index)]"
        at = element
      } else {
        guard let member = at.members.first(where: { $0.value.byteRange.contains(target) }) else {
          return nil
        }
        var key = member.key
        if key.utf8.first == UInt8(ascii: "_") { key.removeFirst() }
        let found = type.flatMap { TypeModel.r4.key(key, of: $0) }
        path += "." + (found?.element.name ?? key)
        type = found?.type
        at = member.value
      }
      if at.isObject, type.map({ TypeModel.r4[$0].isResource }) ?? false {
        type = FHIRPathItem.resourceType(at) ?? type
      }
    }
    return path
  }

  private static func element(
    of array: JSONValue,
    around target: Range<Int>
  ) -> (Int, JSONValue)? {
    for (index, element) in array.elements.enumerated()
    where element.byteRange.contains(target) {
      return (index, element)
    }
    return nil
  }
}

extension JSONValue {
  /// Whether the value stands in the text of another value's document.
  fileprivate func isPart(of other: JSONValue) -> Bool {
    documentBytes(0..<0).baseAddress == other.documentBytes(0..<0).baseAddress
  }
}
