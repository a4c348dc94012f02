// SPDX-License-Identifier: Apache-2.0

import FHIR
import GRDB

/// The tables of a lake file, and how older files become newer ones.
///
/// docs/data-model.md describes each table with its key, its columns and worked rows. Three ideas
/// carry all of them:
///
/// - A job's number is the lake's clock. What a row says was so from `fromJob` up to, but not
///   including, `toJob`; a row without `toJob` is so now.
/// - `resource.row` is the number of a resource, and `resource.row << 20 | version` the number of a
///   version, so that the versions of a resource lie together and need no index of their own.
/// - Everything below `derived` can be dropped and rebuilt from the bodies.
enum Migrations {
  /// Version 1 of the file format.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("001-initial") { db in
      try db.execute(sql: stored)
      try db.execute(sql: derived)
    }
    migrator.registerMigration("002-leveled-indexes") { db in
      try db.execute(sql: "DROP INDEX resourceByID; DROP INDEX eventByConcept;")
      try makeLeveledIndexes(db)
    }
    migrator.registerMigration(searchIndexMigration) { db in
      try db.execute(sql: searchIndex)
      try db.execute(
        sql: "CREATE INDEX resourceChanged ON resource (row) WHERE version > 1 OR deleted"
      )
    }
    migrator.registerMigration("004-versions-by-job") { db in
      try db.execute(sql: "CREATE INDEX versionByJob ON resourceVersion (job)")
    }
    migrator.registerMigration("005-erased") { db in
      try db.execute(
        sql: """
          CREATE TABLE erased (
            hash INTEGER NOT NULL,
            type INTEGER NOT NULL,
            job INTEGER NOT NULL,
            PRIMARY KEY (hash, type)
          ) WITHOUT ROWID
          """
      )
    }
    // The keys of the search index are others: parameters have other numbers, some have more keys.
    migrator.registerMigration("006-search-keys") { _ in }
    // The text of notes in HTML and RTF is another, so that what was derived from it is rebuilt.
    migrator.registerMigration(extractionMigration) { db in
      try db.execute(sql: ExtractionTables.definition)
    }
    // A list of 100,000 patients took as long to find their ids as to read all else of them.
    migrator.registerMigration("008-patient-ids") { db in
      guard try !db.columns(in: "patient").contains(where: { $0.name == "id" }) else { return }
      try db.execute(
        sql: """
          ALTER TABLE patient ADD COLUMN id TEXT;
          UPDATE patient SET id = (
            SELECT id FROM resource r WHERE r.row = patient.resource AND r.deleted = 0);
          """
      )
    }
    // Those who were seen last come first in the list: finding them went through all patients.
    migrator.registerMigration("009-patients-by-last-seen") { db in
      try db.execute(sql: patientsByLastSeen)
    }
    migrator.registerMigration(standingMigration) { db in
      try db.execute(sql: termWord)
      let known = try db.columns(in: "patient").map(\.name)
      for column in ["otherNames", "replacedBy"] where !known.contains(column) {
        try db.execute(sql: "ALTER TABLE patient ADD COLUMN \(column) TEXT")
      }
    }
    // Events are read by other rules: what has no category, tapers, rates, stages, modifiers.
    migrator.registerMigration(eventRulesMigration) { db in try noteStale(db) }
    // A note that could not be read for want of a program or of a Binary, or whose Binary changed, was not
    // looked at again.
    migrator.registerMigration("012-note-sources") { db in
      try db.execute(sql: ExtractionTables.noteSources)
    }
    // What HealthLake and tarn say of where a resource is from stood in its title.
    migrator.registerMigration(eventTitlesMigration) { db in try noteStale(db) }
    // What several search parameters find is filed under one of them.
    // A patient was found by the one number that is shown, and not by the hospital's beside the country's.
    migrator.registerMigration(searchKeysMigration) { db in
      if try !db.columns(in: "patient").contains(where: { $0.name == "otherNumbers" }) {
        try db.execute(sql: "ALTER TABLE patient ADD COLUMN otherNumbers TEXT")
      }
      try noteStale(db)
    }
    // An index over all versions was larger than what it told: which rows an import made, side by side.
    migrator.registerMigration("015-created-rows") { db in
      try db.execute(sql: jobVersions)
      try db.execute(sql: "DROP INDEX IF EXISTS versionByJob")
    }
    // Seldom resources say more of what they are about, encounters where and why, and Tasks are whose they
    // are for.
    migrator.registerMigration(eventValuesMigration) { db in try noteStale(db) }
    // Why something was stopped, what was remarked of it, and of which child something was measured.
    migrator.registerMigration(eventRemarksMigration) { db in try noteStale(db) }
    // What a dose was given for, and why it, or what was to be handed out, was stopped.
    migrator.registerMigration(eventReasonsMigration) { db in try noteStale(db) }
    return migrator
  }

  /// Whether what is derived is of rules of another day, because nobody has rebuilt it yet, or whoever did
  /// was killed.
  static func isStale(_ db: Database) throws -> Bool { try Lake.rebuilds(db) < 0 }

  /// Notes that what is derived must be rebuilt, in the transaction of the caller: how often it was made
  /// anew is a negative number until it is.
  private static func noteStale(_ db: Database) throws {
    // Of a new lake there is nothing yet that could be made anew.
    guard try Int.fetchOne(db, sql: "SELECT 1 FROM job LIMIT 1") != nil else { return }
    try db.execute(sql: "PRAGMA user_version = \(-abs(try Lake.rebuilds(db)) - 1)")
  }

  /// The migrations behind which events are read by other rules than before.
  private static let eventRulesMigration = "011-event-rules"
  private static let eventTitlesMigration = "013-event-titles"
  private static let eventValuesMigration = "016-event-values"
  private static let eventRemarksMigration = "017-event-remarks"
  private static let eventReasonsMigration = "018-event-reasons"

  /// The words of codes, titles and values, each with how many of them have it; kept by the full text.
  private static let termWord =
    "CREATE VIRTUAL TABLE IF NOT EXISTS termWord USING fts5vocab('termText', 'row')"

  private static let patientsByLastSeen = """
    CREATE INDEX IF NOT EXISTS patientByLastSeen ON patient (lastSeen DESC, resource)
    WHERE id IS NOT NULL
    """

  /// The migrations behind which everything derived is rebuilt, when the lake is opened for writing.
  static let rebuilding = [
    searchIndexMigration, searchKeysMigration, extractionMigration, standingMigration,
    eventRulesMigration, eventTitlesMigration, eventValuesMigration, eventRemarksMigration,
    eventReasonsMigration,
  ]

  /// The migration that says which record took the place of another; what is planned or must not be
  /// given is no medication that is taken since, and what was withdrawn saw nobody.
  private static let standingMigration = "010-standing"

  /// The migration that adds runs, readings, entities and verdicts.
  static let extractionMigration = "007-extraction"

  /// The newest meaning of the search index's keys.
  ///
  /// ``searchKeys`` is the fingerprint of what they are made from; where that changes, a lake's index
  /// must be rebuilt, so that a new migration belongs here.
  static let searchKeysMigration = "014-search-keys"

  /// The versions of each job: first versions by the runs of rows that the job created, all others by an
  /// index.
  static let jobVersions = """
    CREATE TABLE createdRow (
      job INTEGER NOT NULL,
      first INTEGER NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (job, first)
    ) WITHOUT ROWID;
    \(fillCreatedRows);
    CREATE INDEX laterVersionByJob ON resourceVersion (job) WHERE row & 1048575 > 1;
    CREATE VIEW jobVersion (job, row) AS
      SELECT job, row FROM resourceVersion INDEXED BY laterVersionByJob WHERE row & 1048575 > 1
      UNION ALL
      SELECT c.job, r.row << 20 | 1
      FROM createdRow c CROSS JOIN resource r ON r.row >= c.first AND r.row < c.first + c.count;
    """

  private static let fillCreatedRows = """
    INSERT INTO createdRow (job, first, count)
      SELECT job, MIN(resource), COUNT(*) FROM (
        SELECT job, row >> 20 AS resource,
          (row >> 20) - ROW_NUMBER() OVER (PARTITION BY job ORDER BY row) AS run
        FROM resourceVersion WHERE row & 1048575 = 1
      ) GROUP BY job, run
    """

  /// The fingerprint of the search parameters that the newest migration is for.
  static let searchKeys = "730800a7507c67bb.2"

  /// The inverted index of FHIR search; its rows are numbered by ``SearchIndexRow``.
  static let searchIndex = """
    CREATE VIRTUAL TABLE searchIndex USING fts5(
      keys, content='', columnsize=0, detail=none, tokenize="ascii tokenchars '_'");
    INSERT INTO searchIndex (searchIndex, rank) VALUES ('hashsize', 16777216);
    """

  /// The migration that adds the index; a lake from before it is rebuilt when it is opened.
  static let searchIndexMigration = "003-search-index"

  /// Drops every derived row, and makes the tables for them anew.
  static func remakeDerived(_ db: Database) throws {
    for index in LeveledIndex.all {
      try db.execute(sql: "DROP VIEW \(index.name)")
      for table in index.tables { try db.execute(sql: "DROP TABLE \(table)") }
    }
    for table in derivedTables { try db.execute(sql: "DROP TABLE \(table)") }
    try db.execute(sql: derived)
    try db.execute(sql: "DROP INDEX eventByConcept")
    try makeLeveledIndexes(db)
    try db.execute(sql: searchIndex)
    try db.execute(sql: "DELETE FROM createdRow; \(fillCreatedRows)")
  }

  /// Makes the indexes whose keys arrive in no order, from the tables that they are over.
  private static func makeLeveledIndexes(_ db: Database) throws {
    for index in LeveledIndex.all { try db.execute(sql: index.definition) }
    let resources = try RawStatement(db, "SELECT row, type, id FROM resource")
    let keys = try LeveledIndexWriter(db, .resourceKey)
    while try resources.step() {
      guard let type = ResourceType(code: resources.int(1)) else { continue }
      let key = ResourceKey(type: type, id: resources.string(2) ?? "")
      try keys.insert(key.indexHash, resources.int64(0))
    }
    try keys.settle(db)
    try db.execute(
      sql: """
        INSERT INTO conceptEvent2
        SELECT concept, start, patient, resource, ordinal, fromJob FROM event WHERE toJob IS NULL
        ORDER BY concept, start
        """
    )
  }

  /// Written once: jobs, resources, their versions, and the dictionaries of the bodies.
  static let stored = """
    CREATE TABLE job (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      state TEXT NOT NULL,
      startedAt INTEGER NOT NULL,
      endedAt INTEGER,
      author TEXT NOT NULL,
      source TEXT,
      reason TEXT,
      program TEXT NOT NULL,
      fingerprint TEXT,
      progress TEXT,
      created INTEGER NOT NULL DEFAULT 0,
      updated INTEGER NOT NULL DEFAULT 0,
      deleted INTEGER NOT NULL DEFAULT 0,
      identical INTEGER NOT NULL DEFAULT 0,
      invalid INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE dictionary (
      id INTEGER PRIMARY KEY,
      type INTEGER NOT NULL,
      body BLOB NOT NULL
    );
    CREATE TABLE resource (
      row INTEGER PRIMARY KEY,
      type INTEGER NOT NULL,
      id TEXT NOT NULL,
      version INTEGER NOT NULL,
      deleted INTEGER NOT NULL,
      patient INTEGER
    );
    CREATE UNIQUE INDEX resourceByID ON resource (type, id);
    CREATE INDEX resourceByPatient ON resource (patient) WHERE patient IS NOT NULL;
    CREATE TABLE resourceVersion (
      row INTEGER PRIMARY KEY,
      job INTEGER NOT NULL,
      recordedAt INTEGER NOT NULL,
      interaction INTEGER NOT NULL,
      sourceUpdated INTEGER,
      hash INTEGER,
      dictionary INTEGER,
      body BLOB
    );
    """

  /// A function of the bodies: dropped and rebuilt by `tarn reindex`.
  static let derived = """
    CREATE TABLE term (
      id INTEGER PRIMARY KEY,
      text TEXT NOT NULL UNIQUE
    );
    CREATE TABLE concept (
      id INTEGER PRIMARY KEY,
      system INTEGER,
      code INTEGER,
      title INTEGER NOT NULL,
      shownSystem INTEGER,
      shownCode INTEGER,
      shownTitle INTEGER
    );
    CREATE UNIQUE INDEX conceptByParts ON concept (title, IFNULL(code, 0), IFNULL(system, 0));
    CREATE INDEX conceptByCode ON concept (code);
    CREATE TABLE event (
      patient INTEGER NOT NULL,
      start INTEGER NOT NULL,
      resource INTEGER NOT NULL,
      ordinal INTEGER NOT NULL,
      fromJob INTEGER NOT NULL,
      toJob INTEGER,
      version INTEGER NOT NULL,
      lane INTEGER NOT NULL,
      shape INTEGER NOT NULL,
      startPrecision INTEGER NOT NULL,
      endPrecision INTEGER NOT NULL,
      flag INTEGER NOT NULL,
      concept INTEGER NOT NULL,
      dateElement INTEGER,
      end INTEGER,
      offsetMinutes INTEGER,
      value TEXT,
      number REAL,
      unit INTEGER,
      rangeLow REAL,
      rangeHigh REAL,
      status INTEGER,
      encounter INTEGER,
      PRIMARY KEY (patient, start, resource, ordinal, fromJob)
    ) WITHOUT ROWID;
    CREATE INDEX eventByConcept ON event (concept, start) WHERE toJob IS NULL;
    CREATE TABLE compartment (
      patient INTEGER NOT NULL,
      resource INTEGER NOT NULL,
      PRIMARY KEY (patient, resource)
    ) WITHOUT ROWID;
    CREATE TABLE link (
      target INTEGER NOT NULL,
      source INTEGER NOT NULL,
      PRIMARY KEY (target, source)
    ) WITHOUT ROWID;
    CREATE TABLE unresolvedReference (
      source INTEGER NOT NULL,
      reference TEXT NOT NULL,
      PRIMARY KEY (source, reference)
    ) WITHOUT ROWID;
    CREATE TABLE businessIdentifier (
      value TEXT NOT NULL,
      system INTEGER NOT NULL,
      resource INTEGER NOT NULL,
      PRIMARY KEY (value, system, resource)
    ) WITHOUT ROWID;
    CREATE TABLE patient (
      resource INTEGER PRIMARY KEY,
      id TEXT,
      name TEXT,
      sortName TEXT,
      sex TEXT,
      birthDate TEXT,
      deceased TEXT,
      identifier TEXT,
      address TEXT,
      events INTEGER NOT NULL DEFAULT 0,
      lastSeen INTEGER,
      critical INTEGER NOT NULL DEFAULT 0,
      allergies INTEGER NOT NULL DEFAULT 0,
      directives INTEGER NOT NULL DEFAULT 0,
      notes INTEGER NOT NULL DEFAULT 0,
      changed INTEGER NOT NULL DEFAULT 0,
      removed INTEGER NOT NULL DEFAULT 0,
      otherNames TEXT,
      replacedBy TEXT,
      otherNumbers TEXT
    );
    \(patientsByLastSeen);
    CREATE TABLE resourceCount (
      type INTEGER PRIMARY KEY,
      current INTEGER NOT NULL,
      deleted INTEGER NOT NULL,
      versions INTEGER NOT NULL,
      notes INTEGER NOT NULL
    );
    CREATE VIRTUAL TABLE termText USING fts5(
      text, content='', columnsize=0, tokenize = 'unicode61 remove_diacritics 2');
    \(termWord);
    CREATE VIRTUAL TABLE noteText USING fts5(
      text, content='', columnsize=0, tokenize = 'unicode61 remove_diacritics 2');
    """

  /// The names of the derived tables, in an order in which they can be dropped.
  static let derivedTables = [
    "searchIndex", "termWord",
    "noteText", "termText", "resourceCount", "patient", "businessIdentifier",
    "unresolvedReference", "link", "compartment", "event", "concept", "term",
  ]
}
