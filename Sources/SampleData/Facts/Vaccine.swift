// SPDX-License-Identifier: Apache-2.0

/// A vaccine, by its CVX code.
struct Vaccine: Sendable {
  let code: String
  let display: String
  /// What a note calls it.
  let short: String

  init(_ code: String, _ display: String, _ short: String) {
    self.code = code
    self.display = display
    self.short = short
  }

  static let hepatitisB = Vaccine("08", "Hep B, adolescent or pediatric", "HepB")
  static let rotavirus = Vaccine("119", "rotavirus, monovalent", "rotavirus")
  static let dtap = Vaccine("20", "DTaP", "DTaP")
  static let hib = Vaccine("49", "Hib (PRP-OMP)", "Hib")
  static let pneumococcal13 = Vaccine("133", "Pneumococcal conjugate PCV 13", "PCV13")
  static let polio = Vaccine("10", "IPV", "IPV")
  static let mmr = Vaccine("03", "MMR", "MMR")
  static let varicella = Vaccine("21", "varicella", "varicella")
  static let hepatitisA = Vaccine("83", "Hep A, ped/adol, 2 dose", "HepA")
  static let tdap = Vaccine("115", "Tdap", "Tdap")
  static let hpv = Vaccine("62", "HPV, quadrivalent", "HPV")
  static let meningococcal = Vaccine("114", "meningococcal MCV4P", "MCV4")
  static let influenza = Vaccine(
    "140",
    "Influenza, seasonal, injectable, preservative free",
    "influenza"
  )
  static let td = Vaccine("113", "Td (adult) preservative free", "Td")
  static let zoster = Vaccine("121", "zoster", "zoster")
  static let pneumococcal23 = Vaccine(
    "33",
    "pneumococcal polysaccharide vaccine, 23 valent",
    "PPSV23"
  )
  static let covid = Vaccine(
    "208",
    "SARS-COV-2 (COVID-19) vaccine, mRNA, spike protein, LNP, preservative free, 30 mcg/0.3mL dose",
    "COVID-19"
  )

  /// The childhood schedule: months of age, and what is given then.
  static let childhood: [(months: Double, vaccines: [Vaccine])] = [
    (0, [.hepatitisB]), (1, [.hepatitisB]),
    (2, [.rotavirus, .dtap, .hib, .pneumococcal13, .polio]),
    (4, [.rotavirus, .dtap, .hib, .pneumococcal13, .polio]), (6, [.hepatitisB, .dtap, .polio]),
    (9, []), (12, [.mmr, .varicella, .hepatitisA, .hib, .pneumococcal13]), (15, [.dtap]),
    (18, [.hepatitisA]), (24, []), (36, []), (48, [.dtap, .polio, .mmr, .varicella]), (60, []),
    (84, []), (108, []), (132, [.tdap, .hpv, .meningococcal]), (144, [.hpv]), (168, []),
    (192, [.meningococcal]),
  ]
}
