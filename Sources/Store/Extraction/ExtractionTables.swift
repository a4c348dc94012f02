// SPDX-License-Identifier: Apache-2.0

/// The tables of what was read from notes.
///
/// They are written once, like versions, and are no function of the bodies: `tarn reindex` leaves them
/// alone. A reading is what one run found in one note; it is true from `fromJob` up to, but not
/// including, `toJob`. A verdict belongs to words in their place, by their key, and so outlives the
/// readings. docs/data-model.md describes each table.
enum ExtractionTables {
  static let definition = """
    CREATE TABLE extractionRun (
      job INTEGER PRIMARY KEY,
      engine TEXT NOT NULL,
      settings TEXT NOT NULL,
      upTo INTEGER NOT NULL DEFAULT 0,
      rolledBack INTEGER
    );
    CREATE TABLE reading (
      id INTEGER PRIMARY KEY,
      run INTEGER NOT NULL,
      resource INTEGER NOT NULL,
      version INTEGER NOT NULL,
      hash INTEGER NOT NULL,
      fromJob INTEGER NOT NULL,
      toJob INTEGER,
      words BLOB,
      body BLOB NOT NULL
    );
    CREATE UNIQUE INDEX readingNow ON reading (resource) WHERE toJob IS NULL;
    CREATE INDEX readingByResource ON reading (resource, fromJob);
    CREATE INDEX readingByRun ON reading (run);
    CREATE TABLE phrase (
      id INTEGER PRIMARY KEY,
      text TEXT NOT NULL UNIQUE
    );
    CREATE TABLE entityConcept (
      id INTEGER PRIMARY KEY,
      system TEXT NOT NULL,
      code TEXT NOT NULL,
      title TEXT NOT NULL,
      UNIQUE (system, code)
    );
    CREATE TABLE entity (
      reading INTEGER NOT NULL,
      ordinal INTEGER NOT NULL,
      phrase INTEGER NOT NULL,
      category TEXT NOT NULL,
      type TEXT NOT NULL,
      traits TEXT NOT NULL,
      score REAL NOT NULL,
      concept INTEGER,
      begin INTEGER NOT NULL,
      end INTEGER NOT NULL,
      key INTEGER NOT NULL,
      PRIMARY KEY (reading, ordinal)
    ) WITHOUT ROWID;
    CREATE TABLE entityCode (
      concept INTEGER NOT NULL,
      reading INTEGER NOT NULL,
      ordinal INTEGER NOT NULL,
      score REAL NOT NULL,
      PRIMARY KEY (concept, reading, ordinal)
    ) WITHOUT ROWID;
    CREATE INDEX entityByPhrase ON entity (phrase);
    CREATE INDEX entityCodeByReading ON entityCode (reading);
    CREATE INDEX entityByKey ON entity (key);
    CREATE TABLE verdict (
      id INTEGER PRIMARY KEY,
      key INTEGER NOT NULL,
      resource INTEGER NOT NULL,
      job INTEGER NOT NULL,
      recordedAt INTEGER NOT NULL,
      author TEXT NOT NULL,
      decision TEXT NOT NULL,
      words TEXT NOT NULL,
      context TEXT NOT NULL,
      category TEXT NOT NULL,
      correction TEXT
    );
    CREATE INDEX verdictByKey ON verdict (key, id);
    CREATE INDEX verdictByResource ON verdict (resource);
    """

  /// What the words of a note come from besides its resource: `source` is the id of a Binary, or of a PDF
  /// without words why it has none, as ``PDFFailure`` says it.
  static let noteSources = """
    CREATE TABLE noteSource (
      resource INTEGER NOT NULL,
      source TEXT NOT NULL,
      PRIMARY KEY (resource, source)
    ) WITHOUT ROWID
    """

  /// Removes what was read from a resource, and what was decided about it.
  static let erasure = """
    DELETE FROM noteSource WHERE resource = ?1;
    DELETE FROM entityCode WHERE reading IN (SELECT id FROM reading WHERE resource = ?1);
    DELETE FROM entity WHERE reading IN (SELECT id FROM reading WHERE resource = ?1);
    DELETE FROM reading WHERE resource = ?1;
    DELETE FROM verdict WHERE resource = ?1
    """

  /// Removes words that no entity has any more.
  static let orphans = "DELETE FROM phrase WHERE id NOT IN (SELECT phrase FROM entity)"
}
