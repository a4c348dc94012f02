// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation

/// Reads what a hospital has of terminologies: a folder, or a file, in the forms of their publishers.
///
/// | file | what is taken |
/// | --- | --- |
/// | `RXNCONSO.RRF` of RxNorm | the names of source RXNORM that are not suppressed |
/// | `icd10cm_order_*.txt`, `icd10cm_codes_*.txt`, `icd10cm_tabular_*.xml` | titles and inclusion terms |
/// | `sct2_Description_Snapshot*.txt` of SNOMED CT RF2 | active names of active concepts |
/// | `Loinc.csv` of LOINC | names of codes that are not deprecated |
/// | `*.tsv`, `*.csv` | code, system and term: named in the first line, or in this order |
///
/// All of them may be compressed with gzip.
public struct TerminologyLoader {
  /// What became of a file.
  public struct FileReport: Sendable, Equatable {
    /// The path.
    public let path: String
    /// What it was read as; `nil` where it was left out.
    public let format: String?
    /// The names that were taken.
    public var terms = 0
    /// The lines that had no code or no name, or are of an unknown system.
    public var skipped = 0
    /// Why it was left out.
    public var problem: String?
  }

  /// The system of tables that do not say it: a name such as `loinc`, or a URI.
  public var system: String?

  /// The files, in the order in which they were read.
  public private(set) var files: [FileReport] = []

  private var writer = TerminologyWriter()

  /// Creates a loader that has read nothing.
  ///
  /// - Parameter system: The system of tables that do not say it: a name such as `loinc`, or a URI.
  public init(system: String? = nil) { self.system = system }

  /// The number of concepts so far.
  public var conceptCount: Int { writer.conceptCount }

  /// Reads a folder with all its folders, or a file.
  ///
  /// - Parameters:
  ///   - path: The path.
  ///   - progress: Called with each file before it is read.
  /// - Throws: ``ExchangeError`` where something cannot be read, or nothing in it is a terminology.
  public mutating func read(_ path: String, progress: (String) -> Void = { _ in }) throws {
    let given = system.map { ($0, KnownSystem.named($0)) }
    if let (name, known) = given, known == nil {
      throw ExchangeError(
        .cannotRead,
        "The system is no URI, and none of icd10cm, rxnorm, snomed, loinc, cvx, hpo, doid, mesh",
        subject: name
      )
    }
    let paths = try InputFile.files(at: [path]).map(\.path)
    let release = SnomedRelease(paths: paths)
    for path in paths {
      progress(path)
      if release.owns(path) {
        guard release.descriptions.contains(path) else { continue }
        try add(path, "SNOMED CT RF2") { try release.read(path, receive: $0) }
      } else if let reader = PublishedFile(path) {
        try add(path, reader.format) { try reader.read(path, receive: $0) }
      } else if TermTable.isTable(path) {
        var table = TermTable(system: given?.1 ?? KnownSystem.ofFile(path))
        try add(path, "table") { try table.read(path, receive: $0) }
        if let problem = table.problem { files[files.count - 1].problem = problem }
      } else if path.hasSuffix(".zip") {
        files.append(FileReport(path: path, format: nil, problem: "unpack it first"))
      } else {
        files.append(FileReport(path: path, format: nil, problem: "not known"))
      }
    }
    if writer.termCount == 0 {
      throw ExchangeError(
        .cannotRead,
        "No terminology is in it; what is read is RXNCONSO.RRF, icd10cm_order_*.txt, "
          + "icd10cm_tabular_*.xml, sct2_Description_Snapshot*.txt, Loinc.csv, and tables of "
          + "code, system and term (.tsv, .csv)",
        subject: path
      )
    }
  }

  private mutating func add(
    _ path: String,
    _ format: String,
    _ read: ((TerminologyTerm?) -> Void) throws -> Void
  ) throws {
    var report = FileReport(path: path, format: format)
    try read { term in
      if let term {
        report.terms += 1
        writer.add(term)
      } else {
        report.skipped += 1
      }
    }
    files.append(report)
  }

  /// Returns the file of the terminology.
  ///
  /// - Returns: The bytes for ``TerminologyFolder/keep(_:as:)``.
  public consuming func bytes() -> [UInt8] { writer.bytes() }
}
