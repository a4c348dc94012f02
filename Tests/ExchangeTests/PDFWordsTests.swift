// SPDX-License-Identifier: Apache-2.0

import Exchange
import Foundation
import Testing

/// What poppler's pdftotext makes of a file, where it is installed.
struct PDFWordsTests {
  static let program = PDFWords.program(
    path: ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
  )

  /// A PDF of one page, with a text or with none.
  static func file(_ text: String?) -> [UInt8] {
    let drawing = text.map { "BT /F1 12 Tf 72 720 Td (\($0)) Tj ET" } ?? "72 72 100 100 re f"
    let objects = [
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      """
      << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R
      /Resources << /Font << /F1 5 0 R >> >> >>
      """,
      "<< /Length \(drawing.utf8.count) >>\nstream\n\(drawing)\nendstream",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    var file = "%PDF-1.4\n"
    var places: [Int] = []
    for (index, object) in objects.enumerated() {
      places.append(file.utf8.count)
      file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let table = file.utf8.count
    file += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for place in places {
      file += String(repeating: "0", count: 10 - "\(place)".count) + "\(place) 00000 n \n"
    }
    file += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n"
    return Array(file.utf8)
  }

  @Test(.enabled(if: program != nil, "pdftotext is not installed"))
  func aFileGivesItsWordsOrWhyThereAreNone() throws {
    let words = try PDFWords.read(Self.file("Denies chest pain."), program: Self.program).get()
    #expect(words.contains("Denies chest pain."))
    func failure(_ bytes: [UInt8]) -> PDFWords.Failure? {
      if case .failure(let failure) = PDFWords.read(bytes, program: Self.program) { return failure }
      return nil
    }
    #expect(failure(Self.file(nil)) == .isScanned)
    #expect(failure(Array("%PDF-1.4 and no more".utf8)) == .isDamaged)
  }

  @Test func withoutAProgramNothingIsRead() {
    #expect(PDFWords.read(Self.file("Cough."), program: nil) == .failure(.noProgram))
    #expect(PDFWords.program(path: "/nowhere:/neither") == nil)
  }
}
