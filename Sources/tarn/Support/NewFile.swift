// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A file that a reader named, which must not be there yet.
enum NewFile {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  /// Writes a file; one of that name is left as it is.
  ///
  /// - Throws: ``Failure``.
  static func write(_ path: String, _ bytes: [UInt8]) throws {
    let path = (path as NSString).expandingTildeInPath
    // Whether it is there is decided as it is made, so that nothing comes between.
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let reason =
        errno == EEXIST ? "there is a file of this name" : String(cString: strerror(errno))
      throw Failure(description: "\(path): \(reason)")
    }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try file.write(contentsOf: Data(bytes))
      try file.close()
    } catch {
      throw Failure(description: "\(path): it could not be written whole")
    }
  }
}
