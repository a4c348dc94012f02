// SPDX-License-Identifier: Apache-2.0

public import Terminal

/// A terminal in memory that understands what ncurses sends to xterm, screen, tmux, linux and vt100.
///
/// It is an oracle: what a program shows, which modes it left on, which colours it used.
public struct VirtualTerminal: Sendable {
  /// The number of columns and rows.
  public private(set) var size: Size

  /// Where the cursor is.
  public private(set) var cursor = Position(x: 0, y: 0)

  /// The private modes that are on; 25, the visible cursor, is on at first.
  public private(set) var modes: Set<Int> = [25]

  /// The parameters of every SGR sequence, as they came.
  public private(set) var renditions: Set<Int> = []

  /// How often the whole screen was erased.
  public private(set) var clearCount = 0

  /// Whether the keypad is in application mode.
  public private(set) var isKeypadApplication = false

  /// Sequences that it does not understand.
  public private(set) var unknown: Set<String> = []

  private var screen: [[String]]
  private var mainScreen: [[String]] = []
  private var savedCursor = Position(x: 0, y: 0)
  private var region: Range<Int>
  private var wrapsNext = false
  private var lastText = " "
  private var pending: [UInt8] = []

  /// Creates a blank terminal.
  public init(size: Size) {
    self.size = size
    screen = Self.blank(size)
    region = 0..<size.height
  }

  /// The rows, trailing blanks removed.
  public var rows: [String] {
    screen.map { row in
      let text = row.joined()
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// The rows of the main screen while the alternate one is shown, else of the screen.
  public var mainRows: [String] {
    var copy = self
    if modes.contains(1049) { copy.screen = mainScreen }
    return copy.rows
  }

  /// Returns the text of one cell; empty for the right half of a wide one.
  public func cell(x: Int, y: Int) -> String { screen[y][x] }

  /// Changes the size as a window does: rows and columns are cut or added, nothing is re-flowed.
  public mutating func resize(_ newSize: Size) {
    var resized = Self.blank(newSize)
    for y in 0..<min(size.height, newSize.height) {
      for x in 0..<min(size.width, newSize.width) { resized[y][x] = screen[y][x] }
    }
    size = newSize
    screen = resized
    region = 0..<newSize.height
    cursor = Position(
      x: min(cursor.x, newSize.width - 1),
      y: min(cursor.y, newSize.height - 1)
    )
    wrapsNext = false
  }

  /// Reads what a program wrote.
  public mutating func feed(_ bytes: some Sequence<UInt8>) {
    pending.append(contentsOf: bytes)
    var index = 0
    while index < pending.count, let length = step(pending[index...]) { index += length }
    pending.removeFirst(index)
  }

  private static func blank(_ size: Size) -> [[String]] {
    Array(repeating: Array(repeating: " ", count: size.width), count: size.height)
  }

  // MARK: - Parsing

  /// Does what stands at the beginning; nothing when it is cut.
  private mutating func step(_ bytes: ArraySlice<UInt8>) -> Int? {
    let first = bytes[bytes.startIndex]
    switch first {
    case 0x1b: return escape(bytes)
    case 0x08: cursor.x = max(0, cursor.x - 1)
    case 0x09: cursor.x = min(size.width - 1, (cursor.x / 8 + 1) * 8)
    case 0x0a, 0x0b, 0x0c: lineFeed()
    case 0x0d: cursor.x = 0
    case 0x00..<0x20, 0x7f: break
    default: return text(bytes)
    }
    if first != 0x07 { wrapsNext = false }
    return 1
  }

  private mutating func text(_ bytes: ArraySlice<UInt8>) -> Int? {
    let first = bytes[bytes.startIndex]
    let count = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    guard bytes.count >= count else { return nil }
    let decoded = String(decoding: bytes.prefix(count), as: UTF8.self)
    for scalar in decoded.unicodeScalars { put(scalar) }
    return count
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = DisplayWidth.of(scalar) ?? 1
    if width == 0 {
      var x = wrapsNext ? cursor.x : max(0, cursor.x - 1)
      if screen[cursor.y][x].isEmpty, x > 0 { x -= 1 }
      screen[cursor.y][x].unicodeScalars.append(scalar)
      return
    }
    if wrapsNext || cursor.x + width > size.width {
      cursor.x = 0
      lineFeed()
    }
    lastText = String(scalar)
    for x in [cursor.x, cursor.x + width - 1] { detach(x) }
    screen[cursor.y][cursor.x] = String(scalar)
    if width == 2 { screen[cursor.y][cursor.x + 1] = "" }
    wrapsNext = cursor.x + width >= size.width
    cursor.x = min(cursor.x + width, size.width - 1)
  }

  /// Blanks the other half of a wide character.
  private mutating func detach(_ x: Int) {
    if screen[cursor.y][x].isEmpty, x > 0 { screen[cursor.y][x - 1] = " " }
    if x + 1 < size.width, screen[cursor.y][x + 1].isEmpty { screen[cursor.y][x + 1] = " " }
    screen[cursor.y][x] = " "
  }

  private mutating func escape(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count > 1 else { return nil }
    let start = bytes.startIndex
    switch bytes[start + 1] {
    case UInt8(ascii: "["): return controlSequence(bytes)
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
      guard let end = bytes.dropFirst(2).firstIndex(where: { $0 == 0x07 || $0 == 0x1b }) else {
        return nil
      }
      if bytes[end] == 0x07 { return end - start + 1 }
      return end + 1 < bytes.endIndex ? end - start + 2 : nil
    case UInt8(ascii: "("), UInt8(ascii: ")"): return bytes.count > 2 ? 3 : nil
    case UInt8(ascii: "7"): savedCursor = cursor
    case UInt8(ascii: "8"): cursor = savedCursor
    case UInt8(ascii: "="): isKeypadApplication = true
    case UInt8(ascii: ">"): isKeypadApplication = false
    case UInt8(ascii: "D"): lineFeed()
    case UInt8(ascii: "M"): reverseLineFeed()
    case UInt8(ascii: "E"):
      cursor.x = 0
      lineFeed()
    case UInt8(ascii: "\\"), UInt8(ascii: "c"), UInt8(ascii: "g"): break
    default: unknown.insert("ESC \(bytes[start + 1])")
    }
    return 2
  }

  private mutating func controlSequence(_ bytes: ArraySlice<UInt8>) -> Int? {
    let body = bytes.dropFirst(2)
    guard let end = body.firstIndex(where: { (0x40..<0x7f).contains($0) }) else { return nil }
    let parameters = body[..<end]
    let isPrivate = parameters.first == UInt8(ascii: "?")
    let numbers = parameters.filter { $0 >= 0x30 && $0 < 0x3c }
      .split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
    run(Unicode.Scalar(bytes[end]), numbers, isPrivate: isPrivate, raw: parameters)
    return end - bytes.startIndex + 1
  }

  // MARK: - Sequences

  private mutating func run(
    _ final: Unicode.Scalar,
    _ numbers: [Int],
    isPrivate: Bool,
    raw: ArraySlice<UInt8>
  ) {
    let first = numbers.first ?? 0
    let count = max(1, first)
    if final != "m", final != "h", final != "l" { wrapsNext = false }
    switch final {
    case "A": cursor.y = max(0, cursor.y - count)
    case "B": cursor.y = min(size.height - 1, cursor.y + count)
    case "C": cursor.x = min(size.width - 1, cursor.x + count)
    case "D": cursor.x = max(0, cursor.x - count)
    case "G", "`": cursor.x = min(size.width, count) - 1
    case "d": cursor.y = min(size.height, count) - 1
    case "H", "f": moveTo(row: count, column: numbers.count > 1 ? max(1, numbers[1]) : 1)
    case "J": eraseScreen(first)
    case "K": eraseLine(first)
    case "X": erase(cursor.x..<cursor.x + count)
    case "P": deleteCells(count)
    case "@": insertCells(count)
    case "L": insertLines(count)
    case "M": deleteLines(count)
    case "S": for _ in 0..<count { scroll(region, up: true) }
    case "T": for _ in 0..<count { scroll(region, up: false) }
    case "b": for _ in 0..<count { for scalar in lastText.unicodeScalars { put(scalar) } }
    case "r":
      let bottom = min(numbers.count > 1 && numbers[1] > 0 ? numbers[1] : size.height, size.height)
      // Margins that were meant for the window before it shrank are none: terminals pass over them.
      guard count < bottom else { break }
      region = count - 1..<bottom
      moveTo(row: 1, column: 1)
    case "m": renditions.formUnion(numbers.isEmpty ? [0] : numbers)
    case "h", "l":
      if isPrivate { for mode in numbers { set(mode, final == "h") } }
    case "c", "n", "t", "p", "q", "u", "s": break
    default: unknown.insert("CSI \(String(decoding: raw, as: UTF8.self))\(final)")
    }
  }

  private mutating func set(_ mode: Int, _ isOn: Bool) {
    if mode == 1049, isOn != modes.contains(1049) {
      if isOn {
        mainScreen = screen
        savedCursor = cursor
        screen = Self.blank(size)
      } else {
        screen = mainScreen.count == size.height ? mainScreen : Self.blank(size)
        cursor = savedCursor
      }
    }
    if isOn { modes.insert(mode) } else { modes.remove(mode) }
  }

  private mutating func moveTo(row: Int, column: Int) {
    cursor = Position(x: min(column, size.width) - 1, y: min(row, size.height) - 1)
  }

  private mutating func erase(_ columns: Range<Int>) {
    for x in columns.clamped(to: 0..<size.width) { detach(x) }
  }

  private mutating func eraseLine(_ kind: Int) {
    switch kind {
    case 0: erase(cursor.x..<size.width)
    case 1: erase(0..<cursor.x + 1)
    default: erase(0..<size.width)
    }
  }

  private mutating func eraseScreen(_ kind: Int) {
    let blank = Array(repeating: " ", count: size.width)
    switch kind {
    case 0:
      eraseLine(0)
      for y in cursor.y + 1..<max(cursor.y + 1, size.height) { screen[y] = blank }
    case 1:
      eraseLine(1)
      for y in 0..<cursor.y { screen[y] = blank }
    default:
      clearCount += 1
      screen = Self.blank(size)
    }
  }

  private mutating func deleteCells(_ count: Int) {
    for _ in 0..<min(count, size.width - cursor.x) {
      screen[cursor.y].remove(at: cursor.x)
      screen[cursor.y].append(" ")
    }
  }

  private mutating func insertCells(_ count: Int) {
    for _ in 0..<min(count, size.width - cursor.x) {
      screen[cursor.y].insert(" ", at: cursor.x)
      screen[cursor.y].removeLast()
    }
  }

  private mutating func insertLines(_ count: Int) {
    guard region.contains(cursor.y) else { return }
    for _ in 0..<count { scroll(cursor.y..<region.upperBound, up: false) }
  }

  private mutating func deleteLines(_ count: Int) {
    guard region.contains(cursor.y) else { return }
    for _ in 0..<count { scroll(cursor.y..<region.upperBound, up: true) }
  }

  private mutating func lineFeed() {
    if cursor.y == region.upperBound - 1 {
      scroll(region, up: true)
    } else {
      cursor.y = min(cursor.y + 1, size.height - 1)
    }
    wrapsNext = false
  }

  private mutating func reverseLineFeed() {
    if cursor.y == region.lowerBound {
      scroll(region, up: false)
    } else {
      cursor.y = max(0, cursor.y - 1)
    }
  }

  private mutating func scroll(_ rows: Range<Int>, up: Bool) {
    guard !rows.isEmpty else { return }
    let blank = Array(repeating: " ", count: size.width)
    if up {
      screen.remove(at: rows.lowerBound)
      screen.insert(blank, at: rows.upperBound - 1)
    } else {
      screen.remove(at: rows.upperBound - 1)
      screen.insert(blank, at: rows.lowerBound)
    }
  }
}
