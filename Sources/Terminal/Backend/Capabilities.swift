// SPDX-License-Identifier: Apache-2.0

/// What a terminal can do, decided once.
public struct Capabilities: Sendable, Equatable {
  /// What is behind the text.
  public enum Background: Sendable {
    /// Bright text on a dark ground, also where nothing is known.
    case dark
    /// Dark text on a bright ground.
    case light
  }

  /// How many colours it shows.
  public var colorDepth: ColorDepth

  /// The characters it shows.
  public var repertoire: Repertoire

  /// What is behind the text.
  public var background: Background

  /// Whether a frame can be shown at once, without the steps in between.
  public var synchronizedOutput: Bool

  /// Creates the capabilities of a terminal.
  public init(
    colorDepth: ColorDepth = .indexed,
    repertoire: Repertoire = .unicode,
    background: Background = .dark,
    synchronizedOutput: Bool = false
  ) {
    self.colorDepth = colorDepth
    self.repertoire = repertoire
    self.background = background
    self.synchronizedOutput = synchronizedOutput
  }
}

extension Capabilities.Background {
  /// Reads what a terminal answers about a colour: `rgb:ffff/ffff/ffff`, `rgb:ff/ff/ff` or `#ffffff`.
  init?(colorAnswer: some StringProtocol) {
    let parts: [Substring]
    if colorAnswer.hasPrefix("rgb:") {
      parts = Substring(colorAnswer).dropFirst(4).split(separator: "/")
    } else if colorAnswer.hasPrefix("#"), colorAnswer.utf8.count % 3 == 1 {
      let digits = Substring(colorAnswer).dropFirst()
      let length = digits.count / 3
      parts = (0..<3).map { digits.dropFirst($0 * length).prefix(length) }
    } else {
      return nil
    }
    let values = parts.compactMap { part -> Double? in
      guard (1...4).contains(part.count), let value = Int(part, radix: 16) else { return nil }
      return Double(value) / Double((1 << (4 * part.count)) - 1)
    }
    guard parts.count == 3, values.count == 3 else { return nil }
    self = 0.299 * values[0] + 0.587 * values[1] + 0.114 * values[2] > 0.5 ? .light : .dark
  }

  /// Reads `COLORFGBG`, as in `15;0` and `0;default;15`; nothing when it does not name the background.
  public init?(colorPair: String) {
    guard let last = colorPair.split(separator: ";").last, let number = Int(last) else {
      return nil
    }
    self = number == 7 || (9...15).contains(number) ? .light : .dark
  }
}
