// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// Everything the screen is made from.
///
/// Keys become commands, commands change the state and put effects into ``outbox``; what effects
/// bring comes back as a ``Delivery``. A view is a function of this state and of a size.
struct AppState: Sendable {
  /// What the browser was started with.
  var settings: Settings

  /// The commands and their keys.
  var keymap: Keymap

  /// The columns and rows of the terminal.
  var size: Size

  /// The rows of the terminal below those.
  var extraRows = 0

  /// What is shown.
  var screen = Screen.patients

  /// Where the lake is and what it holds, once known.
  var lake: LakeInfo?

  /// The patient list.
  var list = PatientListState()

  /// The patient that is open.
  var chart: ChartState?

  /// How the panes of every patient are arranged.
  var arrangement = PaneArrangement() {
    didSet { chart?.arrangement = arrangement }
  }

  /// The search over all patients, while it is open.
  var search: SearchState?

  /// The moment of the past that everything is shown as of; `nil` for now.
  var moment: Moment? {
    didSet { settings.past = moment?.date }
  }

  /// Lists that lie over the patients or a patient, the topmost last.
  var panes: [LakePane] = []

  /// The lists that a patient was opened from, to come back to.
  var panesBehind: [LakePane] = []

  /// Whether something was written since the panes below the topmost were read.
  var arePanesStale = false

  /// The queries of SQL of this session.
  var sql = SQLState()

  /// The judging of entities; `nil` until it is opened.
  var review: ReviewState?

  /// Worklists, and what the user marked of patients.
  var triage = TriageState()

  /// The tour, while it goes on.
  var tour: TourState?

  /// The patients in numbers.
  var population = PopulationState()

  /// How patients are compared.
  var comparison = ComparisonState()

  /// What lies over the screen, the topmost last.
  var popups: [Popup] = []

  /// The line that is being typed.
  var prompt: PromptState?

  /// What was typed into prompts before.
  var histories: [PromptState.Kind.Name: [String]] = [:]

  /// Where the reader is, as it is kept for the next time.
  var session = SessionState()

  /// What other processes did to the lake.
  var watch = WatchState()

  /// What was said.
  var log = MessageLog()

  /// The keys of a sequence that has begun.
  var pending = PendingKeys()

  /// What workers do.
  var jobs = JobBoard()

  /// Effects that wait to be carried out.
  var outbox: [Effect] = []

  /// The command that waits for a character.
  var awaited: Awaited?

  /// Decisions and marks that are not stored yet.
  var unsaved = UnsavedState()

  /// Whether Ctrl-C was the last key, so that another one quits.
  var isQuitArmed = false

  /// Whether the browser goes on.
  var isRunning = true

  /// The time of the last input on a clock that only goes forward, in milliseconds.
  var clock: Int64 = 0

  init(settings: Settings, keymap: Keymap, size: Size) {
    self.settings = settings
    self.keymap = keymap
    self.size = size
  }

  /// What fills the screen below popups and prompts.
  enum Screen: Sendable, Equatable {
    /// The patient list.
    case patients
    /// One patient.
    case chart
    /// The hits of a search over all patients.
    case search
  }

  /// How many panes the terminal has room for.
  var sizeClass: SizeClass { SizeClass(size) }

  /// What a reader would call a resource, without names where patients are de-identified.
  func title(of key: ResourceKey, _ title: String) -> String {
    let isPerson = ["Patient", "Person", "RelatedPerson"].contains(key.type)
    return title.isEmpty || (settings.isDeidentified && isPerson) ? key.description : title
  }

  /// How dates are written.
  var dates: DateText {
    var dates = DateText(
      zone: settings.zone,
      dayZero: chart.flatMap { $0.isRelative ? $0.dayZero : nil }
    )
    if settings.isDeidentified {
      let isOfPatient = screen == .chart && panes.last?.isOfLake != true
      dates.origin = (isOfPatient ? chart?.patient.origin : nil) ?? .hidden
    }
    return dates
  }

  /// Says something in the status line and keeps it in the log.
  mutating func say(_ message: UserMessage) { log.post(message, at: settings.now()) }

  /// Says that something was done.
  mutating func say(_ text: String) { say(UserMessage(.info, text)) }
}

/// What the browser was started with; nothing in it changes while it runs but what commands set.
struct Settings: Sendable {
  var zone: DisplayZone
  var isReadOnly: Bool
  var isDeidentified: Bool

  /// Whether there is something that writes to the lake.
  var hasEditor = false

  /// Whether there is a place for worklists and marks.
  var hasWorklists = false

  /// Whether themes and keys can be read again.
  var hasAppearance = false

  /// The theme that is shown, and the one that the menu of themes asked for last.
  var themeName = ""
  var requestedTheme = ""

  /// Who marks are by.
  var author = ""

  /// Takes note of a command that is about to run.
  var noteCommand: (@Sendable (String) -> Void)?

  /// Whether the mouse is switched on.
  var isMouseOn = false

  /// Whether the terminal shows nothing but ASCII.
  var isASCII = false

  /// Whether it was said that names cannot be shown.
  var isASCIISaid = false

  /// Whether lines are read out: one pane, words in place of drawings.
  var isAccessible = false

  var glyphs: Glyphs
  var now: @Sendable () -> Int64

  /// The moment of the past that is looked back to; `nil` for now.
  var past: Int64?

  /// When patients are as old as is shown: now, or the moment that is looked back to.
  var ageMoment: Int64 { min(past ?? .max, now()) }

  init(
    zone: DisplayZone = .utc,
    isReadOnly: Bool = false,
    isDeidentified: Bool = false,
    glyphs: Glyphs = .unicode,
    now: @escaping @Sendable () -> Int64
  ) {
    self.zone = zone
    self.isReadOnly = isReadOnly
    self.isDeidentified = isDeidentified
    self.glyphs = glyphs
    self.now = now
  }
}

/// The keys of a sequence that has begun.
struct PendingKeys: Sendable, Equatable {
  /// The keys so far.
  var keys: [Key] = []

  /// The digits of a count so far.
  var digits = ""

  /// When the sequence began, on the clock of inputs.
  var since: Int64 = 0

  /// Whether the keys have run a command already, which a next key may refine.
  var isRefinement = false

  /// The place that the first digit left, in case a second one makes it a count.
  var placeBefore: ChartPlace?

  var isEmpty: Bool { keys.isEmpty && digits.isEmpty }

  /// How long a sequence waits before its continuations are listed, in milliseconds.
  static let listDelay: Int64 = 300

  /// How soon a second digit makes a count of the first, in milliseconds: who goes through the views
  /// looks at each for longer.
  static let countTime: Int64 = 200

  /// How long a key may refine the one before it, in milliseconds.
  static let refinementTime: Int64 = 1000
}

/// How many panes a terminal has room for.
enum SizeClass: Int, Comparable, Sendable, CaseIterable {
  /// A notice only.
  case tooSmall = 0
  /// One pane without borders.
  case extraSmall = 1
  /// One view at a time.
  case small = 2
  /// The timeline above, events and detail below.
  case medium = 3
  /// Rail, timeline and detail side by side.
  case large = 4

  /// The least size that is drawn.
  static let least = Size(width: 20, height: 5)

  init(_ size: Size) {
    if size.width < Self.least.width || size.height < Self.least.height {
      self = .tooSmall
    } else if size.width < 60 || size.height < 16 {
      self = .extraSmall
    } else if size.width < 100 {
      self = .small
    } else if size.width < 160 || size.height < 24 {
      self = .medium
    } else {
      self = .large
    }
  }

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
