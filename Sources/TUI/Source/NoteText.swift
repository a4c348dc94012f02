// SPDX-License-Identifier: Apache-2.0

/// The decoded text of a note.
public struct NoteText: Sendable, Equatable {
  /// What kind of note it is: `Progress note`.
  public var title: String

  /// The media type it was decoded from.
  public var contentType: String

  /// The text, with line feeds.
  public var text: String

  /// What was read in the text and a reviewer may judge, in its order; offsets count its code points.
  public var entities: [ReviewEntity] = []

  /// Creates a note.
  public init(title: String, contentType: String, text: String) {
    self.title = title
    self.contentType = contentType
    self.text = text
  }
}
