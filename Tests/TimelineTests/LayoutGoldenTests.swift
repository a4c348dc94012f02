// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport
import Testing

@testable import Timeline

/// Layouts of one invented life, drawn as text.
@Suite struct LayoutGoldenTests {
  private static func history() throws -> [TimelineEntry] {
    var items = try [
      item(.problems, "Type 2 diabetes", "2011-04", to: "", status: "active"),
      item(.problems, "Hypertension", "2008", to: "", status: "active"),
      item(.problems, "CKD stage 3a", "2019-06-01", to: "", status: "active"),
      item(.problems, "Pneumonia", "2020-02-01", to: "2020-03-10", status: "resolved"),
      item(.problems, "Asthma", "1998", to: "", status: "resolved"),
      item(.medications, "metformin 1 g", "2011-05-01", to: "2021-08-30", status: "stopped"),
      item(.medications, "empagliflozin 10 mg", "2021-08-30", to: "", status: "active"),
      item(.medications, "amoxicillin 500 mg", "2020-02-02", to: "2020-02-10", status: "completed"),
      item(.encounters, "Admission", "2020-02-01T22:10:00-05:00", to: "2020-02-09T11:00:00-05:00"),
      item(.procedures, "Appendectomy", "1979"),
      item(.allergies, "Penicillin", nil, status: "active"),
      item(.notes, "Discharge summary", "2020-02-09"),
      item(.changes, "Creatinine", "2022-07-13T13:10:00Z", status: "delete"),
    ]
    for year in 2016...2023 {
      for (month, offset) in [("02", 0), ("07", 1), ("10", 2)] {
        let step = Double((year - 2016) * 3 + offset)
        let creatinine = String(Int(90 + step * 2.5))
        let date = "\(year)-\(month)-12T09:20:00-05:00"
        items.append(try item(.encounters, "Office visit", date, to: date))
        items.append(
          try item(.labs, "Creatinine", date, value: creatinine, flag: step > 8 ? .high : .normal)
        )
        items.append(
          try item(
            .labs,
            "Potassium",
            date,
            value: step == 20 ? "6.4" : "4.6",
            flag: step == 20 ? .critical : .normal
          )
        )
        items.append(try item(.vitals, "Weight", date, value: "81"))
      }
    }
    return items
  }

  private func draw(
    _ name: String,
    columns: Int,
    height: Int,
    level: ZoomLevel,
    at date: String,
    options: TimelineLayout.Options = TimelineLayout.Options()
  ) throws {
    let lima = ZoneRule(identifier: "America/Lima", offsetMinutes: -300)
    let timeline = PatientTimeline(try Self.history(), zone: lima)
    var viewport = Viewport(life: timeline.life, columns: columns)
    viewport.moveCursor(to: try moment(date))
    viewport.zoom(to: level)
    let layout = TimelineLayout(timeline, viewport: viewport, height: height, options: options)
    let title = "\(level.title) · 1 col = \(viewport.columnText) · cursor \(date)\n"
    expectGolden(
      title + LayoutDrawing(layout: layout, columns: columns).text,
      name + ".layout.txt"
    )
  }

  @Test func wholeLife() throws {
    try draw("life-62", columns: 62, height: 20, level: .life, at: "2022-07-12")
  }

  @Test func fiveYears() throws {
    try draw("5y-62", columns: 62, height: 16, level: .fiveYears, at: "2022-07-12")
  }

  @Test func fiveYearsOnAWideScreen() throws {
    try draw("5y-130", columns: 130, height: 30, level: .fiveYears, at: "2021-01-01")
  }

  @Test func aMonthWithAStayInHospital() throws {
    try draw("1mo-62", columns: 62, height: 16, level: .month, at: "2020-02-05")
  }

  @Test func aDay() throws {
    try draw("1d-62", columns: 62, height: 12, level: .day, at: "2022-07-12")
  }

  @Test func tooFewRowsSaySo() throws {
    try draw("5y-40-short", columns: 40, height: 4, level: .fiveYears, at: "2022-07-12")
  }

  @Test func distancesFromDayZero() throws {
    var options = TimelineLayout.Options()
    options.dayZero = try moment("2020-02-01")
    options.hidden = [.vitals, .changes]
    options.expanded = [.problems]
    try draw(
      "1y-90-aligned",
      columns: 90,
      height: 16,
      level: .year,
      at: "2020-02-01",
      options: options
    )
  }
}

@Suite struct RulerTests {
  @Test(arguments: ZoomLevel.allCases, [40, 62, 97, 200])
  func everyAxisSaysAYearAndNoLabelTouchesAnother(_ level: ZoomLevel, _ columns: Int) throws {
    let life = try moment("1961-03-09")..<(try moment("2024-05-14"))
    for date in ["1999-12-31", "2022-07-12", "1969-12-31", "2020-02-29"] {
      var viewport = Viewport(life: life, columns: columns)
      viewport.moveCursor(to: try moment(date))
      viewport.zoom(to: level)
      let ticks = Ruler.ticks(viewport, dayZero: nil)
      let labelled = ticks.filter { !$0.label.isEmpty }
      #expect(!labelled.isEmpty, "\(level) \(columns)")
      #expect(
        labelled.contains { $0.label.count >= 4 && Int($0.label.prefix(4)) != nil },
        "\(level) \(columns)"
      )
      for tick in ticks where tick.isMajor && !tick.label.isEmpty { #expect(tick.label.count == 4) }
      for (left, right) in zip(labelled, labelled.dropFirst()) {
        #expect(left.column + left.label.count < right.column)
      }
      #expect(labelled.allSatisfy { $0.column + $0.label.count <= columns })
    }
  }
}
