// SPDX-License-Identifier: Apache-2.0

/// Events that are one thing to a reader: the refills of a drug, the returns of a problem.
public struct Fold: Sendable, Equatable {
  /// A stretch without a gap.
  public struct Run: Sendable, Equatable {
    /// The first millisecond of the axis; ``Mark/unknown`` for an unknown beginning.
    public var start: Int64

    /// The first millisecond after it; ``Mark/open`` without a known end.
    public var end: Int64

    /// The events of the run, in order; never empty.
    public var members: [Int32]

    /// Whether its end is not known although it is over.
    public var isEndUnknown: Bool

    /// The worst flag of its events.
    public var flag: Flag
  }

  /// What stands on the line: the title of the latest event, its dose where it has one, and how many
  /// events there are.
  public var label: String

  /// The columns that the label takes, characters of East Asian scripts counted twice.
  public var labelWidth: Int

  /// What the events have in common: the ingredient, or the code.
  public var key: String

  /// The stretches, in order, at least one.
  public var runs: [Run]

  /// Whether its events say nothing of the patient: they were withdrawn, or their resources deleted.
  public var isVoid: Bool

  /// How many events it has.
  public var count: Int { runs.reduce(0) { $0 + $1.members.count } }

  /// The stretches between the runs.
  public var gaps: [Range<Int64>] {
    zip(runs, runs.dropFirst()).compactMap { earlier, later in
      earlier.end < later.start ? earlier.end..<later.start : nil
    }
  }

  /// Creates a fold, whose label says how many events it has.
  init(title: String, key: String, runs: [Run], isVoid: Bool) {
    let count = runs.reduce(0) { $0 + $1.members.count }
    label = count > 1 ? "\(title) ×\(count)" : title
    labelWidth = label.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }
    self.key = key
    self.isVoid = isVoid
    self.runs = runs
  }

  /// Whether it goes on.
  public var isOngoing: Bool {
    runs.last?.end == Mark.open
  }
}
