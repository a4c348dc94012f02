// SPDX-License-Identifier: Apache-2.0

import FHIR
import GRDB

extension Lake {
  /// Returns the patient that a resource is of, by name, else by reference.
  ///
  /// - Returns: `nil` for a resource that is of no patient.
  /// - Throws: ``StoreError``.
  public func patientName(of key: ResourceKey) throws -> String? {
    try read { db in
      let statement = try RawStatement(
        reading: db,
        """
        SELECT IFNULL(t.name, 'Patient/' || p.id)
        FROM resource r JOIN resource p ON p.row = r.patient LEFT JOIN patient t ON t.resource = p.row
        WHERE \(ResourceKey.condition)
        """
      )
      key.bind(to: statement)
      defer { statement.reset() }
      return try statement.step() ? statement.string(0) : nil
    }
  }

  /// Returns the logical ids of the patients in whose records resources are, each once, in the order
  /// of the resources; of a Patient it is its own.
  ///
  /// - Parameters:
  ///   - keys: The resources.
  ///   - isCancelled: Asked now and then.
  /// - Returns: The ids; what is in nobody's record adds none.
  /// - Throws: ``StoreError``, with code `.interrupted` when it was cancelled.
  public func patientIDs(
    of keys: [ResourceKey],
    isCancelled: () -> Bool = { false }
  ) throws -> [String] {
    try read { db in
      let statement = try RawStatement(
        reading: db,
        """
        SELECT p.id FROM resource r JOIN resource p ON p.row = r.patient
        WHERE \(ResourceKey.condition)
        """
      )
      var ids: [String] = []
      var known: Set<String> = []
      for (number, key) in keys.enumerated() {
        if number & 0xFF == 0 && isCancelled() {
          throw StoreError(.interrupted, "The operation was cancelled")
        }
        if key.type == .patient {
          if known.insert(key.id).inserted { ids.append(key.id) }
          continue
        }
        statement.reset()
        key.bind(to: statement)
        guard try statement.step(), let id = statement.string(0) else { continue }
        if known.insert(id).inserted { ids.append(id) }
      }
      return ids
    }
  }
}
