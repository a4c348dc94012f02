// SPDX-License-Identifier: Apache-2.0

/// The characters that a terminal can show.
public enum Repertoire: Sendable {
  /// All that the width tables know.
  case unicode
  /// The printable characters of ASCII.
  case ascii
}

/// Writes a scalar in ASCII, always as one character, so that the layout does not depend on the terminal.
public enum Transliteration {
  /// Returns the nearest printable ASCII character; a question mark where there is none.
  public static func ascii(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    var current = scalar
    // A composed letter may have a composed base: ễ, ê, e.
    for _ in 0..<4 {
      if current.value < 0x7f { return current.value < 0x20 ? "?" : current }
      if let listed = table[current] { return listed }
      guard let base = Composition.base(of: current) else { break }
      current = base
    }
    switch current.value {
    case 0xff01...0xff5e: return Unicode.Scalar(UInt8(current.value - 0xff01 + 0x21))
    case 0x2500...0x257f: return "+"
    case 0x2000...0x200a, 0x202f, 0x205f, 0x3000: return " "
    default: return "?"
    }
  }

  private static let table: [Unicode.Scalar: Unicode.Scalar] = {
    let rows: [(String, Unicode.Scalar)] = [
      ("\u{a0}", " "), ("«“”„‟″〃", "\""), ("‘’‚‛′ʼʻʹ´`", "'"), ("»›▸▶⟩→⇒", ">"), ("‹◀⟨←⇐", "<"),
      ("‐‑‒–—―─┄┈−", "-"), ("│┃┆┊║", "|"), ("═━", "="), ("├", "["), ("┤", "]"),
      ("·•∙‧", "."), ("…", "~"), ("▼↓⌄", "v"), ("▲▴↑ʌ", "^"), ("▪■◼█▇▆", "#"),
      ("▅▄", "|"), ("▃", ":"), ("▂▁", "."), ("░▒▓", ":"), ("●◉◆", "o"), ("○◌□◇", "o"),
      ("✓✔", "v"), ("✗✘×✖", "x"), ("✝†‡", "+"), ("⇄↔⟲↺↻", "~"), ("⏎↵", ">"), ("↹", ">"),
      ("▏▎▍", "_"),
      ("≤", "<"), ("≥", ">"), ("≈≅∼", "~"), ("≠", "#"), ("±", "+"), ("÷", "/"), ("°º", "o"),
      ("ª", "a"),
      ("µμ", "u"), ("ΔΑαå", "a"), ("⊖", "-"), ("¹", "1"), ("²", "2"), ("³", "3"), ("ᶠ", "f"),
      ("ʰ", "h"),
      ("ÆĀ", "A"), ("æ", "a"), ("Œ", "O"), ("œ", "o"), ("ß", "s"), ("ẞ", "S"), ("Øø", "o"),
      ("Đð", "d"),
      ("đ", "d"), ("Ðʠ", "D"), ("Łʟ", "L"), ("ł", "l"), ("Þ", "T"), ("þ", "t"), ("ı", "i"),
      ("ĸ", "k"),
      ("ŋ", "n"), ("Ŋ", "N"), ("ħ", "h"), ("Ħ", "H"), ("ŧ", "t"), ("Ŧ", "T"), ("ſ", "s"),
      ("ə", "e"),
      ("¡", "!"), ("¿", "?"), ("¢", "c"), ("£", "L"), ("€", "E"), ("¥", "Y"), ("§", "S"),
      ("¶", "P"),
      ("©", "c"), ("®", "r"), ("¦", "|"), ("⟦⟪", "["), ("⟧⟫", "]"),
    ]
    var result: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (scalars, letter) in rows {
      for scalar in scalars.unicodeScalars { result[scalar] = letter }
    }
    // Letters of Cyrillic and Greek, one for one; a reader tells a name by them.
    let letters = [
      ("абвгдежзийклмнопрстуфхцчшщъыьэюяёєіїґў", "abvgdejziiklmnoprstufhccss'y'euaeeiigu"),
      ("АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁЄІЇҐЎ", "ABVGDEJZIIKLMNOPRSTUFHCCSS'Y'EUAEEIIGU"),
      ("αβγδεζηθικλμνξοπρσςτυφχψω", "abgdezitiklmnxoprsstyfxpo"),
      ("ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ", "ABGDEZITIKLMNXOPRSTYFXPO"),
    ]
    for (scalars, latin) in letters {
      for (scalar, letter) in zip(scalars.unicodeScalars, latin.unicodeScalars)
      where result[scalar] == nil { result[scalar] = letter }
    }
    result["Ø"] = "O"
    result["Δ"] = "d"
    result["Đ"] = "D"
    return result
  }()
}
