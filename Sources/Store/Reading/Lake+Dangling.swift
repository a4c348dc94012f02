// SPDX-License-Identifier: Apache-2.0

import FHIR
import GRDB

extension Lake {
  /// Returns the resources of a patient that refer to what is not in the lake, or is deleted.
  ///
  /// It takes the longer the more is referred to that is not there, whoever refers to it: references are
  /// kept by what they lead to.
  ///
  /// - Parameters:
  ///   - id: The logical id of the patient.
  ///   - isCancelled: Asked now and then.
  /// - Returns: The resources, each once.
  /// - Throws: ``StoreError``, with code `.notFound` where there is no such patient.
  public func danglingSources(
    ofPatient id: String,
    isCancelled: @escaping () -> Bool = { false }
  ) throws -> [ResourceKey] {
    try read { db in
      guard let patient = try find(ResourceKey(type: .patient, id: id), db)?.row else {
        throw StoreError(.notFound, "No patient has this id", subject: "Patient/\(id)")
      }
      let statement = try RawStatement(
        reading: db,
        """
        SELECT s.type, s.id FROM resource t CROSS JOIN link l ON l.target = t.row
          JOIN resource s ON s.row = l.source
        WHERE (t.version = 0 OR t.deleted = 1) AND s.deleted = 0 AND s.patient = ?1
        UNION
        SELECT s.type, s.id FROM resource s JOIN unresolvedReference u ON u.source = s.row
        WHERE s.deleted = 0 AND s.patient = ?1
        """
      )
      statement.bind(0, patient)
      var keys: [ResourceKey] = []
      while try statement.step() {
        if isCancelled() { throw StoreError(.interrupted, "The operation was cancelled") }
        guard let type = ResourceType(code: statement.int(0)), let id = statement.string(1) else {
          continue
        }
        keys.append(ResourceKey(type: type, id: id))
      }
      return keys
    }
  }
}
