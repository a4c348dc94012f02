// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// A user with an empty home, who runs the built program.
final class Session {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tarn-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    // Whatever is left of a temporary folder, the system removes.
    try? FileManager.default.removeItem(at: folder)
  }

  var environment: [String: String] {
    [
      "HOME": folder.path, "PATH": "/usr/bin:/bin", "TZ": "UTC", "LC_ALL": "C.UTF-8",
      "TERM": "xterm-256color",
    ]
  }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  func add(_ name: String, _ text: String) throws {
    let url = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: url)
  }

  /// Removes a lake and its log.
  func remove(_ lake: String) throws {
    for name in [lake, lake + "-wal", lake + "-shm"]
    where FileManager.default.fileExists(atPath: path(name)) {
      try FileManager.default.removeItem(atPath: path(name))
    }
  }

  /// Runs `tarn`; `~` at the start of an argument is the session's folder.
  func tarn(
    _ arguments: String...,
    input: String = "",
    environment more: [String: String] = [:]
  ) throws -> ProgramRun {
    try run(arguments, input: input, environment: more)
  }

  /// Runs `tarn` with a list of arguments.
  func run(
    _ arguments: [String],
    input: String = "",
    environment more: [String: String] = [:]
  ) throws -> ProgramRun {
    try ProgramRun(
      "tarn",
      arguments.map { $0.hasPrefix("~/") ? path(String($0.dropFirst(2))) : $0 },
      input: input,
      environment: environment.merging(more) { $1 },
      folder: folder
    )
  }

  /// Returns a text in which the session's folder is `~`.
  func withoutFolder(_ text: String) -> String { text.replacing(folder.path, with: "~") }

  /// Imports resources into `~/lake.tarn`.
  func importLines(_ lines: String...) throws {
    let run = try tarn(
      "import",
      "--lake",
      "~/lake.tarn",
      "-",
      input: lines.joined(separator: "\n")
    )
    try #require(run.status == 0, "\(run.error)")
  }
}

/// A patient, a result and a note, all of them invented.
enum Sample {
  static let patient =
    #"{"resourceType":"Patient","id":"p1","name":[{"family":"Berg","given":["Ada"]}],"#
    + #""gender":"female","birthDate":"1961-03-09"}"#

  static func creatinine(_ value: String, id: String = "o1", date: String = "2022-07-12") -> String
  {
    #"{"resourceType":"Observation","id":"\#(id)","status":"final","category":[{"coding":"#
      + #"[{"code":"laboratory"}]}],"code":{"coding":[{"system":"http://loinc.org","#
      + #""code":"2160-0"}],"text":"Creatinine"},"subject":{"reference":"Patient/p1"},"#
      + #""effectiveDateTime":"\#(date)","valueQuantity":{"value":\#(value),"unit":"mg/dL"},"#
      + #""referenceRange":[{"low":{"value":0.6},"high":{"value":1.1}}]}"#
  }

  static let deletion =
    #"{"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"DELETE","#
    + #""url":"Observation/o1"}}]}"#
}
