// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import Store
internal import Terminal
internal import Worklists

/// The columns of the patient list, laid out for a width.
struct PatientColumns {
  struct Column {
    var title: String
    var x = 0
    var width: Int
    var alignment = Alignment.leading
    var sort: PatientSort?
    var value: (PatientLine, Glyphs) -> String
    var role: (PatientLine) -> Role = { _ in .text }
  }

  private(set) var columns: [Column] = []

  /// Whether there is room for headings.
  let hasHeader: Bool

  /// How many columns there is no room for.
  private(set) var hiddenCount = 0

  /// The columns that there is room for.
  private(set) var kept: [PatientColumn] = []

  /// The least width of names: a list in which patients cannot be told apart is of no use.
  private static func leastName(_ width: Int) -> Int { width >= 110 ? 17 : 10 }

  init(chosen: [PatientColumn], width: Int) {
    hasHeader = width >= 50
    guard hasHeader else {
      placeNarrow(width)
      return
    }
    // Everything but the name has a fixed width; two blanks stand between columns.
    kept = chosen.filter { $0 != .name }
    let make = { (column: PatientColumn) in Self.column(column, isWide: width >= 110) }
    let needed = { (kept: [PatientColumn]) in
      kept.reduce(3 + Self.leastName(width)) { $0 + make($1).width + 2 }
    }
    // What is left out is counted behind the headings.
    while needed(kept) > width - (hiddenCount > 0 ? 3 : 0),
      let least = kept.indices.min(by: { (kept[$0].rank, -$0) < (kept[$1].rank, -$1) })
    {
      kept.remove(at: least)
      hiddenCount += 1
    }
    let fixed = kept.map(make)
    let taken = fixed.reduce(0) { $0 + $1.width + 2 }
    var name = Column(
      title: "NAME",
      x: 3,
      width: min(44, max(Self.leastName(width), width - 3 - taken - (hiddenCount > 0 ? 3 : 0))),
      sort: .name,
      value: Self.name
    )
    name.x = 3
    columns = [name]
    var x = 3 + name.width + 2
    for var column in fixed {
      column.x = x
      columns.append(column)
      x += column.width + 2
    }
  }

  private mutating func placeNarrow(_ width: Int) {
    let flags = min(8, width / 4)
    columns = [
      Column(title: "NAME", x: 2, width: max(4, width - flags - 9), value: Self.name),
      Column(
        title: "",
        x: width - flags - 6,
        width: 5,
        value: { line, _ in "\(line.text.sex) \(line.text.age)" }
      ),
      Column(
        title: "",
        x: width - flags,
        width: flags,
        value: { line, glyphs in line.text.flags(glyphs) }
      ),
    ]
  }

  private static func name(_ line: PatientLine, _ glyphs: Glyphs) -> String {
    let name = line.patient.replacedBy == nil ? line.text.name : "\(line.text.name) (merged)"
    guard let deceased = line.patient.deceased, !line.text.settings.isDeidentified else {
      return name
    }
    return "\(name) (\(Character(glyphs[.deceased])) \(deceased.prefix(4)))"
  }

  private static func lastSeen(_ line: PatientLine, _ glyphs: Glyphs) -> String {
    let settings = line.text.settings
    // Who was seen today is known to many: beside that day an age in days is a birth date.
    guard let moment = line.patient.lastSeen, !settings.isDeidentified else { return "–" }
    return DateText.day(settings.zone.civilTime(at: moment))
  }

  /// A count after a sign; nothing for none.
  private static func count(_ number: Int, sign: String = "") -> String {
    number > 0 ? sign + grouped(number) : ""
  }

  private static func column(_ column: PatientColumn, isWide: Bool) -> Column {
    switch column {
    case .name: Column(title: "NAME", width: 10, sort: .name, value: name)
    case .marks:
      Column(
        title: "sFD",
        width: 3,
        sort: .marks,
        value: { line, _ in line.letters },
        role: { $0.marks.isFlagged ? .warning : .dim }
      )
    case .sex: Column(title: "SEX", width: 3, sort: .sex, value: { line, _ in line.text.sex })
    case .age:
      Column(
        title: "AGE",
        width: 3,
        alignment: .trailing,
        sort: .age,
        value: { line, _ in line.text.age }
      )
    case .born:
      Column(title: "BORN", width: 10, value: { line, _ in String(line.text.born.dropFirst(2)) })
    case .recordNumber:
      Column(
        title: "MRN",
        width: isWide ? 12 : 8,
        sort: .recordNumber,
        value: { line, _ in line.text.recordNumber }
      )
    case .lastSeen: Column(title: "LAST SEEN", width: 10, sort: .lastSeen, value: lastSeen)
    case .events:
      Column(
        title: "EVENTS",
        width: 7,
        alignment: .trailing,
        sort: .events,
        value: { line, _ in grouped(line.patient.eventCount) }
      )
    case .changed:
      Column(
        title: "CHANGED",
        width: 7,
        alignment: .trailing,
        sort: .changed,
        value: { line, _ in count(line.patient.changedCount, sign: "~") },
        role: { _ in .flagChanged }
      )
    case .deleted:
      Column(
        title: "DELETED",
        width: 7,
        alignment: .trailing,
        sort: .changed,
        value: { line, _ in count(line.patient.deletedCount, sign: "x") },
        role: { _ in .flagDeleted }
      )
    case .flags:
      Column(
        title: "FLAGS",
        width: 10,
        sort: .critical,
        value: { line, glyphs in line.text.flags(glyphs) },
        role: {
          $0.patient.criticalCount > 0
            ? .flagCritical : $0.patient.allergyCount > 0 ? .warning : .dim
        }
      )
    case .news:
      Column(
        title: "NEWS",
        width: 6,
        alignment: .trailing,
        sort: .news,
        value: { line, _ in line.news },
        role: { $0.news == "new" ? .dim : .flagChanged }
      )
    case .unreviewed:
      Column(
        title: "REVIEW",
        width: 6,
        alignment: .trailing,
        sort: .unreviewed,
        value: { line, _ in line.facts.map { count($0.unreviewed) } ?? "…" },
        role: { _ in .warning }
      )
    case .problems:
      Column(
        title: "PROBL",
        width: 5,
        alignment: .trailing,
        sort: .problems,
        value: { line, _ in line.facts.map { count($0.problems) } ?? "…" }
      )
    case .quality:
      Column(
        title: "QUALITY",
        width: 19,
        sort: .quality,
        value: { line, _ in line.quality },
        role: { _ in .dim }
      )
    case .note: Column(title: "NOTE", width: 22, value: { line, _ in line.note })
    }
  }
}
