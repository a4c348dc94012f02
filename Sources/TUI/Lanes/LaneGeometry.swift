// SPDX-License-Identifier: Apache-2.0

/// How the width of the timeline is shared: labels at the left, columns of time, a free column.
struct LaneGeometry: Equatable {
  /// The columns before the time: pointer, name and count.
  let labelWidth: Int

  /// The columns of time.
  let columns: Int

  init(width: Int) {
    labelWidth = width >= 100 ? 20 : width >= 60 ? 17 : min(12, width / 3)
    columns = max(1, width - labelWidth - 1)
  }
}
