// SPDX-License-Identifier: Apache-2.0

/// The fields of an event that a query can name.
public enum EventField: String, Sendable, CaseIterable {
  /// The resource type, or the kind of event: `type:Observation`, `type:lab`.
  case type
  /// The lane of the timeline: `lane:medications`.
  case lane
  /// A code or a word of the title: `code:4548-4`, `code:glucose`.
  case code
  /// Words of title, value or note.
  case text
  /// The status element: `status:final`.
  case status
  /// When it was: `date:2019..2021`.
  case date
  /// What ends after a date: `since:6mo`.
  case since
  /// What begins before a date is over: `until:2020`.
  case until
  /// The flag: `abn:H|L|!`.
  case abn
  /// The value: `value>7`, `value:positive`.
  case value
  /// Where it is looked for: `in:deleted`.
  case `in`

  /// What the field means, in a few words.
  public var label: String {
    switch self {
    case .type: "resource type or kind of event"
    case .lane: "lane of the timeline"
    case .code: "code, or word of the title"
    case .text: "words of title, value or note"
    case .status: "status"
    case .date: "on a date, in a range 2019..2021, in the last 6mo"
    case .since: "since a date, or 6mo, 5y ago"
    case .until: "up to a date"
    case .abn: "H high, L low, critical ones too; ! critical, A abnormal, N normal, any"
    case .value: "value: >7, 5..7, positive"
    case .in: "deleted: what was removed from the record"
    }
  }

  /// Whether `<`, `<=`, `>`, `>=` mean something.
  public var isComparable: Bool { self == .value || self == .date }

  /// The fields of the grammar that later parts of tarn bring.
  static let unsupported = [
    "enc", "author", "ent", "neg", "subj", "conf", "review", "ver", "tag", "ref", "pt",
  ]
}

/// What an interpretation or a reference range says about a value.
///
/// Raw values are those of Timeline's flags.
public enum Abnormality: UInt8, Sendable, CaseIterable {
  /// Nothing is said.
  case none = 0
  /// Within the range.
  case normal = 1
  /// Abnormal without a direction.
  case abnormal = 2
  /// Too low.
  case low = 3
  /// Too high.
  case high = 4
  /// Critically low or high.
  case critical = 5

  /// The letter that stands for it in a query and on the screen; empty for none.
  public var letter: String {
    switch self {
    case .none: ""
    case .normal: "N"
    case .abnormal: "A"
    case .low: "L"
    case .high: "H"
    case .critical: "!"
    }
  }

  /// Every flag that an event has: what is critical is too high, too low, or where nothing tells may be either.
  static func all(of event: some SearchableEvent) -> Set<Abnormality> {
    guard event.abnormality == .critical else { return [event.abnormality] }
    return switch event.isAbove {
    case true?: [.critical, .high]
    case false?: [.critical, .low]
    case nil: [.critical, .high, .low]
    }
  }

  /// What the letter means.
  public var label: String {
    switch self {
    case .none: "none"
    case .normal: "normal"
    case .abnormal: "abnormal"
    case .low: "low"
    case .high: "high"
    case .critical: "critical"
    }
  }

  /// Returns what a value of the field `abn` stands for; `nil` where it is no value of it.
  static func set(named name: String) -> Set<Self>? {
    let name = name.lowercased()
    if name == "any" { return [.abnormal, .low, .high, .critical] }
    return allCases.first { $0.letter.lowercased() == name || $0.label == name }.map { [$0] }
  }
}
