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
    guard points.count > 1, width >= 20, height >= 2,
      points.contains(where: { $0.value.isFinite })
    else { return [] }
    let scale = PlotScale(points, low: rangeLow, high: rangeHigh, rows: height)
    let labels = Self.labels((0..<height).map(scale.value), places: places)
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
    for row in 0..<height where scale.isInRange(row) { cells[row] = band }
    let (dot, ring) = (glyphs[.plotPoint], glyphs[.plotFocus])
    for (index, point) in points.enumerated() {
      let column = viewport.column(of: point.time)
      guard column >= 0, column < columns else { continue }
      let row = scale.row(of: point.value)
      if let lower = point.lower {
        let below = scale.row(of: lower)
        if below != row { cells[below][column] = (glyphs[.point], .plotPoint) }
      }
      if index == focus {
        cells[row][column] = (ring, .plotFocus)
      } else if cells[row][column].0 != ring {
        // A bound says on which side of it the true value is.
        let mark = point.comparator.unicodeScalars.first ?? dot
        cells[row][column] = (mark, point.flag.role ?? .plotPoint)
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

  /// The values of the rows, with so many decimals that no two are the same, and each is nearer to its own
  /// row than to another one.
  static func labels(_ values: [Double], places: Int) -> [String] {
    let isHuge = values.contains { abs($0) >= 1e6 }
    let step = values.count > 1 ? abs(values[0] - values[1]) : 0
    var labels: [String] = []
    // A hormone of 0.0004 and a count of viruses of 15,000,000 have labels that tell them apart as well.
    for more in 0...9 {
      labels = values.map {
        isHuge ? powerOfTen($0, places: 1 + more) : decimal($0, places: places + more)
      }
      let isNear = zip(values, labels).allSatisfy { value, label in
        Double(label).map { abs($0 - value) <= step / 2 } ?? true
      }
      if Set(labels).count == values.count, isNear { break }
    }
    return labels
  }

  /// A number as `1.5e7`.
  private static func powerOfTen(_ value: Double, places: Int) -> String {
    guard value.isFinite else { return "" }
    var mantissa = value
    var exponent = 0
    while abs(mantissa) >= 10 {
      mantissa /= 10
      exponent += 1
    }
    return decimal(mantissa, places: places) + (exponent == 0 ? "" : "e\(exponent)")
  }

  /// The moments of the points, with some room.
  private var span: Range<Int64> {
    let first = points.first?.time ?? 0
    let length = max(CivilTime.millisecondsPerDay, (points.last?.time ?? 0) - first)
    return first - length / 40..<first + length + length / 40 + 1
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
    case .critical, .criticalLow, .criticalHigh: .flagCritical
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
