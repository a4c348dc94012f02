// SPDX-License-Identifier: Apache-2.0

/// Makes patients by chance, each from the seed and its number alone.
///
/// Patient 17 of a seed is the same whatever comes before it and however many are made, so that
/// patients can be made in any order and on any number of threads. Memory does not grow with the
/// number of patients: each overwrites the last one's buffer.
///
/// ```swift
/// let generator = PatientGenerator(seed: 1, now: PatientGenerator.referenceNow)
/// var record = PatientRecord()
/// for index in 0..<100_000 {
///   generator.generate(index, into: &record)
///   output(record.ndjson)
/// }
/// ```
public struct PatientGenerator: Sendable {
  /// The present of generated data, unless another is given: 2026-07-01T00:00Z, in milliseconds.
  ///
  /// It is fixed so that the same command gives the same bytes on any day.
  public static let referenceNow: Int64 = 1_782_864_000_000

  /// The seed.
  public let seed: UInt64

  private let now: Moment

  /// Creates a generator.
  ///
  /// - Parameters:
  ///   - seed: What everything follows from.
  ///   - now: The present, in milliseconds since 1970; nothing is dated later.
  public init(seed: UInt64, now: Int64 = PatientGenerator.referenceNow) {
    self.seed = seed
    self.now = Int(now / 1000)
  }

  /// Makes one patient, replacing what a record holds and using its memory again.
  ///
  /// - Parameters:
  ///   - index: The number of the patient, from 0.
  ///   - record: Where the patient goes.
  public func generate(_ index: Int, into record: inout PatientRecord) {
    var random = SampleRandom(seed: seed, stream: UInt64(index), purpose: 1)
    let person = Person(chance: &random, now: now)
    var life = Life(person: person, now: now, random: random, seed: seed &* 31 &+ UInt64(index))
    LifeModules.plan(&life)
    var recorder = Recorder(
      life: life,
      seed: seed,
      stream: UInt64(index),
      options: RecordOptions(),
      reusing: record.takeWriter(),
      entries: record.takeEntries()
    )
    recorder.recordLife()
    Mishaps.befall(&recorder)
    record.fill(recorder.writer, recorder.entries)
  }

  /// Makes one patient.
  ///
  /// - Parameter index: The number of the patient, from 0.
  /// - Returns: The patient's resources.
  public func patient(_ index: Int) -> PatientRecord {
    var record = PatientRecord()
    generate(index, into: &record)
    return record
  }

  /// The organizations, locations and practitioners that all patients refer to.
  public var sharedResources: PatientRecord { SharedResources.record() }
}
