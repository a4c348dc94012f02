// SPDX-License-Identifier: Apache-2.0

internal import Store
internal import Synchronization

/// The chart that was read last: who looks at the preview of a patient opens the same events.
final class ChartMemory: Sendable {
  /// What was read, and of which state of the lake.
  struct Request: Equatable, Sendable {
    var patient: String
    /// The name of the zone of the axis.
    var zone: String
    var look: ChartLook
    /// The last job that is seen; `nil` for all.
    var asOf: Int?
    var stamp: LakeStamp
  }

  private let last = Mutex<(request: Request, chart: Chart)?>(nil)

  /// Returns the chart that a request would read again.
  func chart(for request: Request) -> Chart? {
    last.withLock { $0.flatMap { $0.request == request ? $0.chart : nil } }
  }

  /// Keeps a chart in the place of the one before.
  func keep(_ chart: Chart, for request: Request) {
    last.withLock { $0 = (request, chart) }
  }
}
