// SPDX-License-Identifier: Apache-2.0

import Foundation
import TUI

/// The themes and keys of this process.
enum Resources {
  /// Where they are looked for.
  static var directories: ResourceDirectories {
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
    return ResourceDirectories(
      environment: ProcessInfo.processInfo.environment,
      executable: program
    )
  }

  /// The theme files, each name once: the first that is found is the one that is used.
  static var themeFiles: [String] {
    var names: Set<String> = []
    var files: [String] = []
    for folder in directories.themes {
      // A folder that is not there has no themes.
      let found = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      for name in found.sorted() where name.hasSuffix(".toml") && names.insert(name).inserted {
        files.append(folder + "/" + name)
      }
    }
    return files
  }
}
