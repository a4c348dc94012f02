// SPDX-License-Identifier: Apache-2.0

import Glibc
import Terminal
import Testing

@Suite struct DisplayTextTests {
  /// Names as data brings them, what is shown, and in how many columns.
  static let names: [(raw: String, shown: String, width: Int)] = [
    ("Nguyễn Thị Hoa", "Nguyễn Thị Hoa", 14),
    ("Ngu\u{327}ye\u{303}\u{302}n", "Ngu\u{327}yẽ\u{302}n", 6),
    ("e\u{302}\u{303}", "ễ", 1),
    ("山田太郎", "山田太郎", 8),
    ("김민수", "김민수", 6),
    ("\u{1100}\u{1175}\u{11b7}", "김", 2),
    ("محمد علي", "محمد علي", 8),
    ("👩‍⚕️ Dr", "👩⚕ Dr", 6),
    ("🇨🇭 flag", "[CH] flag", 9),
    ("🇨", "C", 1),
    ("🇨🇭🇩", "[CH]D", 5),
    ("⚠️ VS16", "⚠ VS16", 6),
    ("1️⃣", "1\u{20e3}", 1),
    ("Zo͟e͟", "Zo͟e͟", 3),
    ("a\u{200b}b\u{ad}c", "abc", 3),
    ("a\tb", "a       b", 9),
    ("\u{1b}[31mred\u{1b}[0m\u{7}", "·[31mred·[0m·", 13),
    ("a\nb\rc\u{8}\u{9b}31m\u{7f}", "a·b·c··31m·", 11),
    ("ﷺ", "ﷺ", 1),
    ("e𝓍t 𝔐ath", "e𝓍t 𝔐ath", 8),
    ("👍🏽", "👍", 2),
    ("\u{202e}evil\u{202c}", "evil⇄", 5),
    ("\u{2066}x\u{2069}", "x⇄", 2),
    ("\u{301}", " \u{301}", 1),
    ("o\u{31b}\u{301}\u{323}", "\u{1ee3}\u{301}", 1),
    ("a\u{e0067}\u{e007f}", "a", 1),
    ("\u{10ffff}", "·", 1),
    ("", "", 0),
  ]

  @Test(arguments: names)
  func namesAreMadeFit(_ name: (raw: String, shown: String, width: Int)) {
    let text = DisplayText(name.raw)
    #expect(Array(text.text.unicodeScalars) == Array(name.shown.unicodeScalars))
    #expect(text.width == name.width)
  }

  /// The function of the C library that ncurses asks, which Swift does not see.
  private static func libraryWidth() throws -> @convention(c) (UInt32) -> Int32 {
    let symbol = try #require(dlsym(nil, "wcwidth"))
    return unsafeBitCast(symbol, to: (@convention(c) (UInt32) -> Int32).self)
  }

  @Test func atMostFourMarksStay() {
    let text = DisplayText("x" + String(repeating: "\u{35f}", count: 9))
    #expect(text.text.unicodeScalars.count == 5)
  }

  @Test(arguments: 0..<200)
  func widthIsTheSumOfTheScalars(_ seed: UInt64) throws {
    setlocale(LC_CTYPE, "C.UTF-8")
    let wcwidth = try Self.libraryWidth()
    var random = SplitMix(seed: seed)
    for _ in 0..<50 {
      let text = DisplayText(random.text())
      let sum = text.text.unicodeScalars.reduce(0) { $0 + Int(wcwidth($1.value)) }
      #expect(text.width == sum)
      #expect(text.clusters.reduce(0) { $0 + $1.width } == text.width)
      let isHarmless = text.text.unicodeScalars.allSatisfy { scalar in
        scalar.value >= 0x20 && !(0x7f..<0xa0).contains(scalar.value)
          && !(0x202a...0x202e).contains(scalar.value)
          && !(0x2066...0x2069).contains(scalar.value)
      }
      #expect(isHarmless)
    }
  }

  @Test(arguments: 0..<100)
  func cuttingFitsAndKeepsClustersWhole(_ seed: UInt64) {
    var random = SplitMix(seed: seed)
    let text = DisplayText(random.text())
    for limit in 0...text.width + 2 {
      let cut = text.truncated(to: limit)
      #expect(cut.width <= limit)
      if limit >= text.width {
        #expect(cut == text)
      } else if limit > 0 {
        #expect(cut.text.unicodeScalars.last == DisplayText.ellipsis)
        #expect(text.text.unicodeScalars.starts(with: cut.text.unicodeScalars.dropLast()))
        let kept = cut.clusters.count - 1
        #expect(!text.clusters[kept].joinsPrevious)
      }
    }
  }

  /// A number that is cut is another number: ten times less is what a dose must never look like.
  @Test(arguments: [
    ("at most 20 mg", 10, "at most …"), ("at most 20 mg", 11, "at most 20…"),
    ("INR 2.55 high", 6, "INR …"), ("INR 2.55 high", 7, "INR …"), ("INR 2.55 high", 9, "INR 2.55…"),
    ("1,200 mg", 4, "1,2…"), ("of 1,200 mg", 6, "of …"), ("on 2026-11-30", 10, "on 2026-…"),
    ("a 0. of 10", 5, "a 0.…"), ("no. 123456789012", 10, "no. 12345…"),
  ])
  func cuttingKeepsNumbersWhole(_ text: String, _ width: Int, _ expected: String) {
    #expect(DisplayText(text, cutTo: width).text == expected)
  }

  @Test(arguments: 0..<100)
  func linesHoldEveryClusterOnce(_ seed: UInt64) {
    var random = SplitMix(seed: seed)
    let text = DisplayText(random.text())
    let width = 2 + Int(random.next() % 20)
    let lines = text.lines(width: width)
    #expect(lines.flatMap { Array($0) } == Array(text.clusters.indices))
    for line in lines {
      var shown = text.slice(line)
      while let last = shown.clusters.last, shown.scalars(of: last).first == " " {
        shown = shown.slice(0..<shown.clusters.count - 1)
      }
      #expect(shown.width <= width)
    }
  }

  @Test func everySpacingMarkJoinsTheLetterBeforeIt() {
    var count = 0
    for value in UInt32(0xA0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value),
        scalar.properties.generalCategory == .spacingMark,
        let width = DisplayWidth.of(scalar), width > 0
      else { continue }
      count += 1
      let clusters = DisplayText("a\(scalar)").clusters
      #expect(clusters.count == 2 && clusters.last?.joinsPrevious == true, "U+\(value)")
    }
    #expect(count > 100)
    #expect(DisplayText("a│").clusters.last?.joinsPrevious == false)
  }

  @Test func linesBreakAfterBlanks() {
    let text = DisplayText("one two three fourteenletters")
    let lines = text.lines(width: 8).map { text.slice($0).text }
    #expect(lines == ["one two ", "three ", "fourteen", "letters"])
  }

  @Test func offsetsCountCodePoints() {
    let text = DisplayText("a\u{200b}e\u{301}🇨🇭z")
    #expect(text.clusters.map(\.offset) == [0, 2, 4, 4, 4, 4, 6])
  }

  @Test(arguments: [
    ("ễ", "e"), ("Å", "A"), ("ß", "s"), ("…", "~"), ("━", "="), ("山", "?"), ("“", "\""), ("Ａ", "A"),
    ("ø", "o"), ("─", "-"), ("█", "#"), ("j", "j"),
  ])
  func transliterationIsOneCharacter(_ from: Unicode.Scalar, _ expected: Unicode.Scalar) {
    #expect(Transliteration.ascii(from) == expected)
  }

  @Test func everyScalarHasAnASCIILetter() {
    for value in (0...0x1f9ff as ClosedRange<UInt32>) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let letter = Transliteration.ascii(scalar)
      #expect((0x20..<0x7f).contains(letter.value), "U+\(String(value, radix: 16))")
    }
  }

  /// What is drawn of a long text is what the whole of it would be cut to, whatever it begins with.
  @Test(arguments: 1...200 as ClosedRange<UInt64>) func cuttingWhileReadingIsCuttingAfter(
    seed: UInt64
  ) {
    var random = SplitMix(seed: seed)
    let text = (0..<6).map { _ in random.text() }.joined()
    for width in 0...40 {
      #expect(DisplayText(text, cutTo: width) == DisplayText(text).truncated(to: width))
    }
  }

  @Test func aFloodOfMarksEndsInAnEllipsis() {
    let text = DisplayText(String(repeating: "\u{200b}", count: 1 << 20) + "hidden", cutTo: 10)
    #expect(text.text == "…")
  }
}

/// A small repeatable generator of numbers and of texts that terminals find hard.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 1 }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  mutating func text() -> String {
    var view = String.UnicodeScalarView()
    for _ in 0..<Int(next() % 40) {
      let ranges: [ClosedRange<UInt32>] = [
        0x20...0x7e, 0x20...0x7e, 0x00...0xff, 0x300...0x36f, 0x590...0x6ff, 0x900...0xdff,
        0x1100...0x11ff, 0x2000...0x27ff, 0x3000...0x30ff, 0x4e00...0x9fff, 0xac00...0xd7a3,
        0xfe00...0xffff, 0x1f1e6...0x1f1ff, 0x1f300...0x1faff, 0xe0000...0xe01ef, 0...0x10ffff,
      ]
      let range = ranges[Int(next() % UInt64(ranges.count))]
      let value = range.lowerBound + UInt32(next() % UInt64(range.count))
      if let scalar = Unicode.Scalar(value) { view.append(scalar) }
    }
    return String(view)
  }
}
