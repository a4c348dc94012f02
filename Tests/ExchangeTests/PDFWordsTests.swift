// SPDX-License-Identifier: Apache-2.0

import Exchange
import Foundation
import Store
import Testing

/// What poppler's pdftotext makes of a file, where it is installed.
struct PDFWordsTests {
  static let program = PDFWords.program(
    path: ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin"
  )

  /// A PDF of one page, with lines of columns beside each other, or with a picture alone.
  static func file(_ columns: [String]...) -> [UInt8] {
    var drawing = "72 72 100 100 re f"
    for (column, lines) in columns.enumerated() {
      for (line, text) in lines.enumerated() {
        drawing += "\nBT /F1 9 Tf \(60 + column * 260) \(720 - line * 11) Td (\(text)) Tj ET"
      }
    }
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
    let words = try PDFWords.read(Self.file(["Denies chest pain."]), program: Self.program).get()
    #expect(words.contains("Denies chest pain."))
    func failure(_ bytes: [UInt8]) -> PDFFailure? {
      if case .failure(let failure) = PDFWords.read(bytes, program: Self.program) { return failure }
      return nil
    }
    #expect(failure(Self.file()) == .isScanned)
    #expect(failure(Array("%PDF-1.4 and no more".utf8)) == .isDamaged)
  }

  /// A sentence goes on in its column; a row of a table stays in one line.
  @Test(.enabled(if: program != nil, "pdftotext is not installed"))
  func columnsOfProseAreReadOneAfterTheOther() throws {
    func lines(_ columns: [String]...) throws -> [String] {
      let file = Self.file(columns[0], columns[1])
      return try PDFWords.read(file, program: Self.program).get().split(separator: "\n").map {
        $0.split(separator: " ").joined(separator: " ")
      }
    }
    let prose = try lines(
      [
        "This man was seen in the clinic today", "and is well. There is no history of stroke or of",
        "myocardial infarction, and the lungs", "were clear when we listened to them.",
        "We shall see him again in the spring", "with an echocardiogram of his heart.",
      ],
      [
        "He takes metformin twice every day", "and a tablet of tiotropium with it.",
        "Prednisolone was stopped by us today", "and he never took any simvastatin.",
        "Please measure his kidney function", "and write to us with the results.",
      ]
    )
    #expect(prose.joined(separator: " ").contains("stroke or of myocardial infarction"))
    let table = try lines(
      ["Potassium", "Creatinine", "Amlodipine 10 mg"],
      ["5.9 mmol/L", "142 umol/L", "STOPPED"]
    )
    #expect(table.contains("Amlodipine 10 mg STOPPED"))
  }

  /// That a program cannot be run says nothing of the file, which is tried again.
  @Test func aProgramThatCannotBeRunLeavesTheFileForLater() {
    #expect(PDFWords.read(Self.file(["Cough."]), program: "/nowhere") == .failure(.notRun))
  }

  @Test func withoutAProgramNothingIsRead() {
    #expect(PDFWords.read(Self.file(["Cough."]), program: nil) == .failure(.noReader))
    #expect(PDFWords.program(path: "/nowhere:/neither") == nil)
  }
}
