// SPDX-License-Identifier: Apache-2.0

import FHIR
import FHIRPath

/// An element of a profile, with what the profile says about it and the elements below.
///
/// See https://hl7.org/fhir/R4/elementdefinition.html.
final class ProfileElement: Sendable {
  /// A type that the element may have.
  struct TypeRule: Sendable {
    /// The data type, or the type of a resource.
    let code: String
    /// The profiles on the type, of which a value must meet one.
    let profiles: [String]
    /// The profiles on what a reference leads to.
    let targets: [String]
  }

  /// A rule that a FHIRPath expression checks.
  struct Constraint: Sendable {
    let key: String
    let isError: Bool
    let human: String
    let expression: FHIRPathExpression
  }

  /// How the values of an element are told apart.
  struct Slicing: Sendable {
    /// What tells slices apart.
    struct Discriminator: Sendable {
      let kind: String
      let path: String
      /// The path as FHIRPath, `nil` where it is none.
      let expression: FHIRPathExpression?
    }

    let discriminators: [Discriminator]
    /// `open`, `closed` or `openAtEnd`.
    let rules: String
    let isOrdered: Bool
  }

  /// Where a code comes from.
  struct Binding: Sendable {
    let strength: String
    let valueSet: String
    /// The value sets that no code may leave, whatever the strength.
    let further: [String]
  }

  /// The element's id in the definition, `Observation.category:VSCat`.
  let id: String
  /// The name as ``FHIRPath/FHIRPathItem/namedChildren`` has it.
  let name: String
  /// The name of the slice, empty for an element that is none.
  let sliceName: String
  /// The least number of values, where the profile says more than the base.
  let min: Int
  /// The greatest number of values, where the profile says less than the base.
  let max: Int?
  /// Whether ``max`` is an element of the base that must not be there.
  let isProhibited: Bool
  let types: [TypeRule]
  let fixed: JSONValue?
  let pattern: JSONValue?
  let minValue: JSONValue?
  let maxValue: JSONValue?
  let binding: Binding?
  let constraints: [Constraint]
  let isMustSupport: Bool
  let slicing: Slicing?
  /// The id of the element whose children are those of this one.
  let contentReference: String?
  let slices: [ProfileElement]
  let children: [ProfileElement]

  init(_ layers: [JSONValue], id: String, slices: [ProfileElement], children: [ProfileElement]) {
    self.id = id
    self.slices = slices
    self.children = children
    let segment = id.split(separator: ".").last.map(String.init) ?? id
    let parts = segment.split(separator: ":", maxSplits: 1).map(String.init)
    let name = parts.first ?? ""
    self.name = name.hasSuffix("[x]") ? String(name.dropLast(3)) : name
    sliceName = parts.count > 1 ? parts[1] : ""
    let value = { (key: String) in layers.last { $0[dynamic: key] != nil }?[dynamic: key] }
    let base = value("base")
    let min = value("min")?.integer ?? 0
    self.min = min > base?["min"]?.integer ?? 0 || !sliceName.isEmpty ? min : 0
    let max = value("max")?.string
    let isBaseMax = max == base?["max"]?.string && sliceName.isEmpty
    self.max = isBaseMax ? nil : max.flatMap(Int.init)
    isProhibited = max == "0"
    types = (value("type")?.elements ?? .empty).compactMap { type in
      guard let code = type["code"]?.string else { return nil }
      return TypeRule(
        code: String(code.split(separator: "/").last ?? ""),
        profiles: (type["profile"]?.elements ?? .empty).compactMap(\.string),
        targets: (type["targetProfile"]?.elements ?? .empty).compactMap(\.string)
      )
    }
    fixed = Self.choice("fixed", layers)
    pattern = Self.choice("pattern", layers)
    minValue = Self.choice("minValue", layers)
    maxValue = Self.choice("maxValue", layers)
    binding = value("binding").flatMap(Self.binding)
    constraints = layers.flatMap(Self.constraints)
    isMustSupport = value("mustSupport")?.bool ?? false
    slicing = value("slicing").map(Self.slicing)
    contentReference = value("contentReference")?.string.map { text in
      String(text.split(separator: "#").last ?? "")
    }
  }

  private static func choice(_ prefix: String, _ layers: [JSONValue]) -> JSONValue? {
    for layer in layers.reversed() {
      for member in layer.members where member.key.hasPrefix(prefix) { return member.value }
    }
    return nil
  }

  private static func binding(_ value: JSONValue) -> Binding? {
    let further = (value["extension"]?.elements ?? .empty).compactMap { item -> String? in
      switch item["url"]?.string?.split(separator: "/").last {
      case "elementdefinition-maxValueSet":
        return item["valueCanonical"]?.string ?? item["valueUri"]?.string
      case "extension-ElementDefinition.binding.additional", "additional-binding":
        let parts = Array(item["extension"]?.elements ?? .empty)
        let purpose = parts.first { $0["url"]?.string == "purpose" }?["valueCode"]?.string
        // A binding that holds in some uses only is not followed.
        guard ["required", "maximum"].contains(purpose),
          !parts.contains(where: { $0["url"]?.string == "usage" })
        else { return nil }
        return parts.first { $0["url"]?.string == "valueSet" }?["valueCanonical"]?.string
      default: return nil
      }
    }
    guard let strength = value["strength"]?.string,
      let valueSet = value["valueSet"]?.string ?? further.first
    else { return nil }
    return Binding(strength: strength, valueSet: valueSet, further: further)
  }

  /// The constraints that are not the base specification's, which are checked without a profile.
  private static func constraints(_ layer: JSONValue) -> [Constraint] {
    (layer["constraint"]?.elements ?? .empty).compactMap { item in
      guard let key = item["key"]?.string, let text = item["expression"]?.string else { return nil }
      let isInherited = ["ele-", "ext-", "dom-"].contains { key.hasPrefix($0) }
      if isInherited || isBaseType(item["source"]?.string) { return nil }
      // What is no FHIRPath says nothing about a resource.
      guard let expression = try? FHIRPathExpression(parsing: text) else { return nil }
      return Constraint(
        key: key,
        isError: item["severity"]?.string != "warning",
        human: item["human"]?.string ?? text,
        expression: expression
      )
    }
  }

  private static func isBaseType(_ source: String?) -> Bool {
    guard let source else { return false }
    let base = "http://hl7.org/fhir/StructureDefinition/"
    let name = source.hasPrefix(base) ? source.dropFirst(base.count) : source[...]
    return name.first?.isUppercase == true && !name.contains("/")
  }

  private static func slicing(_ value: JSONValue) -> Slicing {
    Slicing(
      discriminators: (value["discriminator"]?.elements ?? .empty).compactMap { item in
        guard let kind = item["type"]?.string, let path = item["path"]?.string else { return nil }
        // A path that is none is told apart by trying the slices.
        return Slicing.Discriminator(
          kind: kind,
          path: path,
          expression: try? FHIRPathExpression(parsing: path)
        )
      },
      rules: value["rules"]?.string ?? "open",
      isOrdered: value["ordered"]?.bool ?? false
    )
  }
}
