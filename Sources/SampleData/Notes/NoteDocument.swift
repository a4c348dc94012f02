// SPDX-License-Identifier: Apache-2.0

/// A note as it is filed.
struct NoteDocument {
  var text: String
  let type: Concept
  let title: String
  let language: StaticString
  /// The end of what it is about.
  let at: Moment
  let signed: Moment
  let author: Directory.Entry
  var isAmended = false
  private var amendedAt: Moment?

  init(
    text: String,
    type: Concept,
    title: String,
    language: StaticString,
    at: Moment,
    signed: Moment,
    author: Directory.Entry
  ) {
    self.text = text
    self.type = type
    self.title = title
    self.language = language
    self.at = at
    self.signed = signed
    self.author = author
  }

  /// When this version was filed.
  var recordedAt: Moment { amendedAt ?? signed }

  /// Returns the note with an addendum that was filed later.
  func amended(at moment: Moment) -> NoteDocument {
    var copy = self
    copy.text += "\nADDENDUM: pending results reviewed, plan unchanged.\n"
    copy.isAmended = true
    copy.amendedAt = moment
    return copy
  }
}
