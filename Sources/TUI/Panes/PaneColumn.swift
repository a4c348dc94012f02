// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// A column of a list over the patients.
struct PaneColumn {
  let title: String

  /// The columns of characters it takes; what is flexible takes at least so many.
  let width: Int

  /// Whether it takes a share of what is left.
  var isFlexible = false

  /// What it takes at the most, before others share what is left.
  var most: Int

  var alignment = Alignment.leading

  /// The lower, the sooner it goes where there is no room.
  var rank = 9

  /// Where it begins.
  var x = 0

  /// What it takes on this screen.
  var shown = 0

  init(
    _ title: String,
    _ width: Int,
    most: Int? = nil,
    isFlexible: Bool = false,
    alignment: Alignment = .leading,
    rank: Int = 9
  ) {
    self.title = title
    self.width = width
    self.most = most ?? width
    self.isFlexible = isFlexible
    self.alignment = alignment
    self.rank = rank
  }

  /// Fits columns into a width; those that are left out have no width.
  static func fit(_ columns: [PaneColumn], width: Int) -> [PaneColumn] {
    var kept = Set(columns.indices.filter { columns[$0].width > 0 })
    let needed = { (kept: Set<Int>) in kept.reduce(2) { $0 + columns[$1].width + 1 } }
    while needed(kept) > width, kept.count > 1,
      let least = kept.min(by: { (columns[$0].rank, -$0) < (columns[$1].rank, -$1) })
    {
      kept.remove(least)
    }
    let flexible = kept.filter { columns[$0].isFlexible }.count
    var spare = max(0, width - needed(kept))
    var x = 2
    var result = columns
    for index in columns.indices where kept.contains(index) {
      let more = min(spare, columns[index].most - columns[index].width)
      result[index].shown = columns[index].width + more
      spare -= more
    }
    var given = 0
    for index in columns.indices {
      guard kept.contains(index) else {
        result[index].shown = 0
        continue
      }
      result[index].x = x
      if columns[index].isFlexible {
        given += 1
        result[index].shown += spare * given / flexible - spare * (given - 1) / flexible
      }
      x += result[index].shown + 1
    }
    return result
  }
}

/// What stands in one field of a list.
struct PaneCell {
  var text: String
  var role = Role.text

  init(_ text: String, _ role: Role = .text) {
    self.text = text
    self.role = role
  }
}
