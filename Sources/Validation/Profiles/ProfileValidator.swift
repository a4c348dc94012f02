// SPDX-License-Identifier: Apache-2.0

public import FHIR
import FHIRPath

/// Checks resources against profiles, beside ``StructureValidator``, which knows the base.
///
/// See https://hl7.org/fhir/R4/profiling.html. It has no state but what the set of profiles
/// remembers, so one serves all threads.
public struct ProfileValidator: Sendable {
  /// What is reported.
  public struct Options: Sendable {
    /// Whether elements that a profile marks as must-support and that are not there are reported,
    /// as information: a system must be able to hold them, a resource need not have them.
    public var reportsMustSupport = false
    /// Whether profiles that a resource claims and that are not loaded are reported, as information.
    public var reportsUnknown = true
    /// Whether extensions without a loaded definition are let through.
    ///
    /// Where not, they are errors, but for HL7's own, of which there may be newer ones.
    public var allowsUnknown = true
    /// How many issues are listed.
    public var limit = 200

    /// Creates the usual options.
    public init() {}
  }

  private let set: ProfileSet
  private let options: Options

  /// Creates a validator.
  public init(_ set: ProfileSet, options: Options = Options()) {
    self.set = set
    self.options = options
  }

  /// Returns the issues of a resource, and of the resources within it.
  ///
  /// - Parameters:
  ///   - resource: The resource.
  ///   - profiles: Profiles that it must meet besides those that it claims in `meta.profile`.
  /// - Returns: Errors, warnings and information, in the order of the profiles.
  public func validate(_ resource: JSONValue, profiles: [String] = []) -> [Issue] {
    let references = DocumentReferences(resource)
    var environment = FHIRPathEnvironment()
    environment.allowsManyInAs = true
    environment.resolve = { references.resolve($0, from: nil) }
    let set = set
    environment.memberOf = { item, valueSet in
      guard let source = item.source else { return nil }
      if let code = source.string {
        return set.contains(valueSet, system: nil, code: code, near: nil)
      }
      let codings = source["coding"].map { Array($0.elements) } ?? [source]
      let answers = codings.map { coding in
        coding["code"]?.string.flatMap { code in
          set.contains(valueSet, system: coding["system"]?.string, code: code, near: nil)
        }
      }
      return answers.contains(true) ? true : answers.contains(nil) ? nil : false
    }
    var walk = ProfileWalk(
      set: set,
      root: resource,
      references: references,
      options: options,
      environment: environment
    )
    follow(FHIRPathItem(resource), profiles, &walk, depth: 0)
    var seen: Set<String> = []
    return walk.issues.filter { issue in
      seen.insert("\(issue.expression) \(issue.rule) \(issue.diagnostics)").inserted
    }
  }

  /// How deep resources may be within each other.
  private static let mostDepth = 8

  private func follow(
    _ item: FHIRPathItem,
    _ extra: [String],
    _ walk: inout ProfileWalk,
    depth: Int
  ) {
    guard let source = item.source, depth < Self.mostDepth else { return }
    let claimed = (source["meta"]?["profile"]?.elements ?? .empty).compactMap(\.string)
    let global = set.globalProfiles(item.typeName ?? "")
    for url in extra + (claimed + global).filter({ !extra.contains($0) }) {
      if let profile = set.profile(url) {
        walk.validate(item, profile)
      } else if !url.hasPrefix("http://hl7.org/fhir/StructureDefinition/") || extra.contains(url) {
        guard options.reportsUnknown || extra.contains(url) else { continue }
        walk.add(
          extra.contains(url) ? .error : .information,
          .notFound,
          "profile-unknown",
          item,
          "The profile \(url) is not loaded; 'tarn profile add' loads the package that has it"
        )
      }
    }
    let outer = walk.environment
    walk.environment.resource = item
    if walk.environment.rootResource == nil { walk.environment.rootResource = item }
    extensions(of: item, names: [item.typeName ?? ""], &walk, depth: 0)
    for child in item.namedChildren {
      let resources: [FHIRPathItem]
      switch child.name {
      case "contained": resources = [child.item]
      case "entry", "parameter":
        resources = child.item.namedChildren.filter { $0.name == "resource" }.map(\.item)
      default: continue
      }
      for resource in resources { follow(resource, [], &walk, depth: depth + 1) }
    }
    walk.environment = outer
  }
}

extension ProfileValidator {
  /// How deep extensions are looked for.
  private static let mostLevels = 60

  private func isAllowed(_ url: String) -> Bool {
    options.allowsUnknown
      || ["StructureDefinition/", "test/"].contains { url.hasPrefix("http://hl7.org/fhir/" + $0) }
  }

  /// Validates the extensions within a resource against their definitions.
  ///
  /// `names` are what a definition may call the element by: its type, its path from the type that
  /// holds it, and its path from the resource.
  private func extensions(
    of item: FHIRPathItem,
    names: [String],
    _ walk: inout ProfileWalk,
    depth: Int
  ) {
    guard depth < Self.mostLevels else { return }
    for child in item.namedChildren {
      // Resources within it are followed by themselves.
      if child.item.source?["resourceType"] != nil { continue }
      if child.name == "extension" || child.name == "modifierExtension",
        let url = child.item.source?["url"]?.string
      {
        check(child.item, url, isModifier: child.name == "modifierExtension", on: names, &walk)
      }
      let own = [item.typeName, names.last].compactMap { $0.map { "\($0).\(child.name)" } }
      extensions(
        of: child.item,
        names: [child.item.typeName].compactMap { $0 } + own,
        &walk,
        depth: depth + 1
      )
    }
  }

  private func check(
    _ item: FHIRPathItem,
    _ url: String,
    isModifier: Bool,
    on names: [String],
    _ walk: inout ProfileWalk
  ) {
    if let profile = set.profile(url) {
      if !profile.isAllowed(on: names) {
        walk.add(
          .error,
          .structure,
          "extension-context",
          item,
          "The extension \(profile.name) belongs on \(profile.contexts.joined(separator: ", "))"
        )
      }
      walk.validate(item, profile)
    } else if url.contains(":"), isModifier || !isAllowed(url) {
      walk.add(
        isAllowed(url) ? .warning : .error,
        .structure,
        "extension-unknown",
        item,
        "The extension \(url) is not known, and may change what the rest means"
      )
    }
  }
}

/// The resources of a document, by what references to them look like.
struct DocumentReferences: Sendable {
  private var byURL: [String: JSONValue] = [:]
  private let root: JSONValue

  init(_ root: JSONValue) {
    self.root = root
    guard root["resourceType"]?.string == "Bundle" else { return }
    for entry in root["entry"]?.elements ?? .empty {
      guard let resource = entry["resource"] else { continue }
      if let url = entry["fullUrl"]?.string { byURL[url] = resource }
      if let type = resource["resourceType"]?.string, let id = resource["id"]?.string {
        byURL["\(type)/\(id)"] = byURL["\(type)/\(id)"] ?? resource
      }
    }
  }

  /// Returns what a reference leads to, where the document has it.
  func resolve(_ reference: String, from container: JSONValue?) -> JSONValue? {
    if reference.hasPrefix("#") {
      let id = String(reference.dropFirst())
      for place in [container, root].compactMap({ $0 }) {
        if id.isEmpty { return place }
        if let found = (place["contained"]?.elements ?? .empty).first(where: {
          $0["id"]?.string == id
        }) {
          return found
        }
      }
      return nil
    }
    if let found = byURL[reference] { return found }
    // An absolute reference to a server may be spelled without it.
    guard case .literal(let type, let id, _, _) = FHIRReference(reference) else { return nil }
    return byURL["\(type.rawValue)/\(id)"]
  }
}
