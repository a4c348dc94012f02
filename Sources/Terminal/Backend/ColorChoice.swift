// SPDX-License-Identifier: Apache-2.0

/// How many colours the user wants, as `--color` and the configuration say it.
public enum ColorChoice: String, CaseIterable, Sendable {
  /// As many as the terminal shows, unless `NO_COLOR` is set.
  case auto
  /// As many as the terminal shows.
  case always
  /// At most the sixteen names.
  case sixteen = "16"
  /// At most the xterm palette.
  case indexed = "256"
  /// None.
  case never

  /// Returns the depth to use.
  ///
  /// - Parameters:
  ///   - terminalColors: The number in the terminal's description; 0 where there are none.
  ///   - isDirectColor: Whether colours are numbers of 24 bits.
  ///   - noColor: The value of `NO_COLOR`; empty counts as not set.
  /// - Returns: The depth, never more than the terminal shows.
  public func depth(terminalColors: Int, isDirectColor: Bool, noColor: String?) -> ColorDepth {
    let most: ColorDepth =
      switch terminalColors {
      case ..<8: .none
      case 8..<16: .eight
      case 16..<256: .sixteen
      case 256..<0x100_0000: .indexed
      default: isDirectColor ? .trueColor : .indexed
      }
    switch self {
    case .auto: return noColor?.isEmpty ?? true ? most : .none
    case .always: return most
    case .sixteen: return min(most, .sixteen)
    case .indexed: return min(most, .indexed)
    case .never: return .none
    }
  }
}
