// SPDX-License-Identifier: Apache-2.0

/// A regular expression of the dialect that `matches` and its kin take: PCRE without back
/// references and look-behind.
///
/// A dot matches line ends too, as FHIRPath asks for. Matching takes time in proportion to the
/// length of the pattern times that of the text, whatever both are. See
/// https://hl7.org/fhirpath/N1/#matchesregex--string--boolean.
struct RegularExpression: Sendable {
  enum Instruction: Sendable {
    case scalar(UInt32)
    case any
    case set(Int)
    /// Goes on at both, at the first one if that matches.
    case split(Int, Int)
    case jump(Int)
    case save(Int)
    case start
    case end
    case wordEdge(isNegated: Bool)
    /// Whether what follows, up to a match, is found here; goes on at the number.
    case look(isNegated: Bool, next: Int)
    case match
  }

  /// A set of scalars.
  struct Set: Sendable {
    var ranges: [ClosedRange<UInt32>] = []
    /// The beginnings of names of general categories.
    var categories: [(name: String, isNegated: Bool)] = []
    /// Sets within the set that are complements: `\D` and the like.
    var complements: [[ClosedRange<UInt32>]] = []
    var isNegated = false

    func contains(_ scalar: UInt32) -> Bool {
      for range in ranges where range.contains(scalar) { return !isNegated }
      for ranges in complements where !ranges.contains(where: { $0.contains(scalar) }) {
        return !isNegated
      }
      for category in categories {
        let name = Unicode.Scalar(scalar).map { Self.category($0.properties.generalCategory) } ?? ""
        if name.hasPrefix(category.name) != category.isNegated { return !isNegated }
      }
      return isNegated
    }

    private static func category(_ category: Unicode.GeneralCategory) -> String {
      switch category {
      case .uppercaseLetter: "Lu"
      case .lowercaseLetter: "Ll"
      case .titlecaseLetter: "Lt"
      case .modifierLetter: "Lm"
      case .otherLetter: "Lo"
      case .nonspacingMark: "Mn"
      case .spacingMark: "Mc"
      case .enclosingMark: "Me"
      case .decimalNumber: "Nd"
      case .letterNumber: "Nl"
      case .otherNumber: "No"
      case .connectorPunctuation: "Pc"
      case .dashPunctuation: "Pd"
      case .openPunctuation: "Ps"
      case .closePunctuation: "Pe"
      case .initialPunctuation: "Pi"
      case .finalPunctuation: "Pf"
      case .otherPunctuation: "Po"
      case .mathSymbol: "Sm"
      case .currencySymbol: "Sc"
      case .modifierSymbol: "Sk"
      case .otherSymbol: "So"
      case .spaceSeparator: "Zs"
      case .lineSeparator: "Zl"
      case .paragraphSeparator: "Zp"
      default: "C"
      }
    }
  }

  var program: [Instruction] = []
  var sets: [Set] = []
  var groupCount = 0
  var groupNames: [String: Int] = [:]
  var ignoresCase = false
  var isMultiline = false

  /// Compiles a pattern.
  ///
  /// - Parameters:
  ///   - pattern: The pattern.
  ///   - flags: `i` to ignore the case, `m` for anchors at the ends of lines.
  /// - Throws: ``FHIRPathError`` with ``FHIRPathError/Code/malformedArgument``.
  init(_ pattern: String, flags: String = "") throws(FHIRPathError) {
    for flag in flags.unicodeScalars {
      switch flag {
      case "i": ignoresCase = true
      case "m": isMultiline = true
      default: throw FHIRPathError(.malformedArgument, "a flag of a pattern that is not known")
      }
    }
    var compiler = PatternCompiler(pattern, ignoresCase: ignoresCase)
    try compiler.compile()
    program = compiler.program
    sets = compiler.sets
    groupCount = compiler.groupCount
    groupNames = compiler.groupNames
  }

  // MARK: - Use

  /// The most bits that a run may take to mark where it has been.
  private static let largestRun = 1 << 30

  private func checked(_ text: [UInt32]) throws(FHIRPathError) -> [UInt32] {
    guard text.count < Self.largestRun / (program.count + 1) else {
      throw FHIRPathError(.tooComplex, "the text is too long for the regular expression")
    }
    return text
  }

  /// Whether the pattern is found anywhere in a text.
  func isFound(in text: String) throws(FHIRPathError) -> Bool {
    var run = PatternRun(self, try checked(scalars(text)))
    return run.search(from: 0) != nil
  }

  /// Whether the pattern matches the whole of a text.
  func matchesWhole(_ text: String) throws(FHIRPathError) -> Bool {
    var run = PatternRun(self, try checked(scalars(text)), isWhole: true)
    return run.matches(at: 0)
  }

  /// Replaces each match; `$1` and `${name}` stand for groups.
  func replacing(
    in text: String,
    with substitution: String
  ) throws(FHIRPathError) -> String {
    let scalars = try checked(scalars(text))
    let original = ignoresCase ? text.unicodeScalars.map(\.value) : scalars
    var run = PatternRun(self, scalars)
    var result = String.UnicodeScalarView()
    var at = 0
    func append(_ range: Range<Int>) {
      result.append(contentsOf: original[range].lazy.compactMap(Unicode.Scalar.init))
    }
    while at <= scalars.count, let start = run.search(from: at) {
      let end = run.groups[1]
      append(at..<start)
      for part in substitutionParts(substitution) {
        switch part {
        case .text(let text): result.append(contentsOf: text.unicodeScalars)
        case .group(let number):
          let from = run.groups[number * 2]
          if from >= 0 { append(from..<run.groups[number * 2 + 1]) }
        }
      }
      if end == start {
        if start < scalars.count { append(start..<start + 1) }
        at = start + 1
      } else {
        at = end
      }
    }
    if at < scalars.count { append(at..<scalars.count) }
    return String(result)
  }

  private func scalars(_ text: String) -> [UInt32] {
    ignoresCase
      ? text.unicodeScalars.map { PatternCompiler.folded($0.value) }
      : text.unicodeScalars.map(\.value)
  }

  private enum SubstitutionPart {
    case text(String)
    case group(Int)
  }

  private func substitutionParts(_ text: String) -> [SubstitutionPart] {
    var parts: [SubstitutionPart] = []
    var rest = Substring(text)
    while let mark = rest.firstIndex(where: { $0 == "$" || $0 == "\\" }) {
      if mark > rest.startIndex { parts.append(.text(String(rest[..<mark]))) }
      let isEscape = rest[mark] == "\\"
      rest = rest[rest.index(after: mark)...]
      guard let next = rest.first else {
        parts.append(.text(isEscape ? "\\" : "$"))
        return parts
      }
      if isEscape || next == "$" {
        parts.append(.text(String(next)))
        rest = rest.dropFirst()
      } else if next == "{", let close = rest.firstIndex(of: "}") {
        let name = String(rest[rest.index(after: rest.startIndex)..<close])
        if let number = Int(name) ?? groupNames[name], 0...groupCount ~= number {
          parts.append(.group(number))
        }
        rest = rest[rest.index(after: close)...]
      } else if let digit = next.wholeNumberValue, digit <= groupCount {
        parts.append(.group(digit))
        rest = rest.dropFirst()
      } else {
        parts.append(.text("$"))
      }
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    return parts
  }
}
