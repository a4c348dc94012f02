// SPDX-License-Identifier: Apache-2.0

public import FHIR
public import Search

/// A resource that a FHIR search found, or gives besides what it found.
public struct SearchHit: Sendable {
  /// The resource.
  public let key: ResourceKey
  /// The number of the version that was found.
  public let version: Int
  /// When the lake took that version in, in milliseconds since 1970 UTC.
  public let lastUpdated: Int64
  /// The content.
  public let document: JSONDocument
  /// Whether it was found, and not only referred to.
  public let isMatch: Bool

  /// The content with `meta.versionId` and `meta.lastUpdated`, as a FHIR server gives it out.
  public var output: [UInt8] {
    StoredBody.withServerMeta(
      document,
      version: version,
      lastUpdated: FHIRDateTime.instantText(lastUpdated)
    )
  }
}

/// What a search asked of the index, and what came of it.
public struct SearchStep: Sendable, Equatable {
  /// The type that was searched.
  public let type: ResourceType
  /// What the index was asked; `nil` where the candidates were named by the request.
  public let query: String?
  /// Whether the index alone decides, without looking at the resources.
  public let isExact: Bool
  /// The rows that the index gave.
  public var rows = 0
  /// The rows of versions that are no longer current.
  public var stale = 0
  /// The resources that were read and looked at.
  public var checked = 0
  /// The resources that met the request.
  public var matched = 0
}

/// What a hit has that a criterion asked for.
public struct SearchEvidence: Sendable, Equatable {
  /// The criterion as written.
  public let criterion: String
  /// The values that met it, as `path value`; empty where nothing of the resource itself did.
  public let values: [String]
}

/// A page of what a FHIR search found.
public struct SearchPage: Sendable {
  /// The hits in their order, then what is included.
  public var hits: [SearchHit] = []
  /// Where the next page begins, to be given as `_page`; `nil` on the last.
  public var next: String?
  /// The number of all hits, where it is known.
  public var total: Int?
  /// What was asked of the index.
  public var steps: [SearchStep] = []
  /// How long the search took, from the open lake to the page, evidence left out.
  public var duration = Duration.zero
  /// What each match has that was asked for, where the search was to explain itself.
  public var evidence: [ResourceKey: [SearchEvidence]] = [:]
  /// For a search that found nothing: how many resources would be found without each criterion, up
  /// to ``mostRelaxed``.
  public var relaxed: [(criterion: SearchRequest.Criterion, count: Int)] = []

  /// The greatest number in ``relaxed``, which stands for itself and more.
  public static let mostRelaxed = 1000
}
