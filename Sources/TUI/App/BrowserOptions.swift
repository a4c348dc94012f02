// SPDX-License-Identifier: Apache-2.0

public import Terminal
public import Worklists

/// What the browser is started with.
public struct BrowserOptions: Sendable {
  /// A keys.toml that was read.
  public struct KeyFile: Sendable {
    /// The path, to be named where something in it is wrong.
    public var path: String

    /// The text.
    public var text: String

    /// Creates a key file.
    public init(path: String, text: String) {
      self.path = path
      self.text = text
    }
  }

  /// The logical id of the patient to open at once.
  public var patientID: String?

  /// What the roles look like, and the glyphs.
  public var theme: Theme

  /// The theme for a background that the terminal tells late; `nil` keeps ``theme``.
  public var themeFor: (@Sendable (Capabilities.Background) -> Theme)?

  /// The keys that differ from the default keys.
  public var keys: KeyFile?

  /// Whether nothing may be written.
  public var isReadOnly: Bool

  /// The moment of the past to begin with; `nil` for now.
  public var moment: Moment?

  /// What writes to the lake; `nil` where nothing does.
  public var editor: (any LakeEditing)?

  /// Writes a file; throws where there is one of that name already.
  public typealias FileWriter = @Sendable (_ path: String, _ bytes: [UInt8]) throws -> Void

  /// Writes a file that the reader named: the result of a query.
  public var writeFile: FileWriter?

  /// Where worklists and marks are kept; `nil` where they are not.
  public var worklists: (any WorklistKeeping)?

  /// What tells that another process writes to the lake; `nil` where nothing does.
  public var watcher: (any LakeWatching)?

  /// What keeps where the reader is for the next time; `nil` where nothing does.
  public var session: (any SessionKeeping)?

  /// Where the reader was the last time.
  public var place: SessionPlace?

  /// What reads themes and keys again; `nil` where they stay as they are.
  public var appearance: (any AppearanceReading)?

  /// The name of the theme, or the path of its file.
  public var themeName = ""

  /// Who marks are by: the login name.
  public var author = ""

  /// What marks call the lake: its absolute path.
  public var lakeName = ""

  /// Whether names, numbers and birth dates are kept off the screen and the clipboard.
  public var isDeidentified: Bool

  /// Whether the tour of the sample lake is begun.
  public var isTour = false

  /// Whether the mouse is switched on; then the terminal selects no text.
  public var isMouseOn = false

  /// Whether lines are read out: one pane, words in place of drawings.
  public var isAccessible = false

  /// Takes note of the id of each command that is about to run; never of what was typed.
  public var noteCommand: (@Sendable (String) -> Void)?

  /// Prepares each thread that works beside the terminal, so that a stack overflow there gives the
  /// terminal back too.
  public var guardThread: (@Sendable () -> Void)?

  /// The time zone to show moments in.
  public var zone: DisplayZone

  /// The present, in milliseconds since 1970.
  public var now: @Sendable () -> Int64

  /// What the user should read once the screen is there: a theme that was not found.
  public var notices: [UserMessage]

  /// Creates options; all but the present have defaults.
  public init(
    patientID: String? = nil,
    theme: Theme = .builtIn,
    themeFor: (@Sendable (Capabilities.Background) -> Theme)? = nil,
    keys: KeyFile? = nil,
    isReadOnly: Bool = false,
    isDeidentified: Bool = false,
    zone: DisplayZone = .utc,
    notices: [UserMessage] = [],
    now: @escaping @Sendable () -> Int64
  ) {
    self.patientID = patientID
    self.theme = theme
    self.themeFor = themeFor
    self.keys = keys
    self.isReadOnly = isReadOnly
    self.isDeidentified = isDeidentified
    self.zone = zone
    self.notices = notices
    self.now = now
  }
}
