// SPDX-License-Identifier: Apache-2.0

internal import Terminal
internal import Worklists

/// What the patient list is narrowed by, and how many it leaves: a row above the list.
struct PatientChips {
  let state: AppState

  /// `worklist CKD clinic`, and each word of the filter.
  private var chips: [String] {
    let list = state.triage.list.map { ["worklist \($0.name)"] } ?? []
    return list + PatientFilter.split(state.list.wholeFilter)
  }

  /// Whether the list is narrowed by nothing.
  var isEmpty: Bool { state.triage.list == nil && state.list.filter.trimmed.isEmpty }

  /// How many are shown, in as many words as there is room for beside the first chip.
  private func count(width: Int) -> String {
    let first = chips.first.map { DisplayWidth.of($0) + 8 } ?? 0
    let short = "\(grouped(state.list.rows.count)) of \(grouped(state.list.table.count))"
    return [count, "\(short) shown"].first { DisplayWidth.of($0) + first <= width } ?? short
  }

  private var count: String {
    let shown = state.list.rows.count
    var text = "\(grouped(shown)) of \(grouped(state.list.table.count)) shown"
    if state.list.filter.isEmpty, !state.list.isLoading, !state.jobs.isRunning(.arrangement),
      let members = state.triage.members, members.count > shown
    {
      text = "\(grouped(members.count - shown)) not in this lake · " + text
    }
    return text
  }

  func draw(on canvas: Canvas) {
    let count = count(width: canvas.width)
    let countWidth = DisplayWidth.of(count)
    let room = canvas.width - countWidth - 2
    var x = canvas.width < 60 ? 0 : 3
    var rest = chips[...]
    while let chip = rest.first {
      let width = DisplayWidth.of(chip) + 2
      let more = rest.count > 1 ? 4 : 0
      // The first one is cut rather than left out; of the others it is said how many there are.
      if x + width + more > room, rest.count < chips.count { break }
      x = canvas.put("[\(chip)]", x: x, y: 0, .chip, width: max(1, room - x - more)) + 1
      rest = rest.dropFirst()
    }
    if !rest.isEmpty { canvas.put("+\(rest.count)", x: x, y: 0, .chip, width: max(0, room - x)) }
    canvas.put(count, x: max(0, canvas.width - countWidth - 1), y: 0, .dim)
  }
}
