// SPDX-License-Identifier: Apache-2.0

import FHIR
import GRDB
import Timeline

/// Names for medicines and devices that are only referred to (`medicationReference`, `device`).
///
/// An order that refers to a Medication does not say what was ordered, so its concept has the
/// reference for a title. When a job ends, the concept gets the name and the code of that Medication
/// besides, whichever of the two came first. One row serves every order of the medicine.
enum ReferredTitles {
  private static let types: [ResourceType] = [.medication, .device]

  static func resolve(_ db: Database, lake: Lake) throws {
    let open = try RawStatement(
      db,
      """
      SELECT c.id, t.text FROM term t JOIN concept c ON c.title = t.id
      WHERE t.text >= ?1 || '/' AND t.text < ?1 || '0'
      """
    )
    let find = try RawStatement(
      db,
      """
      SELECT v.dictionary, v.body FROM resource r
        JOIN resourceVersion v ON v.row = r.row << 20 | r.version
      WHERE \(ResourceKey.condition) AND r.deleted = 0
      """
    )
    let update = try RawStatement(
      db,
      "UPDATE concept SET shownTitle = ?, shownCode = ?, shownSystem = ? WHERE id = ?"
    )
    let context = BodyCodec.Context(lake.codec)
    let parser = JSONParser()
    var tables: WriterTables?
    var concepts: [(id: Int64, key: ResourceKey)] = []
    for type in types {
      open.reset()
      open.bind(0, type.rawValue)
      while try open.step() {
        let id = (open.string(1) ?? "").dropFirst(type.rawValue.count + 1)
        concepts.append((open.int64(0), ResourceKey(type: type, id: String(id))))
      }
    }
    func document(_ key: ResourceKey) throws -> JSONDocument? {
      find.reset()
      key.bind(to: find)
      defer { find.reset() }
      guard try find.step() else { return nil }
      return try lake.body(
        find.blob(1),
        dictionary: find.int64(0),
        db,
        subject: key.reference,
        context: context,
        parser: parser
      )
    }
    for concept in concepts {
      guard let root = try document(concept.key)?.root else { continue }
      let name: (title: String, code: String?, system: String?)?
      if concept.key.type == .device {
        name = EventRules.events(of: root, type: .device).first.map {
          ($0.title, $0.code, $0.system)
        }
      } else {
        name = try MedicationName.of(root) { id in
          try document(ResourceKey(type: .medication, id: id))?.root
        }
      }
      guard let name else { continue }
      let interner = try tables ?? WriterTables(db, lake: lake)
      tables = interner
      update.bind(0, try interner.term(name.title))
      update.bind(1, try interner.term(name.code))
      update.bind(2, try interner.term(name.system))
      update.bind(3, concept.id)
      try update.run()
    }
  }
}
