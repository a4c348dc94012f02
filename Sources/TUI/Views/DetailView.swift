// SPDX-License-Identifier: Apache-2.0

internal import Terminal
internal import Timeline

/// One resource: its value, what it is compared with, where it comes from and leads to.
struct DetailView {
  let state: AppState

  private var glyphs: Glyphs { state.settings.glyphs }

  var title: String {
    guard let chart = state.chart, let key = state.detailSubject?.key else { return "Detail" }
    let version = chart.details[key, chart.sheet?.version]
    // What was walked through, by its types: an id leaves no room for the one that is open.
    let arrow = " \(Character(glyphs[.pointer])) "
    let steps = chart.sheets.count > 3 ? ["…"] : []
    let walked = steps + chart.sheets.dropLast().suffix(2).map(\.key.type)
    let path = walked.map { $0 + arrow }.joined()
    guard let shown = version?.content, let count = version?.versions.count else {
      return path + key.description
    }
    return "\(path)\(key) · v\(shown.summary.number) of \(count)"
  }

  func draw(on canvas: Canvas) -> Position? {
    guard let chart = state.chart else { return nil }
    let sheet = chart.sheet?.kind == .detail ? chart.sheet : nil
    let lines = state.detailLines(width: canvas.width, height: canvas.height)
    guard !lines.isEmpty else {
      guard chart.chart != nil else {
        canvas.put("reading events…", x: 1, y: 0, .busy)
        return nil
      }
      canvas.put("Nothing at the cursor", x: 1, y: 0, .dim, width: canvas.width - 2)
      canvas.put("[ and ] go to the events of this lane", x: 1, y: 1, .dim, width: canvas.width - 2)
      return nil
    }
    let top = min(sheet?.top ?? 0, max(0, lines.count - canvas.height))
    let links = lines.indices.filter { lines[$0].link != nil }
    let hasKeys = chart.hasSheetFocus(in: state.sizeClass)
    let focused =
      hasKeys && links.indices.contains(sheet?.link ?? 0) ? links[sheet?.link ?? 0] : nil
    var focus: Position?
    for y in 0..<canvas.height where lines.indices.contains(top + y) {
      canvas.put(lines[top + y], x: 0, y: y)
      if top + y == focused {
        canvas.restyle(canvas.bounds.row(y), .selection)
        canvas.put(glyphs[.pointer], x: 0, y: y, .selection)
        focus = canvas.onScreen(x: 0, y: y)
      }
    }
    ScrollMarks.draw(top: top, count: lines.count, glyphs: glyphs, on: canvas)
    return focus ?? canvas.onScreen(x: 0, y: 0)
  }
}

/// Marks at the right edge that say that there is more.
enum ScrollMarks {
  static func draw(top: Int, count: Int, glyphs: Glyphs, on canvas: Canvas) {
    guard count > canvas.height, canvas.height > 1 else { return }
    if top > 0 { canvas.put(glyphs[.sortUp], x: canvas.width - 1, y: 0, .scrollThumb) }
    if top + canvas.height < count {
      canvas.put(glyphs[.sortDown], x: canvas.width - 1, y: canvas.height - 1, .scrollThumb)
    }
  }
}

extension AppState {
  /// The resource that the detail shows, with its event.
  var detailSubject: (key: ResourceKey, event: Int?)? {
    guard let chart else { return nil }
    if let sheet = chart.sheet, sheet.kind == .detail { return (sheet.key, sheet.event) }
    return followedKey.map { ($0, focusedEvent) }
  }

  /// The lines of the detail in its pane.
  var detailLines: [StyledLine] { detailLines(width: detailRect.width, height: detailRect.height) }

  func detailLines(width: Int, height: Int) -> [StyledLine] {
    guard let chart, let subject = detailSubject, width > 0 else { return [] }
    // A change is about a version of a resource; the resource's own event says its value.
    var event = subject.event
    if let index = event, chart.chart?.event(index).lane == .changes {
      event = chart.chart?.index(of: subject.key) ?? event
    }
    return DetailLines(
      key: subject.key,
      event: event,
      chart: chart.chart,
      content: shownDetail,
      failure: chart.requestedDetail?.key == subject.key ? chart.detailFailure : nil,
      isRaw: chart.sheet?.isRaw ?? false,
      dates: dates,
      isReadAloud: settings.isAccessible,
      owner: otherOwner(of: subject.key),
      allergen: event.flatMap { chart.summary?.allergens[$0] }.flatMap { chart.chart?.event($0) }
        .map { $0.value == nil ? $0.title : "\($0.title): \($0.valueText)" },
      glyphs: settings.glyphs,
      width: width,
      height: height
    )
    .make()
  }

  /// Whose a resource is that was walked to, where it is not the patient's whose record is open; `nil` where
  /// it is, or nobody's.
  func otherOwner(of key: ResourceKey) -> String? {
    guard let chart else { return nil }
    let owner: ResourceKey?
    if key.type == "Patient" {
      owner = key
    } else {
      let links = chart.details[key, nil]?.links.outgoing ?? []
      owner =
        links.first { Self.owning.contains($0.element) && $0.target?.type == "Patient" }?.target
    }
    guard let owner, owner.id != chart.patient.id else { return nil }
    guard let at = list.table.index(ofID: owner.id) else { return owner.description }
    return PatientText(list.table[at], settings: settings).name
  }

  /// The elements that say whose a resource is.
  private static let owning: Set<String> = ["subject", "patient", "for", "beneficiary"]

  /// The rows of this screen.
  func frameLayout(hasTabs: Bool) -> FrameLayout {
    FrameLayout(
      size: size,
      hasTabs: hasTabs,
      hasPrompt: prompt != nil,
      hasMoment: moment != nil
    )
  }

  /// Where the detail is on this screen.
  var detailRect: Rect {
    guard let chart else { return Rect(x: 0, y: 0, width: 0, height: 0) }
    let frame = frameLayout(hasTabs: true)
    if chart.isSheetCovering(in: sizeClass) { return frame.body }
    return WorkspaceLayout(size: size, chart: chart, hasPrompt: prompt != nil)[.detail]
  }

  /// The lines of the sheet that has the keys.
  var sheetLineCount: Int {
    guard let sheet = chart?.sheet else { return 0 }
    switch sheet.kind {
    case .detail: return detailLines.count
    case .note: return sheet.lines?.lines.count ?? 0
    case .versions: return differenceLines.count
    }
  }

  /// The rows of the sheet that has the keys.
  var sheetHeight: Int {
    guard let sheet = chart?.sheet else { return 1 }
    switch sheet.kind {
    case .detail: return max(1, detailRect.height)
    case .note:
      let foot = NoteView.footHeight(size, sheet)
      return max(1, detailRect.height - NoteView.headHeight(size) - foot)
    case .versions: return max(1, differenceHeight)
    }
  }

  /// The note of the topmost sheet in lines.
  var noteLines: NoteLines { chart?.sheet?.lines ?? NoteLines("", width: 40) }

  /// The rows of the pane that has the keys.
  var focusHeight: Int {
    switch screen {
    case _ where !panes.isEmpty:
      return LakePaneView.listHeight(frameLayout(hasTabs: false).body, rowHeight: paneRowHeight)
    case .patients:
      let body = frameLayout(hasTabs: false).body
      return PatientListView.split(body, sizeClass).list.height - 1
    case .search:
      return frameLayout(hasTabs: false).body.height - 1
    case .chart:
      guard let chart else { return 1 }
      if chart.hasSheetFocus(in: sizeClass) { return sheetHeight }
      return WorkspaceLayout(size: size, chart: chart)[chart.focus].height
    }
  }
}
