// SPDX-License-Identifier: Apache-2.0

internal import Terminal
internal import Timeline

/// A plot of values over time as lines of text, with the reference range as a band.
///
/// ```text
///  1.6┤                    ●
///  1.1┤░░░░░░░░░░░░░░░░░░░░░ upper
///  0.8┤░░●░░░░░░░░░░░◉░░░░░
///     └─2016──────2018──────
/// ```
struct Plot {
  var points: [SeriesStatistics.Point]

  /// The value that is set off from the others.
  var focus: Int?

  var rangeLow: Double?
  var rangeHigh: Double?

  /// How many decimals the labels have.
  var places: Int

  /// The moments to show; `nil` for those of the points.
  var window: Range<Int64>?

  /// The moment that the axis counts from; `nil` for dates.
  var dayZero: Int64?

  /// Returns the lines: the rows of the plot, then the axis.
  func lines(width: Int, height: Int, glyphs: Glyphs) -> [StyledLine] {
    guard points.count > 1, width >= 20, height >= 2, let scale = scale() else { return [] }
    let labels = labels(scale, height: height)
    let labelWidth = (labels.map(\.count).max() ?? 0) + 1
    let columns = width - labelWidth - 1
    guard columns >= 8 else { return [] }
    let viewport = Viewport(life: window ?? span, columns: columns)
    var cells = [[(Unicode.Scalar, Role)]](
      repeating: Array(repeating: (" ", .text), count: columns),
      count: height
    )
    let band = [(Unicode.Scalar, Role)](
      repeating: (glyphs[.plotBand], .plotBand),
      count: columns
    )
    for row in 0..<height where isInRange(row, height, scale) { cells[row] = band }
    let (dot, ring) = (glyphs[.plotPoint], glyphs[.plotFocus])
    for (index, point) in points.enumerated() {
      let column = viewport.column(of: point.time)
      guard column >= 0, column < columns else { continue }
      let share = (point.value - scale.low) / (scale.high - scale.low)
      let row = height - 1 - Int((share * Double(height - 1)).rounded())
      guard cells.indices.contains(row) else { continue }
      if index == focus {
        cells[row][column] = (ring, .plotFocus)
      } else if cells[row][column].0 != ring {
        cells[row][column] = (dot, point.flag.role ?? .plotPoint)
      }
    }
    var lines: [StyledLine] = []
    for row in 0..<height {
      var line = StyledLine()
      line.add(
        String(repeating: " ", count: labelWidth - labels[row].count) + labels[row],
        .plotAxis
      )
      line.add(String(Character(glyphs[.teeLeft])), .plotAxis)
      line.add(cells: cells[row])
      lines.append(line)
    }
    lines.append(axis(viewport, labelWidth: labelWidth, columns: columns, glyphs: glyphs))
    return lines
  }

  /// The values of the rows, with so many decimals that no two are the same.
  private func labels(_ scale: (low: Double, high: Double), height: Int) -> [String] {
    var labels: [String] = []
    for more in 0...3 {
      labels = (0..<height).map { row in
        let share = Double(height - 1 - row) / Double(height - 1)
        return decimal(scale.low + (scale.high - scale.low) * share, places: places + more)
      }
      if Set(labels).count == height { break }
    }
    return labels
  }

  /// The moments of the points, with some room.
  private var span: Range<Int64> {
    let first = points.first?.time ?? 0
    let length = max(CivilTime.millisecondsPerDay, (points.last?.time ?? 0) - first)
    return first - length / 40..<first + length + length / 40 + 1
  }

  /// The values at the bottom and at the top: those of the points and of the nearest bound.
  private func scale() -> (low: Double, high: Double)? {
    let values = points.map(\.value).filter(\.isFinite)
    guard var low = values.min(), var high = values.max() else { return nil }
    // A bound far away would press the values into one row.
    let room = max(high - low, abs(high) * 0.1, 1e-9) * 0.6
    if let bound = rangeLow, bound < low, low - bound <= room { low = bound }
    if let bound = rangeHigh, bound > high, bound - high <= room { high = bound }
    if high - low < 1e-9 {
      low -= max(0.5, abs(low) * 0.1)
      high += max(0.5, abs(high) * 0.1)
    }
    return (low, high)
  }

  private func isInRange(_ row: Int, _ height: Int, _ scale: (low: Double, high: Double)) -> Bool {
    guard rangeLow != nil || rangeHigh != nil else { return false }
    let value = scale.low + (scale.high - scale.low) * Double(height - 1 - row) / Double(height - 1)
    let slack = (scale.high - scale.low) / Double(height - 1) / 2
    if let rangeLow, value < rangeLow - slack { return false }
    if let rangeHigh, value > rangeHigh + slack { return false }
    return true
  }

  private func axis(
    _ viewport: Viewport,
    labelWidth: Int,
    columns: Int,
    glyphs: Glyphs
  ) -> StyledLine {
    var cells = [(Unicode.Scalar, Role)](
      repeating: (glyphs[.horizontal], .plotAxis),
      count: columns
    )
    for tick in Ruler.ticks(viewport, dayZero: dayZero)
    where tick.column + tick.label.count <= columns {
      for (offset, scalar) in tick.label.unicodeScalars.enumerated() {
        cells[tick.column + offset] = (scalar, .axisLabel)
      }
    }
    var line = StyledLine(String(repeating: " ", count: labelWidth), .plotAxis)
    line.add(String(Character(glyphs[.cornerBottomLeft])), .plotAxis)
    line.add(cells: cells)
    return line
  }
}

extension StyledLine {
  /// Adds cells, those of one role as one part.
  mutating func add(cells: [(Unicode.Scalar, Role)]) {
    var text = ""
    var role = Role.text
    for cell in cells {
      if cell.1 != role, !text.isEmpty {
        add(text, role)
        text = ""
      }
      role = cell.1
      text.unicodeScalars.append(cell.0)
    }
    if !text.isEmpty { add(text, role) }
  }
}

extension Flag {
  /// The role of an abnormal value; `nil` for others.
  var role: Role? {
    switch self {
    case .critical: .flagCritical
    case .high: .flagHigh
    case .low: .flagLow
    case .abnormal: .flagAbnormal
    case .normal, .none: nil
    }
  }
}

extension Lane {
  /// The role that the lane is drawn in.
  var role: Role {
    switch self {
    case .encounters: .laneEncounter
    case .problems: .laneProblem
    case .medications: .laneMedication
    case .labs: .laneLab
    case .vitals: .laneVital
    case .procedures: .laneProcedure
    case .imaging: .laneImaging
    case .immunizations: .laneImmunization
    case .allergies: .laneAllergy
    case .notes: .laneNote
    case .entities: .laneEntity
    case .carePlans: .laneCarePlan
    case .documents: .laneDocument
    case .claims: .laneClaim
    case .changes: .laneChange
    }
  }
}

extension LaneKey {
  var role: Role {
    switch self {
    case .lane(let lane): lane.role
    case .undated: .laneUndated
    }
  }
}
