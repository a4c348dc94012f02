// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A file to be imported.
struct InputFile: Sendable, Equatable {
  /// The path, or `-` for standard input.
  let path: String

  /// The size in bytes; 0 for standard input.
  let size: Int

  /// When it was changed last, in seconds since 1970 UTC.
  let modified: Int64

  var isStandardInput: Bool { path == "-" }

  /// Returns the files at paths, folders with everything in them, in a fixed order.
  ///
  /// Hidden files and folders are passed over, and so is what is no file: pipes, sockets and devices in a
  /// folder. A file that is there twice, by a link or by its name, is read once.
  ///
  /// - Parameters:
  ///   - paths: Files and folders; `-` for standard input.
  ///   - own: Files that are in use already, and are passed over: a lake that lies among its input.
  ///     Opening and closing them would drop the locks that this process has on them.
  /// - Returns: The files.
  /// - Throws: ``ExchangeError`` with code `.noFile` when a path does not exist.
  static func files(at paths: [String], but own: Set<String> = []) throws -> [InputFile] {
    var files: [InputFile] = []
    var seen: Set<String> = []
    for path in paths {
      if path == "-" {
        files.append(InputFile(path: "-", size: 0, modified: 0))
        continue
      }
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw ExchangeError(.noFile, "There is no such file or folder", subject: path)
      }
      var folders: Set<String> = []
      let found = isFolder.boolValue ? try contents(of: path, &folders) : [path]
      for path in found {
        let place = Self.place(of: path)
        guard seen.insert(place).inserted, !own.contains(place) else { continue }
        files.append(try InputFile(at: path))
      }
    }
    return files
  }

  /// The path without links, to compare it by.
  static func place(of path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }

  private init(path: String, size: Int, modified: Int64) {
    self.path = path
    self.size = size
    self.modified = modified
  }

  init(at path: String) throws {
    do {
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      let modified = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
      self.init(
        path: path,
        size: (attributes[.size] as? Int) ?? 0,
        modified: Int64(modified)
      )
    } catch {
      throw ExchangeError(.cannotRead, "The file cannot be read", subject: path)
    }
  }

  private static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private static func contents(of folder: String, _ known: inout Set<String>) throws -> [String] {
    // A link may lead up again.
    guard known.insert(place(of: folder)).inserted else { return [] }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw ExchangeError(.cannotRead, "The folder cannot be read", subject: folder)
    }
    var paths: [String] = []
    let base = folder.hasSuffix("/") ? folder : folder + "/"
    for name in names.sorted() where !name.hasPrefix(".") {
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: base + name, isDirectory: &isFolder) else {
        continue
      }
      if isFolder.boolValue {
        paths += try contents(of: base + name, &known)
      } else if isFile(base + name) {
        paths.append(base + name)
      }
    }
    return paths
  }
}
