// SPDX-License-Identifier: Apache-2.0

import FHIR
import FHIRPath

/// Slicing, https://hl7.org/fhir/R4/profiling.html#slicing.
extension ProfileWalk {
  /// Validates the slices of an element's values.
  mutating func slices(
    of values: [FHIRPathItem],
    _ element: ProfileElement,
    _ parent: FHIRPathItem,
    _ profile: Profile
  ) {
    let slicing = element.slicing ?? Self.usualSlicing(element)
    var members = [[FHIRPathItem]](repeating: [], count: element.slices.count)
    var lastPlace = 0
    var unmatched: FHIRPathItem?
    for value in values {
      let place = element.slices.firstIndex { slice in
        belongs(value, to: slice, slicing, profile)
      }
      guard let place else {
        unmatched = value
        if slicing.rules == "closed" {
          add(
            .error,
            .structure,
            "slicing-closed",
            value,
            "It is none of \(element.slices.map(\.sliceName).joined(separator: ", ")) "
              + "(\(profile.name))"
          )
        }
        continue
      }
      if slicing.rules == "openAtEnd", unmatched != nil {
        add(
          .error,
          .structure,
          "slicing-end",
          value,
          "What is none of the slices must come behind them (\(profile.name))"
        )
      }
      if slicing.isOrdered, place < lastPlace {
        add(
          .error,
          .structure,
          "slicing-order",
          value,
          "\(element.slices[place].sliceName) must come before "
            + "\(element.slices[lastPlace].sliceName) (\(profile.name))"
        )
      }
      lastPlace = max(lastPlace, place)
      members[place].append(value)
      self.element(value, element.slices[place], profile)
    }
    for (slice, found) in zip(element.slices, members) {
      cardinality(of: found, slice, parent, profile)
    }
  }

  /// Extensions are told apart by their URL, choices by their type, where a profile says nothing.
  private static func usualSlicing(_ element: ProfileElement) -> ProfileElement.Slicing {
    let isExtension = element.name == "extension" || element.name == "modifierExtension"
    return ProfileElement.Slicing(
      discriminators: [
        ProfileElement.Slicing.Discriminator(
          kind: isExtension ? "value" : "type",
          path: isExtension ? "url" : "$this",
          expression: nil
        )
      ],
      rules: "open",
      isOrdered: false
    )
  }

  private func belongs(
    _ value: FHIRPathItem,
    to slice: ProfileElement,
    _ slicing: ProfileElement.Slicing,
    _ profile: Profile
  ) -> Bool {
    guard !slicing.discriminators.isEmpty else { return meets(value, slice, profile) }
    return slicing.discriminators.allSatisfy { discriminator in
      belongs(value, to: slice, discriminator, profile)
    }
  }

  private func belongs(
    _ value: FHIRPathItem,
    to slice: ProfileElement,
    _ discriminator: ProfileElement.Slicing.Discriminator,
    _ profile: Profile
  ) -> Bool {
    if discriminator.path == "url", let url = extensionURL(of: slice) {
      return value.source?["url"]?.string == url
    }
    let items = self.items(discriminator, value)
    guard let target = expected(slice, discriminator.path, profile) else {
      // Nothing says what the values must be: the slice as a whole does.
      return meets(value, slice, profile)
    }
    switch discriminator.kind {
    case "exists":
      return target.element.isProhibited ? items.isEmpty : !items.isEmpty
    case "type":
      let codes = target.element.types.map(\.code)
      return !items.isEmpty
        && items.allSatisfy { item in
          codes.contains(item.typeName ?? "") || codes.contains("Resource") || codes.isEmpty
        }
    case "profile":
      let urls = target.element.types.flatMap { $0.profiles + $0.targets }
      let profiles = urls.compactMap { set.profile($0, near: profile.package) }
      guard !profiles.isEmpty else { return meets(value, slice, profile) }
      return items.contains { item in profiles.contains { meets(item, $0) } }
    default:
      if let pattern = target.value {
        return items.contains { $0.source.map { ValuePattern.matches($0, pattern) } ?? false }
      }
      return items.contains { meets($0, target.element, target.profile) }
    }
  }

  /// The URL of the extension that a slice is of.
  private func extensionURL(of slice: ProfileElement) -> String? {
    if let fixed = slice.children.first(where: { $0.name == "url" })?.fixed?.string { return fixed }
    guard let url = slice.types.first(where: { $0.code == "Extension" })?.profiles.first else {
      return nil
    }
    return url.split(separator: "|").first.map(String.init)
  }

  /// The items that a discriminator's path leads to.
  private func items(
    _ discriminator: ProfileElement.Slicing.Discriminator,
    _ value: FHIRPathItem
  ) -> [FHIRPathItem] {
    if discriminator.path == "$this" { return [value] }
    guard let expression = discriminator.expression else { return [] }
    // A path that cannot be followed leads nowhere.
    return (try? expression.evaluate(on: [value], environment: environment)) ?? []
  }

  /// What stands at the end of a discriminator's path in a profile.
  private struct Expected {
    let element: ProfileElement
    let profile: Profile
    /// The part of a fixed value or pattern further up.
    var value: JSONValue?
  }

  private func expected(
    _ slice: ProfileElement,
    _ path: String,
    _ profile: Profile
  ) -> Expected? {
    var at = Expected(element: slice, profile: profile)
    var rest = Self.segments(path)[...]
    while let segment = rest.popFirst() {
      if segment == "$this" { continue }
      if let pattern = at.element.fixed ?? at.element.pattern {
        let values = ValuePattern.values(pattern, ([segment] + rest)[...])
        return values.first.map { Expected(element: at.element, profile: at.profile, value: $0) }
      }
      guard let next = step(at, segment) else { return nil }
      at = next
    }
    return at
  }

  private func step(_ at: Expected, _ segment: String) -> Expected? {
    if segment == "resolve()" {
      let url = at.element.types.flatMap(\.targets).first
      return url.flatMap { set.profile($0, near: at.profile.package) }
        .map { Expected(element: $0.root, profile: $0) }
    }
    if segment.hasPrefix("ofType(") { return at }
    if segment.hasPrefix("extension(") {
      let url = segment.dropFirst("extension('".count).dropLast(2)
      let slices = at.element.children.first { $0.name == "extension" }?.slices ?? []
      return slices.first { extensionURL(of: $0) == String(url) }
        .map { Expected(element: $0, profile: at.profile) }
    }
    if let child = at.element.children.first(where: { $0.name == segment }) {
      return Expected(element: child, profile: at.profile)
    }
    // The type's own profile may say it.
    for url in at.element.types.flatMap(\.profiles) {
      guard let profile = set.profile(url, near: at.profile.package) else { continue }
      if let child = profile.root.children.first(where: { $0.name == segment }) {
        return Expected(element: child, profile: profile)
      }
    }
    return nil
  }

  /// The parts of a path between dots that are in no brackets.
  private static func segments(_ path: String) -> [String] {
    var segments: [String] = []
    var current = ""
    var depth = 0
    for character in path {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      if character == ".", depth == 0 {
        segments.append(current)
        current = ""
      } else {
        current.append(character)
      }
    }
    return segments + [current]
  }
}
