// SPDX-License-Identifier: Apache-2.0

internal import Store
internal import Timeline

extension AppState {
  /// Opens the note that has the focus, or that refers to what has it.
  mutating func openNote() {
    guard let chart, let loaded = chart.chart else { return }
    guard let key = focusedKey else { return say("There is nothing to read here") }
    if !chart.hasSheetFocus(in: sizeClass), let event = focusedEvent,
      loaded[event].event.lane == .entities
    {
      return openMention(event, in: loaded)
    }
    if carriesNote(key, in: loaded) { return openSheet(.note, key) }
    let content = chart.details[key, nil]
    let links = (content?.links.incoming ?? []) + (content?.links.outgoing ?? [])
    if let note = links.lazy.compactMap(\.target).first(where: { carriesNote($0, in: loaded) }) {
      return openSheet(.note, note)
    }
    // What was written in the same encounter, or on the same day, says most about it.
    if let event = focusedEvent, let note = loaded.note(near: event) {
      openSheet(.note, loaded[note].key, note)
      return say("No note refers to it; this one is of the same encounter or day")
    }
    say("No note refers to \(key)")
  }

  /// Whether a resource may have words to read; a report that only counts its results has none.
  private func carriesNote(_ key: ResourceKey, in loaded: Chart) -> Bool {
    guard ResourceKey.noteTypes.contains(key.type) else { return false }
    guard key.type == "DiagnosticReport" else { return true }
    if let content = chart?.details[key, nil] { return content.note != nil }
    return loaded.index(of: key).map { !loaded.event($0).isPanel } ?? true
  }

  /// Opens the note of a mention, at its words.
  mutating func openMention(_ event: Int, in loaded: Chart) {
    openSheet(.note, loaded[event].key)
    guard let top = chart?.sheets.indices.last else { return }
    chart?.sheets[top].wanted = loaded[event].event.title
  }

  mutating func receive(_ note: NoteText?, of key: ResourceKey) {
    guard var sheets = chart?.sheets else { return }
    for index in sheets.indices where sheets[index].kind == .note && sheets[index].key == key {
      let focused = sheets[index].focusedEntity?.stored.key
      sheets[index].note = note
      sheets[index].isNoteRead = true
      sheets[index].isNoteStale = false
      sheets[index].lines = nil
      sheets[index].mention = note?.entities.firstIndex { $0.stored.key == focused }
    }
    chart?.sheets = sheets
  }

  /// Lets open notes be read again; until then they are shown as they were.
  mutating func expireNotes() {
    for index in chart?.sheets.indices ?? 0..<0 where chart?.sheets[index].isNoteRead == true {
      chart?.sheets[index].isNoteStale = true
    }
  }

  // MARK: - Marked words

  /// Goes to the next or previous marked words; the first time to what is on the screen.
  mutating func moveMention(by offset: Int) {
    guard let sheet = chart?.sheet, sheet.kind == .note, let count = sheet.note?.entities.count,
      count > 0
    else { return }
    guard let mention = sheet.mention else {
      let shown = sheet.top..<sheet.top + sheetHeight
      let lines = (0..<count).map { sheet.lines?.line(ofMark: $0) ?? 0 }
      return focusMention(
        offset > 0
          ? lines.firstIndex { $0 >= shown.lowerBound } ?? 0
          : lines.lastIndex { $0 < shown.upperBound } ?? count - 1
      )
    }
    focusMention(((mention + offset) % count + count) % count)
  }

  /// Gives the focus to marked words, and brings them onto the screen.
  mutating func focusMention(_ mention: Int) {
    guard let chart, let sheet = chart.sheet, sheet.kind == .note else { return }
    let index = chart.sheets.count - 1
    self.chart?.sheets[index].mention = mention
    guard let line = sheet.lines?.line(ofMark: mention) else { return }
    let height = sheetHeight
    if line < sheet.top || line >= sheet.top + height {
      let last = max(0, sheetLineCount - height)
      self.chart?.sheets[index].top = min(last, max(0, line - height / 3))
    }
  }

  /// Opens what was read in the note to be judged, at the words that have the focus.
  mutating func judgeMention() {
    let wanted = chart?.sheet?.focusedEntity?.stored.key
    openReview(ofLake: false)
    review?.wanted = wanted
  }

  // MARK: - Finding

  /// Looks for words in the note that is open.
  mutating func findInNote(_ words: String, isFinal: Bool) {
    guard let chart, let sheet = chart.sheet, sheet.kind == .note else { return }
    let index = chart.sheets.count - 1
    self.chart?.sheets[index].words = words
    guard !words.isEmpty else { return }
    let lines = noteLines
    if let line = lines.firstMatch(from: sheet.top) {
      self.chart?.sheets[index].top = max(0, line - 2)
    } else if isFinal {
      say("'\(words)' is not in this note")
    }
  }

  /// Goes to the next or previous find in the note.
  mutating func moveInFinds(forward: Bool) {
    guard let chart, let sheet = chart.sheet, sheet.kind == .note else { return }
    let matches = noteLines.matchingLines
    guard !matches.isEmpty else {
      return say(
        sheet.words.isEmpty ? "/ searches in the note" : "'\(sheet.words)' is not in this note"
      )
    }
    let at = sheet.top + 2
    let next =
      forward
      ? matches.first { $0 > at } ?? matches.first : matches.last { $0 < at } ?? matches.last
    if let next { self.chart?.sheets[chart.sheets.count - 1].top = max(0, next - 2) }
  }
}
