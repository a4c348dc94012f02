// SPDX-License-Identifier: Apache-2.0

/// The keys of a parameter as a tree in the order of its values.
///
/// Dates: decades, years, months, days. Texts and numbers: hexadecimal digits.
public struct IndexOrder {
  /// A part of the order: everything between two values.
  public struct Node: Sendable, Equatable {
    /// What finds the resources that have a value there.
    public let query: IndexQuery
    /// The digits that the keys there begin with.
    let digits: String
  }

  private let parameter: SearchParameter
  private let isDescending: Bool

  /// Creates the order of a date, string, number or quantity parameter.
  public init(_ parameter: SearchParameter, isDescending: Bool) {
    self.parameter = parameter
    self.isDescending = isDescending
  }

  /// The parts that everything is in.
  public var roots: [Node] {
    if parameter.kind == .date {
      let open = Node(query: .key(key("l", "0")), digits: "")
      let decades = (0..<1000).map { decade in
        let text = String(repeating: "0", count: 3 - "\(decade)".count) + "\(decade)"
        return Node(query: dates(text), digits: text)
      }
      // Nearly all lies in these centuries; the others are asked for as wholes first.
      let near = Array(decades[180..<230])
      let before = Node(
        query: .any(
          (0...1).flatMap { first in
            (0..<10).compactMap { second in
              first == 1 && second >= 8 ? nil : prefixes("\(first)\(second)")
            }
          }
        ),
        digits: "<"
      )
      let after = Node(
        query: .any([prefixes("23"), prefixes("24")] + (25..<100).map { prefixes("\($0)") }),
        digits: ">"
      )
      let ordered = [open, before] + near + [after]
      return isDescending ? ordered.reversed() : ordered
    }
    return hexadecimal(below: "")
  }

  /// The parts of a part; empty where it cannot be divided.
  public func children(of node: Node) -> [Node] {
    guard parameter.kind == .date else {
      let limit = parameter.kind == .string ? IndexKeys.textLimit * 2 : 4
      // Texts are walked by whole bytes, so that the end of a text comes before its continuations.
      guard node.digits.count < limit, !node.digits.hasSuffix("$") else { return [] }
      return hexadecimal(below: node.digits)
    }
    let ends: [String]
    switch node.digits.count {
    case 3: ends = (0..<10).map { "\($0)" }
    case 4: ends = (1...12).map { $0 < 10 ? "0\($0)" : "\($0)" }
    case 6: ends = (1...31).map { $0 < 10 ? "0\($0)" : "\($0)" }
    default: return []
    }
    let nodes = ends.map { Node(query: dates(node.digits + $0), digits: node.digits + $0) }
    return isDescending ? nodes.reversed() : nodes
  }

  private func hexadecimal(below digits: String) -> [Node] {
    var nodes = "0123456789abcdef".map { digit in
      let text = digits + String(digit)
      let query: IndexQuery =
        parameter.kind == .string
        ? .prefix(key("s", text))
        : .any([.key(key("q", text)), .key(key("v", text))])
      return Node(query: query, digits: text)
    }
    if parameter.kind == .string, !digits.isEmpty, digits.count % 2 == 0 {
      nodes.insert(Node(query: .key(key("s", digits)), digits: digits + "$"), at: 0)
    }
    return isDescending ? nodes.reversed() : nodes
  }

  private func dates(_ text: String) -> IndexQuery {
    .any([.key(key("b", text)), .key(key("l", text))])
  }

  private func prefixes(_ text: String) -> IndexQuery {
    .any([.prefix(key("b", text)), .prefix(key("l", text))])
  }

  private func key(_ sort: String, _ text: String) -> String {
    IndexPlan.key(sort, parameter) { $0 += Array(text.utf8) }
  }
}
