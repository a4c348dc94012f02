// SPDX-License-Identifier: Apache-2.0

import Terminal
import Testing

@Suite struct InputParserTests {
  /// Bytes and what they say; keys in their notation, everything else described.
  static let table: [(bytes: String, items: [String])] = [
    ("j", ["j"]), ("G", ["G"]), (" ", ["space"]), ("é山", ["é", "山"]),
    ("\r", ["enter"]), ("\n", ["C-j"]), ("\t", ["tab"]), ("\u{7f}", ["backspace"]),
    ("\u{8}", ["C-h"]),
    ("\u{0}", ["C-space"]), ("\u{1}\u{1a}", ["C-a", "C-z"]), ("\u{1d}\u{1f}", ["C-]", "C-_"]),
    ("\u{1b}[A\u{1b}[B\u{1b}[C\u{1b}[D", ["up", "down", "right", "left"]),
    ("\u{1b}OA\u{1b}OH\u{1b}OF", ["up", "home", "end"]),
    (
      "\u{1b}[H\u{1b}[F\u{1b}[1~\u{1b}[4~\u{1b}[7~\u{1b}[8~",
      ["home", "end", "home", "end", "home", "end"]
    ),
    ("\u{1b}[2~\u{1b}[3~\u{1b}[5~\u{1b}[6~", ["insert", "delete", "pgup", "pgdn"]),
    ("\u{1b}[1;2A\u{1b}[1;3A\u{1b}[1;5A\u{1b}[1;8A", ["S-up", "M-up", "C-up", "C-M-S-up"]),
    ("\u{1b}[5;5~\u{1b}[3;2~", ["C-pgup", "S-delete"]),
    ("\u{1b}[Z", ["S-tab"]), ("\u{1b}[a\u{1b}Od", ["S-up", "C-left"]),
    ("\u{1b}OP\u{1b}[15~\u{1b}[24~\u{1b}[1;5P\u{1b}[[A", ["f1", "f5", "f12", "C-f1", "f1"]),
    ("\u{1b}x\u{1b}X\u{1b}\u{4}\u{1b}\r\u{1b}é", ["M-x", "C-M-d", "M-enter", "M-é"]),
    ("\u{1b}\u{1b}[A\u{1b}\u{1b}OB", ["M-up", "M-down"]),
    ("\u{1b}[97;5u\u{1b}[27u\u{1b}[13;2u\u{1b}[97;1:3u", ["C-a", "esc", "S-enter"]),
    ("\u{1b}[27;6;97~", ["C-S-a"]), ("\u{1b}OM\u{1b}Op", ["enter", "0"]),
    ("\u{1b}[I\u{1b}[O", ["focus true", "focus false"]),
    ("\u{1b}[<0;10;5M\u{1b}[<0;10;5m\u{1b}[<32;11;5M", ["press 9,4", "release 9,4", "drag 10,4"]),
    (
      "\u{1b}[<64;1;1M\u{1b}[<65;1;1M\u{1b}[<2;3;3M\u{1b}[<35;3;3M",
      ["wheelUp 0,0", "wheelDown 0,0", "secondary 2,2"]
    ),
    ("\u{1b}[99;99~j\u{1b}[?1;2cx\u{1b}[12;40Ry", ["j", "attributes", "x", "y"]),
    ("\u{1b}]11;rgb:ffff/ffff/ffff\u{7}j", ["light", "j"]),
    ("\u{1b}]11;rgb:10/14/18\u{1b}\\j", ["dark", "j"]),
    ("\u{1b}]52;c;AAAA\u{7}\u{1b}P1$r0m\u{1b}\\j", ["j"]),
    ("\u{1b}[?2026;2$y\u{1b}[?2026;0$y\u{1b}[?2004;1$y", ["sync true", "sync false"]),
    ("\u{1b}[200~:q\r\nx\u{1b}[A\u{1b}[201~j", ["paste false :q\nx\u{1b}[A", "j"]),
    ("\u{1b}[200~\u{1b}[201~", ["paste false "]),
    ("a\u{ff}", ["a", "ÿ"]), ("\u{1b}[1;\u{1b}[A", ["up"]), ("\u{1b}[2\rx", ["enter", "x"]),
  ]

  private static func describe(_ item: InputParser.Item) -> String {
    switch item {
    case .input(.key(let key)): "\(key)"
    case .input(.paste(let paste)): "paste \(paste.isTruncated) \(paste.text)"
    case .input(.mouse(let mouse)): "\(mouse.action) \(mouse.position.x),\(mouse.position.y)"
    case .input(.focus(let isOn)): "focus \(isOn)"
    case .input(let input): "\(input)"
    case .background(let background): "\(background)"
    case .synchronizedOutput(let isOn): "sync \(isOn)"
    case .deviceAttributes: "attributes"
    }
  }

  private static func items(_ parser: inout InputParser) -> [String] {
    var result: [String] = []
    while let item = parser.next() { result.append(describe(item)) }
    return result
  }

  @Test(arguments: table)
  func bytesAreRead(_ row: (bytes: String, items: [String])) {
    var parser = InputParser()
    parser.feed(row.bytes.utf8)
    #expect(Self.items(&parser) == row.items)
    #expect(parser.patience == nil)
  }

  @Test(arguments: table)
  func bytesMayBeCutAnywhere(_ row: (bytes: String, items: [String])) {
    var parser = InputParser()
    var result: [String] = []
    for byte in row.bytes.utf8 {
      parser.feed([byte])
      result += Self.items(&parser)
    }
    #expect(result == row.items)
  }

  /// Bytes after which none come.
  @Test(arguments: [
    ("\u{1b}", ["esc"]), ("\u{1b}\u{1b}", ["esc", "esc"]), ("\u{1b}[", ["M-["]),
    ("\u{1b}O", ["M-O"]),
    ("\u{1b}]", ["M-]"]), ("\u{1b}[1;5", []), ("\u{1b}]11;rgb:", []),
    ("\u{1b}[200~half", ["paste true half"]),
  ])
  func silenceDecides(_ bytes: String, _ expected: [String]) {
    var parser = InputParser()
    parser.feed(bytes.utf8)
    #expect(Self.items(&parser) == [])
    #expect(parser.patience != nil)
    parser.expire()
    #expect(Self.items(&parser) == expected)
    #expect(parser.patience == nil)
    parser.feed("j".utf8)
    #expect(Self.items(&parser) == ["j"])
  }

  @Test func cutCharacterIsDroppedAfterSilence() {
    var parser = InputParser()
    parser.feed([0xe5, 0xb1])
    #expect(Self.items(&parser) == [])
    parser.expire()
    #expect(Self.items(&parser) == [])
    parser.feed([0xff, 0x80, 0x6a])
    #expect(Self.items(&parser) == ["j"])
  }

  @Test func hugePasteIsCutBetweenCharacters() {
    var parser = InputParser()
    parser.feed("\u{1b}[200~".utf8)
    for _ in 0..<100 {
      parser.feed(String(repeating: "山", count: 5000).utf8)
      #expect(parser.next() == nil)
    }
    parser.feed("\u{1b}[201~".utf8)
    guard case .input(.paste(let paste)) = parser.next() else {
      Issue.record("A paste comes")
      return
    }
    #expect(paste.isTruncated)
    #expect(paste.text.utf8.count == Paste.limit / 3 * 3)
    #expect(paste.text.unicodeScalars.allSatisfy { $0 == "山" })
  }

  @Test func descriptionOfTheTerminalComesFirst() {
    let parserKeys: [[UInt8]: Key] = [Array("\u{1b}[224z".utf8): Key(.function(1))]
    var parser = InputParser(sequences: parserKeys, backspaceIsControlH: true)
    parser.feed("\u{1b}[224z\u{8}".utf8)
    #expect(Self.items(&parser) == ["f1", "backspace"])
  }

  @Test(arguments: 0..<300)
  func anyBytesAreRead(_ seed: UInt64) {
    var random = SplitMix(seed: seed)
    var parser = InputParser()
    let starts: [[UInt8]] = [
      [0x1b], [0x1b, 0x5b], [0x1b, 0x5d], Array("\u{1b}[200~".utf8), [0xe5],
    ]
    for _ in 0..<200 {
      if random.next() % 4 == 0 { parser.feed(starts[Int(random.next() % 5)]) }
      parser.feed([UInt8(truncatingIfNeeded: random.next())])
      while parser.next() != nil {}
    }
    parser.expire()
    while parser.next() != nil {}
    #expect(parser.patience == nil)
  }
}
