// SPDX-License-Identifier: Apache-2.0

import Extraction

/// The tabular list of ICD-10-CM in XML: titles and inclusion terms of its codes.
///
/// `<diag><name>A00.0</name><desc>…</desc><inclusionTerm><note>…</note></inclusionTerm></diag>`, a
/// diag in a diag; everything else in it is passed over.
struct TabularList {
  /// Hands out the names of a file.
  func read(_ path: String, receive: (TerminologyTerm?) -> Void) throws {
    var text: [UInt8] = []
    try LineReader.lines(of: path) { line in
      text += line
      text.append(0x20)
      return true
    }
    var codes: [String] = []
    var open: [String] = []
    var content: [UInt8] = []
    var at = 0
    while at < text.count {
      guard text[at] == 0x3C, let end = text[at...].firstIndex(of: 0x3E) else {
        content.append(text[at])
        at += 1
        continue
      }
      let tag = PublishedFile.text(text[(at + 1)..<end])
      at = end + 1
      if tag.hasPrefix("/") {
        let name = String(tag.dropFirst())
        let words = Self.unescaped(PublishedFile.text(content)).trimmingBlanks
        if name == "name", open.dropLast().last == "diag" {
          codes[codes.count - 1] = words
        } else if let code = codes.last, !code.isEmpty, !words.isEmpty {
          if name == "desc", open.dropLast().last == "diag" {
            receive(PublishedFile.icd(code, words, isTitle: true))
          } else if name == "note", open.dropLast().last == "inclusionTerm" {
            receive(PublishedFile.icd(code, words, isTitle: false))
          }
        }
        if name == "diag", !codes.isEmpty { codes.removeLast() }
        if open.last == name { open.removeLast() }
      } else if !tag.hasPrefix("?"), !tag.hasPrefix("!"), !tag.hasSuffix("/") {
        let name = String(tag.prefix { $0 != " " })
        if name == "diag" { codes.append("") }
        open.append(name)
      }
      content = []
    }
  }

  private static func unescaped(_ text: String) -> String {
    guard text.contains("&") else { return text }
    return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&apos;", with: "'")
      .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }
}
