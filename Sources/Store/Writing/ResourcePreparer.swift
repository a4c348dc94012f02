// SPDX-License-Identifier: Apache-2.0

import CJSON
public import FHIR
import Search
import Timeline

/// Derives from resources what the lake stores about them, on one thread.
///
/// Use one preparer per thread, and ``finish(_:)`` once per batch.
public final class ResourcePreparer {
  private let codec: BodyCodec
  private let context: BodyCodec.Context

  /// Creates a preparer for a lake, or for none, to see what would be derived.
  public init(for lake: Lake?) {
    codec = lake?.codec ?? BodyCodec()
    context = BodyCodec.Context(codec)
  }

  /// Prepares a resource.
  ///
  /// - Parameters:
  ///   - document: The resource, whose text has no white space between tokens.
  ///   - type: Its type.
  ///   - id: Its logical id.
  /// - Returns: The resource with its derived rows; its body is compressed by ``finish(_:)``.
  public func prepare(_ document: JSONDocument, type: ResourceType, id: String) -> PreparedResource
  {
    let root = document.root
    let edit = StoredBody.editWithoutServerMeta(root)
    let body = StoredBody.apply(edit.map { [$0] } ?? [], to: document.bytes)
    let events = EventRules.events(of: root, type: type)
    let patientIDs = Self.patientIDs(of: root, type: type)
    let links = Links(of: document, type: type, patientIDs: patientIDs)
    let note = NoteText.text(of: root, type: type)
    return PreparedResource(
      change: .put,
      type: type,
      id: id,
      sourceUpdated: Self.lastUpdated(root),
      hash: Int64(bitPattern: document.contentHash),
      body: body,
      stored: nil,
      events: events,
      patientIDs: patientIDs,
      references: links.literal,
      conditionalReferences: links.conditional,
      identifiers: Self.identifiers(root),
      searchKeys: IndexKeys.of(root, type: type),
      text: Self.searchText(note: note ?? NoteText.note(of: root, type: type), events: events),
      isNote: note != nil,
      isDirective: AdvanceDirective.isOne(root, type: type, events: events),
      isAllergy: type == .allergyIntolerance && Allergies.isAllergy(root),
      patient: type == .patient ? PatientDemographics(root) : nil
    )
  }

  /// Returns the events of a resource and the text that it is found by, and nothing else of it.
  static func found(
    _ root: JSONValue,
    type: ResourceType
  ) -> (events: [Event], text: String?) {
    let events = EventRules.events(of: root, type: type)
    return (events, searchText(note: NoteText.note(of: root, type: type), events: events))
  }

  /// Prepares a deletion.
  public func prepareDeletion(
    type: ResourceType,
    id: String,
    sourceUpdated: Int64? = nil
  ) -> PreparedResource {
    PreparedResource(
      change: .delete,
      type: type,
      id: id,
      sourceUpdated: sourceUpdated,
      hash: 0,
      body: [],
      stored: nil,
      events: [],
      patientIDs: [],
      references: [],
      conditionalReferences: [],
      identifiers: [],
      searchKeys: [],
      text: nil,
      isNote: false,
      isDirective: false,
      isAllergy: false,
      patient: nil
    )
  }

  /// Compresses the bodies of a batch, after training dictionaries for types that had none.
  public func finish(_ batch: inout [PreparedResource]) {
    var untrained: [Int: [[UInt8]]] = [:]
    for resource in batch where resource.change == .put && resource.stored == nil {
      let code = resource.type.code
      if codec.dictionaryID(forType: code) == 0 {
        untrained[code, default: []].append(resource.body)
      }
    }
    for (code, samples) in untrained { codec.train(typeCode: code, samples: samples) }
    for index in batch.indices where batch[index].change == .put && batch[index].stored == nil {
      let code = batch[index].type.code
      let (dictionary, bytes) = batch[index].body.withUnsafeBytes {
        context.compress($0, typeCode: code)
      }
      batch[index].stored = (dictionary, bytes)
      batch[index].body = []
    }
  }

  /// The patients of the R4 compartment, else the patient that `patient` or `subject` names.
  ///
  /// The compartment leaves out Device and Task, among others, although an implant belongs to its patient.
  private static func patientIDs(of root: JSONValue, type: ResourceType) -> [String] {
    let ids = PatientCompartment.patientIDs(of: root, type: type)
    guard ids.isEmpty else { return ids }
    let reference = (root["patient"] ?? root["subject"] ?? (type == .task ? root["for"] : nil))?[
      "reference"
    ]?.string
    if case .literal(.patient, let id, _, _)? = reference.map(FHIRReference.init) { return [id] }
    return []
  }

  private static func lastUpdated(_ root: JSONValue) -> Int64? {
    root["meta"]?["lastUpdated"]?.string.flatMap { FHIRDateTime($0)?.lowerBound }
  }

  private static func identifiers(_ root: JSONValue) -> [BusinessIdentifier] {
    guard let identifiers = root["identifier"] else { return [] }
    // A few types, Bundle for one, have one identifier and not a list.
    let all = identifiers.isObject ? [identifiers] : Array(identifiers.elements)
    return all.compactMap { identifier in
      identifier["value"]?.string.map {
        BusinessIdentifier(system: identifier["system"]?.string ?? "", value: $0)
      }
    }
  }

  /// The note, and the values that are words: a culture's organism, a smoking status.
  private static func searchText(note: String?, events: [Event]) -> String? {
    var text = note
    for event in events {
      guard let value = event.value, value.utf8.contains(where: { $0 | 0x20 >= 0x61 }) else {
        continue
      }
      text = text.map { $0 + "\n" + value } ?? value
    }
    return text
  }
}

/// The references of a resource, sorted by form.
private struct Links {
  var literal: [ResourceKey] = []
  var conditional: [String] = []

  init(of document: JSONDocument, type: ResourceType, patientIDs: [String]) {
    var seen: Set<String> = []
    for value in document.root.strings(forKey: "reference") {
      guard let text = value.string, seen.insert(text).inserted else { continue }
      switch FHIRReference(text) {
      case .literal(let targetType, let id, _, _):
        if targetType == .patient && patientIDs.contains(id) { continue }
        literal.append(ResourceKey(type: targetType, id: id))
      case .conditional:
        conditional.append(text)
      default:
        continue
      }
    }
  }
}
