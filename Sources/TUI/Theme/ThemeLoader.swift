// SPDX-License-Identifier: Apache-2.0

internal import Foundation
public import Terminal

/// Finds themes by name and reads them with what they inherit.
public struct ThemeLoader: Sendable {
  /// The most themes that one inherits from, in a row.
  public static let inheritanceLimit = 4

  private let read: @Sendable (String) -> (text: String, file: String)?

  /// Creates a loader that looks into folders, in their order.
  ///
  /// - Parameter directories: Folders that hold `NAME.toml`.
  public init(directories: [String]) {
    self.init { name in
      for directory in directories {
        let path = directory + "/" + name + ".toml"
        guard let data = FileManager.default.contents(atPath: path) else { continue }
        return (String(decoding: data, as: UTF8.self), path)
      }
      return nil
    }
  }

  /// Creates a loader from what gives the text and the path of a name.
  public init(read: @escaping @Sendable (String) -> (text: String, file: String)?) {
    self.read = read
  }

  /// Returns whether there is a theme of a name, or at a path.
  public func isThere(_ name: String) -> Bool { source(of: name) != nil }

  /// Reads a theme.
  ///
  /// - Parameter name: A name, or the path of a file, which ends in `.toml`.
  /// - Returns: The theme, the built-in one where there is none; and what could not be used.
  public func load(_ name: String) -> (theme: Theme, findings: [ThemeFinding]) {
    guard let source = source(of: name) else {
      let finding = ThemeFinding(
        file: name,
        line: 1,
        rule: .inheritance,
        message: "No theme is called '\(name)'"
      )
      return (.builtIn, [finding])
    }
    return load(text: source.text, file: source.file)
  }

  /// Reads a theme from its text.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - file: The path, for messages.
  /// - Returns: The theme, and what could not be used.
  public func load(text: String, file: String) -> (theme: Theme, findings: [ThemeFinding]) {
    let (chain, findings) = chain(text: text, file: file)
    let (theme, more) = Theme.join(chain)
    return (theme, findings + more)
  }

  /// Returns a file and what it inherits, nearest first.
  func chain(text: String, file: String) -> (files: [ThemeFile], findings: [ThemeFinding]) {
    var files = [ThemeFile(text: text, file: file)]
    var names: Set<String> = [files[0].name]
    while let last = files.last, let parent = last.inherits {
      let problem: String
      if names.contains(parent.text) {
        problem = "'\(parent.text)' inherits from itself"
      } else if files.count > Self.inheritanceLimit {
        problem = "More than \(Self.inheritanceLimit) themes inherit from one another"
      } else if let source = read(parent.text) {
        names.insert(parent.text)
        files.append(ThemeFile(text: source.text, file: source.file))
        continue
      } else if parent.text == "mono" {
        // The built-in theme is always there.
        break
      } else {
        problem = "No theme is called '\(parent.text)'"
      }
      let finding = ThemeFinding(
        file: last.file,
        line: parent.line,
        rule: .inheritance,
        message: problem
      )
      return (files, [finding])
    }
    return (files, [])
  }

  private func source(of name: String) -> (text: String, file: String)? {
    if name.hasSuffix(".toml") {
      return FileManager.default.contents(atPath: name).map {
        (String(decoding: $0, as: UTF8.self), name)
      }
    }
    return read(name)
  }

  /// The theme to use when nobody chose one.
  public static func standardName(for background: Capabilities.Background) -> String {
    switch background {
    case .dark: "clinic-dark"
    case .light: "clinic-light"
    }
  }
}
