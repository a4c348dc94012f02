// SPDX-License-Identifier: Apache-2.0

/// The numbers of one series through time, in the unit of the latest.
struct Trend: Sendable {
  /// What was measured.
  var title: String

  var rangeLow: Double?
  var rangeHigh: Double?

  /// The dated events with a number, in order.
  var members: [Int32]

  /// Where each lies between the least and the greatest of them, 0 to 1.
  var levels: [Float]

  /// How much it says: values out of range count most.
  var rank: Int

  /// Returns the trends of each lane, the most telling first.
  ///
  /// A series with fewer than two numbers in one unit is none.
  static func byLane(
    _ series: [[Int32]],
    _ entries: [TimelineEntry],
    _ marks: ContiguousArray<Mark>,
    _ datedCount: Int,
    slots: Int
  ) -> [[Trend]] {
    var lanes = [[Trend]](repeating: [], count: slots)
    for members in series where members.count >= 2 {
      guard let trend = Trend(members.filter { $0 < datedCount }, entries, marks) else { continue }
      lanes[Int(marks[Int(members[0])].lane.rawValue)].append(trend)
    }
    return lanes.map { trends in
      trends.enumerated().sorted { left, right in
        let (first, second) = (left.element.rank, right.element.rank)
        return first != second ? first > second : left.offset < right.offset
      }
      .map(\.element)
    }
  }

  private init?(_ numbered: [Int32], _ entries: [TimelineEntry], _ marks: ContiguousArray<Mark>) {
    guard let latest = numbered.last(where: { entries[Int($0)].event.countedNumber != nil }) else {
      return nil
    }
    let event = entries[Int(latest)].event
    var members: [Int32] = []
    var numbers: [Double] = []
    var abnormal = 0
    for member in numbered {
      guard let number = entries[Int(member)].event.countedNumber(in: event.unit), number.isFinite
      else { continue }
      members.append(member)
      numbers.append(number)
      if marks[Int(member)].flag >= .abnormal { abnormal += 1 }
    }
    guard members.count >= 2, let least = numbers.min(), let greatest = numbers.max() else {
      return nil
    }
    title = event.title
    rangeLow = event.rangeLow
    rangeHigh = event.rangeHigh
    self.members = members
    levels = numbers.map { greatest > least ? Float(($0 - least) / (greatest - least)) : 0.5 }
    rank = abnormal * 4 + members.count
  }
}
