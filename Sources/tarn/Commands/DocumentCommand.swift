// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Exchange
import FHIR
import Foundation
import Search
import Store

import func TUI.counted

/// `tarn document`.
struct DocumentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "document",
    abstract: "Print an International Patient Summary of a patient.",
    discussion: """
      A document Bundle with allergies, medications and problems, which say so when there is no \
      information, and immunizations, procedures, devices, results, vital signs, past illnesses, \
      plans and social history where there are any. Of results, the newest of each code, and reports \
      with a conclusion. What was entered in error or refuted is left out.
      """
  )

  @OptionGroup var lake: LakeOptions
  @OptionGroup var past: AsOfOptions

  @Argument(help: "The logical id of the patient.")
  var patient: String

  @Option(
    name: .shortAndLong,
    help: "The file to write; it must not be there.",
    completion: .file()
  )
  var output: String?

  func run() throws {
    let lake = try lake.open()
    let id = patient.hasPrefix("Patient/") ? String(patient.dropFirst(8)) : patient
    let now = Surroundings.now()
    let job = try past.job(in: lake)
    let key = ResourceKey(type: .patient, id: id)
    let everything = try SearchRequest("Patient/\(id)/$everything?_count=1000000", now: now)
    // A device belongs to its patient, though R4 leaves it out of the compartment.
    let devices = try SearchRequest("Device?patient=Patient/\(id)&_count=1000000", now: now)
    let hits =
      try lake.search(everything, asOf: job).hits + lake.search(devices, asOf: job).hits
    guard let own = hits.first(where: { $0.key == key }) else {
      throw StoreError(.notFound, "No patient has this id", subject: key.reference)
    }
    let summary = try PatientSummary(
      patient: PatientSummary.Entry(reference: key.reference, root: own.document.root),
      record: hits.filter { $0.key != key }.map { hit in
        PatientSummary.Entry(reference: hit.key.reference, root: hit.document.root)
      },
      moment: FHIRDateTime.instantText(now),
      present: past.present(in: lake),
      program: Program.name
    ) { reference in
      guard case .literal(let type, let id, _, _) = FHIRReference(reference) else { return nil }
      let request = try SearchRequest("\(type.rawValue)?_id=\(id)", now: now)
      return try lake.search(request, asOf: job).hits.first?.document.root
    }
    if let output {
      let data = Data((summary.bundle + "\n").utf8)
      do {
        try data.write(to: URL(fileURLWithPath: output), options: .withoutOverwriting)
      } catch {
        throw ExchangeError(
          FileManager.default.fileExists(atPath: output) ? .outputExists : .cannotWrite,
          "The document cannot be written",
          subject: output
        )
      }
    } else {
      Output.line(summary.bundle)
    }
    // What was left on a record that was merged into this one is still its patient's.
    let merged = try lake.patients(replacedBy: id).map { "Patient/\($0)" }
    if !merged.isEmpty {
      Output.error(
        "Merged into this record, and not in the document: \(merged.joined(separator: ", "))"
      )
    }
    if summary.leftOut > 0 {
      Output.error(
        "Left out, as entered in error or refuted: \(counted(summary.leftOut, "resource"))"
      )
    }
  }
}
