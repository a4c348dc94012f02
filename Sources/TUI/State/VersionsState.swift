// SPDX-License-Identifier: Apache-2.0

/// The changes of a patient, or the versions of one resource, with the difference of two.
struct VersionsState: Sendable {
  /// The focused change of the patient.
  var cursor = ListCursor()

  /// Which changes are listed.
  var scope = Scope.all

  /// The elements that each change touched, by resource and version.
  var fields: [ResourceKey: [Int: String]] = [:]

  /// The changes whose elements were asked for.
  var requestedFields: [ResourceKey: Set<Int>] = [:]

  /// Whether the lake was asked for the versions of the resource.
  var areVersionsRequested = false

  /// All versions of the resource that has the focus, newest first.
  var versions: [VersionSummary] = []

  /// The resource whose versions they are.
  var key: ResourceKey?

  /// The difference that is shown.
  var difference: VersionDifference?

  /// The versions that are compared; the older is `nil` for a first version.
  var pair: Pair?

  /// The version that the focused change was shown for.
  var followed: Int?

  /// One side of a pair that is being picked.
  var picked: Int?

  /// What is shown of the difference.
  var layer = Layer.both

  /// Whether elements that the lake writes itself are listed.
  var isMetaShown = false

  /// Whether long texts are compared word by word.
  var isByWords = false

  /// The first line of the difference on the screen.
  var top = 0

  struct Pair: Sendable, Equatable {
    var old: Int?
    var new: Int
  }

  enum Layer: Sendable, CaseIterable { case both, fields, json }

  enum Scope: Sendable, CaseIterable {
    case all, deleted, updated

    var title: String {
      switch self {
      case .all: "deleted|changed"
      case .deleted: "deleted"
      case .updated: "changed"
      }
    }
  }

  /// Lets what is shown be read again; until then it is shown as it was.
  mutating func expire() {
    areVersionsRequested = false
    followed = nil
  }

  /// Returns the changes that are listed.
  func listed(_ changes: [ChangeSummary]) -> [ChangeSummary] {
    switch scope {
    case .all: changes
    case .deleted: changes.filter { $0.version.interaction == .delete }
    case .updated: changes.filter { $0.version.interaction != .delete }
    }
  }
}
