// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// A colour of a theme, for each depth: `"#6fb3ff | 75 | bright-blue"`.
///
/// The parts are true colour, a number of the xterm palette, and one of sixteen names, each of which may
/// also be `default`, the terminal's own. A missing number is the nearest to the true colour by CIEDE2000
/// among those with fixed values; a missing name is the nearest of the sixteen. A single name or number
/// holds for every depth.
struct PaletteColor: Hashable, Sendable {
  /// One part.
  enum Part: Hashable, Sendable {
    case standard
    case indexed(UInt8)
    case rgb(RGB)
  }

  private let trueColor: Part
  private let indexed: Part
  private let named: Part

  static let standard = PaletteColor(trueColor: .standard, indexed: .standard, named: .standard)

  private init(trueColor: Part, indexed: Part, named: Part) {
    self.trueColor = trueColor
    self.indexed = indexed
    self.named = named
  }

  /// Reads one to three parts; nothing when one of them is no colour of its kind.
  init?(_ text: String) {
    let fields = text.split(separator: "|", omittingEmptySubsequences: false).map { field in
      field.split(separator: " ").joined()
    }
    guard (1...3).contains(fields.count), let first = Self.part(fields[0]) else { return nil }
    let second = fields.count > 1 && !fields[1].isEmpty ? Self.part(fields[1]) : nil
    let third = fields.count > 2 && !fields[2].isEmpty ? Self.part(fields[2]) : nil
    if fields.count > 1, !fields[1].isEmpty, second == nil { return nil }
    if fields.count > 2, !fields[2].isEmpty, third == nil { return nil }
    let indexed = second ?? Self.indexed(from: first)
    let named = third ?? Self.named(from: first)
    if case .rgb = indexed { return nil }
    if case .rgb = named { return nil }
    if case .indexed(let number) = named, number > 15 { return nil }
    self.init(trueColor: first, indexed: indexed, named: named)
  }

  /// The colour at a depth; bright names are their plain ones where there are eight.
  func color(at depth: ColorDepth) -> Color {
    switch depth {
    case .none: .standard
    case .eight: Self.color(named, limit: 8)
    case .sixteen: Self.color(named, limit: 16)
    case .indexed: Self.color(indexed, limit: 256)
    case .trueColor: Self.direct(trueColor)
    }
  }

  /// The value at true colour or 256 colours, or nothing where it depends on the terminal.
  func value(at depth: ColorDepth) -> RGB? {
    switch depth >= .trueColor ? trueColor : indexed {
    case .standard: nil
    case .indexed(let number): XtermPalette.color(number)
    case .rgb(let color): color
    }
  }

  /// The names of the sixteen, in the order of their numbers.
  static let names = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
    "bright-black", "bright-red", "bright-green", "bright-yellow", "bright-blue",
    "bright-magenta", "bright-cyan", "bright-white",
  ]

  private static func part(_ text: String) -> Part? {
    if text == "default" { return .standard }
    if let index = names.firstIndex(of: text) { return .indexed(UInt8(index)) }
    if let number = UInt8(text) { return .indexed(number) }
    return RGB(hex: text).map(Part.rgb)
  }

  private static func indexed(from part: Part) -> Part {
    guard case .rgb(let color) = part else { return part }
    return .indexed(XtermPalette.nearest(to: color))
  }

  private static func named(from part: Part) -> Part {
    switch part {
    case .standard: return .standard
    case .indexed(let number):
      guard let color = XtermPalette.color(number) else { return part }
      return nearestName(to: color)
    case .rgb(let color): return nearestName(to: color)
    }
  }

  /// A part where colours are numbers of 24 bits: only the first eight names keep their numbers there.
  private static func direct(_ part: Part) -> Color {
    guard case .indexed(let number) = part, number >= 8 else { return color(part, limit: 256) }
    let value = XtermPalette.color(number) ?? namedValues[Int(number)]
    return color(.rgb(value), limit: 256)
  }

  /// The nearest of the sixteen as terminals have them when nobody changed them.
  private static func nearestName(to color: RGB) -> Part {
    let target = Lab(color)
    let differences = namedValues.map { target.difference(to: Lab($0)) }
    let nearest = differences.indices.min { differences[$0] < differences[$1] } ?? 7
    return .indexed(UInt8(nearest))
  }

  private static let namedValues: [RGB] = nominal.map(RGB.init)

  private static let nominal: [UInt32] = [
    0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
    0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
  ]

  private static func color(_ part: Part, limit: Int) -> Color {
    switch part {
    case .standard: .standard
    case .indexed(let number): .indexed(limit == 8 ? number % 8 : number)
    case .rgb(let color): .rgb(red: color.red, green: color.green, blue: color.blue)
    }
  }
}
