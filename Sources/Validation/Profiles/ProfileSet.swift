// SPDX-License-Identifier: Apache-2.0

public import FHIR
import Synchronization

/// The profiles that resources are validated against, with their value sets.
///
/// Definitions are read when they are first asked for.
public final class ProfileSet: Sendable {
  /// A definition and the package it came from.
  struct Entry: Sendable {
    let document: JSONDocument
    let version: String?
    let package: String
  }

  private let entries: [String: [Entry]]
  private let globals: [String: [String]]
  private let profiles = Mutex<[String: Profile?]>([:])
  private let expansions = Mutex<[String: CodeSet?]>([:])

  /// How long a chain of base definitions may be.
  private static let mostBases = 30

  /// Creates a set.
  ///
  /// - Parameter packages: The packages: a name with version, and the StructureDefinitions,
  ///   ValueSets and CodeSystems of each; other resources are passed over.
  public init(_ packages: [(name: String, resources: [JSONDocument])]) {
    var entries: [String: [Entry]] = [:]
    for package in packages {
      for document in package.resources {
        let root = document.root
        guard let type = root["resourceType"]?.string, Self.types.contains(type),
          let url = root["url"]?.string, !Self.isBase(root)
        else { continue }
        entries[type + " " + url, default: []].append(
          Entry(document: document, version: root["version"]?.string, package: package.name)
        )
      }
    }
    self.entries = entries
    var globals: [String: [String]] = [:]
    for (key, found) in entries where key.hasPrefix("ImplementationGuide ") {
      for item in found.first?.document.root["global"]?.elements ?? .empty {
        guard let type = item["type"]?.string, let url = item["profile"]?.string else { continue }
        globals[type, default: []].append(url)
      }
    }
    self.globals = globals
  }

  /// Whether a definition is of a type of R4 itself, which is known without it.
  private static func isBase(_ definition: JSONValue) -> Bool {
    guard definition["resourceType"]?.string == "StructureDefinition",
      definition["url"]?.string?.hasPrefix("http://hl7.org/fhir/StructureDefinition/") == true
    else { return false }
    return definition["derivation"]?.string != "constraint"
  }

  /// The types of the definitions that are kept.
  public static let types: Set = [
    "StructureDefinition", "ValueSet", "CodeSystem", "ImplementationGuide",
  ]

  /// The profiles that an implementation guide asks of every resource of a type.
  ///
  /// See https://hl7.org/fhir/R4/implementationguide-definitions.html#ImplementationGuide.global.
  func globalProfiles(_ type: String) -> [String] { globals[type] ?? [] }

  /// Whether there is nothing in it.
  public var isEmpty: Bool { entries.isEmpty }

  /// The canonical URLs of the profiles on resources, sorted.
  public var profileURLs: [String] {
    entries.keys.compactMap { key in
      guard key.hasPrefix("StructureDefinition "), let entry = entries[key]?.first,
        entry.document.root["kind"]?.string == "resource"
      else { return nil }
      return String(key.split(separator: " ")[1])
    }.sorted()
  }

  /// Whether a profile is known.
  ///
  /// - Parameter canonical: Its URL, with or without `|version`.
  /// - Returns: Whether a package has it.
  public func hasProfile(_ canonical: String) -> Bool {
    entry("StructureDefinition", canonical, near: nil) != nil
  }

  /// The definition that a canonical means: of its version, else of the same package, else the newest.
  func entry(_ type: String, _ canonical: String, near package: String?) -> Entry? {
    let parts = canonical.split(separator: "|", maxSplits: 1).map(String.init)
    guard let url = parts.first, let found = entries[type + " " + url] else { return nil }
    if parts.count > 1 {
      // 3.1 means 3.1.1 where there is no 3.1.
      return found.first { $0.version == parts[1] }
        ?? found.last { $0.version?.hasPrefix(parts[1] + ".") ?? false }
    }
    if let own = found.first(where: { $0.package == package }) { return own }
    return found.max { Self.isOlder($0.version, $1.version) }
  }

  private static func isOlder(_ left: String?, _ right: String?) -> Bool {
    let numbers = { (text: String?) in (text ?? "").split(separator: ".").map { Int($0) ?? 0 } }
    return numbers(left).lexicographicallyPrecedes(numbers(right))
  }

  // MARK: - Profiles

  /// Returns a profile; `nil` where it is unknown.
  func profile(_ canonical: String, near package: String? = nil) -> Profile? {
    guard let entry = entry("StructureDefinition", canonical, near: package) else { return nil }
    let key = "\(entry.package) \(entry.document.root["url"]?.string ?? "") \(entry.version ?? "")"
    if let known = profiles.withLock({ $0[key] }) { return known }
    let made = Profile(
      entry.document.root,
      elements: elements(entry, depth: 0),
      package: entry.package
    )
    profiles.withLock { $0[key] = made }
    return made
  }

  /// The elements of a definition: its snapshot, or its differential over those of its base.
  private func elements(_ entry: Entry, depth: Int) -> [(id: String, layers: [JSONValue])] {
    let root = entry.document.root
    if let snapshot = root["snapshot"] {
      return Profile.elements(snapshot).map { ($0.id, [$0.element]) }
    }
    var found: [(id: String, layers: [JSONValue])] = []
    if depth < Self.mostBases, let base = root["baseDefinition"]?.string,
      let above = self.entry("StructureDefinition", base, near: entry.package)
    {
      found = elements(above, depth: depth + 1)
    }
    var places: [String: Int] = [:]
    for (place, element) in found.enumerated() where places[element.id] == nil {
      places[element.id] = place
    }
    for item in Profile.elements(root["differential"]) {
      if let place = places[item.id] {
        found[place].layers.append(item.element)
      } else {
        places[item.id] = found.count
        found.append((item.id, [item.element]))
      }
    }
    if found.isEmpty, let type = root["type"]?.string { found.append((type, [])) }
    return found
  }

  // MARK: - Codes

  /// Says whether a code is in a value set; `nil` where nobody here knows.
  func contains(
    _ valueSet: String,
    system: String?,
    code: String,
    near package: String?
  ) -> Bool? {
    guard let set = codes(valueSet, near: package, depth: 0) else { return nil }
    return set.contains(system: system, code: code)
  }

  /// The codes of a value set; `nil` where they cannot be known without a terminology server.
  func codes(_ canonical: String, near package: String?, depth: Int) -> CodeSet? {
    let key = "\(package ?? "") \(canonical)"
    if let known = expansions.withLock({ $0[key] }) { return known }
    var set: CodeSet?
    if depth < Self.mostBases {
      if let entry = entry("ValueSet", canonical, near: package) {
        set = CodeSet(expanding: entry, in: self, depth: depth)
      } else {
        set = R4Definitions.codes(inValueSet: canonical).map { CodeSet(codes: $0) }
      }
    }
    expansions.withLock { $0[key] = .some(set) }
    return set
  }
}
