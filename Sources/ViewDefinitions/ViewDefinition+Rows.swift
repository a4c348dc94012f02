// SPDX-License-Identifier: Apache-2.0

public import FHIR
import FHIRPath

/// A cell of a row.
public indirect enum ViewCell: Sendable, Equatable {
  /// There is no value.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// A number, spelled as in the resource.
  case number(String)
  /// A text, a code, a date.
  case text(String)
  /// An element that is no primitive, as JSON.
  case json(String)
  /// The values of a column that is a collection.
  case list([ViewCell])
}

extension ViewDefinition {
  /// Returns the rows that a resource makes.
  ///
  /// - Parameter resource: A resource; one of another type makes none.
  /// - Returns: The rows, their cells in the order of ``columns``.
  /// - Throws: ``ViewError`` where a path cannot be evaluated, gives several values to a column
  ///   that is no collection, or a condition no Boolean.
  public func rows(of resource: JSONValue) throws(ViewError) -> [[ViewCell]] {
    guard resource["resourceType"]?.string == self.resource.rawValue else { return [] }
    let item = FHIRPathItem(resource)
    var environment = FHIRPathEnvironment(resource: item, variables: constants)
    environment.joinsNothing = true
    environment.variables["rowIndex"] = [FHIRPathItem(integer: 0)]
    for filter in filters {
      let found = try evaluate(filter.expression, [item], environment, filter.path)
      guard found.count <= 1 else { throw ViewError(filter.path, "It gives several values") }
      guard let answer = found.first else { return [] }
      guard let isMet = answer.boolean else {
        throw ViewError(filter.path, "A condition must give true or false")
      }
      if !isMet { return [] }
    }
    return try product(of: select, item, environment)
  }

  /// Every row of each part with every row of the others.
  private func product(
    of selects: [Select],
    _ item: FHIRPathItem?,
    _ environment: FHIRPathEnvironment,
    with first: [ViewCell] = []
  ) throws(ViewError) -> [[ViewCell]] {
    var rows = [first]
    for select in selects {
      let more = try self.rows(of: select, item, environment)
      if more.isEmpty { return [] }
      rows = rows.flatMap { row in more.map { row + $0 } }
    }
    return rows
  }

  private func rows(
    of select: Select,
    _ item: FHIRPathItem?,
    _ environment: FHIRPathEnvironment
  ) throws(ViewError) -> [[ViewCell]] {
    var environment = environment
    var items: [FHIRPathItem?] = []
    switch select.focus {
    case .whole: return try row(of: select, item, environment)
    case .each(let expression, let keepsEmpty):
      guard let item else { break }
      items = try evaluate(expression, [item], environment, "forEach")
      if items.isEmpty, keepsEmpty { items = [nil] }
    case .tree(let paths):
      guard let item else { break }
      var found: [FHIRPathItem] = []
      try collect(paths, item, environment, depth: 0, into: &found)
      items = found
    }
    if item == nil, case .each(_, keepsEmpty: true) = select.focus { items = [nil] }
    var rows: [[ViewCell]] = []
    for (number, item) in items.enumerated() {
      environment.variables["rowIndex"] = [FHIRPathItem(integer: number)]
      rows += try row(of: select, item, environment)
    }
    return rows
  }

  /// The rows of one item: its columns, with those of each select within, with those of a union.
  private func row(
    of select: Select,
    _ item: FHIRPathItem?,
    _ environment: FHIRPathEnvironment
  ) throws(ViewError) -> [[ViewCell]] {
    var cells: [ViewCell] = []
    for part in select.items { cells.append(try cell(part, item, environment)) }
    let rows = try product(of: select.selects, item, environment, with: cells)
    guard !select.unions.isEmpty else { return rows }
    var united: [[ViewCell]] = []
    for union in select.unions { united += try self.rows(of: union, item, environment) }
    return rows.flatMap { row in united.map { row + $0 } }
  }

  /// No resource is as deep.
  private static let mostDepth = 250

  private func collect(
    _ paths: [FHIRPathExpression],
    _ item: FHIRPathItem,
    _ environment: FHIRPathEnvironment,
    depth: Int,
    into found: inout [FHIRPathItem]
  ) throws(ViewError) {
    guard depth < Self.mostDepth else { return }
    for path in paths {
      for child in try evaluate(path, [item], environment, "repeat") {
        found.append(child)
        try collect(paths, child, environment, depth: depth + 1, into: &found)
      }
    }
  }

  private func cell(
    _ part: Select.Item,
    _ item: FHIRPathItem?,
    _ environment: FHIRPathEnvironment
  ) throws(ViewError) -> ViewCell {
    let name = part.column.name
    let found = try evaluate(part.expression, item.map { [$0] } ?? [], environment, name)
    if part.column.isCollection {
      return item == nil ? .null : .list(found.map(Self.cell))
    }
    guard found.count <= 1 else {
      throw ViewError(name, "It gives several values, and the column is no collection")
    }
    return found.first.map(Self.cell) ?? .null
  }

  private static func cell(_ item: FHIRPathItem) -> ViewCell {
    if let value = item.boolean { return .boolean(value) }
    if let number = item.source?.numberText ?? item.numberText { return .number(number) }
    if let source = item.source, source.isObject || source.isArray { return .json(source.jsonText) }
    return item.text.map(ViewCell.text) ?? .null
  }

  private func evaluate(
    _ expression: FHIRPathExpression,
    _ items: [FHIRPathItem],
    _ environment: FHIRPathEnvironment,
    _ place: String
  ) throws(ViewError) -> [FHIRPathItem] {
    do throws(FHIRPathError) {
      return try expression.evaluate(on: items, environment: environment)
    } catch {
      throw ViewError(place, error.description)
    }
  }
}
