// SPDX-License-Identifier: Apache-2.0

import Timeline

/// Draws a layout as plain text, for goldens.
struct LayoutDrawing {
  private static let labelWidth = 16

  let layout: TimelineLayout
  let columns: Int

  var text: String {
    var lines = [strip, windowLine, axisLabels, axis]
    for row in layout.rows { lines.append(label(row) + content(row)) }
    if !layout.hiddenLanes.isEmpty { lines.append("+\(layout.hiddenLanes.count) lanes") }
    let counts = layout.counts
    lines.append(
      "in \(counts.inWindow) before \(counts.before) after \(counts.after) undated \(counts.undated) "
        + "filtered \(counts.filtered) off \(counts.switchedOff) total \(counts.total)"
    )
    return lines.map(Self.trimmed).joined(separator: "\n") + "\n"
  }

  private static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }

  private static func padded(_ text: String) -> String {
    let cut = String(text.prefix(labelWidth - 1))
    return cut + String(repeating: " ", count: labelWidth - cut.count)
  }

  private var strip: String {
    let glyphs = Array(" ▁▂▃▄▅▆▇█")
    return Self.padded("LIFE") + String((0..<columns).map { glyphs[layout.strip.level($0)] })
  }

  private var windowLine: String {
    var line = Array(repeating: Character(" "), count: columns)
    for column in layout.strip.window { line[column] = "─" }
    if let first = layout.strip.window.first { line[first] = "└" }
    if let last = layout.strip.window.last, layout.strip.window.count > 1 { line[last] = "┘" }
    return Self.padded("") + String(line)
  }

  private var axisLabels: String {
    var line = Array(repeating: Character(" "), count: columns)
    for tick in layout.ticks { write(tick.label, at: tick.column, into: &line) }
    return Self.padded("") + String(line)
  }

  private var axis: String {
    var line = Array(repeating: Character("─"), count: columns)
    for tick in layout.ticks { line[tick.column] = tick.isMajor ? "╋" : "┼" }
    if let column = layout.cursorColumn { line[column] = "▼" }
    return Self.padded("") + String(line)
  }

  private func label(_ row: TimelineRow) -> String {
    var name = row.label
    if row.isFirst {
      switch row.lane {
      case .lane(let lane): name = "\(lane) \(row.count)"
      case .undated: name = "no date (\(row.count))"
      }
    }
    if row.hiddenLines > 0 { name += " +\(row.hiddenLines)" }
    return Self.padded(name)
  }

  private func content(_ row: TimelineRow) -> String {
    var line = Array(repeating: Character(" "), count: columns)
    switch row.content {
    case .text(let text): write(text, at: 0, into: &line)
    case .bars(let bars):
      for bar in bars { draw(bar, into: &line) }
    case .bins(let bins, let bars):
      for bar in bars { draw(bar, into: &line) }
      for (column, bin) in bins.enumerated() where bin.count > 0 { line[column] = glyph(bin) }
    case .trend(let cells):
      let glyphs = Array("▁▂▃▄▅▆▇█")
      for (column, cell) in cells.enumerated() where cell.level >= 0 {
        line[column] = glyphs[Int(cell.level * 7)]
      }
    }
    return String(line)
  }

  private func glyph(_ bin: Bin) -> Character {
    if bin.hasDeletion { return "x" }
    switch bin.flag {
    case .critical, .criticalLow, .criticalHigh: return "!"
    case .high: return "H"
    case .low: return "L"
    case .abnormal: return "A"
    case .none, .normal: break
    }
    return bin.count == 1 ? "·" : bin.count < 10 ? Character("\(bin.count)") : "+"
  }

  private func draw(_ bar: Bar, into line: inout [Character]) {
    if bar.isPoint {
      line[bar.first] = "▪"
    } else {
      let isWide = bar.isApproximate && !bar.continuesRight
      for column in bar.first...bar.last { line[column] = isWide ? "≈" : "━" }
      line[bar.first] = bar.continuesLeft ? "◀" : bar.isApproximate && !isWide ? "≈" : "├"
      line[bar.last] = bar.continuesRight ? "▶" : bar.isEndUnknown ? "┄" : "┤"
    }
    guard !bar.labelColumns.isEmpty else { return }
    let room = bar.labelColumns.count
    let isInside = bar.labelColumns.lowerBound <= bar.last
    let fits = bar.label.count <= room
    var text = fits ? bar.label : bar.label.prefix(room - 1) + "…"
    if isInside { text = " \(text.prefix(room - 1)) " }
    write(text, at: bar.labelColumns.lowerBound - (isInside ? 1 : 0), into: &line)
  }

  private func write(_ text: String, at column: Int, into line: inout [Character]) {
    for (offset, character) in text.enumerated() where line.indices.contains(column + offset) {
      line[column + offset] = character
    }
  }
}
