// SPDX-License-Identifier: Apache-2.0

/// A note that carries a file without words.
struct NoteFailure: Error, CustomStringConvertible {
  let description: String
}

extension LakeSource {
  /// Returns nothing: a source whose notes all have their text.
  public func readNoteFailure(of key: ResourceKey) throws -> String? { nil }
}
