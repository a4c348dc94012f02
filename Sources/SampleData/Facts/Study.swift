// SPDX-License-Identifier: Apache-2.0

/// An imaging examination.
struct Study: Sendable {
  let procedure: Concept
  let report: Concept
  let modality: Concept
  let bodySite: Concept
  let name: String
  let sopClass: StaticString

  private static let ct = Concept(.dicom, "CT", "Computed Tomography")
  private static let mr = Concept(.dicom, "MR", "Magnetic Resonance")
  private static let us = Concept(.dicom, "US", "Ultrasound")
  private static let dx = Concept(.dicom, "DX", "Digital Radiography")
  private static let mg = Concept(.dicom, "MG", "Mammography")

  static let chestXray = Study(
    procedure: .snomed("399208008", "Plain chest X-ray"),
    report: .loinc("36643-5", "XR Chest 2 Views"),
    modality: dx,
    bodySite: .snomed("51185008", "Chest"),
    name: "XR chest, 2 views",
    sopClass: "urn:oid:1.2.840.10008.5.1.4.1.1.1.1"
  )
  static let chestCT = Study(
    procedure: .snomed("169069000", "CT of chest"),
    report: .loinc("24627-2", "CT Chest"),
    modality: ct,
    bodySite: .snomed("51185008", "Chest"),
    name: "CT chest",
    sopClass: "urn:oid:1.2.840.10008.5.1.4.1.1.2"
  )
  static let headCT = Study(
    procedure: .snomed("303653007", "CT of head"),
    report: .loinc("24725-4", "CT Head"),
    modality: ct,
    bodySite: .snomed("69536005", "Head"),
    name: "CT head without contrast",
    sopClass: "urn:oid:1.2.840.10008.5.1.4.1.1.2"
  )
  static let brainMR = Study(
    procedure: .snomed("816077007", "MRI of brain"),
    report: .loinc("24590-2", "MR Brain"),
    modality: mr,
    bodySite: .snomed("12738006", "Brain"),
    name: "MRI brain",
    sopClass: "urn:oid:1.2.840.10008.5.1.4.1.1.4"
  )
  static let abdomenCT = Study(
    procedure: .snomed("169070004", "CT of abdomen"),
    report: .loinc("41806-1", "CT Abdomen"),
    modality: ct,
    bodySite: .snomed("113345001", "Abdomen"),
    name: "CT abdomen and pelvis with contrast",
    sopClass: "urn:oid:1.2.840.10008.5.1.4.1.1.2"
  )
  static let echocardiogram = Study(
    procedure: .snomed("40701008", "Echocardiography"),
    report: .loinc("34552-0", "Cardiac 2D echo panel"),
    modality: us,
    bodySite: .snomed("80891009", "Heart structure"),
    name: "Transthoracic echocardiogram",
    sopClass: "urn:oid:1.2.840.10008.5.1.4.1.1.3.1"
  )
  static let mammogram = Study(
    procedure: .snomed("71651007", "Mammography"),
    report: .loinc("24606-6", "MG Breast Screening"),
    modality: mg,
    bodySite: .snomed("76752008", "Breast"),
    name: "Screening mammogram",
    sopClass: "urn:oid:1.2.840.10008.5.1.4.1.1.1.2"
  )
  static let wristXray = Study(
    procedure: .snomed("60027007", "X-ray of wrist"),
    report: .loinc("18748-4", "Diagnostic imaging study"),
    modality: dx,
    bodySite: .snomed("8205005", "Wrist"),
    name: "XR wrist",
    sopClass: "urn:oid:1.2.840.10008.5.1.4.1.1.1.1"
  )
  static let hipXray = Study(
    procedure: .snomed("268425006", "Pelvis X-ray"),
    report: .loinc("28561-9", "XR Pelvis Views"),
    modality: dx,
    bodySite: .snomed("12921003", "Pelvis"),
    name: "XR pelvis and hip",
    sopClass: "urn:oid:1.2.840.10008.5.1.4.1.1.1.1"
  )
  static let kneeXray = Study(
    procedure: .snomed("74016001", "Knee X-ray"),
    report: .loinc("18748-4", "Diagnostic imaging study"),
    modality: dx,
    bodySite: .snomed("72696002", "Knee"),
    name: "XR knee",
    sopClass: "urn:oid:1.2.840.10008.5.1.4.1.1.1.1"
  )
  static let obstetricUltrasound = Study(
    procedure: .snomed("271442007", "Fetal anatomy study"),
    report: .loinc("11525-3", "US Pelvis Fetus for pregnancy"),
    modality: us,
    bodySite: .snomed("35039007", "Uterine structure"),
    name: "Obstetric ultrasound",
    sopClass: "urn:oid:1.2.840.10008.5.1.4.1.1.6.1"
  )
  static let renalUltrasound = Study(
    procedure: .snomed("306005", "Ultrasonography of kidney"),
    report: .loinc("24795-7", "US Kidney"),
    modality: us,
    bodySite: .snomed("64033007", "Kidney"),
    name: "Renal ultrasound",
    sopClass: "urn:oid:1.2.840.10008.5.1.4.1.1.6.1"
  )
}
