// SPDX-License-Identifier: Apache-2.0

internal import Differences
internal import FHIR
internal import Terminal

/// The lines of a difference: the elements that changed, then the JSON.
struct DifferenceLines {
  let difference: VersionDifference
  let layer: VersionsState.Layer
  let isMetaShown: Bool

  /// Whether long texts are shown in full, with the words that differ marked in them.
  let isByWords: Bool

  let dates: DateText
  let glyphs: Glyphs
  let width: Int

  func make() -> [StyledLine] {
    var lines: [StyledLine] = []
    if layer != .json { lines += fieldLines }
    if layer == .both { lines.append(StyledLine()) }
    if layer != .fields { lines += jsonLines }
    return lines
  }

  private var fieldLines: [StyledLine] {
    guard let old = difference.old else {
      let elements = difference.new.body.map {
        ElementLines(width: width - 1, glyphs: glyphs).lines(of: $0.root)
      }
      let first = " v\(difference.new.summary.number) is the first version: its content is below"
      return [StyledLine(first, .dim), StyledLine()] + (elements ?? [])
    }
    guard difference.new.body != nil else {
      return [
        StyledLine(
          " v\(difference.new.summary.number) is a deletion; the last content is v\(old.summary.number)",
          .flagDeleted
        )
      ]
    }
    guard old.body != nil else {
      return [
        StyledLine(
          " v\(difference.new.summary.number) puts content back after the deletion v\(old.summary.number)",
          .diffAdded
        )
      ]
    }
    let fields = difference.fields.filter { isMetaShown || $0.topic != .meta }
    let hidden = difference.fields.count - fields.count
    let columns = Columns(width: width)
    var head = StyledLine("   Elements changed (\(fields.count))", .header)
    head.pad(to: columns.old)
    head.add("v\(old.summary.number)", .header)
    head.pad(to: columns.new)
    head.add("v\(difference.new.summary.number)", .header)
    var lines = [head]
    for topic in FieldDifference.Topic.allCases {
      for field in fields where field.topic == topic { lines += self.lines(for: field, columns) }
    }
    var rest = "   \(counted(difference.unchangedCount, "element")) unchanged"
    if hidden > 0 { rest += " · \(hidden) of meta not shown (M)" }
    lines.append(StyledLine(rest, .dim))
    return lines
  }

  /// Where the columns of the table begin; the last one holds the topic.
  private struct Columns {
    var old: Int
    var new: Int
    var topic: Int

    init(width: Int) {
      topic = width - 15
      let room = topic - 4
      old = 4 + room * 40 / 100
      new = old + (topic - old) / 2
    }
  }

  private func lines(for field: FieldDifference, _ columns: Columns) -> [StyledLine] {
    let (sign, role): (String, Role) =
      switch field.kind {
      case .added: ("+", .diffAdded)
      case .removed: ("-", .diffRemoved)
      case .changed: ("~", .diffChanged)
      }
    let quiet = field.topic == .meta
    var line = StyledLine(" \(sign) ", quiet ? .diffMeta : role)
    if isByWords, let words = field.text?.words {
      line.add(fit(field.path, columns.topic - 5), quiet ? .diffMeta : .text)
      line.pad(to: columns.topic)
      line.add(field.topic.rawValue, quiet ? .diffMeta : .label)
      return [line] + self.words(words, indent: 5)
    }
    line.add(fit(field.path, columns.old - 5), quiet ? .diffMeta : .text)
    line.pad(to: columns.old)
    line.add(
      fit(field.kind == .added ? "–" : field.old, columns.new - columns.old - 1),
      quiet ? .diffMeta : field.kind == .added ? .dim : .diffRemoved
    )
    line.pad(to: columns.new)
    line.add(
      fit(field.kind == .removed ? "–" : field.new, columns.topic - columns.new - 1),
      quiet ? .diffMeta : field.kind == .removed ? .dim : .diffAdded
    )
    line.pad(to: columns.topic)
    line.add(field.topic.rawValue, quiet ? .diffMeta : .label)
    return [line]
  }

  private func words(_ difference: TextDifference, indent: Int) -> [StyledLine] {
    // The last column is that of the scroll marks.
    WordDifferenceLines(difference: difference, glyphs: glyphs, width: width - 1, indent: indent)
      .make()
  }

  private func fit(_ text: String, _ room: Int) -> String {
    DisplayText(String(text.prefix(400)), cutTo: max(1, room)).text
  }

  private var jsonLines: [StyledLine] {
    let numberWidth = String(difference.lines.lines.count).count + 1
    let isFirst = difference.old == nil
    let kept = isFirst ? Set(difference.lines.lines.indices) : context
    var lines: [StyledLine] = []
    var isSkipping = false
    var worded = 0
    for (index, line) in difference.lines.lines.enumerated() where index >= worded {
      guard kept.contains(index) else {
        if !isSkipping {
          lines.append(
            StyledLine(
              " " + String(repeating: " ", count: numberWidth) + " \(glyphs[.truncation])",
              .dim
            )
          )
        }
        isSkipping = true
        continue
      }
      isSkipping = false
      if isByWords, let run = difference.runs[index] {
        lines += self.lines(for: run, from: index, numberWidth)
        worded = index + run.count
        continue
      }
      let (sign, role): (String, Role) =
        switch line.kind {
        case .same: (" ", .dim)
        case .added: ("+", .diffAdded)
        case .removed: ("-", .diffRemoved)
        }
      let number = String(line.newNumber ?? line.oldNumber ?? 0)
      var styled = StyledLine(
        String(repeating: " ", count: max(0, numberWidth - number.count)) + number,
        .dim
      )
      styled.add(" \(sign) \(line.text.prefix(width))", isFirst ? .text : role)
      lines.append(styled)
    }
    return lines
  }

  /// Lines that are replaced by others, as one text with the number of the first new line.
  private func lines(
    for run: ChangedLines,
    from index: Int,
    _ numberWidth: Int
  ) -> [StyledLine] {
    let first = difference.lines.lines[index..<index + run.count].lazy.compactMap(\.newNumber).first
    let number = first.map(String.init) ?? ""
    var lines = words(run.words, indent: numberWidth + 3)
    guard !lines.isEmpty else { return [] }
    let blanks = String(repeating: " ", count: max(0, numberWidth - number.count))
    lines[0].parts[0] = .init(text: blanks + number, role: .dim)
    lines[0].parts.insert(.init(text: " ~ ", role: .diffChanged), at: 1)
    return lines
  }

  /// The lines that changed, with three lines around each.
  private var context: Set<Int> {
    var kept: Set<Int> = []
    for (index, line) in difference.lines.lines.enumerated() where line.kind != .same {
      for near in max(0, index - 3)...min(difference.lines.lines.count - 1, index + 3) {
        kept.insert(near)
      }
    }
    return kept
  }
}
