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
  private let holders: [SearchParameter]
  private let isDescending: Bool

  /// Creates the order of a date, string, number or quantity parameter.
  public init(_ parameter: SearchParameter, isDescending: Bool) {
    self.parameter = parameter
    holders = SharedKeys.holders(of: parameter)
    self.isDescending = isDescending
  }

  /// The parts that everything is in.
  public var roots: [Node] {
    if parameter.kind == .date {
      let open = Node(query: key("l", "0"), digits: "")
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
        ? prefix("s", text)
        : .any([key("q", text), key("v", text)])
      return Node(query: query, digits: text)
    }
    if parameter.kind == .string, !digits.isEmpty, digits.count % 2 == 0 {
      nodes.insert(Node(query: key("s", digits), digits: digits + "$"), at: 0)
    }
    return isDescending ? nodes.reversed() : nodes
  }

  /// What a test on the parameter means for the values of a part.
  public enum Relation: Sendable, Equatable {
    /// They all meet it, so that it need not be asked.
    case met
    /// None does that lies in the part as a whole.
    case missed
    /// They must be asked.
    case open
  }

  /// Returns what a test means for the values of a part.
  ///
  /// - Parameters:
  ///   - node: The part.
  ///   - test: The test.
  /// - Returns: ``Relation/open`` where nothing is known.
  public func relation(of node: Node, to test: SearchRequest.Test) -> Relation {
    guard case .parameter(parameter.code, nil, let values) = test, let span = span(of: node) else {
      return .open
    }
    let relations = values.map { value -> Relation in
      let (prefix, low, high): (SearchRequest.Prefix, Double, Double)
      switch value {
      case .date(let sign, let from, let to): (prefix, low, high) = (sign, Double(from), Double(to))
      case .number(let sign, _, let from, let to),
        .quantity(let sign, _, let from, let to, nil, nil):
        // A bound that is a part's own may be met or not.
        (prefix, low, high) = (sign, from.nextDown, to.nextUp)
      default: return .open
      }
      switch prefix {
      case .ge, .gt: return span.low >= high ? .met : span.high <= low ? .missed : .open
      case .le, .lt: return span.high <= low ? .met : span.low >= high ? .missed : .open
      case .sa: return span.high <= low ? .missed : .open
      case .eb: return span.low >= high ? .missed : .open
      case .eq: return span.high <= low || span.low >= high ? .missed : .open
      case .ne, .ap: return .open
      }
    }
    if relations.contains(.met) { return .met }
    return relations.allSatisfy { $0 == .missed } ? .missed : .open
  }

  /// The query for what in a part may meet a test that its values miss.
  ///
  /// That is what has another value elsewhere, and what only begins in the part.
  public func rest(of node: Node) -> IndexQuery {
    .any([
      .every([node.query, IndexPlan.several(parameter)]),
      key(parameter.kind == .date ? "l" : "v", node.digits),
    ])
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
    .any([key("b", text), key("l", text)])
  }

  private func prefixes(_ text: String) -> IndexQuery {
    .any([prefix("b", text), prefix("l", text)])
  }

  private func key(_ sort: String, _ text: String) -> IndexQuery {
    .any(keys(sort, text).map { .key($0) })
  }

  private func prefix(_ sort: String, _ text: String) -> IndexQuery {
    .any(keys(sort, text).map { .prefix($0) })
  }

  private func keys(_ sort: String, _ text: String) -> [String] {
    holders.map { IndexPlan.key(sort, $0) { $0 += Array(text.utf8) } }
  }
}
