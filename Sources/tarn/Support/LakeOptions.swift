// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Store

/// The option that every subcommand has.
struct LakeOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("The lake file.", valueName: "path"))
  var lake: String?

  /// The path of the lake.
  var path: String { lake ?? Self.defaultPath }

  /// `$TARN_LAKE`, else the user's data folder.
  static var defaultPath: String {
    let environment = ProcessInfo.processInfo.environment
    if let path = environment["TARN_LAKE"], !path.isEmpty { return path }
    return dataFolder + "/lake.tarn"
  }

  /// `$XDG_DATA_HOME/tarn`, else `~/.local/share/tarn`.
  static var dataFolder: String {
    let environment = ProcessInfo.processInfo.environment
    // A relative path does not count, as the specification of these folders says.
    if let folder = environment["XDG_DATA_HOME"], folder.hasPrefix("/") { return folder + "/tarn" }
    // NSHomeDirectory asks the user database, which HOME overrules everywhere else.
    let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory()
    return home + "/.local/share/tarn"
  }

  /// `$XDG_STATE_HOME/tarn`, else `~/.local/state/tarn`.
  static var stateFolder: String {
    let environment = ProcessInfo.processInfo.environment
    if let folder = environment["XDG_STATE_HOME"], folder.hasPrefix("/") { return folder + "/tarn" }
    let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? NSHomeDirectory()
    return home + "/.local/state/tarn"
  }

  func open(
    _ mode: Lake.Mode = .read,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws -> Lake {
    try Lake(at: path, mode: mode, progress: progress)
  }
}

/// Facts about the person and the moment, which the modules below take as arguments.
enum Surroundings {
  /// Milliseconds since 1970 UTC.
  static let now: @Sendable () -> Int64 = { Int64(Date().timeIntervalSince1970 * 1000) }

  /// The login name.
  static var author: String {
    let name = NSUserName()
    return name.isEmpty ? "unknown" : name
  }
}
