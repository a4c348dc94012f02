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

/// Opens the browser: the one place where the lake, the screens and the terminal meet.
enum Browser {
  struct Settings {
    var lakePath: String
    var patientID: String?
    var theme: String?
    var isReadOnly = false
    var isDeidentified = false
    var color: ColorChoice = .auto
    /// The moment of the past that was asked for; `nil` for now.
    var past: AsOfOptions?

    /// Whether the place is kept for the next time, and taken from the last one.
    var keepsSession = true
  }

  static func run(_ settings: Settings) throws {
    let lake = try Lake(at: settings.lakePath, mode: .read)
    let moment = try settings.past?.moment(in: lake)
    let environment = ProcessInfo.processInfo.environment
    let lakeName = URL(fileURLWithPath: settings.lakePath).resolvingSymlinksInPath().path
    let session =
      settings.keepsSession && !settings.isDeidentified ? SessionStore(lake: lakeName) : nil
    let last = session?.load()
    let chosen =
      settings.theme ?? environment["TARN_THEME"].flatMap { $0.isEmpty ? nil : $0 }
      ?? last?.place?.theme
    let backend: CursesBackend
    do {
      backend = try CursesBackend(
        options: .init(
          color: settings.color,
          asksBackground: chosen == nil,
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
    options.worklists = WorklistFolder(path: LakeOptions.stateFolder + "/worklists")
    options.author = Surroundings.author
    options.lakeName = lakeName
    options.session = last?.isKept == true ? session : nil
    options.place = last?.place
    options.appearance = AppearanceFolders()
    options.zone = zone(environment)
    let loader = ThemeLoader(directories: Resources.directories.themes)
    let name = chosen ?? ThemeLoader.standardName(for: backend.capabilities.background)
    let (theme, findings) = loader.load(name)
    options.theme = theme
    options.themeName = name
    options.notices = [last?.notice].compactMap(\.self)
    options.notices += findings.prefix(3).map { UserMessage(.warning, $0.description) }
    if chosen == nil {
      options.themeFor = { loader.load(ThemeLoader.standardName(for: $0)).theme }
    }
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
      }
    )
    options.watcher = LakeWatcher(path: settings.lakePath)
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
    return DisplayZone(name: zone.identifier) { milliseconds in
      let date = Date(timeIntervalSince1970: Double(milliseconds) / 1000)
      return zone.secondsFromGMT(for: date) / 60
    }
  }
}
