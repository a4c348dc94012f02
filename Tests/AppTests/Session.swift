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
  func importLines(_ lines: String...) throws { try importLines(lines) }

  /// Imports resources into `~/lake.tarn`.
  func importLines(_ lines: [String]) throws {
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

  static let note = note("The patient has diabetes and takes metformin 500 mg.")

  /// A note of the day of the result.
  static func note(_ text: String, type: String = "Progress note") -> String {
    #"{"resourceType":"DocumentReference","id":"n1","status":"current","type":{"text":"#
      + #""\#(type)"},"subject":{"reference":"Patient/p1"},"date":"2022-07-12T10:00:00Z","#
      + #""content":[{"attachment":{"contentType":"text/plain","data":"#
      + #""\#(Data(text.utf8).base64EncodedString())"}}]}"#
  }

  /// A patient with a letter that ASCII has not.
  static let namesake =
    #"{"resourceType":"Patient","id":"p2","name":[{"family":"Berg","given":["Åsa"]}],"#
    + #""birthDate":"1988-02-29"}"#

  /// Patients with names that sort as their numbers, each with a result of the same day.
  static func crowd(_ count: Int) -> [String] {
    (1...count).flatMap { number -> [String] in
      let digits = String(String(1000 + number).suffix(3))
      let patient =
        #"{"resourceType":"Patient","id":"c\#(digits)","name":[{"family":"Crowd","#
        + #""given":["\#(digits)"]}],"birthDate":"1970-01-01"}"#
      let result = creatinine("1.42", id: "o\(digits)")
        .replacing("Patient/p1", with: "Patient/c\(digits)")
      return [patient, result]
    }
  }

  /// Words of the patient, which may be on the screen and in the lake alone.
  static let words = ["Berg", "BERG", "Ada", "1961-03-09", "Creatinine", "creatinine", "diabetes"]

  static let deletion =
    #"{"resourceType":"Bundle","type":"transaction","entry":[{"request":{"method":"DELETE","#
    + #""url":"Observation/o1"}}]}"#
}
