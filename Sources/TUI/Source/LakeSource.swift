// SPDX-License-Identifier: Apache-2.0

public import Extraction
public import Search
public import Store

/// What the browser reads: the one boundary between the screens and the lake.
///
/// Every method is called on a worker thread, may be called from several at once, and returns or
/// throws soon after its token is cancelled; what it returns then is not looked at. A thrown
/// error is shown to the reader, so its text must hold no content of a resource.
public protocol LakeSource: Sendable {
  /// Returns the lake as it was known when a job had ended; `nil` for now.
  ///
  /// All reading methods but ``readJobs(limit:)`` and ``readJob(_:cancellation:)`` then tell of that
  /// moment.
  func seen(asOf job: Int?) -> any LakeSource

  /// Returns the moment that an instant or the number of a job stands for.
  ///
  /// - Throws: When there is no such job, or the lake cannot be read.
  func moment(_ target: MomentTarget) throws -> Moment

  /// Returns where the lake is and how much it holds.
  ///
  /// - Throws: When the lake cannot be read.
  func lakeInfo() throws -> LakeInfo

  /// Returns what changes with everything that is written to the lake; `nil` where that is not known.
  ///
  /// - Throws: When the lake cannot be read.
  func stamp() throws -> LakeStamp?

  /// Delivers every patient, in pages, in any order.
  ///
  /// The first page should be small and come at once: it is what the first screen shows.
  ///
  /// - Parameters:
  ///   - cancellation: Cancelled when nobody waits for the patients any more.
  ///   - deliver: Takes the next page.
  /// - Throws: When the lake cannot be read.
  func readPatients(
    cancellation: Cancellation,
    deliver: (PatientPage) -> Void
  ) throws

  /// Returns the line of one patient as it is now; `nil` where the lake has none, and in the past,
  /// which does not change.
  ///
  /// - Throws: When the lake cannot be read.
  func readPatient(id: String, cancellation: Cancellation) throws -> PatientSummary?

  /// Returns how many records were merged into the one of a patient; `nil` in the past, which does not change.
  ///
  /// - Throws: When the lake cannot be read.
  func countMerged(into id: String) throws -> Int?

  /// Returns the events of the current, not deleted resources in a patient's compartment.
  ///
  /// Changes, which the browser makes from ``readChanges(ofPatient:cancellation:)``, are not among
  /// them.
  ///
  /// - Throws: When the lake cannot be read.
  func readEvents(ofPatient id: String, cancellation: Cancellation) throws -> [ChartEvent]

  /// Returns what the preview of a patient is made of: less than all events, and sooner.
  ///
  /// - Throws: When the lake cannot be read.
  func readOutline(ofPatient id: String, cancellation: Cancellation) throws -> ChartOutline

  /// Returns the notes with entities that a reviewer is asked about, of a patient or of all.
  ///
  /// - Throws: When the lake cannot be read.
  func readReviewQueue(ofPatient id: String?, cancellation: Cancellation) throws -> [ReviewNote]

  /// Returns what was read in a note; `nil` where it was not read.
  ///
  /// - Throws: When the lake cannot be read.
  func readReview(of key: ResourceKey, cancellation: Cancellation) throws -> ReviewContent?

  /// Returns codes for words, best first.
  ///
  /// - Throws: When what was loaded cannot be read.
  func findCodes(_ words: String, limit: Int) throws -> [Concept]

  /// Returns what the notes of a patient and the chart say beside each other.
  ///
  /// - Throws: When the lake cannot be read.
  func readReconciliation(
    ofPatient id: String,
    cancellation: Cancellation
  ) throws -> [Reconciliation.Item]

  /// Returns the updates and deletions that touched a patient, newest first, without first
  /// versions.
  ///
  /// - Throws: When the lake cannot be read.
  func readChanges(ofPatient id: String, cancellation: Cancellation) throws -> [ChangeSummary]

  /// Returns every version that touched a patient, or every one of the lake, newest first.
  ///
  /// - Parameters:
  ///   - id: The patient; `nil` for the whole lake.
  ///   - after: Only what later jobs than this one wrote.
  ///   - limit: The most that are returned.
  ///   - cancellation: Cancelled when nobody waits for it any more.
  /// - Returns: The versions.
  /// - Throws: When the lake cannot be read.
  func readLog(
    ofPatient id: String?,
    after: Int,
    limit: Int,
    cancellation: Cancellation
  ) throws -> [ChangeSummary]

  /// Returns the deletions that are in force, newest first: of a patient's record, or all.
  ///
  /// - Throws: When the lake cannot be read.
  func readDeletions(
    ofPatient id: String?,
    limit: Int,
    cancellation: Cancellation
  ) throws -> [ChangeSummary]

  /// Returns the events of a patient's deleted resources, with their deletions.
  ///
  /// - Throws: When the lake cannot be read.
  func readGhosts(ofPatient id: String, cancellation: Cancellation) throws -> [Ghost]

  /// Returns the resources of a patient that refer to what the lake does not have.
  ///
  /// - Parameters:
  ///   - id: The logical id of the patient.
  ///   - cancellation: Cancelled when nobody waits for it any more.
  /// - Returns: The resources; none in the past, of which that is not known.
  /// - Throws: When the lake cannot be read.
  func readDangling(ofPatient id: String, cancellation: Cancellation) throws -> Set<ResourceKey>

  /// Returns what was done to the lake, newest first.
  ///
  /// - Throws: When the lake cannot be read.
  func readJobs(limit: Int) throws -> [JobSummary]

  /// Returns what a job changed.
  ///
  /// - Throws: When there is no such job, or the lake cannot be read.
  func readJob(_ id: Int, cancellation: Cancellation) throws -> JobReport

  /// Returns the views that a query of SQL can name, those with rows.
  ///
  /// - Throws: When the lake cannot be read.
  func readSQLViews() throws -> [SQLView]

  /// Runs one query of SQL, which cannot change the lake.
  ///
  /// - Parameters:
  ///   - statement: The query.
  ///   - rowLimit: The most rows that are returned.
  ///   - isStopped: Asked all the time; when it says so, the query stops with an error.
  /// - Returns: The columns and rows.
  /// - Throws: What is wrong with the query, or ``SQLStopped``.
  func runSQL(
    _ statement: String,
    rowLimit: Int,
    isStopped: @escaping @Sendable () -> Bool
  ) throws -> SQLTable

  /// Returns the patients with events that a query finds, each once.
  ///
  /// - Throws: When the lake cannot be read.
  func patients(
    withEvents query: EventQuery,
    now: Int64,
    cancellation: Cancellation
  ) throws -> [String]

  /// Returns what lists of patients are sorted and counted by.
  ///
  /// - Parameters:
  ///   - seen: The jobs that news are counted after, by the ids of patients.
  ///   - now: The present, in milliseconds since 1970.
  ///   - cancellation: Cancelled when nobody waits for it any more.
  ///   - progress: Told now and then how many patients are done.
  /// - Returns: The facts.
  /// - Throws: When the lake cannot be read.
  func readFacts(
    after seen: [String: Int],
    now: Int64,
    cancellation: Cancellation,
    progress: (Int) -> Void
  ) throws -> PatientFactTable

  /// Returns the patients who have an event of a kind, aligned on it.
  ///
  /// - Parameters:
  ///   - alignment: What day 0 is, and what is looked at around it.
  ///   - patients: The patients who are compared; `nil` for all.
  ///   - cancellation: Cancelled when nobody waits for it any more.
  /// - Returns: The patients.
  /// - Throws: When the lake cannot be read.
  func readAligned(
    by alignment: EventAlignment,
    patients: Set<String>?,
    cancellation: Cancellation
  ) throws -> AlignedPatients

  /// Returns the patients that a FHIR search finds, or whose resources it finds, each once.
  ///
  /// - Throws: When the search is none, or the lake cannot be read.
  func patients(foundBy search: String, now: Int64, cancellation: Cancellation) throws -> [String]

  /// Returns the references of the resources of a patient that a FHIR search finds.
  ///
  /// - Throws: When the search is none, or the lake cannot be read.
  func resources(
    foundBy search: String,
    ofPatient id: String,
    now: Int64,
    cancellation: Cancellation
  ) throws -> Set<String>

  /// Finds the events of the resources that a FHIR search finds, over all patients, and delivers
  /// them as they are found.
  ///
  /// - Parameters:
  ///   - search: The search.
  ///   - now: The moment that relative dates are seen from, in milliseconds since 1970.
  ///   - limit: The most resources to deliver events of.
  ///   - cancellation: Cancelled by the next key.
  ///   - deliver: Takes the next hits.
  /// - Returns: How many there are.
  /// - Throws: When the search is none, or the lake cannot be read.
  func searchResources(
    _ search: String,
    now: Int64,
    limit: Int,
    cancellation: Cancellation,
    deliver: ([SearchHit]) -> Void
  ) throws -> SearchSummary

  /// Returns one version of a resource with its content.
  ///
  /// - Parameters:
  ///   - key: The resource.
  ///   - version: The version number; `nil` for the current one.
  ///   - cancellation: Cancelled when nobody waits for it any more.
  /// - Returns: `nil` when the lake has no such version.
  /// - Throws: When the lake cannot be read.
  func readVersion(
    of key: ResourceKey,
    version: Int?,
    cancellation: Cancellation
  ) throws -> ResourceVersionContent?

  /// Returns all versions of a resource without their content, newest first.
  ///
  /// - Throws: When the lake cannot be read.
  func readVersions(of key: ResourceKey, cancellation: Cancellation) throws -> [VersionSummary]

  /// Returns the decoded text of a DocumentReference or a DiagnosticReport.
  ///
  /// - Returns: `nil` when the resource holds no text.
  /// - Throws: When the lake cannot be read.
  func readNote(of key: ResourceKey, cancellation: Cancellation) throws -> NoteText?

  /// Returns why a note has no text, in words: its PDF is a scan.
  ///
  /// - Returns: `nil` where it has text, or carries nothing that could have.
  /// - Throws: When the lake cannot be read.
  func readNoteFailure(of key: ResourceKey) throws -> String?

  /// Returns what was read in the text of a note and is not rejected, in the order of the text.
  ///
  /// - Returns: Nothing where the note was changed after it was read.
  /// - Throws: When the lake cannot be read.
  func readEntities(ofNote key: ResourceKey, cancellation: Cancellation) throws -> [ReviewEntity]

  /// Returns the references from a resource and to it.
  ///
  /// - Throws: When the lake cannot be read.
  func readLinks(of key: ResourceKey, cancellation: Cancellation) throws -> ResourceLinks

  /// Finds events over all patients, best or newest first, and delivers them as they are found.
  ///
  /// - Parameters:
  ///   - query: What is asked for.
  ///   - now: The moment that relative dates are seen from, in milliseconds since 1970.
  ///   - limit: The most hits to deliver.
  ///   - cancellation: Cancelled by the next key.
  ///   - deliver: Takes the next hits.
  /// - Returns: How many there are.
  /// - Throws: When the lake cannot be read.
  func searchEvents(
    _ query: EventQuery,
    now: Int64,
    limit: Int,
    cancellation: Cancellation,
    deliver: ([SearchHit]) -> Void
  ) throws -> SearchSummary
}
