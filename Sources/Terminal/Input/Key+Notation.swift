// SPDX-License-Identifier: Apache-2.0

/// The notation of keys in keys.toml, help and tests.
///
/// A key is its character or its name, after its modifiers: `j`, `G`, `C-d`, `M-x`, `S-tab`, `enter`, `f5`,
/// `space`, `C-left`. `C` is control, `M` (or `A`) alt, `S` shift. Long forms are read too: `Ctrl-d`.
extension Key: CustomStringConvertible {
  /// Reads one key; nothing when the text is none.
  public init?(_ notation: String) {
    var rest = Substring(notation)
    var modifiers: Modifiers = []
    while let (modifier, length) = Self.prefix(of: rest) {
      modifiers.insert(modifier)
      rest = rest.dropFirst(length)
    }
    guard let code = Self.code(of: rest) else { return nil }
    self = Key(code, modifiers: modifiers).normalized
  }

  /// Reads keys separated by blanks, as in `g g` and `C-w o`.
  ///
  /// - Returns: The keys, or nothing when one of them is none.
  public static func sequence(_ notation: String) -> [Key]? {
    var keys: [Key] = []
    for part in notation.split(separator: " ") {
      guard let key = Key(String(part)) else { return nil }
      keys.append(key)
    }
    return keys.isEmpty ? nil : keys
  }

  /// The notation of the key, which reads back as the same key.
  public var description: String {
    var text = ""
    if modifiers.contains(.control) { text += "C-" }
    if modifiers.contains(.alt) { text += "M-" }
    if modifiers.contains(.shift) { text += "S-" }
    switch code {
    case .character(" "): text += "space"
    case .character(let scalar): text.unicodeScalars.append(scalar)
    case .function(let number): text += "f\(number)"
    default: text += Self.names.first { $0.1 == code }?.0 ?? "?"
    }
    return text
  }

  /// The key as terminals send it: control with a capital is control with the letter, shift with a letter
  /// its capital.
  var normalized: Key {
    guard case .character(let scalar) = code, scalar.isASCII else { return self }
    if modifiers.contains(.control) {
      return Key(
        scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar,
        modifiers: modifiers
      )
    }
    guard modifiers.contains(.shift), scalar.properties.isAlphabetic else { return self }
    return Key(
      scalar.properties.uppercaseMapping.unicodeScalars.first ?? scalar,
      modifiers: modifiers.subtracting(.shift)
    )
  }

  private static let prefixes: [(String, Modifiers)] = [
    ("Ctrl-", .control), ("ctrl-", .control), ("C-", .control), ("Alt-", .alt), ("alt-", .alt),
    ("M-", .alt), ("A-", .alt), ("Shift-", .shift), ("shift-", .shift), ("S-", .shift),
  ]

  private static let names: [(String, Code)] = [
    ("enter", .enter), ("esc", .escape), ("tab", .tab), ("backspace", .backspace),
    ("delete", .delete), ("insert", .insert), ("up", .up), ("down", .down), ("left", .left),
    ("right", .right), ("home", .home), ("end", .end), ("pgup", .pageUp), ("pgdn", .pageDown),
  ]

  private static let otherNames: [(String, Code)] = [
    ("space", .character(" ")), ("ret", .enter), ("return", .enter), ("escape", .escape),
    ("del", .delete), ("ins", .insert), ("pageup", .pageUp), ("pagedown", .pageDown),
    ("minus", .character("-")), ("bs", .backspace),
  ]

  /// The modifier that a text of at least one more character begins with.
  private static func prefix(of text: Substring) -> (Modifiers, Int)? {
    for (name, modifier) in prefixes where text.hasPrefix(name) && text.count > name.count {
      return (modifier, name.count)
    }
    return nil
  }

  private static func code(of text: Substring) -> Code? {
    if text.unicodeScalars.count == 1, let scalar = text.unicodeScalars.first {
      return scalar.value > 0x20 && scalar.value != 0x7f ? .character(scalar) : nil
    }
    let name = text.lowercased()
    if let known = (names + otherNames).first(where: { $0.0 == name }) { return known.1 }
    guard name.hasPrefix("f"), let number = Int(name.dropFirst()), (1...63).contains(number) else {
      return nil
    }
    return .function(number)
  }
}
