// SPDX-License-Identifier: Apache-2.0

import Differences
import TestSupport
import Testing

@Suite struct TextDifferenceTests {
  private func marked(_ difference: TextDifference) -> String {
    difference.segments.map { segment in
      switch segment.kind {
      case .same: segment.text
      case .removed: "[-\(segment.text)-]"
      case .added: "{+\(segment.text)+}"
      }
    }.joined()
  }

  @Test(arguments: [
    ("", "", ""),
    ("", "new", "{+new+}"),
    ("no fever", "mild fever", "[-no-]{+mild+} fever"),
    ("fever", "fever", "fever"),
    ("a b c d", "a c x d", "a [-b -]c{+ x+} d"),
    ("<p class=\"x\">pain</p>", "<p>pain</p>", "[-<p class=\"x\">-]{+<p>+}pain</p>"),
    ("1 < 2", "1 <2", "1 <[- -]2"),
    ("Größe: 5", "Größe: 6", "Größe: [-5-]{+6+}"),
    // A number is read as a whole, and so are a date, a time and a blood pressure.
    ("was 1.24.", "was 1.42.", "was [-1.24-]{+1.42+}."),
    ("on 2021-03-02", "on 2021-04-02", "on [-2021-03-02-]{+2021-04-02+}"),
    ("RR 120/80, 1,024", "RR 120/85, 1,025", "RR [-120/80-]{+120/85+}, [-1,024-]{+1,025+}"),
    ("x-2 a.5", "x-3 a.6", "x-[-2-]{+3+} a.[-5-]{+6+}"),
    // The same letter, composed and decomposed, is another text.
    ("caf\u{E9}", "cafe\u{301}", "[-caf\u{E9}-]{+cafe\u{301}+}"),
  ])
  func words(_ old: String, _ new: String, _ expected: String) {
    let found = marked(TextDifference(from: old, to: new, by: .words))
    #expect(Array(found.utf8) == Array(expected.utf8), "\(found)")
  }

  @Test func lines() {
    let old = "a\nb\nc"
    let new = "a\nx\nc\nd"
    let difference = TextDifference(from: old, to: new, by: .lines)
    #expect(marked(difference) == "a\n[-b\nc-]{+x\nc\nd+}")
    #expect(!difference.isEmpty)
    #expect(TextDifference(from: old, to: old, by: .lines).isEmpty)
  }

  @Test func hunksHaveTheirSurroundings() throws {
    let old = (1...20).map { "line \($0)\n" }
    var new = old
    new[2] = "changed\n"
    new.remove(at: 4)
    new.insert("added\n", at: 17)
    let difference = TextDifference(from: old.joined(), to: new.joined(), by: .lines)
    let hunks = difference.hunks(context: 2)
    #expect(hunks.map(\.old) == [0..<7, 16..<20])
    #expect(hunks.map(\.new) == [0..<6, 15..<20])
    #expect(
      hunks[0].units.map(\.kind) == [.same, .same, .removed, .added, .same, .removed, .same, .same]
    )
    #expect(hunks[1].units[2] == .init(.added, "added\n"))
    #expect(difference.hunks(context: 100).count == 1)
    #expect(TextDifference(from: "a", to: "a", by: .lines).hunks().isEmpty)
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func segmentsGiveBothTextsBack(_ seed: UInt64) {
    var documents = RandomDocuments(seed: seed)
    let words = [
      "fever", "\n", " ", "<b>", "</b>", "é", "e\u{301}", "<", ">", ".", "12", "\t", "-", "/",
    ]
    for round in 0..<50 {
      let texts = (0..<2).map { _ in
        (0..<documents.below(40)).map { _ in documents.one(of: words) }.joined()
      }
      for unit in TextDifference.Unit.allCases {
        let difference = TextDifference(from: texts[0], to: texts[1], by: unit)
        for (text, other) in [(texts[0], TextDifference.Kind.added), (texts[1], .removed)] {
          let found = difference.segments.filter { $0.kind != other }.map(\.text).joined()
          #expect(Array(found.utf8) == Array(text.utf8), "seed \(seed) round \(round) \(unit)")
        }
        let neighbours = zip(difference.segments, difference.segments.dropFirst())
        #expect(neighbours.allSatisfy { $0.kind != $1.kind }, "seed \(seed) round \(round)")
      }
    }
  }

  @Test func textsWithoutAnythingInCommonTakeNoQuadraticTime() {
    var documents = RandomDocuments(seed: 1)
    var lines = (0..<20_000).map { "\($0 % 15_000)\n" }
    let old = lines.joined()
    lines.shuffle(using: &documents.random)
    let new = lines.joined()
    var difference = TextDifference(from: "", to: "", by: .lines)
    let time = ContinuousClock().measure {
      difference = TextDifference(from: old, to: new, by: .lines)
    }
    #expect(difference.segments.contains { $0.kind == .same })
    #expect(time < .seconds(20), "\(time)")
  }
}
