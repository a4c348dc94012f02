// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// What SQLite did not find in a query, and what may have been meant.
enum SQLMistake {
  /// Explains a message with the nearest view or column.
  ///
  /// - Parameters:
  ///   - message: What SQLite says: `no such table: Patients`.
  ///   - columns: The columns of each view.
  ///   - types: The views that the query names.
  /// - Returns: The message, as it was where no name is near.
  static func explained(
    _ message: String,
    columns: [ResourceType: [String]],
    types: [ResourceType]
  ) -> String {
    let meant: String? =
      if let name = subject(of: "no such table: ", message) {
        NearestName.of(name, among: columns.keys.map(\.rawValue).sorted())
      } else if let name = subject(of: "no such column: ", message) {
        NearestName.of(
          name.split(separator: ".").last.map(String.init) ?? name,
          among: types.sorted { $0.rawValue < $1.rawValue }.flatMap { columns[$0] ?? [] }
            + Lake.commonColumns
        )
      } else {
        nil
      }
    return meant.map { "\(message) (did you mean \($0)?)" } ?? message
  }

  private static func subject(of start: String, _ message: String) -> String? {
    guard message.hasPrefix(start) else { return nil }
    return String(message.dropFirst(start.count))
  }
}
