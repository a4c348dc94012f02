// SPDX-License-Identifier: Apache-2.0

internal import Terminal
internal import Timeline

/// A row of a problem, an allergy, a medication, a note or a document.
struct DatedRowView {
  let state: AppState
  let chart: Chart

  /// Title, when, and what goes with it.
  func draw(_ row: TableRows.Row, _ index: Int, _ base: Role?, on canvas: Canvas) {
    let event = chart.event(index)
    let isNote = event.lane == .notes || event.lane == .documents
    if isNote || canvas.width < 50 {
      // What is read in order of time begins with the date.
      canvas.put(state.dates.day(of: event), x: 3, y: 0, base ?? .dim, width: 10)
      let room = max(9, canvas.width - 17 - DisplayWidth.of(event.listTitle))
      let doubt =
        allergyWords(index, room: room)
        ?? DoubtText(chart: chart, dates: state.dates).row(index, room: room)
      let value = event.lane == .medications ? event.doseText : event.valueText
      let status = doubt ?? (value.isEmpty ? chart[index].statusWord : value)
      let statusWidth = min(DisplayWidth.of(status), doubt == nil ? canvas.width / 3 : room)
      let titleWidth = max(1, canvas.width - 16 - statusWidth)
      canvas.put(
        event.listTitle(width: titleWidth),
        x: 14,
        y: 0,
        base ?? event.lane.role,
        width: titleWidth
      )
      canvas.put(status, x: canvas.width - statusWidth - 1, y: 0, base ?? .dim, width: statusWidth)
      return
    }
    let isMedication = event.lane == .medications
    // Where there is no room for all three the dates go: what is taken says more than since when.
    var hasDates = canvas.width >= 48
    let dateWidth = hasDates ? isMedication ? 23 : 24 : 0
    let valueWidth = max(10, (canvas.width - dateWidth) * (isMedication ? 42 : 30) / 100)
    let titleWidth = max(4, canvas.width - dateWidth - valueWidth - 6)
    // Of a medication the name with its strength comes before how often it was handed out.
    let hasCount = row.count > 1 && (!isMedication || canvas.width >= 84)
    let count = hasCount ? " ×\(grouped(row.count))" : ""
    let status = chart[index].statusWord
    let doubt = DoubtText(chart: chart, dates: state.dates)
    let isAllergic = state.chart?.summary?.allergens[index] != nil
    let isSaid = !isAllergic && doubt.row(index) == nil
    // A name takes what the words beside it leave.
    let spare =
      valueWidth - DisplayWidth.of(Self.words(of: event, status: status, room: valueWidth))
    let room = titleWidth - DisplayWidth.of(count) + (isSaid ? max(0, spare) : 0)
    var end = canvas.put(
      event.listTitle(width: room),
      x: 3,
      y: 0,
      base ?? event.lane.role,
      width: room
    )
    end = canvas.put(count, x: end, y: 0, base ?? .dim)
    if isAllergic {
      let room = max(8, canvas.width - dateWidth - end - 4)
      let words = allergyWords(index, room: room) ?? ""
      canvas.put(words, x: end + 3, y: 0, base ?? .flagCritical, width: room)
    } else if !isSaid {
      // What speaks against it takes all that is behind the name, and says more than since when.
      let room = max(8, canvas.width - end - 5)
      let words = doubt.row(index, room: room) ?? ""
      canvas.put(words, x: end + 3, y: 0, base ?? .warning, width: room)
      if !hasDates || end + 3 + DisplayWidth.of(words) >= canvas.width - dateWidth { return }
    } else {
      var (left, room) = (max(4 + titleWidth, end + 1), valueWidth)
      if let whole = Self.longWords(of: event, status: status, room: room) {
        // It begins behind the name, and not in its column; of a medication it takes the dates' place, too.
        left = min(left, end + 2)
        room = canvas.width - dateWidth - left - 1
        if isMedication, whole > room {
          room = canvas.width - left - 1
          hasDates = false
        }
      }
      // Half a status says another thing than the whole: "di…" may be dispensed or discontinued.
      let words = Self.words(of: event, status: status, room: room)
      canvas.put(words, x: left, y: 0, base ?? .text, width: room)
    }
    guard hasDates else { return }
    if let end = row.supplyEnd(chart, now: state.axisNow) {
      // The order goes on, and nobody has had it filled since.
      let words = "supply to \(state.dates.axisDay(end - 1))"
      canvas.put(words, x: canvas.width - dateWidth, y: 0, base ?? .warning, width: dateWidth - 1)
      return
    }
    canvas.put(
      dateText(index),
      x: canvas.width - dateWidth,
      y: 0,
      base ?? .dim,
      width: dateWidth - 1
    )
  }

  /// When it was; of what has no date the stay that it belongs to.
  private func dateText(_ index: Int) -> String {
    let event = chart.event(index)
    if event.isUndated, let stay = chart.stay(of: index) {
      return "stay \(state.dates.axisDay(stay))"
    }
    if event.lane == .allergies, event.isUndated { return "no date" }
    return state.dates.range(of: event).replacing(" – ", with: "–")
  }

  /// Of a medication that is taken and that the patient is allergic to, that it is so, and the dose; to
  /// what, and how grave it was, where there is room for it.
  private func allergyWords(_ index: Int, room: Int) -> String? {
    guard let summary = state.chart?.summary, let allergy = summary.allergens[index],
      let whole = summary.allergyWords(index, in: chart)
    else { return nil }
    let dose = chart.event(index).doseText
    let said = [whole, "ALLERGIC to \(chart.event(allergy).title)", "ALLERGIC"]
      .map { dose.isEmpty ? $0 : "\($0)  \(dose)" }
    return said.first { DisplayWidth.of($0) <= room } ?? said.last
  }

  /// Value and status; of what is over the status, which says more.
  private static func words(of event: Event, status: String, room: Int) -> String {
    let (value, status) = said(of: event, status: status)
    // Beside a dose that it is active the heading says, and of what nobody knows also without one.
    let isSaid =
      event.lane == .medications
      && (status == "active" && !value.isEmpty || event.status == "unknown")
    var parts = [value, isSaid ? "" : status]
    let isWhole = isReadWhole(event, status)
    if isWhole || statusesFirst.contains(status) { parts.reverse() }
    parts.removeAll(where: \.isEmpty)
    let whole = parts.joined(separator: "  ")
    // Of what is held the end of the dose is cut, and not the whole of it.
    return isWhole && parts.count > 1 || DisplayWidth.of(whole) <= room ? whole : parts.first ?? ""
  }

  private static let statusesFirst: Set<String> = ["stopped", "cancelled", "not-taken", "on-hold"]

  /// Value and status, of what was stopped for a reason the reason with the status: `stopped: INR 8.5`.
  private static func said(of event: Event, status: String) -> (value: String, status: String) {
    guard event.lane == .medications else { return (event.valueText, status) }
    guard event.status == "stopped", let range = event.valueText.firstRange(of: "stopped: ") else {
      return (event.doseText, status)
    }
    let dose = event.valueText[..<range.lowerBound]
    return (
      String(dose.hasSuffix(", ") ? dose.dropLast(2) : dose),
      String(event.valueText[range.lowerBound...])
    )
  }

  /// Whether status and dose are both wanted: of what is held, and of what was stopped for a reason.
  private static func isReadWhole(_ event: Event, _ status: String) -> Bool {
    status == "on-hold" || event.status == "stopped" && status.hasPrefix("stopped: ")
  }

  /// How wide the words are, where there is more in them than the status that a column of a width cuts: a
  /// dose in several steps, the dose of what is held.
  private static func longWords(of event: Event, status: String, room: Int) -> Int? {
    let (value, shown) = said(of: event, status: status)
    let isWhole = isReadWhole(event, shown)
    guard isWhole || !statusesFirst.contains(shown) else { return nil }
    let whole = DisplayWidth.of(words(of: event, status: status, room: .max))
    let needed = isWhole && (!value.isEmpty || shown != "on-hold") ? whole : DisplayWidth.of(value)
    return needed > room ? whole : nil
  }
}
