// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// What changed between two versions of a resource: elements first, JSON second.
struct VersionDifference: Sendable {
  var key: ResourceKey

  /// The version before; `nil` for a first version, which is shown as it is.
  var old: ResourceVersionContent?

  var new: ResourceVersionContent

  var fields: [FieldDifference]

  var lines: LineDifference

  /// Where lines of the JSON are replaced by others, by the first of them.
  var runs: [Int: ChangedLines] = [:]

  /// How many top-level elements are the same in both.
  var unchangedCount: Int

  static func read(
    _ key: ResourceKey,
    from oldNumber: Int?,
    to newNumber: Int,
    source: any LakeSource,
    comparingWords: Bool = true,
    _ cancellation: Cancellation
  ) throws -> VersionDifference {
    let missing = ResourceVersionContent(
      summary: VersionSummary(
        number: newNumber,
        recorded: 0,
        author: "",
        job: 0,
        interaction: .update
      ),
      body: nil
    )
    let new = try source.readVersion(of: key, version: newNumber, cancellation: cancellation)
    try cancellation.check()
    let old = try oldNumber.flatMap {
      try source.readVersion(of: key, version: $0, cancellation: cancellation)
    }
    try cancellation.check()
    var difference = VersionDifference(key: key, old: old, new: new ?? missing)
    if comparingWords { difference.compareWords() }
    return difference
  }

  /// Compares long texts and lines of the JSON word by word.
  mutating func compareWords() {
    for index in fields.indices { fields[index].text?.compare() }
    runs = ChangedLines.runs(in: lines.lines)
  }

  init(key: ResourceKey, old: ResourceVersionContent?, new: ResourceVersionContent) {
    self.key = key
    self.old = old
    self.new = new
    let before = old?.body?.root
    let after = new.body?.root
    fields = []
    unchangedCount = 0
    if let before, let after {
      fields = FieldDifference.differences(from: before, to: after)
      let changed = Set(fields.map { $0.path.prefix { $0 != "." && $0 != "[" } })
      unchangedCount = after.members.count { !changed.contains(Substring($0.key)) }
    }
    lines = LineDifference(
      old: before.map { JSONLines.lines(of: $0, order: .canonical, decodingAttachments: true) }
        ?? [],
      new: after.map { JSONLines.lines(of: $0, order: .canonical, decodingAttachments: true) } ?? []
    )
    if old == nil {
      // A first version is its content, not a difference from nothing.
      for index in lines.lines.indices { lines.lines[index].kind = .same }
    }
  }
}

/// From one version of a resource to a later one.
struct VersionStep: Sendable, Equatable {
  var key: ResourceKey
  var from: Int
  var to: Int
}

extension ChangeSummary {
  /// The step to the version that the change wrote; `nil` for one that has no content before or after it.
  var step: VersionStep? {
    guard version.interaction != .delete, version.number > 1 else { return nil }
    return VersionStep(key: key, from: version.number - 1, to: version.number)
  }
}

extension RecordDifference {
  /// The step between the moments; `nil` for what was not there at one of them.
  var step: VersionStep? {
    guard kind == .changed, let from else { return nil }
    return VersionStep(key: key, from: from, to: last.number)
  }
}

/// The elements that a change touched, for the list of changes.
struct ChangedFields: Sendable, Equatable {
  var key: ResourceKey
  var version: Int
  var text: String

  /// How many elements of each class changed: `2 clinical · 1 narrative`.
  var classes = ""

  static func read(
    _ steps: [VersionStep],
    from source: any LakeSource,
    _ cancellation: Cancellation
  ) throws -> [ChangedFields] {
    try steps.map { step in
      try cancellation.check()
      let difference = try VersionDifference.read(
        step.key,
        from: step.from,
        to: step.to,
        source: source,
        comparingWords: false,
        cancellation
      )
      return ChangedFields(
        key: step.key,
        version: step.to,
        text: words(for: difference),
        classes: classes(of: difference)
      )
    }
  }

  private static func classes(of difference: VersionDifference) -> String {
    guard difference.old?.body != nil else { return "" }
    return FieldDifference.Topic.allCases.compactMap { topic in
      let count = difference.fields.count { $0.topic == topic }
      return count == 0 ? nil : "\(count) \(topic.rawValue)"
    }
    .joined(separator: " · ")
  }

  private static func words(for difference: VersionDifference) -> String {
    guard difference.old?.body != nil else { return "content put back" }
    let fields = difference.fields.filter { $0.topic != .meta }
    // What a change means to a reader comes first, with what it was before.
    let ordered = FieldDifference.Topic.allCases.flatMap { topic in
      fields.filter { $0.topic == topic }
    }
    var names: [String] = []
    for field in ordered where !names.contains(field.element) { names.append(field.element) }
    if let first = ordered.first, first.kind == .changed,
      first.old.utf8.count + first.new.utf8.count < 40
    {
      names[0] += " \(first.old) → \(first.new)"
    }
    return names.isEmpty ? "meta only" : names.joined(separator: ", ")
  }
}
