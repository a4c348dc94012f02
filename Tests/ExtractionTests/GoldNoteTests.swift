// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation
import Testing

@testable import tarn_train

/// The notes that the project wrote and annotated.
@Suite struct GoldNoteTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Gold").path

  static let kinds = [
    "progress", "discharge", "emergency", "radiology", "nursing", "letter", "operation",
    "psychiatry", "paediatrics", "obstetrics",
  ]

  @Test(arguments: ["development", "test"]) func halvesHaveThreeNotesOfEachKind(half: String) throws
  {
    let notes = try GoldNote.notes(in: Self.folder, half: half)
    #expect(notes.count == 30)
    for kind in Self.kinds {
      #expect(notes.filter { $0.name.hasSuffix("-\(kind).txt") }.count == 3, "\(kind)")
    }
  }

  @Test(arguments: ["development", "test"]) func marksAreTheWordsOfTheText(half: String) throws {
    for note in try GoldNote.notes(in: Self.folder, half: half) {
      let scalars = Array(note.text.unicodeScalars)
      var last = 0
      for mark in note.marks {
        #expect(mark.begin >= last, "\(note.name): \(mark.text)")
        let words = String(String.UnicodeScalarView(scalars[mark.begin..<mark.end]))
        #expect(words == mark.text, "\(note.name)")
        #expect(words.first?.isWhitespace == false && words.last?.isWhitespace == false)
        last = mark.end
      }
      #expect(!note.text.contains("{") && !note.text.contains("|"), "\(note.name)")
      #expect(note.marks.count >= 12, "\(note.name)")
    }
  }

  @Test(arguments: ["development", "test"]) func detailsDescribeThings(half: String) throws {
    let details: Set<String> = [
      "DOSE", "STR", "ROUTE", "FORM", "FREQ", "DUR", "RATE", "VAL", "UNIT", "ACU", "QUAL", "DIR",
      "SITE", "AMT",
    ]
    for note in try GoldNote.notes(in: Self.folder, half: half) {
      for mark in note.marks {
        guard let head = mark.head else { continue }
        #expect(details.contains(mark.code), "\(note.name): \(mark.text)")
        #expect(note.marks[head].head == nil, "\(note.name): \(mark.text)")
      }
    }
  }

  @Test func halvesShareNoNote() throws {
    let names = try ["development", "test"].map { half in
      Set(try GoldNote.notes(in: Self.folder, half: half).map(\.text))
    }
    #expect(names[0].isDisjoint(with: names[1]))
  }

  @Test func aMarkIsReadWithTypeTraitsAndHead() throws {
    let note = try GoldNote(
      name: "n",
      source: "No {mild|ACU >} {é edema|DX sign neg} of the {left|DIR >} {leg|SITE <}."
    )
    #expect(note.text == "No mild é edema of the left leg.")
    #expect(note.marks.map(\.begin) == [3, 8, 23, 28])
    #expect(note.marks.map(\.end) == [7, 15, 27, 31])
    #expect(note.marks[1].traits == [.sign, .negation])
    #expect(note.marks.map(\.head) == [1, nil, 1, 1])
  }

  @Test(arguments: [
    "{fever", "fever}", "{fever}", "{fever|}", "{fever|SOMETHING}", "{fever|DX maybe}",
    "{|DX}", "{left|DIR >} leg",
  ]) func whatIsNoMarkIsAMistake(source: String) {
    #expect(throws: GoldNote.Mistake.self) { try GoldNote(name: "n", source: source) }
  }
}
