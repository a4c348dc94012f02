// SPDX-License-Identifier: Apache-2.0

/// What every resource has, whatever its type: its type, its id and its metadata.
///
/// See https://hl7.org/fhir/R4/resource.html.
public struct ResourceEnvelope: Sendable {
  /// The resource.
  public let resource: JSONValue

  /// Takes a resource; `nil` for a value that is no object with a `resourceType` of R4.
  public init?(_ resource: JSONValue) {
    guard let type = resource["resourceType"]?.string.flatMap(ResourceType.init(name:)) else {
      return nil
    }
    self.resource = resource
    self.type = type
  }

  /// The resource type.
  public let type: ResourceType

  /// The logical id, as it is written.
  public var id: String? { resource["id"]?.string }

  /// `meta.versionId`.
  public var versionID: String? { resource["meta"]?["versionId"]?.string }

  /// `meta.lastUpdated`.
  public var lastUpdated: FHIRDateTime? { FHIRDateTime(resource["meta"]?["lastUpdated"]) }

  /// `meta.source`.
  public var source: String? { resource["meta"]?["source"]?.string }

  /// `meta.profile`: what the resource says it conforms to.
  public var profiles: [String] {
    (resource["meta"]?["profile"]?.elements ?? .empty).compactMap(\.string)
  }

  /// `meta.tag`.
  public var tags: [Coding] { (resource["meta"]?["tag"]?.elements ?? .empty).map(Coding.init) }

  /// `meta.security`.
  public var securityLabels: [Coding] {
    (resource["meta"]?["security"]?.elements ?? .empty).map(Coding.init)
  }

  /// The resources inside, which have no life of their own.
  public var contained: JSONElements { resource["contained"]?.elements ?? .empty }

  /// Returns the contained resource with an id.
  public func contained(id: String) -> JSONValue? {
    contained.first { $0["id"]?.string == id }
  }
}
