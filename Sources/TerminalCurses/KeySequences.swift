// SPDX-License-Identifier: Apache-2.0

internal import CTerminal
internal import Terminal

/// The keys that terminfo describes, by the names of their capabilities.
enum KeySequences {
  /// Returns what the terminal in use sends for its keys.
  static func described() -> [[UInt8]: Key] {
    var sequences: [[UInt8]: Key] = [:]
    for (name, key) in keys {
      guard let value = tarn_terminal_capability(name) else { continue }
      sequences[Array(String(cString: value).utf8)] = key
    }
    return sequences
  }

  private static let keys: [(String, Key)] = {
    var result: [(String, Key)] = [
      ("kcuu1", Key(.up)), ("kcud1", Key(.down)), ("kcub1", Key(.left)), ("kcuf1", Key(.right)),
      ("khome", Key(.home)), ("kend", Key(.end)), ("kpp", Key(.pageUp)), ("knp", Key(.pageDown)),
      ("kich1", Key(.insert)), ("kdch1", Key(.delete)), ("kcbt", Key(.tab, modifiers: .shift)),
      ("kent", Key(.enter)), ("kri", Key(.up, modifiers: .shift)),
      ("kind", Key(.down, modifiers: .shift)), ("kLFT", Key(.left, modifiers: .shift)),
      ("kRIT", Key(.right, modifiers: .shift)),
    ]
    for number in 1...12 { result.append(("kf\(number)", Key(.function(number)))) }
    return result
  }()
}
