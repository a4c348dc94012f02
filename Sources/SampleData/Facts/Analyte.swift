// SPDX-License-Identifier: Apache-2.0

/// Something that is measured: a vital sign, a laboratory value, a score.
///
/// The cases stand in the order of the table of facts: see ``fact``.
enum Analyte: UInt8, Sendable, CaseIterable {
  case systolic, diastolic, heartRate, respiratoryRate, temperature, saturation, weight, height
  case bmi, headCircumference, pain, glasgow, meanPressure, oxygenFraction, urineOutput, sodium
  case potassium, chloride, bicarbonate, urea, creatinine, egfr, glucose, calcium, phosphate
  case magnesium, albumin, protein, bilirubin, alt, ast, alkalinePhosphatase, a1c, cholesterol
  case ldl, hdl, triglycerides, albuminRatio, microalbumin, tsh, freeT4, hemoglobin, hematocrit
  case leukocytes, erythrocytes, mcv, platelets, neutrophils, lymphocytes, ferritin, inr
  case prothrombin, ddimer, crp, esr, procalcitonin, lactate, troponin, bnp, pth, cd4, viralLoad
  case rheumatoidFactor, psa, cea, urate, vitaminD25, fev1, fev1Ratio, ejection, tScore
  case levetiracetamLevel, pH, pco2, po2, hcg, phq9, gad7, mmse, fundalHeight
  case fetalHeartRate

  /// What is known of it.
  var fact: Fact { Self.facts[Int(rawValue)] }

  /// What is known of an analyte: its names and units, its reference range in adults, and how it
  /// lies in healthy people.
  struct Fact: Sendable {
    /// What kind of observation it is.
    enum Category: String, Sendable {
      case vital, chemistry, hematology, coagulation, procedure, survey

      /// The code of the observation category.
      var concept: Concept {
        switch self {
        case .vital: Concept(.observationCategory, "vital-signs", "Vital Signs")
        case .procedure: Concept(.observationCategory, "procedure", "Procedure")
        case .survey: Concept(.observationCategory, "survey", "Survey")
        default: Concept(.observationCategory, "laboratory", "Laboratory")
        }
      }

      /// Whether a laboratory reports it.
      var isLaboratory: Bool {
        self == .chemistry || self == .hematology || self == .coagulation
      }
    }

    /// How it is reported where SI units are in use.
    struct SystemUnit: Sendable {
      let concept: Concept
      let unit: String
      let ucum: String
      let factor: Double
      let plus: Double
      let places: Int

      /// Creates a unit from `code ; name ; unit ; factor ; addend ; places`.
      init(cells: String) {
        let parts = cells.split(separator: " ; ").map(String.init)
        concept = .loinc(parts[0], parts[1])
        unit = parts[2]
        ucum = unit.first == "µ" ? "u" + unit.dropFirst() : unit
        factor = Double(parts[3]) ?? 1
        plus = Double(parts[4]) ?? 0
        places = Int(parts[5]) ?? 0
      }
    }

    let concept: Concept
    /// What a note calls it.
    let short: String
    let unit: String
    let ucum: String
    let places: Int
    let low: Double?
    let high: Double?
    let criticalLow: Double?
    let criticalHigh: Double?
    /// The mean of healthy adults.
    let mean: Double
    /// How healthy adults differ, as a deviation.
    let spread: Double
    /// How one person's values differ from day to day, as a deviation.
    let noise: Double
    let category: Category
    let si: SystemUnit?

    /// Creates a fact from a row of the table.
    init(row: Substring) {
      let cells = row.split(separator: "|").map { Self.trimmed($0) }
      short = cells[0]
      concept = .loinc(cells[1], cells[11])
      places = Int(cells[2]) ?? 0
      (low, high) = Self.bounds(cells[3])
      (criticalLow, criticalHigh) = Self.bounds(cells[4])
      mean = Double(cells[5]) ?? 0
      spread = Double(cells[6]) ?? 0
      noise = Double(cells[7]) ?? 0
      category = Category(rawValue: cells[8]) ?? .chemistry
      unit = cells[9]
      ucum = cells[10]
      si = cells.count > 12 ? SystemUnit(cells: cells[12]) : nil
    }

    private static func trimmed(_ text: Substring) -> String {
      guard let first = text.firstIndex(where: { $0 != " " }),
        let last = text.lastIndex(where: { $0 != " " })
      else { return "" }
      return String(text[first...last])
    }

    private static func bounds(_ text: String) -> (Double?, Double?) {
      let parts = text.split(separator: "..", omittingEmptySubsequences: false)
      return (Double(parts[0]), parts.count > 1 ? Double(parts[1]) : nil)
    }
  }
}
