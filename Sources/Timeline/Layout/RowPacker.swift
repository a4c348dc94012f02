// SPDX-License-Identifier: Apache-2.0

/// Row packing: lines are put into as few rows as they fit without overlap.
///
/// **Terms.** A *track* is what has to be on one row: the runs of a fold. Its *extent* is the columns
/// of its bars, one blank column after each, and of the label beside a bar that is too short for it.
///
/// **Rule.** Tracks are taken in the order of their folds (what goes on first, then what ended last)
/// and put into the first row in which no column of their extent is taken; if there is none, into a
/// new row, as long as there are fewer than the screen has; what is left over is counted. So the upper rows hold what matters now, and a row's gaps are filled with what is over.
///
/// **Labels.** A track has one label, at the bar that has most room: in the bar, three columns from its
/// left end, where eight columns or the whole label fit there; else right of the bar, as far as the
/// next bar or the window's end. With fewer than four columns there is none.
///
/// **Example.** Twenty columns:
///
/// ```
/// metformin      3…19 goes on      row 0     ├━ metformin ━━━━▶
/// lisinopril     9…19 goes on      row 1           ├━ lisinop ▶
/// amoxicillin    0…0               row 1  ▪ amoxic…
/// prednisone     1…2               row 2   ├┤ prednisone
/// ```
///
/// **Invariant.** No two bars of a row share a column.
///
/// **Cost.** Tracks times rows times columns / 64: rows are bit sets.
enum RowPacker {
  /// What has to be on one row.
  struct Track {
    var bars: [Bar]

    /// What is written on one of them.
    var label: String

    /// The columns that it takes.
    var labelWidth: Int

    /// How many events it stands for.
    var count: Int
  }

  /// The most columns that a label takes beside its bar.
  private static let besideLimit = 24

  /// The fewest columns that say anything.
  private static let leastLabel = 4

  /// How many lines and events something stands for.
  struct Contents: Equatable {
    var lines = 0
    var events = 0

    func adding(_ other: Self) -> Self {
      Self(lines: lines + other.lines, events: events + other.events)
    }
  }

  struct Result {
    var rows: [[Bar]] = []

    /// What each row stands for.
    var contents: [Contents] = []

    /// What the rows have no room for.
    var rest = Contents()
  }

  static func pack(_ tracks: [Track], columns: Int, height: Int) -> Result {
    var result = Result()
    var taken: [ColumnSet] = []
    for track in tracks {
      let bars = placeLabel(track, columns: columns)
      var extent = ColumnSet(columns)
      for bar in bars {
        extent.insert(bar.first...min(columns - 1, bar.last + 1))
        if bar.labelColumns.lowerBound > bar.last {
          extent.insert(bar.labelColumns.lowerBound...min(columns - 1, bar.labelColumns.upperBound))
        }
      }
      let contents = Contents(lines: 1, events: track.count)
      if let row = taken.firstIndex(where: { !$0.intersects(extent) }) {
        result.rows[row] += bars
        result.contents[row] = result.contents[row].adding(contents)
        taken[row].formUnion(extent)
      } else if result.rows.count < max(1, height) {
        result.rows.append(bars)
        result.contents.append(contents)
        taken.append(extent)
      } else {
        result.rest = result.rest.adding(contents)
      }
    }
    for row in result.rows.indices { result.rows[row].sort { $0.first < $1.first } }
    return result
  }

  /// Gives the label of a track to the bar that has most room for it, within or right of it.
  private static func placeLabel(_ track: Track, columns: Int) -> [Bar] {
    var bars = track.bars
    var best: (index: Int, columns: Range<Int>)?
    for (index, bar) in bars.enumerated() {
      let inner = bar.last - bar.first - 4
      let next = index + 1 < bars.count ? bars[index + 1].first - 1 : columns
      let outer = min(besideLimit, track.labelWidth, next - bar.last - 2)
      let place =
        inner >= min(8, track.labelWidth)
        ? bar.first + 3..<bar.first + 3 + inner
        : outer >= min(leastLabel, track.labelWidth)
          ? bar.last + 2..<bar.last + 2 + outer
          : inner >= leastLabel ? bar.first + 3..<bar.first + 3 + inner : 0..<0
      if place.count > best?.columns.count ?? 0 { best = (index, place) }
    }
    if let best {
      bars[best.index].label = track.label
      bars[best.index].labelColumns = best.columns
    }
    return bars
  }
}

/// A set of columns.
struct ColumnSet {
  private var words: [UInt64]

  init(_ columns: Int) { words = Array(repeating: 0, count: (columns + 63) / 64) }

  mutating func insert(_ range: ClosedRange<Int>) {
    for column in range { words[column >> 6] |= 1 << UInt64(column & 63) }
  }

  func intersects(_ other: Self) -> Bool {
    for (left, right) in zip(words, other.words) where left & right != 0 { return true }
    return false
  }

  mutating func formUnion(_ other: Self) {
    for index in words.indices { words[index] |= other.words[index] }
  }
}
