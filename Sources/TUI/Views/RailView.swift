// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import Terminal
internal import Timeline

/// Beside the timeline: the patients of the list, the lanes, and what matters most now.
struct RailView {
  let state: AppState
  let chart: ChartState

  private var glyphs: Glyphs { state.settings.glyphs }

  func draw(on canvas: Canvas) -> Position? {
    let hasSections = state.sizeClass == .large
    let patientRows = hasSections ? max(5, canvas.height / 5) : canvas.height - 1
    var y = heading("Patients \(grouped(state.list.rows.count))", y: 0, on: canvas)
    let focus = drawPatients(
      on: canvas.clipped(to: Rect(x: 0, y: y, width: canvas.width, height: patientRows))
    )
    guard hasSections, let loaded = chart.chart, let summary = chart.summary else { return focus }
    y += patientRows
    y = drawLanes(loaded, y: y, on: canvas)
    let unknown = summary.unknownProblems
    let doubtful = summary.doubtfulMedications
    let meds = "Active meds \(grouped(summary.medications.count))"
    let sections: [(String, [Int], Role)] = [
      (
        "Problems \(grouped(summary.problemCount))"
          + (unknown.isEmpty ? "" : ", status unknown \(grouped(unknown.count))"),
        summary.problems + unknown, .laneProblem
      ),
      (
        doubtful.isEmpty ? meds : meds + ", stopped? \(grouped(doubtful.count))",
        summary.medications + doubtful, .laneMedication
      ),
      (
        summary.noKnownAllergies.map { "Allergies 0 (\($0))" }
          ?? "Allergies \(grouped(summary.allergyCount))",
        summary.allergies + summary.allergyDenials + summary.pastAllergies, .laneAllergy
      ),
    ]
    for (number, section) in sections.enumerated() {
      let left = canvas.height - y
      let share = max(3, left / (sections.count - number + (chart.marks.isEmpty ? 0 : 1)))
      y = draw(section.0, section.1, section.2, loaded, rows: share, y: y, on: canvas)
    }
    if !chart.marks.isEmpty { y = drawMarks(loaded, y: y, on: canvas) }
    drawFindings(y: y, on: canvas)
    return focus
  }

  private func heading(_ text: String, y: Int, on canvas: Canvas) -> Int {
    guard y < canvas.height else { return y }
    canvas.horizontalLine(
      x: 0,
      y: y,
      length: canvas.width,
      glyph: glyphs[.horizontal],
      style: Role.border.style
    )
    canvas.put(
      " \(text) ",
      x: 1,
      y: y,
      chart.focus == .rail && y == 0 ? .titleFocus : .title,
      width: canvas.width - 2
    )
    return y + 1
  }

  private func drawPatients(on canvas: Canvas) -> Position? {
    var cursor = state.list.cursor
    cursor.top = EventListView.top(
      at: cursor.index,
      count: state.list.rows.count,
      height: canvas.height
    )
    var focus: Position?
    for (offset, row) in cursor.visibleRows(count: state.list.rows.count, height: canvas.height)
      .enumerated()
    {
      let patient = state.list.table[Int(state.list.rows[row])]
      let text = PatientText(patient, settings: state.settings)
      let isFocused = row == cursor.index
      let line = canvas.clipped(to: canvas.bounds.row(offset))
      let base: Role = isFocused ? (chart.focus == .rail ? .selection : .selectionBlur) : .text
      if isFocused {
        line.fill(line.bounds, style: base.style)
        line.put(glyphs[.pointer], x: 0, y: 0, base)
        focus = line.onScreen(x: 0, y: 0)
      }
      let flags = text.flags(glyphs)
      let flagWidth = min(8, DisplayWidth.of(flags))
      let known = "\(text.sex) \(text.age)"
      line.put(text.name, x: 2, y: 0, base, width: canvas.width - 18)
      line.put(known, x: canvas.width - 15, y: 0, base, width: 6)
      line.put(flags, x: canvas.width - 9, y: 0, isFocused ? base : .warning, width: flagWidth)
    }
    return focus
  }

  private func drawLanes(_ loaded: Chart, y: Int, on canvas: Canvas) -> Int {
    var y = heading("Lanes (g h off, g l all)", y: y, on: canvas)
    for name in loaded.lanes {
      guard y < canvas.height else { break }
      let isOn = !chart.time.isHidden(name)
      let isFocused = chart.time.lane == name
      let count = grouped(loaded.members(of: name).count)
      canvas.put(isOn ? "[x] " : "[ ] ", x: 1, y: y, isOn ? .text : .disabled)
      canvas.put(
        name.title,
        x: 5,
        y: y,
        isFocused ? .laneFocus : isOn ? name.role : .disabled,
        width: 18
      )
      canvas.put(
        count,
        in: Rect(x: 23, y: y, width: 8, height: 1),
        alignment: .trailing,
        .laneCount
      )
      y += 1
    }
    return y
  }

  private func draw(
    _ title: String,
    _ events: [Int],
    _ role: Role,
    _ loaded: Chart,
    rows: Int,
    y: Int,
    on canvas: Canvas
  ) -> Int {
    guard y + 1 < canvas.height else { return y }
    var y = heading(title, y: y, on: canvas)
    let room = max(1, min(rows - 1, canvas.height - y))
    let shown = events.count > room ? room - 1 : events.count
    for index in events.prefix(max(0, shown)) {
      let event = loaded.event(index)
      let since = event.start.map { state.dates.text($0, precision: .year) + "–" } ?? ""
      let isDoubtful = loaded.doubt(of: index) != nil
      let isAllergic = chart.summary?.allergens[index] != nil
      // Of one drug in two doses the doses tell the rows apart.
      let isTwice =
        event.lane == .medications
        && events.contains { $0 != index && loaded.event($0).listTitle == event.listTitle }
      let told = isTwice ? DoseStep.dose(of: event) : since
      let right =
        event.lane == .allergies
        ? event.valueText : isAllergic ? "ALLERGIC" : isDoubtful ? "stopped?" : told
      let rightWidth = min(DisplayWidth.of(right), 12)
      canvas.put(event.listTitle, x: 1, y: y, role, width: canvas.width - rightWidth - 3)
      canvas.put(
        right,
        x: canvas.width - rightWidth - 1,
        y: y,
        isAllergic || isDoubtful ? .warning : .dim,
        width: rightWidth
      )
      y += 1
    }
    if events.count > shown {
      canvas.put("+\(events.count - max(0, shown)) more", x: 1, y: y, .dim)
      y += 1
    }
    if events.isEmpty {
      canvas.put("none on record", x: 1, y: y, .dim)
      y += 1
    }
    return y
  }

  /// Draws how many events are to check, for each kind of problem.
  private func drawFindings(y: Int, on canvas: Canvas) {
    guard !chart.findings.isEmpty, y + 1 < canvas.height else { return }
    var y = heading("To check \(grouped(chart.findings.count))", y: y, on: canvas)
    for kind in RecordProblem.Kind.allCases where y < canvas.height {
      let count = chart.findings.count { $0.kind == kind }
      guard count > 0 else { continue }
      canvas.put("\(grouped(count)) \(kind.words)", x: 1, y: y, .flagIssue, width: canvas.width - 2)
      y += 1
    }
  }

  private func drawMarks(_ loaded: Chart, y: Int, on canvas: Canvas) -> Int {
    guard y + 1 < canvas.height else { return y }
    var y = heading("Marks", y: y, on: canvas)
    for (letter, place) in chart.marks.sorted(by: { $0.key < $1.key }) where y < canvas.height {
      let title = place.event.map { loaded.event($0).listTitle } ?? ""
      let text = "'\(letter) \(state.dates.axisDay(place.moment(in: loaded))) \(title)"
      canvas.put(text, x: 1, y: y, .mark, width: canvas.width - 2)
      y += 1
    }
    return y
  }
}
