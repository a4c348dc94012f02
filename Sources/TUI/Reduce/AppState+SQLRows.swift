// SPDX-License-Identifier: Apache-2.0

internal import Terminal

extension AppState {
  // MARK: - Views and columns

  /// Asks what views there are, unless that is known.
  mutating func readSQLViews() {
    guard sql.views.isEmpty, !jobs.isRunning(.schema) else { return }
    start(.schema, .readSQLViews)
  }

  mutating func receive(_ views: [SQLView]) {
    sql.views = views
    if prompt?.kind == .sql { completeSQL() }
    guard let top = panes.indices.last, panes[top].kind == .schema else { return }
    panes[top].content = .schema(sql.schemaRows)
    panes[top].cursor.move(by: 0, count: paneRowCount)
  }

  /// Lists views and columns; a query that is being typed waits.
  mutating func openSchema() {
    if prompt?.kind == .sql {
      sql.draft = prompt?.line
      prompt = nil
    }
    sql.schemaWords = ""
    var pane = LakePane(.schema)
    if !sql.views.isEmpty { pane.content = .schema(sql.schemaRows) }
    panes.append(pane)
    readSQLViews()
  }

  /// Narrows the list of views and columns to those with words in them.
  mutating func setSchemaWords(_ text: String) {
    guard let top = panes.indices.last, panes[top].kind == .schema, sql.schemaWords != text else {
      return
    }
    sql.schemaWords = text
    panes[top].cursor = ListCursor()
    if !sql.views.isEmpty { panes[top].content = .schema(sql.schemaRows) }
  }

  /// Goes back to the query that was being typed when the list was opened.
  mutating func resumeDraft() {
    guard let draft = sql.draft else { return }
    sql.draft = nil
    openPrompt(.sql)
    editPrompt { $0 = draft }
  }

  /// Puts the view or column that has the focus into the query, or begins one of it.
  mutating func pickFromSchema() {
    guard let pane = panes.last, case .schema(let rows) = pane.content,
      let row = rows[safe: pane.cursor.index]
    else { return }
    let draft = sql.draft ?? LineEditor(sql.statement)
    sql.draft = nil
    panes.removeLast()
    openPrompt(.sql)
    editPrompt { line in
      line = draft
      guard !draft.text.trimmed.isEmpty else {
        let columns = row.column.map { $0 == "id" ? "id" : "id, \($0)" } ?? "*"
        line = LineEditor("SELECT \(columns) FROM \(row.view) LIMIT 100")
        return
      }
      let needsBlank = line.head.last.map { !" (,.".contains($0) } ?? false
      line.insert((needsBlank ? " " : "") + (row.column ?? row.view))
    }
  }

  // MARK: - Completion

  /// Looks for what may be typed next; a query that was only called up is left alone.
  mutating func completeSQL() {
    guard let prompt, prompt.kind == .sql else { return }
    let isTyped = prompt.historyIndex == nil && prompt.line.text != sql.statement
    self.prompt?.completions =
      isTyped
      ? SQLCompleter.complete(prompt.line.text, cursor: prompt.line.cursor, views: sql.views)
      : Completions()
    self.prompt?.completionIndex = 0
  }

  // MARK: - Rows

  /// Opens the resource that the focused row is about, or else everything that stands in the row.
  mutating func openSQLRow() {
    guard let pane = panes.last, let row = sql.table?.rows[safe: pane.cursor.index] else {
      return askSQL()
    }
    guard let key = sql.resource(of: row) else { return showSQLRow() }
    if let patient = key.type == "Patient" ? key.id : sql.value("patient_id", of: row) {
      return openFromSQL(key, ofPatient: patient)
    }
    start(.schema, .findPatient(key))
  }

  mutating func receive(patient: String?, of key: ResourceKey) {
    guard panes.last?.kind == .sql else { return }
    if let patient { return openFromSQL(key, ofPatient: patient) }
    showSQLRow()
    say("\(key) is of no one patient; the row is shown")
  }

  private mutating func openFromSQL(_ key: ResourceKey, ofPatient id: String) {
    leavePanes(for: key, ofPatient: id)
    guard key.type != "Patient" else { return }
    var sheet = Sheet(
      ResourceKey.noteTypes.contains(key.type) ? .note : .detail,
      key: key,
      event: chart?.chart?.index(of: key)
    )
    sheet.isOverPanes = true
    chart?.sheets.append(sheet)
    if sheet.kind == .detail, sizeClass > .small { chart?.focus = .detail }
  }

  /// Shows all fields of the focused row, JSON indented.
  mutating func showSQLRow() {
    guard let pane = panes.last, let table = sql.table,
      let row = table.rows[safe: pane.cursor.index]
    else { return }
    let number = pane.cursor.index + 1
    open(
      .record,
      .record(columns: table.columns, fields: row, width: size.width),
      scope: "\(grouped(number)) of \(grouped(table.rows.count))"
    )
  }
}
