// SPDX-License-Identifier: Apache-2.0

public import FHIR
public import Timeline

/// A resource with everything the lake derives from it, ready to be written.
///
/// Preparing is most of the work of an import and needs no lake, so that it runs on every core while
/// one thread writes.
public struct PreparedResource: Sendable {
  /// What is to be done.
  public enum Change: Sendable {
    /// The content becomes the current version.
    case put
    /// The resource is deleted.
    case delete
  }

  /// What is to be done.
  public let change: Change

  /// The resource type.
  public let type: ResourceType

  /// The logical id.
  public let id: String

  /// `meta.lastUpdated` of the source, in milliseconds since 1970 UTC.
  public internal(set) var sourceUpdated: Int64?

  /// The hash of the content.
  let hash: Int64

  /// The body before it is compressed; empty for deletions.
  var body: [UInt8]

  /// The compressed body, and the dictionary it needs.
  var stored: (dictionary: Int64, bytes: [UInt8])?

  /// What the timeline draws.
  public let events: [Event]

  /// The logical ids of the patients in whose compartment it is; the first is its own patient.
  public let patientIDs: [String]

  /// The literal references, other than to its patients.
  let references: [ResourceKey]

  /// The conditional references, `Practitioner?identifier=…` for one.
  let conditionalReferences: [String]

  /// The business identifiers.
  let identifiers: [BusinessIdentifier]

  /// What FHIR search finds it by: the keys of ``Search/IndexKeys``.
  let searchKeys: [UInt8]

  /// What full text finds: the decoded note, and values in words.
  let text: String?

  /// Whether it carries a clinical note.
  let isNote: Bool

  /// Whether it is an advance directive or the like.
  let isDirective: Bool

  /// Whether it says that the patient is allergic, and not that no allergy is known.
  let isAllergy: Bool

  /// What the patient list shows, for a Patient.
  let patient: PatientDemographics?
}

/// A resource type and a logical id.
public struct ResourceKey: Sendable, Hashable {
  /// The resource type.
  public let type: ResourceType

  /// The logical id.
  public let id: String

  /// Creates a key.
  public init(type: ResourceType, id: String) {
    self.type = type
    self.id = id
  }

  /// XXH64 of type and id.
  var hash: Int64 {
    var text = reference
    return text.withUTF8 { Int64(bitPattern: JSONDocument.hash(UnsafeRawBufferPointer($0))) }
  }

  /// What the key is found by in the index of logical ids: as much of ``hash`` as SQLite keeps in six bytes.
  ///
  /// Who is found by it is asked for type and id.
  var indexHash: Int64 { hash & 0x7FFF_FFFF_FFFF }

  /// A number that other resources can be named by, always the same for the same key.
  public var hashForID: Int64 { hash }

  /// The condition that finds a resource in `resource r`, with hash, type and id as parameters.
  static let condition = """
    r.row IN (SELECT resource FROM resourceKey WHERE hash = ?1) AND r.type = ?2 AND r.id = ?3
    """

  /// Binds the parameters of ``condition``.
  func bind(to statement: RawStatement) {
    statement.bind(0, indexHash)
    statement.bind(1, type.code)
    statement.bind(2, id)
  }

  /// The literal reference, `Patient/1`.
  public var reference: String { "\(type.rawValue)/\(id)" }
}

/// A business identifier: a system and a value.
struct BusinessIdentifier: Sendable, Hashable {
  let system: String
  let value: String

  /// What stands for a system in the index: a lake has few, and every row would spell one out.
  static func number(ofSystem system: String) -> Int64 {
    var system = system
    return system.withUTF8 {
      Int64(bitPattern: JSONDocument.hash(UnsafeRawBufferPointer($0))) & 0x7FFF_FFFF_FFFF
    }
  }
}
