// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// A search parameter of a resource type, from the R4 definitions.
///
/// See https://hl7.org/fhir/R4/searchparameter-registry.html.
public struct SearchParameter: Sendable {
  /// What kind of value a parameter takes.
  public enum Kind: String, Sendable, CaseIterable {
    /// A number with the precision it is written with.
    case number
    /// A date, dateTime, instant, Period or Timing.
    case date
    /// Text, matched from its start without case and accents.
    case string
    /// A code, with or without its system.
    case token
    /// A reference to a resource.
    case reference
    /// Values of several parameters in the same element.
    case composite
    /// A number with a unit.
    case quantity
    /// A URI.
    case uri
    /// What has rules of its own: the place of a Location.
    case special
  }

  /// A way through the JSON of a resource to values of one data type.
  ///
  /// A class, so that handing it on for every resource of an import copies nothing.
  public final class Path: Sendable, Equatable {
    /// The keys; arrays on the way are gone through.
    ///
    /// A key `^3` stands for the extension with the third URL of ``SearchParameters/extensions``,
    /// `^3?` for an element that has it, and `#0` for the first element of an array.
    public let keys: [String]
    /// Whether there are such keys.
    let hasSteps: Bool
    /// A member that the object at the end must have, `system` and `phone` for one.
    public let filter: (key: String, value: String)?
    /// The type to which a reference must lead.
    public let target: ResourceType?
    /// The data type, or `deceased` for a value that says that a person has died.
    public let dataType: String

    init(
      keys: [String],
      filter: (key: String, value: String)?,
      target: ResourceType?,
      dataType: String
    ) {
      self.keys = keys
      hasSteps = keys.contains { $0.hasPrefix("^") || $0.hasPrefix("#") }
      self.filter = filter
      self.target = target
      self.dataType = dataType
    }

    /// Whether two paths are the same.
    public static func == (left: Path, right: Path) -> Bool {
      left.keys == right.keys && left.filter?.key == right.filter?.key
        && left.filter?.value == right.filter?.value && left.target == right.target
        && left.dataType == right.dataType
    }
  }

  /// A part of a composite.
  public struct Component: Sendable {
    /// The parameter whose values it takes.
    public let code: String
    /// The kind of the values.
    public let kind: Kind
    /// The ways to the values, from the end of the composite's own path.
    public let paths: [Path]
  }

  /// The number, unique over all types, which the index is keyed by.
  public let number: Int
  /// The resource type; `nil` for a parameter of every type.
  public let type: ResourceType?
  /// The name, as in a request.
  public let code: String
  /// The kind of value.
  public let kind: Kind
  /// The ways to its values.
  public let paths: [Path]
  /// The types a reference may lead to; empty for every type.
  public let targets: [ResourceType]
  /// The parts of a composite.
  public let components: [Component]
}

/// The search parameters of R4.
public struct SearchParameters: Sendable {
  /// The parameters of every type.
  public static let all = SearchParameters()

  /// The parameters by type, those of every type included.
  private let byType: [ResourceType: [SearchParameter]]

  private init() {
    let lines = Self.text.withUTF8Buffer { String(decoding: $0, as: UTF8.self) }
    var common: [SearchParameter] = []
    var byType: [ResourceType: [SearchParameter]] = [:]
    for line in lines.split(separator: "\n") {
      guard let parameter = Self.read(line) else { continue }
      if let type = parameter.type {
        byType[type, default: []].append(parameter)
      } else {
        common.append(parameter)
      }
    }
    for type in ResourceType.allCases { byType[type, default: []] += common }
    self.byType = byType
  }

  /// A hash of the definitions and the number of the rules by which keys are made of them, which says
  /// whether keys of another day mean the same.
  public static var fingerprint: String {
    let hash = text.withUTF8Buffer { JSONDocument.hash(UnsafeRawBufferPointer($0)) }
    return "\(String(hash, radix: 16)).\(IndexKeys.rules)"
  }

  /// Returns the parameters of a type.
  public func of(_ type: ResourceType) -> [SearchParameter] { byType[type] ?? [] }

  /// Returns a parameter of a type by its name.
  public func parameter(_ code: String, of type: ResourceType) -> SearchParameter? {
    of(type).first { $0.code == code }
  }

  private static func read(_ line: Substring) -> SearchParameter? {
    let fields = line.split(separator: ";", omittingEmptySubsequences: false)
    guard fields.count == 7, let number = Int(fields[0]),
      let kind = SearchParameter.Kind(rawValue: String(fields[3]))
    else { return nil }
    let components = fields[6].split(separator: "&").compactMap { text in
      let parts = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
      return SearchParameter.Kind(rawValue: String(parts[1])).map {
        SearchParameter.Component(code: String(parts[0]), kind: $0, paths: paths(parts[2]))
      }
    }
    return SearchParameter(
      number: number,
      type: ResourceType(name: String(fields[1])),
      code: String(fields[2]),
      kind: kind,
      paths: kind == .composite ? roots(fields[4]) : paths(fields[4]),
      targets: fields[5].split(separator: " ").compactMap { ResourceType(name: String($0)) },
      components: components
    )
  }

  private static func roots(_ text: Substring) -> [SearchParameter.Path] {
    text.split(separator: ",", omittingEmptySubsequences: false).map { way in
      let keys = way.split(separator: ".").map(String.init)
      return SearchParameter.Path(keys: keys, filter: nil, target: nil, dataType: "")
    }
  }

  private static func paths(_ text: Substring) -> [SearchParameter.Path] {
    text.split(separator: ",").compactMap { item in
      guard let colon = item.lastIndex(of: ":") else { return nil }
      var way = item[..<colon]
      var filter: (String, String)?
      var target: ResourceType?
      if let open = way.firstIndex(of: "["), let equals = way.firstIndex(of: "=") {
        filter = (
          String(way[way.index(after: open)..<equals]),
          String(way[equals...].dropFirst().dropLast())
        )
        way = way[..<open]
      }
      if let at = way.firstIndex(of: "@") {
        target = ResourceType(name: String(way[at...].dropFirst()))
        way = way[..<at]
      }
      return SearchParameter.Path(
        keys: way.split(separator: ".").map(String.init),
        filter: filter,
        target: target,
        dataType: String(item[colon...].dropFirst())
      )
    }
  }
}
