// SPDX-License-Identifier: Apache-2.0

internal import Differences
internal import Extraction
internal import FHIR

/// Both sides of a text that changed, as a reader reads them: attachments decoded, narrative without
/// its tags.
struct ChangedText: Sendable, Equatable {
  var old: String
  var new: String

  /// How they differ word by word, once it is asked for.
  private(set) var words: TextDifference?

  /// The length in bytes from which a text is read word by word and no longer at a glance.
  private static let least = 40

  /// Reads an element; `nil` for what is no text, or a short one.
  ///
  /// - Parameters:
  ///   - old: The value before; `nil` where there was none.
  ///   - new: The value after; `nil` where there is none.
  ///   - path: The element: `text.div`, `note[0].text`.
  init?(from old: JSONValue?, to new: JSONValue?, path: String) {
    guard let before = Self.text(old, path), let after = Self.text(new, path) else { return nil }
    // Where only the markup changed, the markup is what there is to read.
    let isRead = before != after
    self.old = isRead ? before : old?.string ?? before
    self.new = isRead ? after : new?.string ?? after
    // Narrative and notes are read nowhere else, however short they are.
    let isProse = ["div", "data"].contains(path.split(separator: ".").last)
    let isLong = max(self.old.utf8.count, self.new.utf8.count) > Self.least
    guard isProse || isLong || self.old.contains("\n") || self.new.contains("\n") else {
      return nil
    }
  }

  /// Compares the two word by word.
  mutating func compare() { words = TextDifference(from: old, to: new, by: .words) }

  private static func text(_ value: JSONValue?, _ path: String) -> String? {
    guard let value else { return "" }
    if let attachment = AttachmentText.first(in: value) { return worded(attachment) }
    guard let text = value.string else { return value["text"]?.string }
    let member = path.split(separator: ".").last
    if member == "data", let attachment = AttachmentText(data: text, contentType: nil) {
      return worded(attachment)
    }
    guard member == "div", text.hasPrefix("<") else { return text }
    return Extraction.NoteText(bytes: Array(text.utf8), contentType: "text/html").text
  }

  /// The words of an attachment; `nil` for a picture.
  private static func worded(_ attachment: AttachmentText) -> String? {
    attachment.text.isEmpty ? nil : attachment.text
  }
}

/// Neighbouring lines that went and came, compared word by word.
struct ChangedLines: Sendable, Equatable {
  /// How many lines they are, those that went and those that came.
  var count: Int

  var words: TextDifference

  /// Returns where lines are replaced by others, by the first of them.
  static func runs(in lines: [LineDifference.Line]) -> [Int: ChangedLines] {
    var runs: [Int: ChangedLines] = [:]
    var start = 0
    while start < lines.count {
      guard lines[start].kind != .same else {
        start += 1
        continue
      }
      let end = lines[start...].firstIndex { $0.kind == .same } ?? lines.count
      let run = lines[start..<end]
      let old = run.filter { $0.kind == .removed }.map(\.text)
      let new = run.filter { $0.kind == .added }.map(\.text)
      if !old.isEmpty, !new.isEmpty {
        let words = TextDifference(
          from: old.joined(separator: "\n"),
          to: new.joined(separator: "\n"),
          by: .words
        )
        runs[start] = ChangedLines(count: run.count, words: words)
      }
      start = end
    }
    return runs
  }
}
