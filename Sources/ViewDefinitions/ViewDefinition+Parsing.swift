// SPDX-License-Identifier: Apache-2.0

public import FHIR
import FHIRPath

extension ViewDefinition {
  /// Reads a view.
  ///
  /// - Parameter view: The ViewDefinition.
  /// - Throws: ``ViewError`` for what is missing, malformed or not as the specification has it.
  public init(_ view: JSONValue) throws(ViewError) {
    guard let typeName = view["resource"]?.string else {
      throw ViewError("resource", "The type of the resources is missing")
    }
    guard let type = ResourceType(name: typeName) else {
      throw ViewError("resource", "R4 has no resource type '\(typeName)'")
    }
    resource = type
    name = view["name"]?.string
    var constants: [String: [FHIRPathItem]] = [:]
    for (place, constant) in (view["constant"]?.elements ?? .empty).enumerated() {
      let (name, item) = try Self.constant(constant, "constant[\(place)]")
      constants[name] = [item]
    }
    self.constants = constants
    let reader = Reader(variables: Set(constants.keys))
    var filters: [(path: String, expression: FHIRPathExpression)] = []
    for (place, filter) in (view["where"]?.elements ?? .empty).enumerated() {
      let at = "where[\(place)].path"
      filters.append((at, try reader.expression(filter["path"], at)))
    }
    self.filters = filters
    select = try reader.selects(view["select"], "select")
    guard !select.isEmpty else { throw ViewError("select", "The view selects nothing") }
    columns = select.flatMap(\.columns)
    var seen: Set<String> = []
    for column in columns where !seen.insert(column.name).inserted {
      throw ViewError("select", "Two columns have the name '\(column.name)'")
    }
  }

  private static func constant(
    _ constant: JSONValue,
    _ place: String
  ) throws(ViewError) -> (String, FHIRPathItem) {
    guard let name = constant["name"]?.string else {
      throw ViewError(place, "A constant needs a name")
    }
    let values = constant.members.filter { $0.key.hasPrefix("value") }
    guard values.count == 1, let value = values.first else {
      throw ViewError(place, "A constant needs one value: valueString, valueDate, …")
    }
    let suffix = value.key.dropFirst("value".count)
    let isPrimitive = !value.value.isObject && !value.value.isArray
    guard isPrimitive, let first = suffix.first else {
      throw ViewError("\(place).\(value.key)", "The value of a constant is a primitive")
    }
    let type = first.lowercased() + suffix.dropFirst()
    return (name, FHIRPathItem(primitive: value.value, sibling: nil, typeName: type))
  }
}

/// Reads the parts of a view.
private struct Reader {
  let variables: Set<String>

  /// The variables that every expression has.
  private static let usual: Set = [
    "context", "resource", "rootResource", "ucum", "sct", "loinc", "rowIndex",
  ]

  /// How deep selects may be within each other.
  private static let mostDepth = 50

  func selects(
    _ value: JSONValue?,
    _ place: String,
    depth: Int = 0
  ) throws(ViewError) -> [ViewDefinition.Select] {
    guard let value else { return [] }
    guard value.isArray else { throw ViewError(place, "It must be a list") }
    guard depth < Self.mostDepth else { throw ViewError(place, "It is nested too deep") }
    var found: [ViewDefinition.Select] = []
    for (number, part) in value.elements.enumerated() {
      found.append(try select(part, "\(place)[\(number)]", depth: depth))
    }
    return found
  }

  private func select(
    _ value: JSONValue,
    _ place: String,
    depth: Int
  ) throws(ViewError) -> ViewDefinition.Select {
    guard value.isObject else { throw ViewError(place, "It must be an object") }
    var items: [ViewDefinition.Select.Item] = []
    for (number, column) in (value["column"]?.elements ?? .empty).enumerated() {
      items.append(try self.column(column, "\(place).column[\(number)]"))
    }
    let nested = try selects(value["select"], place + ".select", depth: depth + 1)
    let unions = try selects(value["unionAll"], place + ".unionAll", depth: depth + 1)
    if let first = unions.first {
      for (number, union) in unions.enumerated()
      where union.columns.map(\.name) != first.columns.map(\.name) {
        throw ViewError(
          "\(place).unionAll[\(number)]",
          "Its columns must be those of the first: "
            + first.columns.map(\.name).joined(separator: ", ")
        )
      }
    }
    return ViewDefinition.Select(
      focus: try focus(value, place),
      items: items,
      selects: nested,
      unions: unions,
      columns: items.map(\.column) + nested.flatMap(\.columns) + (unions.first?.columns ?? [])
    )
  }

  private func focus(
    _ value: JSONValue,
    _ place: String
  ) throws(ViewError) -> ViewDefinition.Select.Focus {
    let given = ["forEach", "forEachOrNull", "repeat"].filter { value[dynamic: $0] != nil }
    guard given.count <= 1 else {
      throw ViewError(place, "It can have one of \(given.joined(separator: ", "))")
    }
    switch given.first {
    case "forEach":
      return .each(try expression(value["forEach"], place + ".forEach"), keepsEmpty: false)
    case "forEachOrNull":
      let expression = try expression(value["forEachOrNull"], place + ".forEachOrNull")
      return .each(expression, keepsEmpty: true)
    case "repeat":
      var paths: [FHIRPathExpression] = []
      for (number, path) in (value["repeat"]?.elements ?? .empty).enumerated() {
        paths.append(try expression(path, "\(place).repeat[\(number)]"))
      }
      guard !paths.isEmpty else { throw ViewError(place + ".repeat", "It must be a list of paths") }
      return .tree(paths)
    default: return .whole
    }
  }

  private func column(
    _ value: JSONValue,
    _ place: String
  ) throws(ViewError) -> ViewDefinition.Select.Item {
    guard let name = value["name"]?.string, Self.isName(name) else {
      throw ViewError(place + ".name", "A column needs a name of letters, digits and _")
    }
    return ViewDefinition.Select.Item(
      column: ViewDefinition.Column(
        name: name,
        type: value["type"]?.string,
        isCollection: value["collection"]?.bool ?? false
      ),
      expression: try expression(value["path"], place + ".path")
    )
  }

  private static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, (first | 0x20) &- 0x61 < 26 else { return false }
    return name.utf8.allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x5F }
  }

  func expression(
    _ value: JSONValue?,
    _ place: String
  ) throws(ViewError) -> FHIRPathExpression {
    guard let text = value?.string else { throw ViewError(place, "It must be a FHIRPath text") }
    let expression: FHIRPathExpression
    do throws(FHIRPathError) {
      expression = try FHIRPathExpression(parsing: text)
    } catch {
      throw ViewError(place, error.description)
    }
    for name in Self.variables(in: text) {
      let isKnown =
        variables.contains(name) || Self.usual.contains(name) || name.hasPrefix("vs-")
        || name.hasPrefix("ext-")
      guard isKnown else {
        let known = variables.sorted().joined(separator: ", ")
        throw ViewError(
          place,
          "There is no constant '\(name)'" + (known.isEmpty ? "" : "; there are \(known)")
        )
      }
    }
    return expression
  }

  /// The names behind percent signs, outside of texts.
  private static func variables(in text: String) -> [String] {
    var names: [String] = []
    var quote: Character?
    var current: String?
    for character in text {
      if let open = quote {
        if character == open { quote = nil }
        continue
      }
      if let name = current {
        if character.isLetter || character.isNumber || character == "_" || character == "-" {
          current = name + String(character)
          continue
        }
        names.append(name)
        current = nil
      }
      if character == "'" || character == "`" || character == "\"" { quote = character }
      if character == "%" { current = "" }
    }
    if let current { names.append(current) }
    return names.filter { !$0.isEmpty }
  }
}
