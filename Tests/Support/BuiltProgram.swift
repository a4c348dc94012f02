// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The programs that were built together with the tests.
public enum BuiltProgram {
  /// Returns the path of a program of this package.
  public static func path(_ name: String) -> String {
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let argument = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    for folder in [tests, argument].map({ $0.deletingLastPathComponent() }) {
      let path = folder.appendingPathComponent(name).path
      if FileManager.default.isExecutableFile(atPath: path) { return path }
    }
    return name
  }
}
