// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Exchange
import Extraction
import FHIR
import FHIRPath
import Foundation
import Store
import TUI
import Terminal
import TerminalCurses
import Timeline

/// Opens the browser: the one place where the lake, the screens and the terminal meet.
enum Browser {
  struct Settings {
    var lakePath: String
    var patientID: String?
    var theme: String?
    var isReadOnly = false
    var isDeidentified = false
    var isTour = false
    var isMouseOn = false
    var isAccessible = false
    var color: ColorChoice = .auto
    /// The moment of the past that was asked for; `nil` for now.
    var past: AsOfOptions?

    /// Whether the place is kept for the next time, and taken from the last one.
    var keepsSession = true
  }

  /// Opens a lake in the browser.
  static func run(_ settings: Settings) throws {
    // What is wrong with the lake is said before the terminal is taken.
    let lake = try openUpToDate(settings)
    let moment = try settings.past?.moment(in: lake)
    try withTerminal(settings) { backend, look in
      show(lake, moment, settings, backend, look)
    }
  }

  /// Opens the lake; one that an earlier version made is brought up to date first, where it may be.
  private static func openUpToDate(_ settings: Settings) throws -> Lake {
    do {
      return try Lake(at: settings.lakePath, mode: .read)
    } catch let error as StoreError where error.code == .olderSchema && !settings.isReadOnly {
      Output.error(
        "tarn: The lake was made by an earlier version of tarn; it is brought up to date, which loses nothing"
      )
      let meter = ProgressMeter()
      let lake = try Lake(at: settings.lakePath, mode: .write) { meter.show("Rebuilt", $0, $1) }
      meter.finish()
      try lake.close()
      return try Lake(at: settings.lakePath, mode: .read)
    }
  }

  /// Shows the screen of a first start, and opens the lake that is made there.
  static func welcome(_ settings: Settings) throws {
    try withTerminal(settings) { backend, look in
      let outcome = WelcomeApp.run(
        backend: backend,
        theme: look.theme,
        actions: FirstLake(lakePath: settings.lakePath)
      )
      guard case .open(let made, let isTour) = outcome else { return }
      var settings = settings
      settings.lakePath = made.path
      settings.isTour = isTour
      var look = look
      look.notices += made.notices
      show(try Lake(at: made.path, mode: .read), nil, settings, backend, look)
    }
  }

  /// The theme that was chosen, and what is wrong with it.
  private struct Look {
    var theme: Theme
    var name: String
    var notices: [UserMessage]
    var themeFor: (@Sendable (Capabilities.Background) -> Theme)?

    init(_ settings: Settings, _ environment: [String: String], _ backend: CursesBackend) {
      let chosen = Browser.chosenTheme(settings, environment)
      let loader = ThemeLoader(directories: Resources.directories.themes)
      let name = chosen ?? ThemeLoader.standardName(for: backend.capabilities.background)
      let (theme, findings) = loader.load(name)
      self.theme = theme
      self.name = name
      notices =
        loader.isThere(name)
        ? findings.prefix(3).map { UserMessage(.warning, $0.description) }
        : [Self.missing(name, isChosen: chosen != nil)]
      if chosen == nil {
        themeFor = { loader.load(ThemeLoader.standardName(for: $0)).theme }
      }
    }

    /// A program that was copied without its files still opens, in the built-in look.
    private static func missing(_ name: String, isChosen: Bool) -> UserMessage {
      isChosen
        ? UserMessage(.warning, "No theme is called '\(name)'", advice: "'tarn theme' lists them")
        : UserMessage(
          .info,
          "The themes are not beside the program; it does without colours",
          advice: "'make install' brings them"
        )
    }
  }

  private static func chosenTheme(
    _ settings: Settings,
    _ environment: [String: String]
  ) -> String? {
    settings.theme ?? environment["TARN_THEME"].flatMap { $0.isEmpty ? nil : $0 }
      ?? session(settings)?.load().place?.theme
  }

  private static func lakeName(_ settings: Settings) -> String {
    URL(fileURLWithPath: settings.lakePath).resolvingSymlinksInPath().path
  }

  /// Where the place is kept; `nil` where nothing may be kept, and in the tour, which begins anew.
  private static func session(_ settings: Settings) -> SessionStore? {
    guard settings.keepsSession, !settings.isDeidentified, !settings.isReadOnly, !settings.isTour
    else { return nil }
    return SessionStore(lake: lakeName(settings))
  }

  private static func withTerminal(
    _ settings: Settings,
    _ body: (CursesBackend, Look) throws -> Void
  ) throws {
    let environment = ProcessInfo.processInfo.environment
    let backend: CursesBackend
    do {
      backend = try CursesBackend(
        options: .init(
          color: settings.color,
          asksBackground: chosenTheme(settings, environment) == nil,
          allowsSuspending: !settings.isReadOnly,
          environment: environment
        )
      )
    } catch let error as CursesError {
      Output.error("tarn: \(error)")
      throw ExitCode(2)
    }
    defer {
      // What libraries wrote to standard error meanwhile is for after the screen.
      let captured = backend.close()
      if !captured.isEmpty { Output.error(Output.harmless(captured)) }
    }
    prepareFaultReport(settings)
    try body(backend, Look(settings, environment, backend))
  }

  /// Has a fault say where it was, where something may be kept.
  private static func prepareFaultReport(_ settings: Settings) {
    guard session(settings) != nil || settings.isTour else { return }
    let folder = LakeOptions.stateFolder
    try? FileManager.default.createDirectory(
      atPath: folder,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    FaultReport.prepare(path: folder + "/fault.txt", heading: Program.name)
  }

  private static func show(
    _ lake: Lake,
    _ moment: Moment?,
    _ settings: Settings,
    _ backend: CursesBackend,
    _ look: Look
  ) {
    let environment = ProcessInfo.processInfo.environment
    let session = session(settings)
    let last = session?.load()
    var options = BrowserOptions(now: Surroundings.now)
    options.patientID = settings.patientID
    options.isReadOnly = settings.isReadOnly
    options.isDeidentified = settings.isDeidentified
    options.moment = moment
    if !settings.isReadOnly {
      options.editor = StoreEditor(
        path: settings.lakePath,
        author: Surroundings.author,
        program: Program.name,
        now: Surroundings.now
      )
    }
    options.writeFile = NewFile.write
    let worklists = WorklistFolder(path: LakeOptions.stateFolder + "/worklists")
    options.worklists = worklists
    options.author = Surroundings.author
    options.lakeName = lakeName(settings)
    options.session = last?.isKept == true ? session : nil
    options.place = last?.place
    options.appearance = AppearanceFolders()
    options.zone = zone(environment)
    options.theme = look.theme
    options.themeName = look.name
    options.notices = [last?.notice].compactMap(\.self) + look.notices
    options.themeFor = look.themeFor
    options.noteCommand = { FaultReport.note($0) }
    options.guardThread = { CursesBackend.guardThread() }
    options.isTour = settings.isTour
    options.isMouseOn = settings.isMouseOn
    options.isAccessible = settings.isAccessible || environment["TARN_ACCESSIBLE"] == "1"
    if let file = Resources.directories.file(named: "keys.toml"),
      let text = try? String(contentsOfFile: file, encoding: .utf8)
    {
      // A file that cannot be read leaves the default keys, as one that is not there does.
      options.keys = .init(path: file, text: text)
    }
    let terminologies = TerminologyFolderOption.standard
    let source = StoreSource(
      lake,
      elements: { ElementKeys.of($0.rawValue) },
      concepts: { words, limit in
        ClinicalTextEngine(usesModels: false, terminologies: try terminologies.openAll())
          .concepts(named: words, limit: limit)
      },
      zone: options.zone
    )
    options.watcher = LakeWatcher(path: settings.lakePath, marks: worklists.marksPath)
    if options.watcher == nil {
      options.notices.append(
        UserMessage(
          .warning,
          "What others write to the lake is not noticed",
          why: "the system watches no more files",
          advice: "C-r reads the lake again"
        )
      )
    }
    BrowserApp.run(backend: backend, source: source, options: options)
  }

  /// The zone of the machine, by its own rules for every moment.
  private static func zone(_ environment: [String: String]) -> DisplayZone {
    let zone = TimeZone.current
    // A chart has tens of thousands of moments, and the system's own table is slow to ask.
    if let rule = ZoneRule(identifier: zone.identifier) {
      return DisplayZone(name: zone.identifier) { rule.offsetMinutes(at: $0) }
    }
    return DisplayZone(name: zone.identifier) { milliseconds in
      let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
      return zone.secondsFromGMT(for: date) / 60
    }
  }
}
