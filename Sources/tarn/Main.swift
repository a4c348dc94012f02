// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The program.
@main
struct Tarn: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tarn",
    abstract: "A health data lake and a browser over it."
  )
}
