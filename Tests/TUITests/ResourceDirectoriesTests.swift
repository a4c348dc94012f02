// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import TUI

@Suite struct ResourceDirectoriesTests {
  @Test func userComesBeforeTheInstallation() {
    let found = ResourceDirectories(
      environment: ["XDG_CONFIG_HOME": "/config", "HOME": "/home/x"],
      executable: "/usr/local/bin/tarn"
    )
    #expect(found.directories == ["/config/tarn", "/usr/local/share/tarn", "/usr/local/bin"])
    #expect(
      found.themes
        == ["/config/tarn/themes", "/usr/local/share/tarn/themes", "/usr/local/bin/themes"]
    )
  }

  @Test(arguments: [["HOME": "/home/x"], ["HOME": "/home/x", "XDG_CONFIG_HOME": "relative"]])
  func homeStandsForTheMissingFolder(_ environment: [String: String]) {
    let found = ResourceDirectories(environment: environment, executable: "/usr/bin/tarn")
    #expect(found.directories.first == "/home/x/.config/tarn")
  }

  @Test func checkoutIsFoundFromTheBuildFolder() {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../..").standardizedFileURL.path
    let found = ResourceDirectories(environment: [:], executable: root + "/.build/debug/tarn")
    #expect(found.directories.last == root)
    #expect(found.file(named: "themes/mono.toml") == root + "/themes/mono.toml")
    #expect(found.file(named: "themes/none.toml") == nil)
  }
}
