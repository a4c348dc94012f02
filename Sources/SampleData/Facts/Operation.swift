// SPDX-License-Identifier: Apache-2.0

/// A procedure that is carried out.
struct Operation: Sendable {
  let concept: Concept
  let name: String
  /// How long it takes.
  let minutes: Int

  init(_ code: String, _ display: String, _ name: String, _ minutes: Int) {
    concept = .snomed(code, display)
    self.name = name
    self.minutes = minutes
  }

  static let appendectomy = Operation("80146002", "Appendectomy", "laparoscopic appendectomy", 70)
  static let coronaryIntervention = Operation(
    "415070008",
    "Percutaneous coronary intervention",
    "percutaneous coronary intervention",
    85
  )
  static let bypass = Operation(
    "232717009",
    "Coronary artery bypass grafting",
    "coronary artery bypass grafting",
    270
  )
  static let angiography = Operation(
    "33367005",
    "Angiography of coronary artery",
    "coronary angiography",
    45
  )
  static let cardioversion = Operation(
    "180325003",
    "Electrical cardioversion",
    "electrical cardioversion",
    20
  )
  static let ecg = Operation("29303009", "Electrocardiographic procedure", "12-lead ECG", 5)
  static let eeg = Operation("54550000", "Electroencephalogram", "EEG", 40)
  static let spirometry = Operation("127783003", "Spirometry", "spirometry", 20)
  static let colonoscopy = Operation("73761001", "Colonoscopy", "colonoscopy", 35)
  static let colectomy = Operation(
    "43075005",
    "Partial resection of colon",
    "laparoscopic right hemicolectomy",
    165
  )
  static let lumpectomy = Operation(
    "392021009",
    "Lumpectomy of breast",
    "lumpectomy with sentinel node biopsy",
    95
  )
  static let breastBiopsy = Operation(
    "122548005",
    "Biopsy of breast",
    "core needle biopsy of the breast",
    30
  )
  static let radiotherapy = Operation(
    "108290001",
    "Radiation oncology AND/OR radiotherapy",
    "adjuvant whole-breast radiotherapy, 15 fractions",
    20
  )
  static let chemotherapy = Operation("367336001", "Chemotherapy", "chemotherapy infusion", 210)
  static let hemodialysis = Operation("302497006", "Hemodialysis", "hemodialysis", 240)
  static let fistula = Operation(
    "439470001",
    "Arteriovenous fistula",
    "creation of left brachiocephalic AV fistula",
    90
  )
  static let hipReplacement = Operation(
    "52734007",
    "Total replacement of hip",
    "hip hemiarthroplasty",
    100
  )
  static let casting = Operation(
    "274474001",
    "Bone immobilization",
    "closed reduction and cast",
    35
  )
  static let suture = Operation(
    "288086009",
    "Suture open wound",
    "laceration repair, 4 sutures",
    25
  )
  static let intubation = Operation(
    "112798008",
    "Insertion of endotracheal tube",
    "endotracheal intubation",
    15
  )
  static let ventilation = Operation(
    "40617009",
    "Artificial respiration",
    "mechanical ventilation",
    1440
  )
  static let centralLine = Operation(
    "233527006",
    "Central venous cannula insertion",
    "right internal jugular central line",
    30
  )
  static let arterialLine = Operation(
    "392247006",
    "Insertion of catheter into artery",
    "radial arterial line",
    15
  )
  static let vaginalDelivery = Operation(
    "177184002",
    "Normal delivery procedure",
    "spontaneous vaginal delivery",
    60
  )
  static let cesarean = Operation(
    "11466000",
    "Cesarean section",
    "lower segment cesarean section",
    55
  )
  static let epidural = Operation("18946005", "Epidural anesthesia", "epidural anesthesia", 20)
  static let retinalScreening = Operation(
    "134395001",
    "Diabetic retinopathy screening",
    "retinal photography",
    15
  )
  static let footExam = Operation(
    "401191002",
    "Diabetic foot examination",
    "diabetic foot examination",
    10
  )
  static let boneDensity = Operation("312681000", "Bone density scan", "DXA bone density scan", 20)
  static let cataractSurgery = Operation(
    "54885007",
    "Extraction of cataract",
    "phacoemulsification with lens implant",
    25
  )
  static let transfusion = Operation(
    "180207008",
    "Intravenous blood transfusion of packed cells",
    "transfusion of packed red cells",
    120
  )
  static let physiotherapy = Operation(
    "91251008",
    "Physical therapy procedure",
    "physical therapy",
    45
  )
  static let phototherapy = Operation("31394004", "Light therapy", "phototherapy", 1440)
  static let thrombolysis = Operation(
    "426347000",
    "Thrombolytic therapy",
    "intravenous thrombolysis",
    60
  )
}
