// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import Store
internal import Terminal
internal import Timeline

/// Patients below each other on one axis of days from day 0.
///
/// ```text
///   PATIENT            DAY 0       -365d        0        +365d  BEFORE  AFTER  CHANGE   NEXT
///                                  ┼────────────┼────────────┼
/// ▸ MORENO, Ana Lucía  2019-03-02      H   H    ┃  ▄  ▂    ▁     8.9    6.4    -2.5   90d
/// ```
struct ComparisonView {
  let state: AppState
  let pane: LakePane
  let comparison: PatientComparison

  private var glyphs: Glyphs { state.settings.glyphs }
  private var days: Int { comparison.alignment.days }
  private var hasNumbers: Bool { comparison.about.hasNumbers }

  /// The rows above the patients, in the pane below its title: headings and axis.
  private static let headHeight = 2

  func draw(on canvas: Canvas) -> Position? {
    guard !comparison.rows.isEmpty else {
      canvas.put("Nobody \(emptyText)", x: 2, y: 1, .dim, width: canvas.width - 3)
      return nil
    }
    let columns = Columns(width: canvas.width)
    drawHead(columns, on: canvas)
    let body = canvas.clipped(to: canvas.bounds.split(top: Self.headHeight).rest)
    var cursor = pane.cursor
    cursor.reveal(count: comparison.rows.count, height: body.height)
    let bounds = valueBounds
    var focus: Position?
    for (offset, number) in cursor.visibleRows(count: comparison.rows.count, height: body.height)
      .enumerated()
    {
      let row = body.clipped(to: body.bounds.row(offset))
      let isFocused = number == cursor.index
      draw(comparison.rows[number], columns, bounds, isFocused: isFocused, on: row)
      if isFocused { focus = row.onScreen(x: 0, y: 0) }
    }
    return focus
  }

  private var emptyText: String {
    let undated = comparison.about.undated
    return undated == 0
      ? "of \(pane.scope) has this" : "has a date of it; \(counted(undated, "patient")) has none"
  }

  // MARK: - Columns

  /// What fits beside the lane: the narrower the screen, the less is written out.
  private struct Columns {
    let name: Range<Int>
    let dayZero: Range<Int>?
    let lane: Range<Int>
    let values: [(title: String, range: Range<Int>)]

    init(width: Int) {
      let nameWidth = width >= 100 ? 24 : width >= 60 ? 16 : 12
      name = 2..<2 + nameWidth
      var x = name.upperBound + 1
      if width >= 60 {
        dayZero = x..<x + 11
        x += 12
      } else {
        dayZero = nil
      }
      // There is room for the words that stand in place of a value.
      var titles = [("CHANGE", 10)]
      if width >= 76 { titles = [("BEFORE", 10), ("AFTER", 10), ("CHANGE", 8)] }
      if width >= 90 { titles.append(("NEXT", 7)) }
      let taken = titles.reduce(0) { $0 + $1.1 + 1 }
      lane = x..<max(x + 5, width - taken)
      var at = lane.upperBound + 1
      values = titles.map { title, width in
        defer { at += width + 1 }
        return (title, at..<at + width)
      }
    }
  }

  private func drawHead(_ columns: Columns, on canvas: Canvas) {
    let put = { (text: String, range: Range<Int>, alignment: Alignment, isSorted: Bool) in
      let field = Rect(x: range.lowerBound, y: 0, width: range.count, height: 1)
      canvas.put(text, in: field, alignment: alignment, isSorted ? .headerActive : .header)
    }
    let sort = state.comparison.sort
    put("PATIENT", columns.name, .leading, sort == .name)
    if let range = columns.dayZero { put("DAY 0", range, .leading, sort == .dayZero) }
    for (title, range) in columns.values {
      let isSorted = title == "CHANGE" && sort == .change || title == "NEXT" && sort == .next
      put(title, range, .trailing, isSorted)
    }
    let lane = columns.lane
    canvas.horizontalLine(
      x: lane.lowerBound,
      y: 1,
      length: lane.count,
      glyph: glyphs[.horizontal],
      style: Role.axis.style
    )
    let length = DateText.length(days: days)
    let labels = [(-days, "-\(length)"), (0, "0"), (days, "+\(length)")]
    for (day, label) in labels {
      let column = lane.lowerBound + self.column(Int64(day) * Self.day, lane.count)
      canvas.put(glyphs[.tick], x: column, y: 1, day == 0 ? .axisYear : .axis)
      let left = min(max(lane.lowerBound, column - label.count / 2), lane.upperBound - label.count)
      canvas.put(label, x: left, y: 0, day == 0 ? .axisYear : .axisLabel)
    }
  }

  private static let day: Int64 = 86_400_000

  /// The column of a distance from day 0.
  private func column(_ offset: Int64, _ width: Int) -> Int {
    let reach = Double(days) * Double(Self.day)
    let share = (Double(offset) + reach) / (2 * reach)
    return min(max(0, Int(share * Double(width))), width - 1)
  }

  // MARK: - Rows

  private func draw(
    _ row: PatientComparison.Row,
    _ columns: Columns,
    _ bounds: ClosedRange<Double>?,
    isFocused: Bool,
    on canvas: Canvas
  ) {
    let base: Role? = isFocused ? .selection : nil
    if let base {
      canvas.fill(canvas.bounds, style: base.style)
      canvas.put(glyphs[.pointer], x: 0, y: 0, base)
    }
    let put = { (text: String, range: Range<Int>, alignment: Alignment, role: Role) in
      let field = Rect(x: range.lowerBound, y: 0, width: range.count, height: 1)
      canvas.put(text, in: field, alignment: alignment, base ?? role)
    }
    let name = PatientText(row.patient, settings: state.settings).name
    put(name, columns.name, .leading, .text)
    if let range = columns.dayZero { put(dayZero(row.aligned), range, .leading, .dim) }
    drawLane(row.aligned, columns.lane, bounds, base, on: canvas)
    let isWhole = columns.values.contains { $0.title == "BEFORE" }
    for (title, range) in columns.values {
      let (text, role) = value(title, row.aligned, isWhole: isWhole)
      put(text, range, .trailing, role)
    }
  }

  /// Day 0 as precisely as it is known; nothing but its precision where patients are de-identified.
  private func dayZero(_ aligned: AlignedPatient) -> String {
    let precision = min(aligned.precision, .day)
    let mark = precision < .day ? String(Character(glyphs[.approximate])) : ""
    if state.settings.isDeidentified { return mark.isEmpty ? "day" : "\(mark)\(precision)" }
    var moment = aligned.dayZero
    if aligned.precision > .day {
      moment += Int64(state.settings.zone.offsetMinutes(at: moment)) * 60_000
    }
    return mark + state.dates.text(moment, precision: precision)
  }

  private func drawLane(
    _ aligned: AlignedPatient,
    _ lane: Range<Int>,
    _ bounds: ClosedRange<Double>?,
    _ base: Role?,
    on canvas: Canvas
  ) {
    let zero = lane.lowerBound + column(0, lane.count)
    // Where the day is not known, nothing stands upright.
    let isRough = aligned.precision < .day
    canvas.put(glyphs[isRough ? .approximate : .cursor], x: zero, y: 0, base ?? .axis)
    var counts: [Int: Int] = [:]
    for point in aligned.points {
      let x = lane.lowerBound + column(point.offset, lane.count)
      if let number = point.number, hasNumbers {
        var (glyph, role) = mark(number, point.flag, bounds)
        if point.isBound, !point.flag.isAbnormal {
          glyph = point.value?.unicodeScalars.first ?? glyph
        }
        canvas.put(glyph, x: x, y: 0, base ?? role)
      } else {
        counts[x, default: 0] += 1
      }
    }
    guard !hasNumbers else { return }
    for (x, count) in counts {
      let text = count == 1 ? String(Character(glyphs[.point])) : count < 10 ? "\(count)" : "+"
      canvas.put(text, x: x, y: 0, base ?? .text)
    }
  }

  /// A value as its letter, where it is out of its range, else by how high it is among all.
  private func mark(
    _ number: Double,
    _ flag: Flag,
    _ bounds: ClosedRange<Double>?
  ) -> (Unicode.Scalar, Role) {
    if let letter = flag.letter.unicodeScalars.first, flag.isAbnormal {
      return (letter, flag.role ?? .text)
    }
    guard let bounds, bounds.upperBound > bounds.lowerBound else {
      return (glyphs[.plotPoint], .spark)
    }
    let level = (number - bounds.lowerBound) / (bounds.upperBound - bounds.lowerBound)
    return (glyphs.spark(level * 0.875 + 0.125, of: 1), .spark)
  }

  /// The least and the greatest number of all patients.
  private var valueBounds: ClosedRange<Double>? {
    let numbers = comparison.rows.lazy.flatMap(\.aligned.points).compactMap(\.number)
    guard let least = numbers.min(), let most = numbers.max() else { return nil }
    return least...most
  }

  /// What stands in a column.
  ///
  /// - Parameters:
  ///   - title: The column's title.
  ///   - aligned: The patient.
  ///   - isWhole: Whether there are columns for the values before and after.
  /// - Returns: The text and its role.
  private func value(
    _ title: String,
    _ aligned: AlignedPatient,
    isWhole: Bool
  ) -> (String, Role) {
    let others = aligned.hasOtherUnits
    switch title {
    case "NEXT":
      return (aligned.next.map { DateText.length(days: Int($0 / Self.day)) } ?? "", .dim)
    case "BEFORE":
      return hasNumbers
        ? reading(aligned.before, hasOthers: others.before)
        : ("\(aligned.counts.before)", .text)
    case "AFTER":
      return hasNumbers
        ? reading(aligned.after, hasOthers: others.after)
        : ("\(aligned.counts.after)", .text)
    default:
      guard hasNumbers, !isWhole, aligned.before == nil || aligned.after == nil else {
        return (change(aligned), .delta)
      }
      let isOther = aligned.before == nil ? others.before : others.after
      return reading(nil, hasOthers: isOther)
    }
  }

  /// A value, or in words why there is none.
  private func reading(_ point: AlignedPatient.Point?, hasOthers: Bool) -> (String, Role) {
    if let point { return (point.value ?? "", point.flag.role ?? .text) }
    return hasOthers ? ("other unit", .warning) : ("no value", .dim)
  }

  private func change(_ aligned: AlignedPatient) -> String {
    guard hasNumbers else {
      let change = aligned.counts.after - aligned.counts.before
      return change > 0 ? "+\(change)" : "\(change)"
    }
    guard let change = aligned.change else { return aligned.isBounded ? "–" : "" }
    let places = [aligned.before, aligned.after].compactMap { $0?.value }
      .map(decimalPlaces(of:)).max()
    return (change > 0 ? "+" : "") + decimal(change, places: min(3, places ?? 1))
  }

  // MARK: - Title

  /// `first Metformin ±1y · HbA1c % · all patients`.
  static func title(_ pane: LakePane) -> String {
    guard case .comparison(let request) = pane.request else { return "Comparison" }
    let alignment = request.alignment
    var about = AlignedPatients()
    if case .comparison(let comparison) = pane.content { about = comparison.about }
    let order = alignment.isLast ? "Last" : "First"
    let event = words(alignment.event, about.eventTitle)
    let measure = words(alignment.measure, about.measureTitle)
    let unit = about.unit.map { " \($0)" } ?? ""
    let isCounted = !about.patients.isEmpty && !about.hasNumbers
    let by = isCounted ? "counts of \(measure)" : measure + unit
    let window = "±" + DateText.length(days: alignment.days)
    return "\(order) \(event) \(window) · \(by) · \(pane.scope)"
  }

  private static func words(_ kind: EventKind, _ title: String) -> String {
    switch kind {
    case .same(let event):
      event.lane == .medications ? event.kindKey.capitalizedFirst : event.listTitle
    case .words(let words): title.isEmpty ? "'\(words)'" : title
    case .lane(let lane): lane.title.lowercased()
    }
  }

  /// How many, and what is not shown.
  static func remark(_ comparison: PatientComparison, sort: ComparisonState) -> String {
    let about = comparison.about
    var parts = ["by \(sort.sort.rawValue)\(sort.isReversed ? ", reversed" : "")"]
    if case .words(let words) = comparison.alignment.measure, about.measureTitle.isEmpty {
      parts.append("nothing around it is called '\(words)'")
    }
    if about.more > 0 { parts.append("\(grouped(about.more)) more") }
    if about.undated > 0 { parts.append("\(grouped(about.undated)) without a date") }
    let rough = comparison.rows.count { $0.aligned.precision < .day }
    if rough > 0 { parts.append("\(grouped(rough)) not known to the day") }
    if about.otherUnits > 0 {
      parts.append("\(counted(about.otherUnits, "value")) in other units left out")
    }
    let others = about.otherTests.values.reduce(0, +)
    if others > 0 {
      let name = about.otherTests.count == 1 ? about.otherTests.first?.key.headline : nil
      let tests = name ?? "\(grouped(about.otherTests.count)) other tests named so"
      parts.append("\(counted(others, "value")) of \(tests) left out")
    }
    return parts.joined(separator: " · ")
  }
}

extension String {
  /// The text with its first letter upper case.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
