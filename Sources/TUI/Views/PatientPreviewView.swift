// SPDX-License-Identifier: Apache-2.0

internal import Terminal
internal import Timeline

/// What matters of the focused patient, below or beside the list.
struct PatientPreviewView {
  let state: AppState

  private var glyphs: Glyphs { state.settings.glyphs }

  func draw(on canvas: Canvas) {
    guard let patient = state.list.focused else { return }
    let text = PatientText(patient, settings: state.settings)
    var right = text.born.isEmpty ? "" : "b. \(patient.birthDate)"
    if !patient.place.isEmpty, !state.settings.isDeidentified { right += "  \(patient.place)" }
    let rightWidth = DisplayWidth.of(right)
    canvas.put(text.name, x: 1, y: 0, .strong, width: max(8, canvas.width - rightWidth - 4))
    canvas.put(right, x: max(0, canvas.width - rightWidth - 2), y: 0, .dim)
    guard let preview = state.list.preview, preview.patientID == patient.id else {
      canvas.put(state.jobs.isRunning(.preview) ? "reading…" : "", x: 1, y: 1, .busy)
      return
    }
    let strip = 2
    let sections = merged(patient) + sections(preview, patient)
    let flows = flows(of: sections, width: canvas.width - 20, rows: canvas.height - 1 - strip)
    var y = 1
    for ((label, items, role), lines) in zip(sections, flows) {
      for line in lines {
        guard y < canvas.height - strip else { break }
        canvas.put(line.isFirst ? label : "", x: 1, y: y, .label)
        canvas.put(line.text, x: 18, y: y, items.isEmpty ? .dim : role, width: canvas.width - 19)
        y += 1
      }
    }
    drawHistory(preview, on: canvas, y: canvas.height - strip)
  }

  /// Whose record is to be read in place of this one.
  private func merged(_ patient: PatientSummary) -> [(String, [String], Role)] {
    if let id = patient.replacedBy {
      return [("Merged into", [state.patientWords(id: id)], .warning)]
    }
    let earlier = state.list.table.indices(replacedBy: patient.id)
    guard !earlier.isEmpty else { return [] }
    let names = earlier.prefix(3).map { state.patientWords(id: state.list.table[$0].id) }
    return [("Merged from", names, .warning)]
  }

  private func sections(
    _ preview: PatientPreview,
    _ patient: PatientSummary
  ) -> [(String, [String], Role)] {
    let notes = [
      preview.noteCount > 0 ? counted(preview.noteCount, "note") : nil,
      preview.mentionCount > 0 ? counted(preview.mentionCount, "mention") + " in notes" : nil,
      preview.changedCount > 0 ? counted(preview.changedCount, "change") : nil,
      preview.deletedCount > 0 ? "\(preview.deletedCount) deleted" : nil,
      // A row of its own would take one from the medications.
      patient.otherNames.isEmpty ? nil : "also called \(patient.otherNames)",
    ]
    .compactMap { $0 }
    var sections: [(String, [String], Role)] = []
    let unknown = preview.unknownProblems
    if unknown.isEmpty || !preview.problems.isEmpty {
      sections.append(("Active problems", preview.problems, .laneProblem))
    }
    if !unknown.isEmpty {
      // Nothing says that they are active, and none is on record as active.
      let count = "\(grouped(unknown.count)) of unknown status: "
      let first = count + (unknown.first ?? "")
      let label = preview.problems.isEmpty ? "Problems" : "Other problems"
      sections.append((label, [first] + unknown.dropFirst(), .laneProblem))
    }
    sections.append(
      ("Active meds (\(preview.medications.count))", preview.medications, .laneMedication)
    )
    let unsaid = preview.unknownMedications
    if let first = unsaid.first {
      let count = "\(grouped(unsaid.count)) of unknown status: "
      sections.append(("Other meds", [count + first] + unsaid.dropFirst(), .laneMedication))
    }
    let doubtful = preview.doubtfulMedications
    if !doubtful.isEmpty { sections.append(("Stopped? (\(doubtful.count))", doubtful, .warning)) }
    return sections + [
      ("Allergies", preview.allergies, .laneAllergy),
      preview.unjudgedCount > 0
        ? ("Recent abnormal", [Self.unjudged(preview.unjudgedCount)], .warning)
        : ("Recent abnormal", preview.recentAbnormal, .flagAbnormal),
      ("Record", notes.isEmpty ? ["no notes; nothing changed or deleted"] : notes, .text),
    ]
  }

  /// What stands in place of abnormal values where nothing says which are.
  private static func unjudged(_ count: Int) -> String {
    "cannot tell: no ranges with \(counted(count, "kind")) of results"
  }

  /// Puts every section on a line, and gives the rows that are left to those that hide something.
  ///
  /// Each gets one in turn, the medications first. Where these do not fit, their names are briefer.
  private func flows(
    of sections: [(String, [String], Role)],
    width: Int,
    rows: Int
  ) -> [[FlowLine]] {
    func isMedication(_ index: Int) -> Bool { sections[index].2 == .laneMedication }
    let whole = sections.map { flow($0.1, width: width, lines: .max).count }
    var lines = whole.map { _ in 1 }
    var spare = rows - sections.count
    let others = sections.indices.filter { !isMedication($0) }
    let turns = sections.indices.filter(isMedication) + others
    var isGiving = true
    while spare > 0, isGiving {
      isGiving = false
      for index in turns where spare > 0 && lines[index] < whole[index] {
        lines[index] += 1
        spare -= 1
        isGiving = true
      }
    }
    return sections.indices.map { index in
      let isBrief = isMedication(index) && lines[index] < whole[index]
      let items = isBrief ? sections[index].1.map(Ingredient.brief) : sections[index].1
      return flow(items, width: width, lines: lines[index])
    }
  }

  private struct FlowLine {
    var text: String
    var isFirst: Bool
  }

  /// Puts items on lines; what has no room is counted: `+3`.
  private func flow(_ items: [String], width: Int, lines limit: Int) -> [FlowLine] {
    guard !items.isEmpty else { return [FlowLine(text: "none on record", isFirst: true)] }
    let separator = " \(Character(glyphs[.point])) "
    var lines: [String] = []
    var current = ""
    for (index, item) in items.enumerated() {
      let isLastLine = lines.count == limit - 1
      let rest = items.count - index
      let reserve = isLastLine && rest > 1 ? " +\(rest)".count : 0
      let candidate = current.isEmpty ? item : current + separator + item
      if DisplayWidth.of(candidate) <= width - reserve || current.isEmpty {
        current = DisplayText(candidate, cutTo: max(4, width - reserve)).text
      } else if isLastLine {
        lines.append(current + " +\(rest)")
        current = ""
        break
      } else {
        lines.append(current)
        // On the last line how many follow is said behind what is cut.
        let isFollowed = lines.count == limit - 1 && rest > 1
        let room = isFollowed ? max(4, width - " +\(rest - 1)".count) : width
        current = DisplayText(item, cutTo: room).text
      }
    }
    if !current.isEmpty { lines.append(current) }
    return lines.enumerated().map { FlowLine(text: $0.element, isFirst: $0.offset == 0) }
  }

  private func drawHistory(_ preview: PatientPreview, on canvas: Canvas, y: Int) {
    guard let first = preview.starts.first, let last = preview.starts.last else { return }
    let x = 9
    let columns = canvas.width - x - 2
    guard columns > 10 else { return }
    let viewport = Viewport(life: first..<last + 1, columns: columns)
    var counts = [Int](repeating: 0, count: columns)
    for start in preview.starts {
      let column = viewport.column(of: start)
      if counts.indices.contains(column) { counts[column] += 1 }
    }
    canvas.put("History", x: 1, y: y, .label)
    canvas.horizontalLine(
      x: x,
      y: y,
      length: columns,
      glyph: glyphs[.horizontal],
      style: Role.axis.style
    )
    let origin = state.settings.isDeidentified ? state.list.focused?.origin ?? .hidden : nil
    guard origin != .hidden else { return }
    for tick in Ruler.ticks(viewport, dayZero: origin?.zero) where !tick.label.isEmpty {
      canvas.put(tick.label, x: x + tick.column, y: y, .axisLabel)
    }
    let most = counts.max() ?? 0
    for (column, count) in counts.enumerated() where count > 0 {
      canvas.put(
        glyphs.spark(Double(count).squareRoot(), of: Double(most).squareRoot()),
        x: x + column,
        y: y + 1,
        .lifeBar
      )
    }
  }
}
