// SPDX-License-Identifier: Apache-2.0

public import Terminal

/// The browser: opens on a terminal, reads a lake, and runs until it is left.
public enum BrowserApp {
  /// Runs the browser on the calling thread, which alone touches the terminal.
  ///
  /// The terminal is not closed when the browser ends: that is for whoever opened it.
  ///
  /// - Parameters:
  ///   - backend: The terminal.
  ///   - source: The lake; it is read on other threads.
  ///   - options: What the browser is started with.
  public static func run(
    backend: any TerminalBackend,
    source: any LakeSource,
    options: BrowserOptions
  ) {
    var loop = EventLoop(backend: backend, source: source, options: options)
    loop.run()
  }

  /// The state that the browser begins with.
  static func makeState(
    size: Size,
    capabilities: Capabilities,
    options: BrowserOptions,
    notices: [String] = []
  ) -> AppState {
    var settings = Settings(
      zone: options.zone,
      isReadOnly: options.isReadOnly,
      isDeidentified: options.isDeidentified,
      glyphs: options.theme.glyphs(for: capabilities.repertoire),
      now: options.now
    )
    let mayWrite = !options.isReadOnly && !options.isDeidentified
    settings.hasEditor = options.editor != nil && mayWrite
    settings.hasWorklists = options.worklists != nil && !options.isDeidentified
    settings.isASCII = capabilities.repertoire == .ascii
    settings.isAccessible = options.isAccessible
    if options.isAccessible { settings.glyphs = settings.glyphs.readAloud }
    settings.hasAppearance = options.appearance != nil
    settings.themeName = options.themeName
    settings.author = options.author
    settings.noteCommand = options.noteCommand
    let table = CommandTable.standard
    let file = options.keys.map { ($0.path, KeymapFile(text: $0.text, table: table)) }
    let keymap = file?.1.keymap ?? Keymap(defaultsOf: table)
    var state = AppState(settings: settings, keymap: keymap, size: size)
    for notice in notices { state.say(UserMessage(.warning, notice)) }
    for notice in options.notices { state.say(notice) }
    if let (path, keys) = file {
      for problem in keys.problems {
        state.say(
          UserMessage(
            .warning,
            "A line of the keys was not taken",
            why: problem.message,
            location: "\(path):\(problem.line)"
          )
        )
      }
    }
    // A moment after which nothing was recorded is now.
    state.moment = options.moment.flatMap { $0.isNewest ? nil : $0 }
    // A date that was asked for is not said beside ages.
    if options.isDeidentified, let job = state.moment?.job { state.moment?.label = "job \(job)" }
    state.triage.lake = options.lakeName
    if options.isTour { state.tour = TourState() }
    state.resize(to: size)
    if options.isMouseOn { state.setMouse(true) }
    // Nothing of a session is kept or followed where patients are de-identified.
    state.session.isKept = options.session != nil && !options.isDeidentified && !options.isReadOnly
    // Everything is read as of the moment from the first.
    if state.moment == nil, options.moment == nil, options.patientID == nil,
      !options.isDeidentified, let past = options.place?.past
    {
      state.restore(past)
    }
    state.begin()
    if let place = options.place, !options.isDeidentified {
      state.restore(place, opensPatient: options.patientID == nil)
    }
    if let id = options.patientID { state.openPatient(id: id) }
    return state
  }
}
