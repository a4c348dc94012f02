// SPDX-License-Identifier: Apache-2.0

/// Compiles the text of a pattern into instructions.
struct PatternCompiler {
  typealias Instruction = RegularExpression.Instruction

  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var depth = 0
  private let ignoresCase: Bool
  private(set) var program: [Instruction] = []
  private(set) var sets: [RegularExpression.Set] = []
  private(set) var groupCount = 0
  private(set) var groupNames: [String: Int] = [:]

  private static let largestProgram = 20_000

  init(_ pattern: String, ignoresCase: Bool) {
    scalars = Array(pattern.unicodeScalars)
    self.ignoresCase = ignoresCase
  }

  static func folded(_ scalar: UInt32) -> UInt32 {
    guard let found = Unicode.Scalar(scalar) else { return scalar }
    let lower = found.properties.lowercaseMapping.unicodeScalars
    return lower.count == 1 ? lower.first?.value ?? scalar : scalar
  }

  mutating func compile() throws(FHIRPathError) {
    program = try alternatives()
    guard index == scalars.count else { throw error("')' without '('") }
    program.append(.match)
    guard program.count < Self.largestProgram else { throw error("it is too large") }
  }

  private func error(_ message: String) -> FHIRPathError {
    FHIRPathError(.malformedArgument, "the regular expression is malformed: \(message)")
  }

  private var next: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    index += 1
    return true
  }

  // Instructions of a part are numbered from its own start, and moved where the part is put.

  private func moved(_ part: [Instruction], by distance: Int) -> [Instruction] {
    part.map { instruction in
      switch instruction {
      case .split(let first, let second): .split(first + distance, second + distance)
      case .jump(let target): .jump(target + distance)
      case .look(let isNegated, let next): .look(isNegated: isNegated, next: next + distance)
      default: instruction
      }
    }
  }

  // MARK: - Structure

  private mutating func alternatives() throws(FHIRPathError) -> [Instruction] {
    depth += 1
    defer { depth -= 1 }
    guard depth < 100 else { throw error("it is nested too deeply") }
    var result = try sequence()
    while take("|") {
      let other = try sequence()
      // split, first, jump, second
      let first = result.count
      var both: [Instruction] = [.split(1, first + 2)]
      both += moved(result, by: 1)
      both.append(.jump(first + 2 + other.count))
      both += moved(other, by: first + 2)
      result = both
    }
    return result
  }

  private mutating func sequence() throws(FHIRPathError) -> [Instruction] {
    var result: [Instruction] = []
    while let next, next != "|", next != ")" {
      result += moved(try quantified(try atom()), by: result.count)
      guard result.count < Self.largestProgram else { throw error("it is too large") }
    }
    return result
  }

  private mutating func quantified(
    _ atom: [Instruction]
  ) throws(FHIRPathError) -> [Instruction] {
    var part = atom
    while let (least, most) = try bounds() {
      let isLazy = take("?")
      if !isLazy { _ = take("+") }
      guard (most ?? least) * max(1, part.count) < Self.largestProgram else {
        throw error("it is too large")
      }
      var result: [Instruction] = []
      for _ in 0..<least { result += moved(part, by: result.count) }
      if let most {
        // x{0,2} is (x(x)?)?: each may stop at the end.
        let count = max(0, most - least)
        let end = result.count + count * (part.count + 1)
        for _ in 0..<count {
          let at = result.count
          result.append(isLazy ? .split(end, at + 1) : .split(at + 1, end))
          result += moved(part, by: result.count)
        }
      } else {
        let at = result.count
        let end = at + part.count + 2
        result.append(isLazy ? .split(end, at + 1) : .split(at + 1, end))
        result += moved(part, by: result.count)
        result.append(.jump(at))
      }
      part = result
    }
    return part
  }

  private mutating func bounds() throws(FHIRPathError) -> (Int, Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    guard next == "{", index + 1 < scalars.count, scalars[index + 1].value &- 0x30 < 10 else {
      return nil
    }
    index += 1
    let least = number() ?? 0
    var most: Int? = least
    if take(",") { most = number() }
    guard take("}"), least <= 1000, most.map({ 0...1000 ~= $0 && $0 >= least }) ?? true else {
      throw error("the bounds of a repetition")
    }
    return (least, most)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let next, next.value &- 0x30 < 10 {
      value = min((value ?? 0) * 10 + Int(next.value - 0x30), 1_000_000)
      index += 1
    }
    return value
  }

  // MARK: - Atoms

  private mutating func atom() throws(FHIRPathError) -> [Instruction] {
    guard let scalar = next else { return [] }
    index += 1
    switch scalar {
    case "(": return try group()
    case "[": return add(try bracket())
    case ".": return [.any]
    case "^": return [.start]
    case "$": return [.end]
    case "\\": return try escape()
    case "*", "+", "?": throw error("nothing to repeat")
    default: return [literal(scalar.value)]
    }
  }

  private func literal(_ scalar: UInt32) -> Instruction {
    .scalar(ignoresCase ? Self.folded(scalar) : scalar)
  }

  private mutating func add(_ set: RegularExpression.Set) -> [Instruction] {
    var set = set
    if ignoresCase {
      for range in set.ranges where range.count < 1000 {
        for scalar in range {
          let folded = Self.folded(scalar)
          if folded != scalar { set.ranges.append(folded...folded) }
        }
      }
    }
    sets.append(set)
    return [.set(sets.count - 1)]
  }

  private mutating func group() throws(FHIRPathError) -> [Instruction] {
    var result: [Instruction]
    if take("?") {
      if take(":") {
        result = try alternatives()
      } else if next == "=" || next == "!" {
        let isNegated = take("!")
        if !isNegated { index += 1 }
        let inner = try alternatives()
        result = [.look(isNegated: isNegated, next: inner.count + 2)]
        result += moved(inner, by: 1)
        result.append(.match)
      } else {
        _ = take("P")
        guard take("<"), let next, next != "=", next != "!" else {
          throw error("a kind of group that is not supported")
        }
        var name = ""
        while let next = self.next, next != ">" {
          name.unicodeScalars.append(next)
          index += 1
        }
        guard take(">") else { throw error("the name of a group is not closed") }
        result = try captured(name)
      }
    } else {
      result = try captured(nil)
    }
    guard take(")") else { throw error("'(' without ')'") }
    return result
  }

  private mutating func captured(_ name: String?) throws(FHIRPathError) -> [Instruction] {
    groupCount += 1
    let number = groupCount
    if let name { groupNames[name] = number }
    var result: [Instruction] = [.save(number * 2)]
    result += moved(try alternatives(), by: 1)
    result.append(.save(number * 2 + 1))
    return result
  }

  private mutating func escape() throws(FHIRPathError) -> [Instruction] {
    guard let scalar = next else { throw error("'\\' at the end") }
    switch scalar {
    case "b", "B":
      index += 1
      return [.wordEdge(isNegated: scalar == "B")]
    case "A", "z", "Z":
      index += 1
      return [scalar == "A" ? .start : .end]
    case "1"..."9": throw error("back references are not supported")
    default: break
    }
    var set = RegularExpression.Set()
    if let single = try setEscape(&set) { return [literal(single)] }
    return add(set)
  }

  /// Reads what stands behind a backslash: one scalar, or a class that is added to a set.
  private mutating func setEscape(
    _ set: inout RegularExpression.Set
  ) throws(FHIRPathError) -> UInt32? {
    guard let scalar = next else { throw error("'\\' at the end") }
    index += 1
    let digits: [ClosedRange<UInt32>] = [0x30...0x39]
    let word: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
    let space: [ClosedRange<UInt32>] = [
      0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x2000...0x200A, 0x2028...0x2029, 0x3000...0x3000,
    ]
    switch scalar {
    case "d": set.ranges += digits
    case "D": set.complements.append(digits)
    case "w": set.ranges += word
    case "W": set.complements.append(word)
    case "s": set.ranges += space
    case "S": set.complements.append(space)
    case "p", "P":
      var name = ""
      if take("{") {
        while let next, next != "}" {
          name.unicodeScalars.append(next)
          index += 1
        }
        guard take("}") else { throw error("the name of a category is not closed") }
      } else if let next {
        name = String(Character(next))
        index += 1
      }
      set.categories.append((name, scalar == "P"))
    case "n": return 0x0A
    case "r": return 0x0D
    case "t": return 0x09
    case "f": return 0x0C
    case "v": return 0x0B
    case "0": return 0
    case "x": return try code(2)
    case "u": return try code(4)
    default: return scalar.value
    }
    return nil
  }

  private mutating func code(_ digits: Int) throws(FHIRPathError) -> UInt32 {
    var text = ""
    while text.utf8.count < digits, let next {
      text.unicodeScalars.append(next)
      index += 1
    }
    guard text.utf8.count == digits, let code = UInt32(text, radix: 16) else {
      throw error("hexadecimal digits are missing")
    }
    return code
  }

  private mutating func bracket() throws(FHIRPathError) -> RegularExpression.Set {
    var set = RegularExpression.Set()
    set.isNegated = take("^")
    var isFirst = true
    while let scalar = next, scalar != "]" || isFirst {
      isFirst = false
      index += 1
      var low = scalar.value
      if scalar == "\\" {
        // \b is a backspace here.
        if take("b") {
          low = 8
        } else if let single = try setEscape(&set) {
          low = single
        } else {
          continue
        }
      }
      var high = low
      if next == "-", index + 1 < scalars.count, scalars[index + 1] != "]" {
        index += 1
        guard let end = next else { throw error("'[' without ']'") }
        index += 1
        high = end.value
        if end == "\\" {
          guard let single = try setEscape(&set) else { throw error("a range in '[]'") }
          high = single
        }
      }
      guard low <= high else { throw error("a range in '[]'") }
      set.ranges.append(low...high)
    }
    guard take("]") else { throw error("'[' without ']'") }
    return set
  }
}
