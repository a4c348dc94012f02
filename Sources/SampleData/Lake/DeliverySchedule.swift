// SPDX-License-Identifier: Apache-2.0

/// Sorts versions into deliveries.
///
/// What was recorded more than six years before the present comes as one load, in its last version;
/// then come yearly feeds, for the last three years monthly ones, and nightly ones since the month
/// began in which the day ten days ago lies. Each kind begins with a month, so that no version comes
/// before an earlier one. What a person did comes by itself, at its time; what that person's act refers to has
/// been delivered before, on its own if the feed would come too late.
struct DeliverySchedule {
  /// A version that waits for its delivery.
  private struct Item {
    let type: String
    let id: String
    let body: ArraySlice<UInt8>
    let recordedAt: Moment
    let order: Int
    let interaction: RecordEntry.Interaction
    let author: String?
    let reason: String?
  }

  private let now: Moment
  private let load: Moment
  private var items: [Item] = []

  init(now: Moment) {
    self.now = now
    load = CivilDate(year: CivilDate(now.utcDay).year - 6, month: 1, day: 1).number * 86_400
  }

  /// Adds the shared resources, which come with the load.
  mutating func addShared(_ record: PatientRecord) {
    for (entry, line) in zip(record.entries, record.lines) {
      append(entry, type: "\(entry.kind.name)", id: "", body: line)
    }
  }

  /// Adds what a recorder has written.
  mutating func add(_ recorder: Recorder) {
    let bytes = recorder.writer.bytes
    for entry in recorder.entries where entry.recordedAt < now {
      var id: [UInt8] = []
      entry.id.write(name: recorder.options.idName, into: &id)
      append(
        entry,
        type: "\(entry.kind.name)",
        id: String(decoding: id, as: UTF8.self),
        body: bytes[entry.range].dropLast()
      )
    }
  }

  private mutating func append(
    _ entry: RecordEntry,
    type: String,
    id: String,
    body: ArraySlice<UInt8>
  ) {
    items.append(
      Item(
        type: type,
        id: id,
        body: body,
        recordedAt: entry.recordedAt,
        order: items.count,
        interaction: entry.interaction,
        author: entry.author,
        reason: entry.reason
      )
    )
  }

  /// Returns the deliveries, oldest first.
  consuming func deliveries() -> [Delivery] {
    items.sort { ($0.recordedAt, $0.order) < ($1.recordedAt, $1.order) }
    // The moment until which the versions of an id must have been delivered.
    var touched: [String: Moment] = [:]
    for item in items where item.author != nil {
      touched["\(item.type)/\(item.id)"] = item.recordedAt
    }
    var last: [String: Int] = [:]
    for (index, item) in items.enumerated() where item.recordedAt < load && !item.id.isEmpty {
      last["\(item.type)/\(item.id)"] = index
    }
    var feeds: [Moment: [Item]] = [:]
    var single: [Item] = []
    for (index, item) in items.enumerated() {
      let key = "\(item.type)/\(item.id)"
      if item.recordedAt < load {
        if item.id.isEmpty || last[key] == index, item.interaction != .delete {
          feeds[load, default: []].append(item)
        }
      } else if item.author != nil {
        single.append(item)
      } else {
        let due = feed(after: item.recordedAt)
        if let act = touched[key], item.recordedAt <= act, due >= act {
          feeds[item.recordedAt + 60, default: []].append(item)
        } else {
          feeds[due, default: []].append(item)
        }
      }
    }
    var deliveries = feeds.map { moment, items in feedDelivery(items, at: moment) }
    for item in single { Self.append(authored(item), to: &deliveries) }
    deliveries.sort { $0.recordedAt < $1.recordedAt }
    return deliveries
  }

  /// Returns when the feed comes that carries what was recorded at a moment.
  private func feed(after moment: Moment) -> Moment {
    let day = moment.utcDay
    let date = CivilDate(day)
    let recent = CivilDate((now - .days(10)).utcDay)
    let due: Day
    if (date.year, date.month) >= (recent.year, recent.month) {
      due = day + 1
    } else if date.year >= recent.year - 3 {
      due =
        CivilDate(
          year: date.month == 12 ? date.year + 1 : date.year,
          month: date.month % 12 + 1,
          day: 1
        ).number
    } else {
      due = CivilDate(year: date.year + 1, month: 1, day: 1).number
    }
    // The last feed comes at the present, so that it holds whatever is there.
    return min(due * 86_400 + 2 * 3600, now - 60)
  }

  private func feedDelivery(_ items: [Item], at moment: Moment) -> Delivery {
    let isLoad = moment == load
    return Delivery(
      recordedAt: Int64(moment) * 1000,
      kind: .importing,
      author: "interface",
      source: isLoad
        ? "Initial load from the former record system"
        : "Hospital feed \(SampleText.day(moment.utcDay))",
      reason: "",
      resources: items.map(\.body),
      deletions: []
    )
  }

  /// Appends a delivery, or adds it to the last one where both are the same act.
  private static func append(_ delivery: Delivery, to deliveries: inout [Delivery]) {
    if let last = deliveries.last, last.recordedAt == delivery.recordedAt,
      last.kind == delivery.kind, last.author == delivery.author, last.reason == delivery.reason
    {
      deliveries[deliveries.count - 1].resources += delivery.resources
      deliveries[deliveries.count - 1].deletions += delivery.deletions
    } else {
      deliveries.append(delivery)
    }
  }

  private func authored(_ item: Item) -> Delivery {
    let kind: Delivery.Kind =
      switch item.interaction {
      case .write: .edit
      case .delete: .delete
      case .restore: .restore
      }
    let isDeletion = item.interaction == .delete
    return Delivery(
      recordedAt: Int64(item.recordedAt) * 1000,
      kind: kind,
      author: item.author ?? "unknown",
      source: "Clinical application",
      reason: item.reason ?? "",
      resources: isDeletion ? [] : [item.body],
      deletions: isDeletion ? [Delivery.Deletion(type: item.type, id: item.id)] : []
    )
  }
}
