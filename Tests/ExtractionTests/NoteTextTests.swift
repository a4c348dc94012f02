// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

@Suite struct NoteTextTests {
  @Test func encodingsAreDetected() {
    let cases: [([UInt8], NoteText.Encoding, String)] = [
      (Array("naïve é".utf8), .utf8, "naïve é"),
      ([0xEF, 0xBB, 0xBF] + Array("é".utf8), .utf8, "é"),
      ([0x6E, 0x61, 0xEF, 0x76, 0x65, 0x20, 0x93, 0x68, 0x69, 0x94], .windows1252, "naïve “hi”"),
      ([0xFF, 0xFE, 0x68, 0x00, 0x69, 0x00], .utf16LittleEndian, "hi"),
      ([0xFE, 0xFF, 0x00, 0x68, 0x00, 0x69], .utf16BigEndian, "hi"),
      (Array("fever!".utf8).flatMap { [$0, 0] }, .utf16LittleEndian, "fever!"),
    ]
    for (bytes, encoding, text) in cases {
      let note = NoteText(bytes: bytes)
      #expect(note.text == text)
      #expect(note.encoding == encoding)
    }
  }

  @Test func brokenBytesAreCounted() {
    let note = NoteText(bytes: Array("é é é ".utf8) + [0xFF] + Array("fever".utf8))
    #expect(note.replacements == 1)
    #expect(note.text == "é é é \u{FFFD}fever")
  }

  @Test func markupBecomesLines() {
    let cases = [
      ("<html><body><p>Fever.</p><p>No cough.</p></body></html>", "Fever.\n\nNo cough."),
      ("<div>BP &lt; 120 &amp; HR 80</div>", "BP < 120 & HR 80"),
      ("<div>one<br/>two</div>", "one\ntwo"),
      ("<html><head><title>x</title></head><body>a   b\n c</body></html>", "a b c"),
      ("<div><script>alert('x')</script>pain</div>", "pain"),
      ("<div><!-- hidden -->pain</div>", "pain"),
      ("<div title=\"a > b\">pain</div>", "pain"),
      ("<div><table><tr><td>Na</td><td>140</td></tr></table></div>", "Na 140"),
      (
        "<div><table><tr><th></th><th>Yes</th><th>No</th></tr><tr><td><p>Gout</p></td><td></td><td>X</td></tr>"
          + "</table><p>end</p></div>", "| Yes | No\nGout | | X\n\nend"
      ),
      ("<div><ul><li>fever</li><li>cough</li></ul></div>", "fever\ncough"),
      ("<div>&#233;&#xE9;&eacute;&unknown;</div>", "ééé&unknown;"),
      ("<div>a < b</div>", "a < b"),
      ("<p><s>warfarin 5 mg</s> apixaban <del>metoprolol</del></p>", "apixaban"),
      ("<p><span style='text-decoration:line-through'>digoxin</span> aspirin</p>", "aspirin"),
      ("<p><strong>aspirin</strong> <s>never closed", "aspirin never closed"),
    ]
    for (source, text) in cases { #expect(NoteText(bytes: Array(source.utf8)).text == text) }
  }

  @Test func whatIsHiddenIsNoText() {
    let cases = [
      ("<div><p style=\"display:none\">Diabetes.</p><p>Fever.</p></div>", "Fever."),
      ("<div><p style='color: red; DISPLAY : none !important'>x</p>pain</div>", "pain"),
      ("<div><span hidden>x <b>y</b></span>pain</div>", "pain"),
      ("<div><span hidden=\"hidden\">x</span> pain</div>", "pain"),
      ("<div><div style=\"visibility:hidden\">x<div>y</div>z</div>pain</div>", "pain"),
      ("<div><p hidden>x<p>pain</div>", "pain"),
      ("<div><p hidden>x<ul><li>pain</li></ul></div>", "pain"),
      ("<div><div hidden/>pain</div>", "pain"), ("<div><br hidden>pain</div>", "pain"),
      ("<div><span hidden>&lt;/span> <!-- </span> --> x</span>pain</div>", "pain"),
      ("<div title=\"hidden\" class=hidden>pain</div>", "pain"),
      ("<div style=\"visibility:visible\" aria-hidden=\"true\">pain</div>", "pain"),
      // What never ends hides nothing.
      ("<div><b hidden>fever <i hidden>pain</i></div>", "fever pain"),
    ]
    for (source, text) in cases {
      #expect(NoteText(bytes: Array(source.utf8), contentType: "text/html").text == text)
    }
  }

  @Test func richTextBecomesText() {
    let source = """
      {\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\f0 Fever \\b and\\b0  cough.\\par caf\\'e9 \
      \\u8211? \\{x\\}{\\*\\generator Word;}}
      """
    let note = NoteText(bytes: Array(source.utf8))
    #expect(note.format == .rtf)
    #expect(note.text == "Fever and cough.\ncafé – {x}")
  }

  /// What was struck out was taken back; what is hidden nobody reads.
  @Test(arguments: [
    ("{\\rtf1 {\\strike warfarin 5 mg} apixaban}", " apixaban"),
    ("{\\rtf1 \\strike warfarin\\strike0 apixaban}", "apixaban"),
    ("{\\rtf1 Diabetes: {\\v hidden }no}", "Diabetes: no"),
    ("{\\rtf1 \\v hidden\\plain  shown}", " shown"), ("{\\rtf1 \\strike0 all}", "all"),
  ])
  func struckOutIsNoText(_ rtf: String, _ words: String) {
    let note = NoteText(bytes: Array(rtf.utf8), contentType: "text/rtf")
    #expect(note.text == words)
  }

  @Test func offsetsLeadBackToTheSource() throws {
    for (source, type) in [
      ("<div>No&nbsp;<b>chest pain</b> caf&eacute; fever</div>", "text/html"),
      ("<div>No <i hidden>fever or</i> cough, <p hidden>x</p>fever</div>", "text/html"),
      ("{\\rtf1 No \\b chest pain\\b0  caf\\'e9 fever}", "text/rtf"),
      ("No chest pain, café fever", "text/plain"),
    ] {
      let bytes = Array(source.utf8)
      let note = NoteText(bytes: bytes, contentType: type)
      let fever = try #require(Engines.rules.read(note.text).entity("fever"))
      let range = note.source(of: fever.begin..<fever.end)
      #expect(String(decoding: bytes[range], as: UTF8.self).hasPrefix("fever"), "\(source)")
    }
  }

  @Test func binariesHaveNoText() {
    let note = NoteText(bytes: Array("%PDF-1.4 fever".utf8))
    #expect(note.format == .binary && note.text.isEmpty)
  }

  @Test func brokenMarkupEnds() {
    for source in [
      "<div", "<div title=\"", "<", "<!--", "<script>", "{\\rtf1 {{{{", "{\\rtf1 \\", "{\\rtf1 \\'",
      "<html>" + String(repeating: "<a '", count: 3000), "&", "&#", "&#xFFFFFFFFF;",
    ] {
      let note = NoteText(bytes: Array(source.utf8))
      #expect(note.source(of: 0..<note.text.unicodeScalars.count).upperBound <= source.utf8.count)
    }
  }

  @Test func aPDFHasTheWordsOfTheCallersReader() {
    let bytes = Array("%PDF-1.7 stream".utf8)
    var given: [UInt8] = []
    let note = NoteText(bytes: bytes, contentType: "application/pdf") { content in
      given = content
      return "Denies chest pain."
    }
    #expect(given == bytes)
    #expect(note.format == .pdf)
    #expect(note.text == "Denies chest pain.")
    #expect(note.source(of: 7..<17) == 0..<bytes.count)
  }

  @Test func aPDFWithoutAReaderHasNoText() {
    let bytes = Array("%PDF-1.7 stream".utf8)
    #expect(NoteText(bytes: bytes).format == .binary)
    #expect(NoteText(bytes: bytes, readPDF: { _ in nil }).text.isEmpty)
  }

  @Test func whatIsNoPDFIsNotGivenToTheReader() {
    let note = NoteText(bytes: Array("fever".utf8)) { _ in "other words" }
    #expect(note.text == "fever")
    #expect(note.format == .plain)
  }
}
