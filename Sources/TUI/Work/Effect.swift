// SPDX-License-Identifier: Apache-2.0

internal import Extraction
internal import Search
internal import Store
internal import Timeline

/// What the state asks the world to do.
enum Effect: Sendable {
  /// Work for a thread beside the screen's.
  case start(Job)
  /// Nobody waits for this work any more.
  case cancel(JobSlot)
  /// Put a text on the clipboard; the words say what it is.
  case copy(String, words: String)
  /// Give the terminal back until the program is continued.
  case suspend
  /// Switch reports of the mouse on or off.
  case mouse(Bool)
  /// Paint every cell anew.
  case repaint
  /// Show another theme.
  case use(Theme)
}

/// A place for one job: a new one takes the place of the one before, which is cancelled.
enum JobSlot: Int, CaseIterable, Sendable {
  case lake
  case patients
  case arrangement
  case preview
  case chart
  /// What cannot be as it is written.
  case findings
  case filter
  case detail
  /// A resource whose JSON is copied.
  case copy
  case follow
  case note
  case versions
  case difference
  case changedFields
  case search
  /// Which term of a search that found nothing could be dropped.
  case searchAdvice
  /// What searches of the chart have in common.
  case preparation
  case completion
  /// The moment that is looked back to.
  case moment
  /// What a pane lists.
  case pane
  /// The elements that the changes of a pane touched.
  case paneFields
  /// A query of SQL.
  case sql
  /// The views that SQL can name, and whose a row of it is.
  case schema
  /// What is written: an edit, or a file.
  case write
  /// Worklists: all, or the patients of one.
  case worklists
  /// What lists of patients are sorted and counted by.
  case facts
  /// Marks of patients, stored beside everything else.
  case marks
  /// Decisions about entities, stored beside everything else.
  case review
  /// Codes that are looked for by words.
  case codes
  /// What another process wrote.
  case news
  /// Whether the record that is open was deleted, and what was merged into it.
  case standing
  /// What is new in the record that is open since it was looked at before.
  case look
  /// Where the reader is, stored for the next time.
  case session
  /// Themes and keys.
  case appearance
}

extension JobSlot {
  /// Whether its work is about what the user keeps beside the lake.
  var isOfUser: Bool { [.worklists, .marks, .session, .appearance].contains(self) }
}

/// Work with its place and its generation.
struct Job: Sendable {
  var slot: JobSlot
  var generation: Int
  var task: JobTask

  /// The last job of the lake that is seen; `nil` for now.
  var asOf: Int?
}

/// What a worker is to do.
enum JobTask: Sendable {
  case readLake
  case readPatients
  case arrangePatients(PatientTable, PatientOrder)
  case readPreview(patient: String, now: Int64, zone: DisplayZone)
  case readChart(patient: String, zone: DisplayZone, look: ChartLook)
  case checkRecord(Chart, RecordCheck.Bounds, withReferences: Bool)
  case prepareSearch(Chart)
  case findEvents(Chart, queries: [EventQuery], now: Int64)
  case readDetail(ResourceKey, version: Int?)
  case readNote(ResourceKey)
  case readVersions(ResourceKey)
  case readDifference(ResourceKey, from: Int?, to: Int)
  case readChangedFields([VersionStep])
  case searchAll(EventQuery, among: PatientTable, now: Int64, limit: Int)
  case adviseSearch(EventQuery, now: Int64)
  case complete(Chart, text: String, cursor: Int, filters: [EventQuery], now: Int64)
  case findMoment(MomentTarget, label: String)
  case readPane(PaneRequest)
  case runSQL(String)
  case readSQLViews
  case findPatient(ResourceKey)
  case previewUndo(Int)
  case restore(ResourceKey)
  case undo(Int, later: LaterChanges)
  case writeFile(path: String, SQLTable)
  case writeShown(path: String, ShownTable, ShownTable.Format)
  case writePatients(path: String, PatientExport, ShownTable.Format)
  case worklist(WorklistTask)
  case readFacts(after: [String: Int], now: Int64)
  case countPopulation(PopulationCount)
  case readReviewQueue(patient: String?)
  case readReview(ResourceKey)
  case review([ReviewDecision])
  case findCodes(String, entity: Int64)
  case readNews
  case readStanding(patient: String)
  case readLook(patient: String, after: Int)
  case saveSession(SessionPlace)
  case listThemes
  case readTheme(String)
  case reloadAppearance(theme: String)
}

/// What a worker brings back.
struct Delivery: Sendable {
  var slot: JobSlot
  var generation: Int
  var content: Content

  enum Content: Sendable {
    case lake(LakeInfo)
    case news([JobSummary])
    case sessionSaved
    case searchPrepared
    case themes([String])
    case theme(String, Theme, [ThemeFinding])
    case appearance(AppearanceFiles)
    case patients(PatientPage)
    case patientsEnded
    case arrangement([Int32])
    case preview(PatientPreview)
    case chart(Chart, newestJob: Int?)
    case patient(PatientSummary)
    /// How many records were merged into the one of a patient, and whether the Patient was deleted.
    case standing(merged: Int, isDeleted: Bool, of: String)
    /// What is new in the record of a patient, counted: `1 deleted · 2 added`.
    case look(String, of: String)
    case findings([RecordProblem], of: Chart)
    case foundEvents([Int32], mentions: FoundMentions, advice: [String])
    case detail(DetailContent)
    case note(ResourceKey, NoteText?)
    case versions(ResourceKey, [VersionSummary])
    case difference(VersionDifference)
    case changedFields([ChangedFields])
    case hits([SearchHit])
    case foundPatients([Int32])
    case searchEnded(SearchSummary)
    case searchAdvice([SearchAdvice])
    case completions(Completions)
    case moment(Moment)
    case pane(PaneContent)
    case sql(SQLTable, milliseconds: Int64)
    case sqlViews([SQLView])
    case patientOf(ResourceKey, String?)
    case undoPreview(JobReport)
    case edited(EditOutcome)
    case wrote(String)
    case worklist(WorklistOutcome)
    case factsProgress(Int)
    case facts(PatientFactTable)
    case population(Population)
    case reviewQueue([ReviewNote])
    case review(ResourceKey, ReviewContent?)
    case codes([Concept], words: String, entity: Int64)
    case reviewed(job: Int?)
    case failure(String)
  }
}

/// Which jobs are under way, and the generation that each place waits for.
struct JobBoard: Sendable {
  private var generations = Array(repeating: 0, count: JobSlot.allCases.count)
  private var running: Set<JobSlot> = []

  /// Whether a place waits for work.
  func isRunning(_ slot: JobSlot) -> Bool { running.contains(slot) }

  /// Whether any work is under way.
  var isBusy: Bool { !running.isEmpty }

  /// Returns whether a delivery is what its place waits for.
  func accepts(_ delivery: Delivery) -> Bool {
    generations[delivery.slot.rawValue] == delivery.generation && isRunning(delivery.slot)
  }

  mutating func begin(_ slot: JobSlot) -> Int {
    generations[slot.rawValue] += 1
    running.insert(slot)
    return generations[slot.rawValue]
  }

  mutating func end(_ slot: JobSlot) { running.remove(slot) }

  mutating func cancel(_ slot: JobSlot) {
    generations[slot.rawValue] += 1
    running.remove(slot)
  }
}

extension AppState {
  /// Starts work in a place, in the place of what was under way there.
  mutating func start(_ slot: JobSlot, _ task: JobTask) {
    let job = Job(slot: slot, generation: jobs.begin(slot), task: task, asOf: moment?.job)
    // Of several jobs for one place in one batch of keys only the last is started.
    outbox.removeAll {
      if case .start(let earlier) = $0 { return earlier.slot == slot }
      return false
    }
    outbox.append(.start(job))
  }

  /// Stops waiting for the work of a place.
  mutating func cancel(_ slot: JobSlot) {
    guard jobs.isRunning(slot) else { return }
    jobs.cancel(slot)
    outbox.append(.cancel(slot))
  }
}
