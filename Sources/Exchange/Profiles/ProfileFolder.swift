// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation
public import Validation

/// The folder of the packages that a user has loaded.
public struct ProfileFolder: Sendable {
  /// A package in the folder.
  public struct Package: Sendable, Equatable {
    /// The name with the version.
    public let title: String
    /// The path of the file.
    public let path: String
  }

  /// The path of the folder, which need not exist.
  public let path: String

  /// Creates the folder's description.
  public init(_ path: String) { self.path = path }

  /// The packages, sorted by name.
  public var packages: [Package] {
    // A folder that is not there has no packages.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(".package") }.sorted().map { name in
      let title = name.dropLast(".package".count)
      return Package(
        title: String(title).removingPercentEncoding ?? String(title),
        path: path + "/" + name
      )
    }
  }

  /// Reads a package and keeps a copy of it, in place of one of the same name and version.
  ///
  /// - Parameter file: The path of the package.
  /// - Returns: What was read.
  /// - Throws: ``ExchangeError``; the folder is then as it was.
  public func add(_ file: String) throws -> PackageFile {
    let package = try PackageFile(path: file)
    let allowed = CharacterSet.alphanumerics.union(CharacterSet(charactersIn: ".-_#"))
    let name = package.title.addingPercentEncoding(withAllowedCharacters: allowed) ?? "package"
    let target = URL(fileURLWithPath: path).appendingPathComponent(name + ".package")
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      // Written beside it and renamed, so that nobody reads half of it.
      try Data(contentsOf: URL(fileURLWithPath: file)).write(to: target, options: .atomic)
    } catch {
      throw ExchangeError(.cannotWrite, "The package cannot be kept", subject: target.path)
    }
    return package
  }

  /// Removes packages.
  ///
  /// - Parameter name: A name, or a name with its version.
  /// - Returns: What was removed.
  /// - Throws: ``ExchangeError`` where there is none of that name.
  public func remove(_ name: String) throws -> [Package] {
    let found = packages.filter { $0.title == name || $0.title.hasPrefix(name + "#") }
    guard !found.isEmpty else {
      throw ExchangeError(.noFile, "There is no such package", subject: name)
    }
    for package in found {
      do {
        try FileManager.default.removeItem(atPath: package.path)
      } catch {
        throw ExchangeError(.cannotWrite, "The package cannot be removed", subject: package.path)
      }
    }
    return found
  }

  /// Reads all packages.
  ///
  /// - Throws: ``ExchangeError`` where one cannot be read.
  public func load() throws -> ProfileSet {
    ProfileSet(
      try packages.map { package in
        (package.title, try PackageFile(path: package.path).definitions)
      }
    )
  }
}
