// SPDX-License-Identifier: Apache-2.0

extension AppState {
  /// Opens the pane of SQL, with a prompt for a query unless one is given.
  mutating func openSQL(_ statement: String) {
    if panes.last?.kind != .sql { panes.append(LakePane(.sql)) }
    readSQLViews()
    if statement.isEmpty {
      if sql.statement.isEmpty { askSQL() }
    } else {
      remember(statement, in: .sql)
      runSQL(statement)
    }
  }

  /// Asks for a query; the last one stands there.
  mutating func askSQL() { openPrompt(.sql, text: sql.statement) }

  mutating func runSQL(_ statement: String) {
    guard !statement.isEmpty else { return }
    sql.statement = statement
    sql.table = nil
    sql.failure = nil
    if !panes.isEmpty {
      panes[panes.count - 1].cursor = ListCursor()
      panes[panes.count - 1].left = 0
    }
    start(.sql, .runSQL(statement))
  }

  /// Stops the query that runs.
  mutating func stopSQL() {
    cancel(.sql)
    sql.failure = "stopped"
    say("The query was stopped")
  }

  mutating func receive(_ table: SQLTable, milliseconds: Int64) {
    sql.table = table
    sql.milliseconds = milliseconds
    sql.widths = table.widths
  }

  mutating func receiveSQLFailure(_ reason: String) { sql.failure = reason }

  /// Writes the result to a file that is not there yet.
  mutating func writeResult(to path: String) {
    guard let table = sql.table, !path.isEmpty else { return }
    let name = path.lowercased()
    guard name.hasSuffix(".csv") || name.hasSuffix(".tsv") else {
      return say(
        UserMessage(.warning, "'\(path)' says no format", advice: "end the name in .csv or .tsv")
      )
    }
    start(.write, .writeFile(path: path, table))
  }
}
