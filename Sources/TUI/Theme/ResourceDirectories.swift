// SPDX-License-Identifier: Apache-2.0

internal import Foundation

/// Where themes and keys are looked for: the user's folder, where the binary is installed, beside it, in
/// the checkout.
public struct ResourceDirectories: Sendable, Equatable {
  /// The folders that may hold `keys.toml` and `themes/`, first to last; they need not exist.
  public let directories: [String]

  /// Finds the folders.
  ///
  /// - Parameters:
  ///   - environment: The environment, for `XDG_CONFIG_HOME` and `HOME`.
  ///   - executable: The path of the running program, symbolic links resolved.
  public init(environment: [String: String], executable: String) {
    var found: [String] = []
    if let config = environment["XDG_CONFIG_HOME"], config.hasPrefix("/") {
      found.append(config + "/tarn")
    } else if let home = environment["HOME"], !home.isEmpty {
      found.append(home + "/.config/tarn")
    }
    let folder = URL(fileURLWithPath: executable).deletingLastPathComponent()
    found.append(folder.appendingPathComponent("../share/tarn").standardizedFileURL.path)
    found.append(folder.standardizedFileURL.path)
    if let checkout = Self.checkout(above: folder) { found.append(checkout) }
    directories = found
  }

  /// The folders that may hold themes.
  public var themes: [String] { directories.map { $0 + "/themes" } }

  /// Returns the first file of a name, or nothing.
  public func file(named name: String) -> String? {
    directories.lazy.map { $0 + "/" + name }.first { FileManager.default.fileExists(atPath: $0) }
  }

  /// The checkout that a build folder lies in.
  private static func checkout(above folder: URL) -> String? {
    var directory = folder
    while directory.path != "/" {
      let hasPackage = FileManager.default.fileExists(atPath: directory.path + "/Package.swift")
      let hasThemes = FileManager.default.fileExists(atPath: directory.path + "/themes")
      if hasPackage, hasThemes { return directory.path }
      directory.deleteLastPathComponent()
    }
    return nil
  }
}
