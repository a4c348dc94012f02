// SPDX-License-Identifier: Apache-2.0

/// The columns of the event list for a width; an absent column has no width.
struct EventColumns: Equatable {
  var date = 1
  var dateWidth = 10
  var hasClock = false
  var lane = 0
  var laneWidth = 0
  var title = 0
  var titleWidth = 0
  var value = 0
  var valueWidth = 0
  var flag = 0
  var range = 0
  var rangeWidth = 0
  var delta = 0
  var deltaWidth = 0
  var spark = 0
  var sparkWidth = 0
  var reference = 0
  var referenceWidth = 0

  init(width: Int) {
    // From the right: what is least needed goes first when the width shrinks.
    var right = width
    if width >= 92 {
      sparkWidth = 6
      spark = right - 7
      right = spark - 1
    }
    if width >= 124 {
      referenceWidth = width >= 170 ? 36 : 26
      reference = right - referenceWidth - 1
      right = reference - 1
    }
    if width >= 56 {
      deltaWidth = 7
      delta = right - deltaWidth
      right = delta - 1
    }
    if width >= 74 {
      rangeWidth = 10
      range = right - rangeWidth
      right = range - 1
    }
    flag = right - 1
    right = flag - 1
    hasClock = width >= 56
    dateWidth = hasClock ? 16 : 10
    let laneStart = date + dateWidth + 1
    laneWidth = width >= 100 ? 9 : width >= 26 ? 4 : 0
    lane = laneStart
    title = laneStart + (laneWidth > 0 ? laneWidth + 1 : 0)
    let room = max(2, right - title)
    valueWidth = max(1, min(width >= 100 ? 24 : 18, room * 45 / 100))
    titleWidth = max(1, room - valueWidth - 1)
    value = title + titleWidth + 1
  }
}
