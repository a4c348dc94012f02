// SPDX-License-Identifier: Apache-2.0

import FHIR

extension Evaluator {
  /// The functions that FHIR adds.
  ///
  /// See https://hl7.org/fhir/R4/fhirpath.html#functions.
  mutating func applyFHIR(
    _ call: Call,
    to input: Items,
    _ scope: Scope
  ) throws(FHIRPathError) -> Items {
    switch call.function {
    case .extension, .hasExtension:
      guard let url = try string(try argument(0, call, scope), call.place) else { return [] }
      let found = extensions(url, of: input)
      return call.function == .extension ? found : boolean(!found.isEmpty)
    case .hasValue:
      return boolean(input.count == 1 && Self.hasValue(input[0]))
    case .getValue:
      return input.count == 1 ? Self.primitive(input[0]).map { [$0] } ?? [] : []
    case .resolve:
      var found: Items = []
      for item in input { if let target = resolved(item) { found.append(target) } }
      try step(input.count, call.place)
      return found
    case .memberOf:
      guard let item = try single(input, call.place),
        let valueSet = try string(try argument(0, call, scope), call.place)
      else { return [] }
      guard let memberOf = environment.memberOf else { throw unavailable(call) }
      return boolean(memberOf(item, valueSet))
    case .subsumes, .subsumedBy:
      guard let item = try single(input, call.place),
        let other = try single(try argument(0, call, scope), call.place)
      else { return [] }
      guard let subsumes = environment.subsumes else { throw unavailable(call) }
      return boolean(call.function == .subsumes ? subsumes(item, other) : subsumes(other, item))
    case .conformsTo:
      guard let item = try single(input, call.place),
        let profile = try string(try argument(0, call, scope), call.place)
      else { return [] }
      return boolean(try conforms(item, profile, call))
    case .htmlChecks, .htmlChecks2:
      guard let item = try single(input, call.place), let text = item.string else { return [] }
      return boolean(NarrativeCheck.isAllowed(text))
    case .getResourceKey:
      return input.compactMap { $0.source.flatMap(Self.resourceKey) }.map { .init(string: $0) }
    case .getReferenceKey:
      return input.compactMap { item in
        let text = item.string ?? item.source?["reference"]?.string
        return text.flatMap {
          Self.referenceKey(
            $0,
            type: call.type.map { String($0.text.split(separator: ".").last ?? "") }
          )
        }
      }.map { .init(string: $0) }
    default: throw unavailable(call)
    }
  }

  /// The key of a resource, and of the references to it: type and id, whatever the server.
  ///
  /// See https://sql-on-fhir.org/ig/2.0.0/StructureDefinition-ViewDefinition.html.
  private static func resourceKey(_ resource: JSONValue) -> String? {
    guard let type = resource["resourceType"]?.string, let id = resource["id"]?.string else {
      return nil
    }
    return "\(type)/\(id)"
  }

  private static func referenceKey(_ text: String, type wanted: String?) -> String? {
    guard case .literal(let type, let id, _, _) = FHIRReference(text),
      wanted == nil || wanted == type.rawValue
    else { return nil }
    return "\(type.rawValue)/\(id)"
  }

  private func unavailable(_ call: Call) -> FHIRPathError {
    let message = "nothing is there to answer '\(call.function.rawValue)'"
    return FHIRPathError(.unavailable, message).at(call.place)
  }

  /// Whether an item is a primitive with a value, be it one that cannot be calculated with.
  private static func hasValue(_ item: FHIRPathItem) -> Bool {
    guard case .element(let element) = item.content else { return true }
    return !element.isComplex && element.value != nil
  }

  private static func primitive(_ item: FHIRPathItem) -> FHIRPathItem? {
    if case .element(let element) = item.content, element.isComplex { return nil }
    return item.atom
  }

  private func conforms(
    _ item: FHIRPathItem,
    _ profile: String,
    _ call: Call
  ) throws(FHIRPathError) -> Bool? {
    let base = "http://hl7.org/fhir/StructureDefinition/"
    if profile.hasPrefix(base),
      let wanted = TypeModel.r4.type(named: String(profile.dropFirst(base.count)))
    {
      guard case .element(let element) = item.content, let type = element.type else { return false }
      return TypeModel.r4.isKind(type, of: wanted)
    }
    guard let conformsTo = environment.conformsTo, let answer = conformsTo(item, profile) else {
      throw FHIRPathError(.unavailable, "the profile is not known").at(call.place)
    }
    return answer
  }

  // MARK: - References

  private func resolved(_ item: FHIRPathItem) -> FHIRPathItem? {
    var text = item.string
    if text == nil, case .element(let element) = item.content {
      text = element.value?["reference"]?.string
    }
    guard let text, !text.isEmpty else { return nil }
    let value =
      text.utf8.first == UInt8(ascii: "#")
      ? contained(String(text.dropFirst())) : entry(text) ?? environment.resolve?(text)
    return value.map { FHIRPathItem($0) }
  }

  private var roots: [JSONValue] {
    [environment.rootResource?.source, environment.resource?.source, context.first?.source]
      .compactMap { $0 }
  }

  /// The contained resource with an id; the container itself for none.
  private func contained(_ id: String) -> JSONValue? {
    for root in roots {
      if id.isEmpty { return root }
      guard let list = root["contained"] else { continue }
      for one in list.elements where one["id"]?.string == id { return one }
    }
    return nil
  }

  /// The resource of the entry of the root Bundle with a full URL, or whose URL ends so.
  private func entry(_ reference: String) -> JSONValue? {
    for root in roots where root["resourceType"]?.isString("Bundle") == true {
      guard let list = root["entry"] else { continue }
      for one in list.elements {
        guard let url = one["fullUrl"]?.string else { continue }
        if url == reference || url.hasSuffix("/" + reference) { return one["resource"] }
      }
    }
    return nil
  }
}
