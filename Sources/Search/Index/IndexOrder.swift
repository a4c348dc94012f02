// SPDX-License-Identifier: Apache-2.0

import FHIR

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
      // Nearly all lies in these decades; before and behind them, all is asked for at once.
      let near = (190..<204).map { Node(query: dates("\($0)"), digits: "\($0)") }
      let before = Node(
        query: .any([prefixes("0")] + (10..<19).map { prefixes("\($0)") }),
        digits: "<"
      )
      let after = Node(
        query: .any(
          (204..<210).map { prefixes("\($0)") } + (21..<30).map { prefixes("\($0)") }
            + (3..<10).map { prefixes("\($0)") }
        ),
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

  /// Whether every value of a part meets a test on the parameter, so that it need not be asked.
  ///
  /// - Parameters:
  ///   - node: The part.
  ///   - test: The test.
  /// - Returns: `false` where it may not be so.
  public func implies(_ node: Node, _ test: SearchRequest.Test) -> Bool {
    guard case .parameter(parameter.code, nil, let values) = test, let span = span(of: node) else {
      return false
    }
    return values.contains { value in
      switch value {
      case .date(let prefix, let low, let high):
        switch prefix {
        case .ge, .gt: span.low >= Double(high)
        case .le, .lt: span.high <= Double(low)
        default: false
        }
      case .number(let prefix, _, let low, let high),
        .quantity(let prefix, _, let low, let high, nil, nil):
        switch prefix {
        case .ge, .gt: span.low > high
        case .le, .lt: span.high < low
        default: false
        }
      default: false
      }
    }
  }

  /// The bounds between which the values of a part begin, the upper one exclusive.
  private func span(of node: Node) -> (low: Double, high: Double)? {
    let digits = Array(node.digits.utf8)
    guard digits.count >= 3 || (parameter.kind != .date && !digits.isEmpty) else { return nil }
    if parameter.kind == .date {
      guard let number = Int(node.digits) else { return nil }
      let first: (year: Int, month: Int, day: Int)
      let next: (year: Int, month: Int, day: Int)
      switch digits.count {
      case 3: (first, next) = ((number * 10, 1, 1), (number * 10 + 10, 1, 1))
      case 4: (first, next) = ((number, 1, 1), (number + 1, 1, 1))
      case 6:
        let (year, month) = (number / 100, number % 100)
        first = (year, month, 1)
        next = month == 12 ? (year + 1, 1, 1) : (year, month + 1, 1)
      default: return nil
      }
      let start = { (date: (year: Int, month: Int, day: Int)) in
        Double(CivilDate(year: date.year, month: date.month, day: date.day).daysSince1970)
          * 86_400_000
      }
      return (start(first), start(next))
    }
    guard parameter.kind != .string, digits.count <= 4, let bits = UInt64(node.digits, radix: 16)
    else { return nil }
    let shift = UInt64(64 - 4 * digits.count)
    let low = IndexKeys.number(ordered: bits << shift)
    let high = IndexKeys.number(ordered: (bits << shift) | ((1 << shift) - 1))
    return low.isNaN || high.isNaN ? nil : (low, high)
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
