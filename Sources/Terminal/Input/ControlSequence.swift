// SPDX-License-Identifier: Apache-2.0

/// A sequence after `escape [` or `escape O`: parameters and a final byte.
struct ControlSequence {
  /// The sign before the parameters: `?`, `<`, `>`, `=`.
  private let sign: UInt8?
  /// The bytes between parameters and final byte.
  private let intermediates: [UInt8]
  /// The parameters, each with what follows its colons.
  private let parameters: [[Int]]
  private let final: UInt8
  private let isSingleShift: Bool

  init(bytes: ArraySlice<UInt8>, final: UInt8, isSingleShift: Bool) {
    self.final = final
    self.isSingleShift = isSingleShift
    let hasSign = bytes.first.map { (0x3c..<0x40).contains($0) } ?? false
    sign = hasSign ? bytes.first : nil
    intermediates = bytes.filter { $0 < 0x30 }
    let numbers = bytes.dropFirst(hasSign ? 1 : 0).filter { $0 >= 0x30 }
    parameters = numbers.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map {
      $0.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map {
        Int(String(decoding: $0, as: UTF8.self)) ?? 0
      }
    }
  }

  /// What the sequence says, or nothing when nobody knows it.
  var item: InputParser.Item? {
    switch (sign, intermediates.first, final) {
    case (UInt8(ascii: "<"), nil, UInt8(ascii: "M")): return mouse(isRelease: false)
    case (UInt8(ascii: "<"), nil, UInt8(ascii: "m")): return mouse(isRelease: true)
    case (UInt8(ascii: "?"), nil, UInt8(ascii: "c")): return .deviceAttributes
    case (UInt8(ascii: "?"), UInt8(ascii: "$"), UInt8(ascii: "y")):
      guard number(0) == 2026 else { return nil }
      return .synchronizedOutput(number(1) == 1 || number(1) == 2)
    case (nil, nil, _): return plain
    default: return nil
    }
  }

  private func number(_ index: Int) -> Int {
    index < parameters.count ? parameters[index].first ?? 0 : 0
  }

  /// The modifiers of a parameter: one more than their bits.
  private func modifiers(_ index: Int) -> Key.Modifiers {
    let bits = max(0, number(index) - 1)
    var result: Key.Modifiers = []
    if bits & 1 != 0 { result.insert(.shift) }
    if bits & 2 != 0 { result.insert(.alt) }
    if bits & 4 != 0 { result.insert(.control) }
    return result
  }

  private var plain: InputParser.Item? {
    switch final {
    case UInt8(ascii: "~"): return tilde
    case UInt8(ascii: "u"): return isSingleShift ? nil : unicode(number(0), modifiersAt: 1)
    case UInt8(ascii: "Z"): return key(.tab, [.shift])
    case UInt8(ascii: "I") where !isSingleShift: return .input(.focus(true))
    case UInt8(ascii: "O") where !isSingleShift: return .input(.focus(false))
    case UInt8(ascii: "R") where parameters.count > 1 && number(0) != 1:
      // The place of the cursor, which nobody asked for.
      return nil
    default:
      if let code = Self.letters[final] {
        return key(code, modifiers(isSingleShift && parameters.count < 2 ? 0 : 1))
      }
      return isSingleShift ? keypad : shiftedArrow
    }
  }

  private func key(_ code: Key.Code, _ modifiers: Key.Modifiers) -> InputParser.Item {
    .input(.key(Key(code, modifiers: modifiers).normalized))
  }

  private var tilde: InputParser.Item? {
    if number(0) == 27 { return unicode(number(2), modifiersAt: 1) }
    guard let code = Self.numbers[number(0)] else { return nil }
    return key(code, modifiers(1))
  }

  /// A key by its code point; releases and keys in the private range are swallowed.
  private func unicode(_ value: Int, modifiersAt index: Int) -> InputParser.Item? {
    if index < parameters.count, parameters[index].count > 1, parameters[index][1] == 3 {
      return nil
    }
    let held = modifiers(index)
    switch value {
    case 9: return key(.tab, held)
    case 13: return key(.enter, held)
    case 27: return key(.escape, held)
    case 8, 127: return key(.backspace, held)
    case 0x20..<0x7f, 0xa0..<0xe000:
      guard let scalar = Unicode.Scalar(UInt32(value)) else { return nil }
      return key(.character(scalar), held)
    default: return nil
    }
  }

  /// Keys of the keypad in its application mode.
  private var keypad: InputParser.Item? {
    switch final {
    case UInt8(ascii: "M"): return key(.enter, [])
    case UInt8(ascii: "j")...UInt8(ascii: "y"):
      return key(.character(Unicode.Scalar(final - 0x40)), [])
    case UInt8(ascii: "X"): return key(.character("="), [])
    case UInt8(ascii: "a")...UInt8(ascii: "d"):
      return Self.letters[final - 0x20].map { key($0, [.control]) }
    default: return nil
    }
  }

  /// Arrows with shift, as rxvt sends them.
  private var shiftedArrow: InputParser.Item? {
    guard (UInt8(ascii: "a")...UInt8(ascii: "d")).contains(final),
      parameters.allSatisfy({ $0 == [0] })
    else { return nil }
    return Self.letters[final - 0x20].map { key($0, [.shift]) }
  }

  private func mouse(isRelease: Bool) -> InputParser.Item? {
    let buttons = number(0)
    let position = Position(x: max(0, number(1) - 1), y: max(0, number(2) - 1))
    let action: Mouse.Action
    switch (buttons & 0x40 != 0, buttons & 0x20 != 0, buttons & 3) {
    case (true, _, 0): action = .wheelUp
    case (true, _, 1): action = .wheelDown
    case (false, false, 0): action = isRelease ? .release : .press
    case (false, true, 0): action = .drag
    case (false, false, 2) where !isRelease: action = .secondary
    default: return nil
    }
    return .input(.mouse(Mouse(action, at: position)))
  }

  private static let letters: [UInt8: Key.Code] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right,
    UInt8(ascii: "D"): .left, UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end,
    UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2),
    UInt8(ascii: "R"): .function(3), UInt8(ascii: "S"): .function(4),
  ]

  private static let numbers: [Int: Key.Code] = [
    1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
    17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
    23: .function(11), 24: .function(12), 25: .function(13), 26: .function(14),
    28: .function(15), 29: .function(16), 31: .function(17), 32: .function(18),
    33: .function(19), 34: .function(20),
  ]
}
