// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import Terminal

/// The first row: who the patient is, with what must not be missed; or the lake.
struct BannerView {
  let state: AppState

  func draw(on canvas: Canvas) {
    canvas.fill(canvas.bounds, style: Role.banner.style)
    // Above what is of all patients no one's name may stand; a difference is of what it was opened from.
    let pane = state.panes.last { $0.kind != .difference }
    if state.screen == .chart, pane?.isOfLake != true, let chart = state.chart {
      drawPatient(chart, on: canvas)
    } else {
      drawLake(on: canvas)
    }
  }

  private func drawPatient(_ chart: ChartState, on canvas: Canvas) {
    let text = PatientText(chart.patient, settings: state.settings)
    let isNarrow = state.sizeClass == .extraSmall
    var line = "   \(text.sex) \(text.ageWithUnit)"
    if !text.born.isEmpty { line += "  \(text.born)" }
    let number = text.recordNumber.isEmpty ? "" : "  MRN \(text.recordNumber)"
    // A long name or number is cut before an alert is.
    let identity = min(DisplayWidth.of(text.name), 20) + line.count + min(number.count, 14) + 1
    let alerts = isNarrow ? narrowAlerts(chart) : alerts(chart, width: canvas.width - identity - 2)
    let alertWidth = DisplayWidth.of(alerts)
    let room = canvas.width - (alertWidth > 0 ? alertWidth + 2 : 1)
    if isNarrow {
      let known = " \(text.sex) \(text.age)"
      let end = canvas.put(text.name, x: 0, y: 0, .banner, width: max(4, room - known.count))
      canvas.put(known, x: end, y: 0, .banner, width: max(0, room - end))
    } else {
      // A long number is cut before the name is.
      let shortest = min(number.count, 14)
      let nameRoom = max(12, room - line.count - shortest - 1)
      let end = canvas.put(text.name, x: 1, y: 0, .banner, width: nameRoom)
      let next = canvas.put(line, x: end, y: 0, .banner, width: max(0, room - end))
      var last = canvas.put(number, x: next, y: 0, .banner, width: max(0, room - next))
      if canvas.width >= 100, !state.settings.isDeidentified, let seen = chart.patient.lastSeen {
        let day = state.dates.text(seen, precision: .day)
        last = canvas.put("   last seen \(day)", x: last, y: 0, .banner, width: max(0, room - last))
      }
    }
    if alertWidth > 0 {
      canvas.put(
        alerts,
        x: max(0, canvas.width - alertWidth - (isNarrow ? 0 : 1)),
        y: 0,
        .bannerAlert
      )
    }
  }

  /// `ALLERGY:2  DNR`, before what only the events know; the last of them in short where it is narrow.
  private func alerts(_ chart: ChartState, width: Int) -> String {
    var parts: [(text: String, short: String)] = []
    func add(_ text: String, _ short: String? = nil) { parts.append((text, short ?? text)) }
    let allergies = chart.summary?.allergyCount ?? chart.patient.allergyCount
    if allergies > 0 {
      add("ALLERGY:\(allergies)")
    } else if let denial = chart.summary?.noKnownAllergies {
      add(denial)
    }
    if chart.patient.directiveCount > 0 || chart.summary?.directive != nil {
      // Its own name says more: that there is a code status could as well mean full code.
      if let name = chart.summary?.directive {
        let short = Self.abbreviation(in: name)
        add(
          name.count <= 20 ? name : short ?? DisplayText(name, cutTo: 48).text,
          short ?? DisplayText(name, cutTo: 20).text
        )
      } else {
        add("DIRECTIVE:\(chart.patient.directiveCount)", "DIR:\(chart.patient.directiveCount)")
      }
    }
    if chart.patient.deceased != nil { add("DECEASED") }
    if chart.isDeleted { add("DELETED") }
    if chart.patient.replacedBy != nil { add("MERGED") }
    if chart.mergedCount > 0 { add("OLD RECORD:\(chart.mergedCount)", "OLD:\(chart.mergedCount)") }
    for shortened in (0...parts.count).reversed() {
      let texts = parts.enumerated().map {
        $0.offset < shortened ? $0.element.text : $0.element.short
      }
      let line = texts.joined(separator: "  ")
      if DisplayWidth.of(line) <= width || shortened == 0 { return line }
    }
    return ""
  }

  /// The abbreviation of an order in its name: `DNAR` of `Do Not Attempt Resuscitation (DNAR)`.
  private static func abbreviation(in name: String) -> String? {
    let known: Set<Substring> = ["DNR", "DNAR", "DNACPR", "DNI", "POLST", "MOLST"]
    return name.split { !$0.isLetter }.first(where: known.contains).map(String.init)
  }

  private func narrowAlerts(_ chart: ChartState) -> String {
    let isWide = state.size.width >= 60
    let view = "\(chart.view.rawValue)/7 \(isWide ? chart.view.title : chart.view.shortTitle)"
    var flags = PatientText(chart.patient, settings: state.settings).flags(state.settings.glyphs)
    if isWide, state.settings.isAccessible {
      // Letters say nothing to who hears them.
      let critical = chart.patient.criticalCount
      flags = alerts(chart, width: state.size.width - DisplayWidth.of(view) - 24)
      if critical > 0 { flags += "\(flags.isEmpty ? "" : "  ")\(grouped(critical)) critical" }
    }
    return flags.isEmpty ? view : "\(flags)  \(view)"
  }

  private func drawLake(on canvas: Canvas) {
    let isSearch = state.screen == .search || !state.panes.isEmpty
    var title = isSearch ? "ALL PATIENTS" : "PATIENTS"
    if let listed = state.search?.listed, state.screen == .search, state.panes.isEmpty {
      title = "\(counted(listed.ids.count, "LISTED PATIENT", plural: "LISTED PATIENTS"))"
      title += ", \(listed.words)"
    } else if let lake = state.lake {
      title += isSearch ? " (\(grouped(lake.patientCount)))" : "  \(lake.name)"
      if state.settings.isReadOnly || !state.settings.hasEditor { title += "  read-only" }
    }
    let sort = state.list.sort
    let glyph = state.settings.glyphs[
      sort.isDescending != state.list.isReversed ? .sortDown : .sortUp
    ]
    let count = counted(state.list.table.count, "patient")
    var right =
      isSearch
      ? "no patient in context" : "\(count)   sort: \(sort.rawValue) \(Character(glyph))"
    if canvas.width < 50 { right = isSearch ? "" : grouped(state.list.table.count) }
    let rightWidth = DisplayWidth.of(right)
    let left = max(0, canvas.width - rightWidth - 1)
    canvas.put(title, x: 1, y: 0, .banner, width: max(0, left - 2))
    canvas.put(right, x: left, y: 0, .banner)
  }
}

/// A patient in words.
struct PatientText {
  let patient: PatientSummary
  let settings: Settings

  init(_ patient: PatientSummary, settings: Settings) {
    self.patient = patient
    self.settings = settings
  }

  /// `MORENO, Ana Lucía`; a pseudonym when patients are de-identified.
  var name: String {
    if settings.isDeidentified { return patient.isNameless ? "(no name)" : patient.name }
    if patient.isNameless { return "(no name) Patient/\(patient.id)" }
    // The part that names are sorted by is set off by capitals, where it can be told.
    guard let comma = patient.name.firstIndex(of: ",") else { return patient.name }
    return patient.name[..<comma].uppercased() + patient.name[comma...]
  }

  /// One letter: `F`, `M`, `O`, `?`.
  var sex: String {
    switch patient.gender {
    case "female": "F"
    case "male": "M"
    case "other": "O"
    default: "?"
    }
  }

  /// The age, at death for the dead; `–` when unknown.
  var age: String {
    patient.ageText
      ?? Age.text(
        birthDate: patient.birthDate,
        end: patient.deceased,
        now: settings.ageMoment
      ) ?? "–"
  }

  /// The age in completed years, at death for the dead; `nil` when unknown.
  var years: Int? {
    Age.years(birthDate: patient.birthDate, end: patient.deceased, now: settings.ageMoment)
  }

  var ageWithUnit: String {
    if age == "–" { return "age ?" }
    return age.last == "d" || age.last == "m" ? age : age + "y"
  }

  var born: String {
    patient.birthDate.isEmpty || settings.isDeidentified ? "" : "b.\(patient.birthDate)"
  }

  var recordNumber: String { settings.isDeidentified ? "" : patient.recordNumber }

  /// `A D !3 ✝`: allergies, directives, critical events, deceased, no identity.
  func flags(_ glyphs: Glyphs) -> String {
    var parts: [String] = []
    if patient.allergyCount > 0 { parts.append("A") }
    if patient.directiveCount > 0 { parts.append("D") }
    if patient.criticalCount > 0 { parts.append("!\(patient.criticalCount)") }
    if patient.deceased != nil { parts.append(String(Character(glyphs[.deceased]))) }
    if patient.isNameless { parts.append("?id") }
    return parts.joined(separator: " ")
  }
}
