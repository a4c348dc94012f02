// SPDX-License-Identifier: Apache-2.0

/// A town with a hospital and its practices, where patients live.
struct Place: Sendable {
  let city: String
  let state: String
  let country: String
  /// The first digits of postal codes.
  let postalPrefix: String
  let areaCode: String
  let zone: TimeZoneRule
  /// Whether laboratories report SI units.
  let usesSIUnits: Bool
  let streets: [String]
  let hospital: String
  let practice: String
  /// The language that notes are written in there, besides English.
  let noteLanguage: String
  /// Positions in ``Culture/all`` of those who live there, the most frequent first.
  let cultures: [String]

  /// All of them.
  static let all: [Place] = [
    Place(
      city: "Boston",
      state: "MA",
      country: "US",
      postalPrefix: "021",
      areaCode: "+1 617 555 ",
      zone: TimeZoneRule(standard: -300, summer: .unitedStates),
      usesSIUnits: false,
      streets: ["Beacon St", "Tremont St", "Harbor Way", "Maple Ave"],
      hospital: "Harborview General Hospital",
      practice: "Tremont Street Family Practice",
      noteLanguage: "en",
      cultures: ["en", "en", "en", "es", "ga", "pt", "vi", "ru", "zh", "am"]
    ),
    Place(
      city: "Chicago",
      state: "IL",
      country: "US",
      postalPrefix: "606",
      areaCode: "+1 312 555 ",
      zone: TimeZoneRule(standard: -360, summer: .unitedStates),
      usesSIUnits: false,
      streets: ["Lakeshore Dr", "W Elm St", "N Prairie Ave"],
      hospital: "Lakeside Memorial Hospital",
      practice: "Prairie Avenue Primary Care",
      noteLanguage: "en",
      cultures: ["en", "en", "pl", "es", "el", "uk", "ar"]
    ),
    Place(
      city: "San José",
      state: "CA",
      country: "US",
      postalPrefix: "951",
      areaCode: "+1 408 555 ",
      zone: TimeZoneRule(standard: -480, summer: .unitedStates),
      usesSIUnits: false,
      streets: ["Alameda Blvd", "Orchard Ln", "Camino Verde"],
      hospital: "Valle Verde Medical Center",
      practice: "Orchard Community Clinic",
      noteLanguage: "es",
      cultures: ["en", "es", "es", "vi", "zh", "ko", "fa", "hi"]
    ),
    Place(
      city: "Lima",
      state: "Lima",
      country: "PE",
      postalPrefix: "150",
      areaCode: "+51 1 555 ",
      zone: TimeZoneRule(standard: -300, summer: .none),
      usesSIUnits: false,
      streets: ["Av. Los Olivos", "Jr. Cusco", "Calle Las Flores"],
      hospital: "Hospital San Martín",
      practice: "Centro de Salud Los Olivos",
      noteLanguage: "es",
      cultures: ["es", "es", "es", "ja"]
    ),
    Place(
      city: "London",
      state: "",
      country: "GB",
      postalPrefix: "E1 ",
      areaCode: "+44 20 7946 0",
      zone: TimeZoneRule(standard: 0, summer: .europe),
      usesSIUnits: true,
      streets: ["Mill Lane", "Church Road", "Station Approach"],
      hospital: "Millgate Royal Hospital",
      practice: "Station Approach Surgery",
      noteLanguage: "en",
      cultures: ["en", "en", "bn", "yo", "ig", "ta", "hi", "pl", "fr"]
    ),
    Place(
      city: "Berlin",
      state: "",
      country: "DE",
      postalPrefix: "101",
      areaCode: "+49 30 23125 ",
      zone: TimeZoneRule(standard: 60, summer: .europe),
      usesSIUnits: true,
      streets: ["Lindenstraße", "Am Weißen See", "Schönhauser Weg"],
      hospital: "Klinikum Weißensee",
      practice: "Hausarztpraxis Lindenstraße",
      noteLanguage: "de",
      cultures: ["de", "de", "de", "tr", "ru", "cs", "sv", "hu", "he"]
    ),
    Place(
      city: "Αθήνα",
      state: "",
      country: "GR",
      postalPrefix: "104",
      areaCode: "+30 21 0555 ",
      zone: TimeZoneRule(standard: 120, summer: .europe),
      usesSIUnits: false,
      streets: ["Οδός Ερμού", "Λεωφόρος Αλεξάνδρας"],
      hospital: "Attikon Polyclinic",
      practice: "Ermou Health Centre",
      noteLanguage: "en",
      cultures: ["el", "el", "ka", "uk"]
    ),
    Place(
      city: "東京",
      state: "東京都",
      country: "JP",
      postalPrefix: "100-",
      areaCode: "+81 3 5550 ",
      zone: TimeZoneRule(standard: 540, summer: .none),
      usesSIUnits: false,
      streets: ["桜丘", "緑町", "旭台"],
      hospital: "Asahidai General Hospital",
      practice: "Midori Clinic",
      noteLanguage: "en",
      cultures: ["ja", "ja", "ja", "ko"]
    ),
    Place(
      city: "กรุงเทพฯ",
      state: "",
      country: "TH",
      postalPrefix: "101",
      areaCode: "+66 2 555 ",
      zone: TimeZoneRule(standard: 420, summer: .none),
      usesSIUnits: false,
      streets: ["ถนนสุขุมวิท", "ถนนสีลม"],
      hospital: "Silom International Hospital",
      practice: "Sukhumvit Family Clinic",
      noteLanguage: "en",
      cultures: ["th", "th", "zh"]
    ),
    Place(
      city: "मुंबई",
      state: "Maharashtra",
      country: "IN",
      postalPrefix: "400",
      areaCode: "+91 22 5550 ",
      zone: TimeZoneRule(standard: 330, summer: .none),
      usesSIUnits: false,
      streets: ["गांधी मार्ग", "Linking Road"],
      hospital: "Sahyadri Trust Hospital",
      practice: "Linking Road Clinic",
      noteLanguage: "en",
      cultures: ["hi", "hi", "ta", "bn"]
    ),
    Place(
      city: "Auckland",
      state: "",
      country: "NZ",
      postalPrefix: "10",
      areaCode: "+64 9 555 ",
      zone: TimeZoneRule(standard: 720, summer: .southern),
      usesSIUnits: true,
      streets: ["Karaka Rd", "Harbour St"],
      hospital: "Waitematā Bay Hospital",
      practice: "Karaka Road Medical Centre",
      noteLanguage: "en",
      cultures: ["en", "mi", "mi", "is"]
    ),
  ]
}
