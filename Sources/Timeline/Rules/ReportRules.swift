// SPDX-License-Identifier: Apache-2.0

import FHIR

/// Reports, specimens and images.
enum ReportRules {
  /// A report with text of its own is a note, one of radiology is imaging, the others are labs.
  static func report(_ event: inout Event, _ resource: JSONValue) {
    event.setConcept(resource["code"])
    let category = Category(resource["category"])
    if category == .imaging {
      event.lane = .imaging
    } else if category != .laboratory, resource["presentedForm"]?.first != nil {
      event.lane = .notes
    } else if category == .note {
      event.lane = .notes
    }
    if let conclusion = resource["conclusion"]?.content {
      event.value = conclusion
    } else if let code = ConceptText.of(resource["conclusionCode"]) {
      event.value = code
    } else {
      let results = (resource["result"]?.elements ?? .empty).reduce(0) { count, _ in count + 1 }
      if results > 0 { event.value = results == 1 ? "1 result" : "\(results) results" }
    }
  }

  private enum Category {
    case laboratory
    case imaging
    case note
    case other

    init(_ value: JSONValue?) {
      self = .other
      guard let value else { return }
      let concepts = value.isArray ? Array(value.elements) : [value]
      for concept in concepts {
        for coding in concept["coding"]?.elements ?? .empty {
          switch coding["code"]?.string {
          case "LAB", "laboratory", "HM", "CH", "MB", "SP", "CP", "TX", "GE", "IMM", "BLB":
            self = .laboratory
            return
          case "RAD", "IMG", "imaging", "CT", "NMR", "RUS", "NMS", "CUS", "LP29684-5", "RX", "XRC":
            self = .imaging
            return
          case "34117-2", "51847-2", "LP29708-2", "11506-3", "clinical-note", "18842-5":
            self = .note
            return
          default: continue
          }
        }
      }
    }
  }

  static func specimen(_ event: inout Event, _ resource: JSONValue) {
    event.setConcept(resource["type"])
    event.title = event.title.isEmpty ? "Specimen" : "Specimen: " + event.title
    event.value = ConceptText.of(resource["collection"]?["bodySite"])
  }

  static func sequence(_ event: inout Event, _ resource: JSONValue) {
    event.title = "Molecular sequence"
    event.value = resource["type"]?.string
  }

  static func imagingStudy(_ event: inout Event, _ resource: JSONValue) {
    event.setFirstConcept(resource["procedureCode"])
    let first = resource["series"]?.first
    if event.title.isEmpty { event.title = resource["description"]?.content ?? "" }
    if event.title.isEmpty {
      let modality =
        first?["modality"]?["display"]?.string ?? first?["modality"]?["code"]?.string
      let site = first?["bodySite"]?["display"]?.string
      let words = [modality, site].compactMap(\.self)
      event.title = words.isEmpty ? "Imaging study" : words.joined(separator: ", ")
    }
    if let count = resource["numberOfInstances"]?.numberText {
      event.value = count == "1" ? "1 image" : "\(count) images"
    }
  }

  static func media(_ event: inout Event, _ resource: JSONValue) {
    event.setConcept(resource["view"] ?? resource["type"])
    if let title = resource["content"]?["title"]?.string { event.title = title }
    if event.title.isEmpty { event.title = "Media" }
    event.value = ConceptText.of(resource["bodySite"])
  }
}
