// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import Terminal
internal import Timeline

/// The lines of a detail: value, what it is compared with, dates, links, versions, all elements.
struct DetailLines {
  /// The resource.
  let key: ResourceKey

  /// The event it made, in its chart.
  let event: Int?

  let chart: Chart?

  /// What the lake holds; `nil` while it is being read.
  let content: DetailContent?

  /// Why there is no content.
  let failure: String?

  let isRaw: Bool
  let dates: DateText

  /// Whether words stand in place of plots and letters.
  var isReadAloud = false

  /// Whose it is, where it is of another patient than the one whose record is open.
  var owner: String?

  /// Of a medication that is taken, what the patient is allergic to that it is.
  var allergen: String?
  let glyphs: Glyphs
  let width: Int

  /// The rows there are: few rows leave no room for blank lines.
  let height: Int

  private var isShort: Bool { height < 20 }

  private var root: JSONValue? { content?.content?.body?.root }

  /// Makes the lines.
  func make() -> [StyledLine] {
    let strange = owner.map { owner in
      StyledLine.wrap("Of another patient: \(owner)", .warning, width: width - 1, indent: 1)
    }
    if isRaw { return (strange ?? []) + rawLines }
    var lines = (strange ?? []) + heading
    if let event, let chart { lines += doubtLines(chart, event) + valueLines(chart, event) }
    if !isShort { lines.append(StyledLine()) }
    if let event, let chart { lines += dateLines(chart.event(event)) }
    guard let content else { return lines + waitingLines }
    guard content.content != nil else {
      return lines + [StyledLine(" The lake holds no version of \(key)", .warning)]
    }
    if let deletion = content.deletion { lines += deletionLines(deletion) }
    lines += twinLines
    lines += excerptLines(content, below: lines.count)
    lines += linkLines(content)
    lines += historyLines(content)
    lines += elementLines
    return lines
  }

  /// The words of a note, as many as leave room for what links it; of a mention those around it.
  private func excerptLines(_ content: DetailContent, below count: Int) -> [StyledLine] {
    guard let note = content.note else { return [] }
    let event = event.flatMap { chart?.event($0) }
    let excerpt = NoteExcerpt(
      note,
      around: event?.lane == .entities ? event.map { MentionTitle.words(of: $0.title) } : nil,
      width: width - 2,
      height: height - count - (isShort ? 4 : 7)
    )
    if isShort { return excerpt.lines }
    let rest = excerpt.hasMore ? "the whole note" : "the note, and what was read in it"
    return [StyledLine(), StyledLine(" TEXT", .heading)] + excerpt.lines
      + [field("o", rest, link: .note(key)), StyledLine()]
  }

  /// Who deleted it, and why.
  private func deletionLines(_ deletion: VersionSummary) -> [StyledLine] {
    let who =
      "DELETED\(dates.recordedBehind(deletion.recorded)) by \(deletion.author), job \(deletion.job)"
    let why = deletion.reason.isEmpty ? "" : ": \(deletion.reason)"
    return StyledLine.wrap(who + why, .warning, width: width - 1, indent: 1)
  }

  /// What another resource says of the same medication.
  private func doubtLines(_ chart: Chart, _ index: Int) -> [StyledLine] {
    let allergy = allergen.map { "The patient is allergic to \($0)" }
    let doubt = DoubtText(chart: chart, dates: dates).sentence(index)
    return [allergy, doubt].compactMap(\.self).flatMap {
      StyledLine.wrap($0, .warning, width: width - 1, indent: 1)
    }
  }

  private var waitingLines: [StyledLine] {
    guard let failure else { return [StyledLine(" reading…", .busy)] }
    return StyledLine.wrap(failure, .error, width: width - 1, indent: 1)
  }

  // MARK: - Heading

  private var heading: [StyledLine] {
    let event = event.flatMap { chart?.event($0) }
    var title = StyledLine()
    title.add(event?.title ?? resourceTitle, .strong)
    var code = StyledLine()
    if let event, let name = event.code {
      if let system = event.system { code.add(Self.systemName(system) + " ", .label) }
      code.add(name, .dim)
    }
    var status = StyledLine()
    if let text = event?.status ?? root?["status"]?.string {
      status.add("status ", .label)
      status.add(text)
    }
    var type = StyledLine()
    type.add(event?.lane.eventTitle ?? key.type, event?.lane.role ?? .dim)
    return StyledLine.flow([title, type, code, status], width: width, indent: 1) + statusReasons
  }

  /// Why something has its status: why it was stopped, or not done.
  private var statusReasons: [StyledLine] {
    guard let found = root?["statusReason"] else { return [] }
    let concepts = found.isArray ? Array(found.elements) : [found]
    return concepts.compactMap(Self.words)
      .flatMap { StyledLine.wrap("reason: \($0)", .text, width: width - 1, indent: 1) }
  }

  private var resourceTitle: String {
    guard let root else { return key.description }
    for element in ["code", "type", "vaccineCode", "medicationCodeableConcept", "category"]
      as [StaticString]
    {
      let value = root[element]
      let concept = value?.isArray == true ? value?.first : value
      if let text = concept?["text"]?.string ?? concept?["coding"]?.first?["display"]?.string {
        return text
      }
    }
    if let name = root["name"] {
      if let text = name.string { return text }
      let first = name.isArray ? name.first : name
      let parts = [
        first?["text"]?.string,
        first?["family"]?.string,
        first?["given"]?.elements.compactMap(\.string).joined(separator: " "),
      ]
      return parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
    }
    return key.description
  }

  /// What readers call a code system.
  static func systemName(_ system: String) -> String {
    switch system {
    case "http://loinc.org": "LOINC"
    case "http://snomed.info/sct": "SNOMED"
    case "http://www.nlm.nih.gov/research/umls/rxnorm": "RxNorm"
    case "http://hl7.org/fhir/sid/cvx": "CVX"
    case "http://hl7.org/fhir/sid/icd-10", "http://hl7.org/fhir/sid/icd-10-cm": "ICD-10"
    case "http://unitsofmeasure.org": "UCUM"
    default: system.split(separator: "/").last.map(String.init) ?? system
    }
  }

  /// A concept in words, else its code.
  private static func words(_ concept: JSONValue) -> String? {
    let coding = concept["coding"]?.first
    return concept["text"]?.string ?? coding?["display"]?.string ?? coding?["code"]?.string
  }

  // MARK: - Value

  /// What a laboratory says of a value in words alone: a range that is none of numbers, an interpretation
  /// that is none of the known codes, and of what specimen it is.
  private func wordsAboutValue(_ event: Event) -> [StyledLine] {
    guard let root, key.type == "Observation" else { return [] }
    var items: [StyledLine] = []
    let ranges = (root["referenceRange"]?.elements ?? .empty).compactMap { $0["text"]?.string }
    if event.rangeText.isEmpty, !ranges.isEmpty {
      items.append(Self.item("ref", ranges.joined(separator: "; ")))
    }
    let said = (root["interpretation"]?.elements ?? .empty).compactMap(Self.words)
    if event.flag == .none, !said.isEmpty {
      items.append(Self.item("interpretation", said.joined(separator: "; ")))
    }
    if let specimen = root["specimen"]?["display"]?.string {
      items.append(Self.item("specimen", specimen))
    }
    return items
  }

  private func valueLines(_ chart: Chart, _ index: Int) -> [StyledLine] {
    let event = chart.event(index)
    guard event.value != nil else { return [] }
    let statistics = SeriesStatistics(chart: chart, event: index)
    var lines = isShort ? [] : [StyledLine()]
    var value = StyledLine(event.valueText, event.flag.role ?? .strong)
    if event.flag.isAbnormal {
      let words = isReadAloud ? EventWords.words(event.flag) : nil
      value.add("  \(words ?? event.flag.letter) ", event.flag.role ?? .strong)
    }
    var items = [value]
    if value.width + 4 > width {
      // A dosage, or a remark, is read to its end.
      let role = event.flag.role ?? .strong
      let text = value.parts.map(\.text).joined()
      lines += StyledLine.wrap(text, role, width: width - 1, indent: 3)
      items = []
    }
    if isReadAloud, let words = EventWords.range(event) {
      items.append(Self.item("range", words))
    } else if !event.rangeText.isEmpty {
      items.append(Self.item("ref", event.rangeText))
    }
    items += wordsAboutValue(event)
    if let previous = statistics.previous {
      let day = dates.axisDay(previous.time)
      items.append(Self.item("previous", "\(previous.text) (\(day))"))
      if let delta = event.delta(from: previous) {
        let sign = isReadAloud ? "changed by" : String(Character(glyphs[.delta]))
        items.append(StyledLine("\(sign) \(delta)", .delta))
      }
    }
    if let next = statistics.next {
      items.append(
        Self.item("next", "\(next.text) (\(dates.axisDay(next.time)))")
      )
    }
    if let number = event.number, let baseline = statistics.baseline {
      items.append(
        Self.item(
          "own baseline",
          "\(decimal(baseline, places: statistics.baselinePlaces)) "
            + "(median of last \(statistics.baselineCount))"
        )
      )
      if !event.isBound, let percent = statistics.percentFromBaseline(number) {
        let sign = percent > 0 ? "+" : ""
        items.append(Self.item("change vs baseline", "\(sign)\(percent) %"))
      }
    }
    if statistics.isBaselineBounded {
      items.append(Self.item("own baseline", "– (a < or > among the last 8)"))
    }
    lines += StyledLine.flow(items, width: width, indent: 3)
    guard event.lane != .claims else { return lines }
    let plot = plotLines(statistics, event)
    if !plot.isEmpty { lines += (isShort ? [] : [StyledLine()]) + plot }
    if let text = statistics.leftOut.text(not: plot.isEmpty ? "compared" : "drawn") {
      lines += StyledLine.wrap(text, .warning, width: width - 1, indent: 3)
    }
    return lines
  }

  private func plotLines(_ statistics: SeriesStatistics, _ event: Event) -> [StyledLine] {
    guard statistics.points.count > 1, !isReadAloud else { return [] }
    return Plot(
      points: statistics.points,
      focus: statistics.focus,
      rangeLow: event.rangeLow,
      rangeHigh: event.rangeHigh,
      places: statistics.points.places,
      dayZero: dates.origin?.zero
    )
    .lines(width: width - 2, height: isShort ? 3 : min(8, max(4, height / 3)), glyphs: glyphs)
  }

  private static func item(_ label: String, _ value: String) -> StyledLine {
    var line = StyledLine(label + " ", .label)
    line.add(value)
    return line
  }

  // MARK: - Dates

  private func dateLines(_ event: Event) -> [StyledLine] {
    guard let element = event.dateElement else {
      return [field("date", "none: no element dates this resource", .warning)]
    }
    var text = dates.range(of: event)
    if event.startPrecision < .day, event.start != nil, event.shape == .instant {
      text +=
        event.startPrecision == .year ? " (only the year is known)" : " (only the month is known)"
    }
    if let offset = event.offsetMinutes, event.startPrecision > .day {
      text += "  written as \(DisplayZone.offsetText(Int(offset)))"
    }
    var line = field("when", text)
    let point = " \(Character(glyphs[.point])) \(element)"
    guard line.width + point.count <= width else {
      return [line, field("dated by", element, .dim)]
    }
    line.add(point, .dim)
    return [line]
  }

  private func field(
    _ label: String,
    _ text: String,
    _ role: Role = .text,
    link: LinkTarget? = nil
  ) -> StyledLine {
    var line = StyledLine(" " + label, .label)
    line.pad(to: labelWidth)
    let room = width - line.width - (link == nil ? 0 : 2)
    line.add(DisplayText(text, cutTo: max(4, room)).text, link == nil ? role : .link)
    if let link, !link.isDangling {
      line.add(" ")
      line.add(String(Character(glyphs[.enterKey])), .key)
    }
    line.link = link
    return line
  }

  private var labelWidth: Int { width >= 60 ? 13 : 11 }

  // MARK: - Links and versions

  /// The other resource that carries the same note.
  private var twinLines: [StyledLine] {
    guard let twin = chart?.twins[key] else { return [] }
    return [field("also as", "\(twin) · the same words", link: .resource(twin))]
  }

  private func linkLines(_ content: DetailContent) -> [StyledLine] {
    let links = content.links
    var lines = links.outgoing.map { link in
      line(for: link, label: link.element, arrow: "")
    }
    let incoming = links.incoming.map { link in
      line(
        for: link,
        label: "\(glyphs[.arrowBack]) \(link.target?.type ?? link.element)",
        arrow: " (\(link.element))"
      )
    }
    if !incoming.isEmpty {
      let all =
        links.incomingCount.map { _ in ", of which \(grouped(incoming.count)) are listed" } ?? ""
      let count = grouped(links.incomingCount ?? incoming.count)
      lines.append(StyledLine(" referred to by \(count)\(all)", .heading))
      lines += incoming
    }
    return lines
  }

  private func line(for link: ResourceLink, label: String, arrow: String) -> StyledLine {
    let shortLabel = DisplayText(label, cutTo: labelWidth - 2).text
    let reference = link.target?.description ?? link.reference
    // An id that says nothing to a reader comes after what does.
    let isLong = reference.utf8.count > 24
    let text =
      link.title.isEmpty
      ? reference : isLong ? "\(link.title) · \(reference)" : "\(reference) \(link.title)"
    guard link.isResolved, let target = link.target else {
      return field(shortLabel, "\(text) (not in the lake)", link: .dangling(link.reference))
    }
    let isNote = ResourceKey.noteTypes.contains(target.type) && target.type != "DiagnosticReport"
    return field(shortLabel, text + arrow, link: isNote ? .note(target) : .resource(target))
  }

  private func historyLines(_ content: DetailContent) -> [StyledLine] {
    var lines: [StyledLine] = []
    if let newest = content.versions.first {
      let history = content.versions.prefix(3).reversed().map { version in
        let mark = version.interaction == .delete ? " deleted" : ""
        return "v\(version.number)\(dates.recordedBehind(version.recorded))\(mark)"
      }
      let more = content.versions.count > 3 ? "… " : ""
      lines.append(
        field(
          "history",
          more + history.joined(separator: " \(glyphs[.point]) "),
          link: content.versions.count > 1 ? .versions : nil
        )
      )
      let author = newest.author.isEmpty ? "" : "by \(newest.author), "
      lines.append(field("recorded", "\(author)job \(newest.job)", .dim))
    }
    if let body = content.content?.body {
      lines.append(
        field("raw", "{ } \(byteSize(body.byteCount)) JSON  (r toggles, Y yanks)", .dim, link: .raw)
      )
    }
    return lines
  }

  private var elementLines: [StyledLine] {
    guard let root else { return [] }
    return [StyledLine(), StyledLine(" ELEMENTS", .heading)]
      + ElementLines(width: width, glyphs: glyphs).lines(of: root)
  }

  private var rawLines: [StyledLine] {
    guard let content else { return waitingLines }
    guard let version = content.content else {
      return [StyledLine(" The lake holds no version of \(key)", .warning)]
    }
    guard let body = version.body else {
      return [StyledLine(" v\(version.summary.number) is a deletion: it has no content", .warning)]
    }
    return JSONLines.lines(of: body.root).flatMap { JSONColouring.lines($0, width: width) }
  }
}
