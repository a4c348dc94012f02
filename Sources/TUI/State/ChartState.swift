// SPDX-License-Identifier: Apache-2.0

internal import Search
internal import Timeline

/// The patient that is open.
struct ChartState: Sendable {
  var patient: PatientSummary

  /// How many records were merged into this one, as far as is known: what stayed on them is not in it.
  var mergedCount = 0

  /// Whether the Patient was deleted, and what is shown is what is left of the record.
  var isDeleted = false

  /// The events, once they are loaded.
  var chart: Chart?

  /// Events that were read again, until it is known what the filters leave of them.
  var arriving: Chart?

  /// What matters most of the chart.
  var summary: ChartSummary?

  /// What cannot be as it is written, or hardly.
  var findings: [RecordProblem] = []

  /// Why the events could not be loaded.
  var failure: UserMessage?

  /// How the events are read: what places them, and whether deleted ones are among them.
  var look = ChartLook()

  /// Whether a row above says that this is the past.
  var isPast = false

  var view = ChartView.timeline

  /// The pane that has the keys.
  var focus = Pane.lanes

  /// The pane that fills the body, when one is maximised.
  var maximised: Pane?

  /// How the panes are arranged: ``AppState/arrangement``.
  var arrangement = PaneArrangement()

  /// Whether patients lie over the left of a medium screen.
  var isRailOpen = false

  /// The timeline: where it looks, and its cursor.
  var time = TimeState()

  /// The event that has the focus, as a number in ``Chart/entries``.
  var selected: Int?

  /// The first row of the event list on the screen is kept near the focus.
  var eventsTop = 0

  /// Whether the event list holds the focused lane only.
  var isLaneOnly = false

  /// The filters, in the order they were added.
  var filters: [FilterChip] = []

  /// Whether the filters are in force.
  var areFiltersOn = true

  /// The events that the filters leave, in order; `nil` when all are left.
  var shown: [Int32]?

  /// The hits of the last search, in order.
  var hits: [Int32] = []

  /// What was searched for last.
  var searchText = ""

  /// The pane of trends.
  var trends = TrendsState()

  /// The lists of views 2 to 5.
  var table = TableState()

  /// What is open over the view, the topmost last.
  var sheets: [Sheet] = []

  /// What the lake holds of the resources that were looked at last.
  var details = DetailCache()

  /// View 7, and the elements that each change touched.
  var versions = VersionsState()

  /// Where a range begins that is being chosen.
  var range: RangeStart?

  /// What was typed at the go-to prompt last, where it can be said again.
  var lastGoto: String?

  /// Whether the next note that waits is gone to once it is known, and which way.
  var wantsUnreviewed: Bool?

  /// Marked moments.
  var marks: [Character: ChartPlace] = [:]

  /// Events pinned to the top of the event list.
  var pinned: [Int32] = []

  /// Places that were left by a jump, and places that were come back from.
  var past: [ChartPlace] = []
  var future: [ChartPlace] = []

  /// The moment that counts as day 0.
  var dayZero: Int64?

  /// Whether dates are written as distances from day 0.
  var isRelative = false

  /// The resource to go to once the events are there.
  var arrival: ResourceKey?

  /// Whether that resource's event becomes day 0.
  var isArrivalDayZero = false

  /// The lane and the window that the patient before was looked at in, until the events are there.
  var wantedLane: LaneKey?
  var wantedLevel: ZoomLevel?

  /// What the focus of the list was on with the patient before.
  var wantedSeries: TrendsState.Key?

  /// What was asked of the lake last, so that it is not asked again.
  var requestedDetail: DetailRequest?
  var requestedNote: ResourceKey?

  /// Why the resource that was asked for last cannot be read.
  var detailFailure: String?

  /// The last job of the lake when the record was looked at before it was opened; `nil` where it was not,
  /// or nobody knows yet.
  var lookedBefore: Int?

  init(patient: PatientSummary) { self.patient = patient }

  /// The topmost sheet.
  var sheet: Sheet? { sheets.last }

  /// Whether an event passes the filters in force.
  func isShown(_ index: Int) -> Bool {
    guard let shown, areFiltersOn else { return true }
    return shown.containsSorted(Int32(truncatingIfNeeded: index))
  }

  /// How many events pass the filters in force.
  var shownCount: Int {
    guard let shown, areFiltersOn else { return chart?.count ?? 0 }
    return shown.count
  }
}

/// A view of a patient; the number is its key.
enum ChartView: Int, CaseIterable, Sendable {
  case timeline = 1
  case problems
  case medications
  case labs
  case notes
  case entities
  case versions

  var title: String {
    switch self {
    case .timeline: "Timeline"
    case .problems: "Problems"
    case .medications: "Meds"
    case .labs: "Labs"
    case .notes: "Notes"
    case .entities: "Entities"
    case .versions: "Versions"
    }
  }

  /// The two letters on a small screen.
  var shortTitle: String {
    switch self {
    case .timeline: "TL"
    case .problems: "Pr"
    case .medications: "Me"
    case .labs: "La"
    case .notes: "No"
    case .entities: "En"
    case .versions: "Ve"
    }
  }

  /// The lanes that a list view is made of.
  var lanes: [Lane] {
    switch self {
    case .problems: [.problems, .allergies]
    case .medications: [.medications, .immunizations]
    case .labs: [.labs, .vitals]
    case .notes: [.notes, .documents]
    case .timeline, .entities, .versions: []
    }
  }
}

/// A part of the screen that can have the keys.
enum Pane: String, Sendable, CaseIterable {
  case rail
  case lanes
  case events
  case trends
  case table
  case detail
  case changes
  case difference
}

/// Something opened over a view: one resource, read in one way.
struct Sheet: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    /// The value, what it is compared with, and its links.
    case detail
    /// The text of a note.
    case note
    /// The versions of the resource.
    case versions
  }

  var kind: Kind
  var key: ResourceKey

  /// The event it was opened from; `nil` for a resource that was followed to.
  var event: Int?

  /// The version that is read; `nil` for the current one.
  var version: Int?

  /// The first line on the screen.
  var top = 0

  /// The link that has the focus.
  var link = 0

  /// Whether the JSON is shown.
  var isRaw = false

  /// The note, once it is read.
  var note: NoteText?

  /// Whether the lake has answered.
  var isNoteRead = false

  /// Whether the lake may hold another text, or other entities, than were read.
  var isNoteStale = false

  /// The marked words that have the focus, as a place in the entities of the note.
  var mention: Int?

  /// What is to have the focus once the note is read: the title of a mention.
  var wanted: String?

  /// Why the note could not be read.
  var failure: String?

  /// The note in lines of the screen's width.
  var lines: NoteLines?

  /// The words that are looked for in the note.
  var words = ""

  /// The words of the note that it was opened for.
  var mark: NoteMark?

  /// Whether a list over the patients lies behind it, which back leads to.
  var isOverPanes = false

  /// The focused version or element.
  var cursor = ListCursor()

  /// The entity whose words have the focus.
  var focusedEntity: ReviewEntity? { mention.flatMap { note?.entities[safe: $0] } }

  init(_ kind: Kind, key: ResourceKey, event: Int? = nil) {
    self.kind = kind
    self.key = key
    self.event = event
  }
}

/// Words of a note in their place.
struct NoteMark: Sendable, Equatable {
  /// The code points.
  var range: Range<Int>

  var text: String

  /// Whether the words still stand in their place.
  func isFound(in note: String) -> Bool {
    let scalars = note.unicodeScalars
    guard
      let start = scalars.index(
        scalars.startIndex,
        offsetBy: range.lowerBound,
        limitedBy: scalars.endIndex
      )
    else { return false }
    return scalars[start...].starts(with: text.unicodeScalars)
  }
}

/// How the events of a patient are read.
struct ChartLook: Sendable, Equatable {
  /// What places events on the axis.
  enum Axis: Sendable { case happened, recorded }

  var axis = Axis.happened

  /// Whether deleted resources are drawn where they were.
  var hasGhosts = false
}

/// A place to come back to.
struct ChartPlace: Sendable, Equatable {
  var view: ChartView
  var focus: Pane
  var selected: Int?
  var time: TimeState
  var sheets: [Sheet]

  /// The event of the row that had the focus in a list, for a mark that was set there.
  var listed: Int?

  /// What had the focus; `nil` for a moment without an event.
  var event: Int? { listed ?? selected }

  /// The moment that is marked, in milliseconds since 1970: that of a row of a list, else the cursor's.
  func moment(in chart: Chart?) -> Int64 {
    listed.flatMap { chart?.fact($0).start } ?? time.cursor
  }
}

/// A filter, with the events it leaves.
struct FilterChip: Sendable {
  var text: String
  var query: EventQuery
}

/// A list of views 2 to 5.
struct TableState: Sendable, Equatable {
  /// What rows are sorted by, within each heading.
  var sort = TableSort.date

  /// Whether they are sorted the other way round.
  var isReversed = false

  /// The focused row of each view.
  var cursors: [ChartView: ListCursor] = [:]

  subscript(view: ChartView) -> ListCursor {
    get { cursors[view] ?? ListCursor() }
    set { cursors[view] = newValue }
  }
}

extension [Int32] {
  /// Whether a list in order holds a number.
  func containsSorted(_ number: Int32) -> Bool {
    let index = firstPosition(from: number)
    return index < count && self[index] == number
  }

  /// The first position in a list in order whose number is at least the given one.
  func firstPosition(from number: Int32) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
