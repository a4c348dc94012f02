// SPDX-License-Identifier: Apache-2.0

import Terminal
import TestSupport
import Testing

@testable import TUI

/// The first start, where there is no lake.
@Suite struct WelcomeTests {
  private func keys(_ notation: String) -> [Input] {
    notation.split(separator: " ").compactMap { Key(String($0)).map(Input.key) }
  }

  private func typed(_ text: String) -> [Input] {
    text.unicodeScalars.map { .key(Key($0)) }
  }

  @Test(arguments: [(80, 24), (120, 40), (40, 12), (24, 6)])
  func explainsItselfInOneScreen(_ size: (Int, Int)) {
    let backend = HeadlessBackend(size: Size(width: size.0, height: size.1))
    _ = WelcomeApp.run(backend: backend, theme: .builtIn, actions: FakeFirstLake())
    expectGolden(backend.frames.first?.text ?? "", "\(size.0)x\(size.1)-welcome.screen.txt")
  }

  @Test(arguments: [("?", "help"), ("i", "path")])
  func hasAPageForHelpAndAPrompt(_ key: String, _ name: String) {
    let backend = HeadlessBackend(size: Size(width: 80, height: 24), inputs: keys(key))
    _ = WelcomeApp.run(backend: backend, theme: .builtIn, actions: FakeFirstLake())
    expectGolden(backend.frames.last?.text ?? "", "80x24-welcome-\(name).screen.txt")
  }

  @Test(arguments: ["q", "esc", "Q", "C-c", "j j j j enter", "k enter", "? q q", "i esc q"])
  func canBeLeft(_ notation: String) {
    let backend = HeadlessBackend(
      size: Size(width: 80, height: 24),
      inputs: keys(notation),
      waitsForOthers: true
    )
    let outcome = WelcomeApp.run(backend: backend, theme: .builtIn, actions: FakeFirstLake())
    guard case .quit = outcome else {
      Issue.record("was not left")
      return
    }
  }

  @Test(arguments: [("s", false), ("t", true), ("enter", false), ("j j enter", true)])
  func makesTheSampleLakeWithProgressAndOpensIt(_ notation: String, _ isTour: Bool) {
    let backend = HeadlessBackend(
      size: Size(width: 80, height: 24),
      inputs: keys(notation),
      waitsForOthers: true
    )
    let outcome = WelcomeApp.run(backend: backend, theme: .builtIn, actions: FakeFirstLake())
    guard case .open(let lake, let tour) = outcome else {
      Issue.record("nothing was opened")
      return
    }
    #expect(lake.path == "/data/sample.tarn")
    #expect(tour == isTour)
    #expect(backend.frames.contains { $0.text.contains("Making the sample lake") })
  }

  @Test func importsWhatIsTypedOrPasted() {
    let backend = HeadlessBackend(
      size: Size(width: 80, height: 24),
      inputs: keys("i") + typed("/in") + [.paste(Paste("box\n"))] + keys("enter"),
      waitsForOthers: true
    )
    let outcome = WelcomeApp.run(backend: backend, theme: .builtIn, actions: FakeFirstLake())
    guard case .open(let lake, false) = outcome else {
      Issue.record("nothing was opened")
      return
    }
    #expect(lake.path == "/data/lake.tarn")
    #expect(lake.notices.first?.what == "read /inbox")
  }

  @Test func saysWhatFailedWhyAndWhatToDo() {
    let backend = HeadlessBackend(size: Size(width: 80, height: 24), waitsForOthers: true)
    // The next key comes when the failure is on the screen.
    let (send, next) = (backend.sender, keys("esc q"))
    let actions = FakeFirstLake(failure: "there is no such folder") { send(next) }
    backend.send(keys("i") + typed("/x") + keys("enter"))
    _ = WelcomeApp.run(backend: backend, theme: .builtIn, actions: actions)
    let failed = backend.frames.first { $0.text.contains("No lake was made") }?.text ?? ""
    #expect(failed.contains("there is no such folder"))
    #expect(failed.contains("look at the path"))
    #expect(failed.contains("Nothing was written"))
    #expect(backend.frames.last?.text.contains("How do you want to begin?") == true)
  }

  /// Where no menu is shown its letters choose nothing: who types the right path makes no sample lake.
  @Test func lettersTypedOverAFailureGoToThePath() {
    let backend = HeadlessBackend(size: Size(width: 80, height: 24), waitsForOthers: true)
    let (send, next) = (backend.sender, typed("tis") + [.closed])
    let actions = FakeFirstLake(failure: "there is no such folder") { send(next) }
    backend.send(keys("i") + typed("/x") + keys("enter"))
    _ = WelcomeApp.run(backend: backend, theme: .builtIn, actions: actions)
    #expect(backend.frames.last?.text.contains("path: /xtis") == true)
    #expect(!backend.frames.contains { $0.text.contains("Making the sample lake") })
  }

  @Test func aPathThatFailedIsThereToBeEdited() {
    let backend = HeadlessBackend(size: Size(width: 80, height: 24), waitsForOthers: true)
    let (send, next) = (backend.sender, keys("enter backspace y") + [.closed])
    let actions = FakeFirstLake(failure: "there is no such folder") { send(next) }
    backend.send(keys("i") + typed("/data/inbx") + keys("enter"))
    _ = WelcomeApp.run(backend: backend, theme: .builtIn, actions: actions)
    #expect(backend.frames.contains { $0.text.contains("enter edit the path") })
    #expect(backend.frames.last?.text.contains("path: /data/inby") == true)
  }

  @Test func stopsWhatIsMade() {
    let backend = HeadlessBackend(size: Size(width: 80, height: 24), waitsForOthers: true)
    let send = backend.sender
    let actions = FakeFirstLake(waitsForStop: true) { send([.closed]) }
    backend.send(keys("s esc"))
    _ = WelcomeApp.run(backend: backend, theme: .builtIn, actions: actions)
    #expect(backend.frames.contains { $0.text.contains("Stopping") })
  }
}

/// Makes lakes without files.
private struct FakeFirstLake: WelcomeActions {
  struct Failure: Error { var reason: String }

  var failure: String?
  var waitsForStop = false
  var ends: @Sendable () -> Void = {}

  var lakePath: String { "/data/lake.tarn" }

  init(
    failure: String? = nil,
    waitsForStop: Bool = false,
    ends: @escaping @Sendable () -> Void = {}
  ) {
    self.failure = failure
    self.waitsForStop = waitsForStop
    self.ends = ends
  }

  func makeSample(
    progress: @escaping @Sendable (WelcomeProgress) -> Void,
    isStopped: @escaping @Sendable () -> Bool
  ) throws -> WelcomeLake {
    progress(WelcomeProgress("1 of 2 deliveries written", share: 0.5))
    if waitsForStop {
      while !isStopped() {}
      ends()
      throw CancellationError()
    }
    return WelcomeLake(path: "/data/sample.tarn")
  }

  func importFiles(
    at path: String,
    progress: @escaping @Sendable (WelcomeProgress) -> Void,
    isStopped: @escaping @Sendable () -> Bool
  ) throws -> WelcomeLake {
    if let failure { throw Failure(reason: failure) }
    return WelcomeLake(path: lakePath, notices: [UserMessage(.info, "read \(path)")])
  }

  func explain(_ error: any Error) -> UserMessage {
    ends()
    return UserMessage(
      .error,
      "No lake was made",
      why: (error as? Failure)?.reason,
      advice: "look at the path"
    )
  }
}
