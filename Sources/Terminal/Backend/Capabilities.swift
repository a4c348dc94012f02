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
