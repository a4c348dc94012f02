// SPDX-License-Identifier: Apache-2.0

/// About forty patients with stories worth showing, as they reached a lake over the years: a first
/// load, feeds, corrections, deletions in error and their restoration.
///
/// The same present gives the same bytes.
///
/// ```swift
/// for delivery in SampleLake(now: now).deliveries() {
///   // one job of the lake each, recorded at delivery.recordedAt
/// }
/// ```
public struct SampleLake: Sendable {
  /// A patient of the sample lake.
  public struct Patient: Sendable {
    /// The logical id of the Patient.
    public let id: String
    /// What the record shows, in a line.
    public let story: String
  }

  /// The present, in milliseconds since 1970.
  public let now: Int64

  /// Creates the sample lake of a present.
  ///
  /// - Parameter now: The present, in milliseconds since 1970; nothing is dated later.
  public init(now: Int64) { self.now = now }

  /// The patients, in the order in which they are worth looking at.
  public static var patients: [Patient] {
    Stories.all.map { Patient(id: $0.id, story: $0.summary) }
  }

  /// Returns everything that reached the lake, oldest first.
  public func deliveries() -> [Delivery] {
    var schedule = DeliverySchedule(now: Int(now / 1000))
    schedule.addShared(SharedResources.record())
    for (number, story) in Stories.all.enumerated() {
      let recorder = story.recorder(now: Int(now / 1000), number: UInt64(number))
      schedule.add(recorder)
      for merged in story.duplicates(recorder, now: Int(now / 1000)) { schedule.add(merged) }
    }
    return schedule.deliveries()
  }
}
