// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Exchange
import FHIR
import Foundation
import Store

import func TUI.counted

/// `tarn erase`.
struct EraseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Remove a resource or a patient for good, with all versions.",
    discussion: """
      Nothing brings it back, neither 'tarn restore' nor 'tarn undo', and --as-of does not find it. \
      It is removed from every index and the full text, and its bytes from the file. What remains is \
      the job with author and reason, and a tombstone for each resource: a hash of its reference. \
      Copies of the lake, exports and backups are not touched. Asks twice; --yes twice answers both.

      The lake is rewritten, which takes about as long as 'tarn reindex'.
      """
  )

  @OptionGroup var edit: EditOptions

  @Argument(help: "Type/id of one resource.")
  var reference: ReferenceArgument?

  @Option(help: "The id of a patient: the Patient goes, and all that is of no one else.")
  var patient: String?

  @Flag(help: "Remove what an earlier erasure had to leave because another program was reading.")
  var finish = false

  @Flag(name: .customLong("yes"), help: "Do not ask; to be given twice.")
  var yes: Int

  @Flag(help: "Only say what would go.")
  var dryRun = false

  func validate() throws {
    let count = [reference != nil, patient != nil, finish].count { $0 }
    guard count == 1 else {
      throw ValidationError("Name one resource (Type/id), one patient (--patient ID) or --finish")
    }
    guard yes == 0 || yes == 2 else {
      throw ValidationError("--yes is to be given twice, or not at all")
    }
    if reference?.version != nil {
      throw ValidationError("A version cannot be erased alone; name the resource")
    }
  }

  func run() throws {
    let lake = try edit.lake.open(.write)
    if finish {
      guard try lake.compact() else { throw Self.isRead }
      return Output.line("No byte of what was erased is left in the lake")
    }
    let erasure =
      if let reference {
        try lake.erasure(of: reference.key)
      } else {
        try lake.erasure(ofPatient: patient ?? "")
      }
    let name = reference?.key.reference ?? "Patient/\(patient ?? "")"
    for line in Self.description(erasure, name) { Output.error(line) }
    if dryRun { return }
    guard yes == 2 || Self.isConfirmed(name) else {
      Output.error("Nothing was erased")
      throw ExitCode(1)
    }
    let description = edit.job(.erase)
    let meter = ProgressMeter()
    let done = try lake.erase(erasure, description, endedAt: Surroundings.now) { read, total in
      meter.show("Rebuilding: version", read, total)
    }
    meter.finish()
    // What was noted of the patient beside the lake is of the patient, too.
    var marks = 0
    if let patient = patient ?? (reference?.key.type == .patient ? reference?.key.id : nil) {
      let place = URL(fileURLWithPath: lake.path).resolvingSymlinksInPath().path
      do {
        marks = try WorklistFolder(path: LakeOptions.stateFolder + "/worklists")
          .forget(patient: patient, inLake: place)
      } catch {
        // The record is erased, whatever became of them.
        Output.error("tarn: \(error)")
        Output.error("  Marks of the patient may be left in \(LakeOptions.stateFolder)/worklists")
      }
    }
    if edit.json {
      let report: JSON = [
        "job": .number(String(done.job)), "resources": .number(String(done.resources.count)),
        "versions": .number(String(done.versions)), "shared": .number(String(done.shared.count)),
        "marks": .number(String(marks)), "complete": .bool(done.isComplete),
      ]
      Output.line(report.text)
    } else {
      Output.line("\(name) is erased: \(Self.count(done)) (job \(done.job))")
      if marks > 0 {
        Output.line("\(counted(marks, "mark")) of the patient removed, of your own account")
      }
      Output.line("What remains: the job, and a tombstone without content for each resource")
    }
    if !done.isComplete { throw Self.isRead }
  }

  private static let isRead = StoreError(
    .busy,
    "Another program reads the lake, and old pages stay in its write-ahead log until it ends; "
      + "then run 'tarn erase --finish'"
  )

  private static func count(_ erasure: Erasure) -> String {
    "\(counted(erasure.resources.count, "resource")), "
      + counted(erasure.versions, "version")
  }

  /// What goes and what stays, in lines.
  private static func description(_ erasure: Erasure, _ name: String) -> [String] {
    let types = Dictionary(grouping: erasure.resources, by: \.type).mapValues(\.count)
      .sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
    var lines = ["To be erased with \(name): \(count(erasure))"]
    lines.append("  " + types.map { "\($0.value) \($0.key.rawValue)" }.joined(separator: ", "))
    if erasure.referring > 0 {
      lines.append(
        "  \(counted(erasure.referring, "resource")) that refer to it stay, and the "
          + "references in them"
      )
    }
    if !erasure.shared.isEmpty {
      lines.append(
        "  \(counted(erasure.shared.count, "resource")) of others stay, in which the "
          + "patient is named too:"
      )
      lines += erasure.shared.prefix(20).map { "    \($0.reference)" }
      if erasure.shared.count > 20 { lines.append("    … \(erasure.shared.count - 20) more") }
    }
    return lines
  }

  /// Asks twice, in different words, so that a reflex does not answer.
  private static func isConfirmed(_ name: String) -> Bool {
    Output.error("Type \(name) to erase it:")
    guard readLine() == name else { return false }
    Output.error("There is no way back. Type ERASE:")
    return readLine() == "ERASE"
  }
}
