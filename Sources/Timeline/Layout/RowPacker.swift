// SPDX-License-Identifier: Apache-2.0

/// Row packing: lines are put into as few rows as they fit without overlap.
///
/// **Terms.** A *track* is what has to be on one row: the runs of a fold. Its *extent* is the columns
/// of its bars, one blank column after each, and of the label beside a bar that is too short for it.
///
/// **Rule.** Tracks are taken in the order of their folds (what goes on first, then what ended last)
/// and put into the first row in which no column of their extent is taken; if there is none, into a
/// new row. So the upper rows hold what matters now, and a row's gaps are filled with what is over.
///
/// **Labels.** A label of eight columns or more within its bar stands in the bar, three columns from
/// its left end. Else it stands right of the bar, where the window has room for it.
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

    /// How many events it stands for.
    var count: Int
  }

  /// The most columns that a label takes beside its bar.
  private static let besideLimit = 24

  static func pack(_ tracks: [Track], columns: Int) -> [[Bar]] {
    var rows: [[Bar]] = []
    var taken: [ColumnSet] = []
    for track in tracks {
      var bars = track.bars
      var extent = ColumnSet(columns)
      placeLabels(&bars, columns: columns)
      for bar in bars {
        extent.insert(bar.first...min(columns - 1, bar.last + 1))
        if bar.labelColumns.lowerBound > bar.last {
          extent.insert(bar.labelColumns.lowerBound...min(columns - 1, bar.labelColumns.upperBound))
        }
      }
      if let row = taken.firstIndex(where: { !$0.intersects(extent) }) {
        rows[row] += bars
        taken[row].formUnion(extent)
      } else {
        rows.append(bars)
        taken.append(extent)
      }
    }
    return rows.map { $0.sorted { $0.first < $1.first } }
  }

  private static func placeLabels(_ bars: inout [Bar], columns: Int) {
    for index in bars.indices where !bars[index].label.isEmpty {
      let bar = bars[index]
      let inner = bar.last - bar.first + 1 - 5
      if inner >= 8 {
        bars[index].labelColumns = bar.first + 3..<bar.first + 3 + inner
        continue
      }
      let start = bar.last + 2
      let next = index + 1 < bars.count ? bars[index + 1].first - 1 : columns
      let room = min(next, columns) - start
      let wanted = min(besideLimit, bar.label.count)
      if room >= min(4, wanted) { bars[index].labelColumns = start..<start + min(wanted, room) }
    }
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
