// SPDX-License-Identifier: Apache-2.0

import FHIR
import FHIRPath

/// One walk through a resource against profiles.
///
/// What the base specification says is not said again; ``StructureValidator`` does.
struct ProfileWalk {
  let set: ProfileSet
  /// The resource that is validated, in which places are named.
  let root: JSONValue
  /// What finds the ends of references within the document.
  let references: DocumentReferences
  let options: ProfileValidator.Options
  var environment: FHIRPathEnvironment
  var issues: [Issue] = []
  /// How many profiles the walk is within.
  var depth = 0

  /// Profiles refer to each other, and data can be as deep as the parser lets it.
  static let mostDepth = 24

  // MARK: - Profiles

  /// Validates an item against a profile.
  mutating func validate(_ item: FHIRPathItem, _ profile: Profile) {
    guard depth < Self.mostDepth, issues.count < options.limit else { return }
    depth += 1
    let type = item.typeName ?? ""
    if !profile.type.isEmpty, profile.type != type, !Self.isAbstract(profile.type) {
      add(
        .error,
        .structure,
        "profile-type",
        item,
        "\(profile.name) is a profile on \(profile.type), and this is \(type.isEmpty ? "none" : "a \(type)")"
      )
    } else {
      element(item, profile.root, profile)
    }
    depth -= 1
  }

  private static func isAbstract(_ type: String) -> Bool {
    ["Resource", "DomainResource", "Element", "BackboneElement", "Base"].contains(type)
  }

  /// Whether an item meets a profile.
  func meets(_ item: FHIRPathItem, _ profile: Profile) -> Bool {
    var walk = silent
    walk.validate(item, profile)
    return !walk.hasErrors
  }

  /// The first reason why an item does not meet a profile.
  private func problem(_ item: FHIRPathItem, _ profile: Profile) -> String? {
    var walk = silent
    walk.validate(item, profile)
    return walk.issues.first { $0.severity >= .error }?.diagnostics
  }

  /// Whether an item meets what a profile says of an element.
  func meets(_ item: FHIRPathItem, _ element: ProfileElement, _ profile: Profile) -> Bool {
    guard depth < Self.mostDepth else { return true }
    var walk = silent
    walk.depth += 1
    walk.element(item, element, profile)
    return !walk.hasErrors
  }

  private var silent: ProfileWalk {
    var walk = self
    walk.issues = []
    return walk
  }

  private var hasErrors: Bool { issues.contains { $0.severity >= .error } }

  // MARK: - Elements

  /// Validates a value of an element.
  mutating func element(_ item: FHIRPathItem, _ element: ProfileElement, _ profile: Profile) {
    guard issues.count < options.limit, let source = item.source else { return }
    // A resource within another is looked at from outside by what is said of its own element.
    if environment.resource != nil { constraints(of: item, element) }
    let outer = environment
    defer { environment = outer }
    if let type = source["resourceType"]?.string,
      environment.resource?.source?.byteRange != source.byteRange
    {
      // A contained resource has a container; an entry of a Bundle stands for itself.
      let container = environment.resource?.typeName ?? ""
      let isContained = !["", "Bundle", "Parameters"].contains(container) && type != "Bundle"
      if !isContained || environment.rootResource == nil { environment.rootResource = item }
      environment.resource = item
    }
    if outer.resource == nil { constraints(of: item, element) }
    if let fixed = element.fixed, !ValuePattern.isEqual(source, fixed) {
      add(.error, .value, "fixed", item, "The value must be \(fixed.jsonText) (\(profile.name))")
    }
    if let pattern = element.pattern, !ValuePattern.matches(source, pattern) {
      add(
        .error,
        .value,
        "pattern",
        item,
        "The value must have \(pattern.jsonText) (\(profile.name))"
      )
    }
    limits(of: source, element, profile, item)
    type(of: item, element, profile)
    if let binding = element.binding { bind(item, binding, profile) }
    children(of: item, element, profile)
  }

  /// `minValue[x]` and `maxValue[x]`: numbers, dates in the order of their texts, quantities in units
  /// that can be converted.
  private mutating func limits(
    of value: JSONValue,
    _ element: ProfileElement,
    _ profile: Profile,
    _ item: FHIRPathItem
  ) {
    for (limit, isMin) in [(element.minValue, true), (element.maxValue, false)] {
      guard let limit, let order = ValuePattern.order(value, limit),
        isMin ? order < 0 : order > 0
      else { continue }
      add(
        .error,
        .value,
        isMin ? "min-value" : "max-value",
        item,
        "The value must be \(isMin ? "at least" : "at most") \(limit.jsonText) (\(profile.name))"
      )
    }
  }

  private mutating func constraints(of item: FHIRPathItem, _ element: ProfileElement) {
    for constraint in element.constraints
    where constraint.expression.isBroken(by: item, environment) {
      add(
        constraint.isError ? .error : .warning,
        .invariant,
        constraint.key,
        item,
        "\(constraint.human) (\(constraint.key))"
      )
    }
  }

  private mutating func children(
    of item: FHIRPathItem,
    _ element: ProfileElement,
    _ profile: Profile
  ) {
    var element = element
    if element.children.isEmpty, let id = element.contentReference,
      let other = profile.element(id)
    {
      element = other
    }
    guard !element.children.isEmpty else { return }
    var groups: [String: [FHIRPathItem]] = [:]
    for child in item.namedChildren { groups[child.name, default: []].append(child.item) }
    for child in element.children {
      let values = groups[child.name] ?? typed(child.name, groups)
      cardinality(of: values, child, item, profile)
      guard !values.isEmpty else { continue }
      for value in values { self.element(value, child, profile) }
      if !child.slices.isEmpty { slices(of: values, child, item, profile) }
    }
  }

  /// The values of `valueQuantity`, as differentials may name a choice of one type.
  private func typed(_ name: String, _ groups: [String: [FHIRPathItem]]) -> [FHIRPathItem] {
    for (base, values) in groups where name.count > base.count && name.hasPrefix(base) {
      let type = name.dropFirst(base.count)
      let found = values.filter { value in
        guard let typeName = value.typeName else { return false }
        return type == typeName.prefix(1).uppercased() + typeName.dropFirst()
      }
      if !found.isEmpty { return found }
    }
    return []
  }

  /// Counts the values of an element or a slice.
  mutating func cardinality(
    of values: [FHIRPathItem],
    _ element: ProfileElement,
    _ parent: FHIRPathItem,
    _ profile: Profile
  ) {
    let name = element.sliceName.isEmpty ? element.name : "\(element.name):\(element.sliceName)"
    if values.count < element.min {
      let many = element.min == 1 ? "is required" : "must be there at least \(element.min) times"
      add(.error, .required, "min", parent, "\(name) \(many) (\(profile.name))")
    } else if values.isEmpty, element.isMustSupport, options.reportsMustSupport {
      add(
        .information,
        .informational,
        "must-support",
        parent,
        "\(name) is not there, which \(profile.name) marks as must-support"
      )
    }
    guard let max = element.max, values.count > max else { return }
    let many = max == 0 ? "must not be there" : "may be there \(max) times, not \(values.count)"
    add(.error, .structure, "max", values.last ?? parent, "\(name) \(many) (\(profile.name))")
  }

  // MARK: - Types

  private mutating func type(
    of item: FHIRPathItem,
    _ element: ProfileElement,
    _ profile: Profile
  ) {
    guard !element.types.isEmpty, let name = item.typeName else { return }
    let rules = element.types.filter { Self.allows($0.code, name) }
    guard let first = rules.first else {
      let known = element.types.map(\.code).joined(separator: ", ")
      // Backbone elements have names of their own.
      guard !name.contains("."), !known.isEmpty, known != "Element", known != "BackboneElement"
      else {
        return
      }
      add(.error, .structure, "type", item, "It must be \(known), not \(name) (\(profile.name))")
      return
    }
    let wanted = rules.flatMap(\.profiles).compactMap { set.profile($0, near: profile.package) }
    if wanted.count == 1, rules.count == 1, first.profiles.count == 1 {
      validate(item, wanted[0])
    } else if !wanted.isEmpty, wanted.count == rules.flatMap(\.profiles).count,
      !wanted.contains(where: { meets(item, $0) })
    {
      let names = wanted.map(\.name).joined(separator: ", ")
      let reason = problem(item, wanted[0]).map { ": \($0)" } ?? ""
      add(.error, .structure, "type-profile", item, "It meets none of \(names)\(reason)")
    }
    let targets = rules.flatMap(\.targets)
    if !targets.isEmpty { reference(item, targets, profile) }
  }

  private static func allows(_ code: String, _ name: String) -> Bool {
    code == name || code == "Resource" || code == "DomainResource" || code == "Element"
      || (code.hasPrefix("System.") || code.contains("fhirpath"))
      || (name == "http://hl7.org/fhirpath/System.String")
  }

  private mutating func reference(_ item: FHIRPathItem, _ targets: [String], _ profile: Profile) {
    guard let source = item.source else { return }
    let text = source.string ?? source["reference"]?.string
    let target = text.flatMap { references.resolve($0, from: environment.resource?.source) }
    var type = target?["resourceType"]?.string ?? source["type"]?.string
    if type == nil, let text, case .literal(let literal, _, _, _) = FHIRReference(text) {
      type = literal.rawValue
    }
    guard let type else { return }
    var wanted: [Profile] = []
    var allowed: [String] = []
    var isOpen = false
    for url in targets {
      let last = url.split(separator: "/").last.map(String.init) ?? ""
      guard let known = set.profile(url, near: profile.package) else {
        allowed.append(last)
        // What no one here knows may be a profile on any type.
        isOpen = isOpen || last == "Resource" || last.first?.isLowercase == true
        continue
      }
      allowed.append(known.type)
      if known.type == type { wanted.append(known) }
    }
    guard isOpen || allowed.contains(type) || allowed.contains("Resource") else {
      add(
        .error,
        .structure,
        "reference-target",
        item,
        "It may refer to \(Set(allowed).sorted().joined(separator: ", ")), not to \(type) "
          + "(\(profile.name))"
      )
      return
    }
    let isFree = isOpen || allowed.filter { $0 == type }.count > wanted.count
    if let target, !isFree, !wanted.isEmpty,
      !wanted.contains(where: { meets(FHIRPathItem(target), $0) })
    {
      let names = wanted.map(\.name).joined(separator: ", ")
      let reason = problem(FHIRPathItem(target), wanted[0]).map { ": \($0)" } ?? ""
      add(
        .error,
        .structure,
        "reference-profile",
        item,
        "What it refers to does not meet \(names)\(reason)"
      )
    }
  }

  // MARK: - Codes

  private mutating func bind(
    _ item: FHIRPathItem,
    _ binding: ProfileElement.Binding,
    _ profile: Profile
  ) {
    let isRequired = binding.strength == "required"
    if isRequired || binding.strength == "extensible" {
      bind(item, binding.valueSet, isRequired ? .error : .warning, profile)
    }
    for other in binding.further { bind(item, other, .error, profile) }
  }

  private mutating func bind(
    _ item: FHIRPathItem,
    _ valueSet: String,
    _ severity: Issue.Severity,
    _ profile: Profile
  ) {
    guard let source = item.source else { return }
    var codes: [(system: String?, code: String)] = []
    if let code = source.string {
      codes = [(nil, code)]
    } else if source["coding"] != nil || source["text"] != nil {
      codes = (source["coding"]?.elements ?? .empty).compactMap { coding in
        coding["code"]?.string.map { (coding["system"]?.string, $0) }
      }
    } else if let code = source["code"]?.string {
      codes = [(source["system"]?.string, code)]
    } else {
      return
    }
    // A text alone is allowed where a code may be missing from the value set.
    if codes.isEmpty, severity != .error { return }
    var isUnknown = false
    for code in codes {
      switch set.contains(valueSet, system: code.system, code: code.code, near: profile.package) {
      case true?: return
      case nil: isUnknown = true
      case false?: break
      }
    }
    if isUnknown || (codes.isEmpty && set.codes(valueSet, near: profile.package, depth: 0) == nil) {
      return
    }
    let what = codes.isEmpty ? "A code is required" : "No code is"
    let tail = codes.isEmpty ? " from \(valueSet)" : " in \(valueSet)"
    add(severity, .codeInvalid, "binding", item, "\(what)\(tail) (\(profile.name))")
  }

  // MARK: - Issues

  mutating func add(
    _ severity: Issue.Severity,
    _ code: Issue.Code,
    _ rule: String,
    _ item: FHIRPathItem,
    _ text: String
  ) {
    issues.append(
      Issue(
        severity: severity,
        code: code,
        rule: rule,
        expression: item.location(in: root) ?? item.typeName ?? "",
        diagnostics: text,
        byteOffset: item.source?.byteRange.lowerBound
      )
    )
  }
}
