// SPDX-License-Identifier: Apache-2.0

internal import Search
internal import Worklists

extension AppState {
  // MARK: - The list of worklists

  mutating func openWorklists() {
    panes.append(LakePane(.worklists))
    if let shelf = triage.shelf { panes[panes.count - 1].content = .worklists(rows(of: shelf)) }
    readWorklists()
    readMarks()
  }

  mutating func readWorklists() {
    guard settings.hasWorklists else { return }
    start(.worklists, .worklist(.read))
  }

  mutating func receive(_ shelf: WorklistShelf) {
    let isNews = shelf.problems != triage.shelf?.problems
    triage.shelf = shelf
    takeSessionWorklist(in: shelf)
    if isNews {
      for problem in shelf.problems {
        say(UserMessage(.warning, "A worklist cannot be read", why: problem))
      }
    }
    guard let top = panes.indices.last, panes[top].kind == .worklists else { return }
    panes[top].content = .worklists(rows(of: shelf))
    panes[top].cursor.move(by: 0, count: paneRowCount)
    guard let added = triage.added,
      let at = rows(of: shelf).firstIndex(where: { $0?.name == added })
    else { return }
    triage.added = nil
    panes[top].cursor.index = at
  }

  /// The patients of the lake, and each worklist.
  private func rows(of shelf: WorklistShelf) -> [Worklist?] { [nil] + shelf.lists.map { $0 } }

  /// The worklist that has the focus in the list of them.
  var focusedWorklist: Worklist? {
    guard let pane = panes.last, case .worklists(let rows) = pane.content else { return nil }
    return rows[safe: pane.cursor.index] ?? nil
  }

  mutating func receive(_ outcome: WorklistOutcome) {
    switch outcome {
    case .shelf(let shelf): receive(shelf)
    case .members(let ids, let name): receive(members: ids, of: name)
    case .added(let worklist): receive(added: worklist)
    case .removed(let name):
      say("Removed the worklist '\(name)'")
      if triage.list?.name == name { open(nil) }
      readWorklists()
    case .marks(let page): receive(page)
    case .exported(let words): say(words)
    }
  }

  // MARK: - Opening

  /// Shows the patients of a worklist, or of the lake again.
  mutating func open(_ worklist: Worklist?) {
    leaveForList()
    listPatients(of: worklist)
  }

  /// Lists the patients of a worklist, behind whatever is open.
  mutating func listPatients(of worklist: Worklist?) {
    triage.list = worklist
    triage.members = nil
    list.filter = ""
    list.baseFilter = ""
    list.focusedID = worklist == nil ? list.focused?.id : nil
    if worklist != nil { list.cursor = ListCursor() }
    list.marked = []
    // Who was listed before is not on it until that is known.
    list.rows = []
    switch worklist?.members {
    case .patients(let ids): setMembers(ids)
    case .events, .search:
      if let worklist {
        start(.worklists, .worklist(.findMembers(worklist, now: presentMoment)))
        say("Looking for the patients of '\(worklist.name)'")
      }
    case .filter(let text):
      cancel(.worklists)
      list.baseFilter = text
    case nil: cancel(.worklists)
    }
    arrangePatients()
  }

  private mutating func setMembers(_ ids: [String]) {
    triage.members = Dictionary(zip(ids, 0...)) { first, _ in first }
  }

  mutating func receive(members ids: [String], of name: String) {
    guard triage.list?.name == name else { return }
    setMembers(ids)
    triage.counts[name] = ids.count
    say("\(counted(ids.count, "patient")) on the worklist '\(name)'")
    arrangePatients()
  }

  /// Goes back to all patients of the lake.
  mutating func closeWorklist() {
    guard let worklist = triage.list else { return }
    open(nil)
    say("Closed the worklist '\(worklist.name)'")
  }

  // MARK: - Making and removing

  /// Asks for the name of a worklist of what is on the screen.
  mutating func askWorklistName() {
    guard let members = membersOnScreen else { return say("There are no patients here to keep") }
    triage.draft = members
    openPrompt(.worklistName)
  }

  /// Who a worklist of what is on the screen has: the patients that are picked, else what the list
  /// is narrowed by, else its patients.
  private var membersOnScreen: Worklist.Members? {
    if screen == .search {
      guard let text = search?.text.trimmed, !text.isEmpty else { return nil }
      // Who was found among some is no answer to the same question about all.
      if search?.listed != nil, let hits = search?.hits {
        let ids = hits.reduce(into: [String]()) { ids, hit in
          if !ids.contains(hit.patientID) { ids.append(hit.patientID) }
        }
        return ids.isEmpty ? nil : .patients(ids)
      }
      guard case .success(let query) = QueryReader.read(text), query.resources != nil else {
        return .events(text)
      }
      return .search(text)
    }
    let shown = list.rows.map { list.table[Int($0)].id }
    if !list.marked.isEmpty {
      let picked = shown.filter { list.marked.contains($0) }
      return .patients(picked + list.marked.subtracting(picked).sorted())
    }
    if triage.list == nil, !list.filter.trimmed.isEmpty { return .filter(list.filter.trimmed) }
    return shown.isEmpty ? nil : .patients(shown)
  }

  mutating func acceptWorklistName(_ text: String) {
    guard let members = triage.draft, !text.isEmpty else { return }
    guard Worklist.fileName(of: text) != nil else {
      return say(UserMessage(.warning, "The name of a worklist has a letter or a digit"))
    }
    triage.draft = nil
    let worklist = Worklist(
      name: text,
      members: members,
      madeAt: settings.now(),
      madeBy: settings.author
    )
    start(.worklists, .worklist(.add(worklist)))
  }

  mutating func acceptWorklistSearch(_ text: String) {
    guard !text.isEmpty else { return }
    let problem: String?
    if text.contains("?") {
      problem = MemberSearch.problem(in: text, now: settings.now())
      triage.draft = .search(text)
    } else {
      // Words as / takes them: `hba1c > 8`.
      switch QueryReader.read(text) {
      case .success: problem = nil
      case .failure(let error): problem = error.message
      }
      triage.draft = .events(text)
    }
    guard let problem else { return openPrompt(.worklistName) }
    triage.draft = nil
    // What was typed is there to be put right; what is typed on is no command.
    openPrompt(.worklistSearch, text: text)
    say(
      UserMessage(
        .warning,
        problem,
        advice: "hba1c > 8, Condition?code=44054006, Patient?gender=female"
      )
    )
  }

  mutating func receive(added worklist: Worklist) {
    list.marked = []
    let who: String
    switch worklist.members {
    case .patients(let ids): who = counted(ids.count, "patient")
    default: who = "whoever '\(worklist.members.query)' finds"
    }
    say("Kept the worklist '\(worklist.name)': \(who)")
    triage.added = worklist.name
    readWorklists()
  }

  /// Asks whether the worklist that has the focus is to go.
  mutating func askRemoval() {
    guard let worklist = focusedWorklist else { return }
    popups.append(
      .confirm(
        Confirmation(
          title: "Remove the worklist '\(worklist.name)'?",
          lines: [
            StyledLine("Its file is removed; no patient and nothing in the lake is."),
            StyledLine("Marks on it are kept, should a list of this name come back."),
          ],
          answers: [
            .init(key: "y", words: "remove it", task: .worklist(.remove(worklist.name))),
            .init(key: "n", words: "keep it", task: nil),
          ]
        )
      )
    )
  }

  /// Does what a prompt about a worklist or a mark is for.
  mutating func acceptTriage(_ kind: PromptState.Kind, _ text: String) {
    switch kind {
    case .worklistName: acceptWorklistName(text)
    case .worklistSearch: acceptWorklistSearch(text)
    case .worklistImport: acceptWorklistFile(text, isImport: true)
    case .worklistExport: acceptWorklistFile(text, isImport: false)
    case .markNote: acceptMarkNote(text)
    default: break
    }
  }

  mutating func acceptWorklistFile(_ path: String, isImport: Bool) {
    guard !path.isEmpty else { return }
    if isImport { return start(.worklists, .worklist(.importFile(path: path))) }
    guard let worklist = focusedWorklist else { return }
    start(.write, .worklist(.export(worklist, path: path)))
  }
}
