// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// The previews that were made last: who filters a list, or goes up and down in it, comes back to
/// the same patients.
final class PreviewMemory: Sendable {
  /// What was shown, and of which state of the lake.
  struct Request: Equatable, Sendable {
    /// What the chart would be read by.
    var chart: ChartMemory.Request
    /// The hour since 1970: what is active, and how dates are written, may change with it.
    var hour: Int64
  }

  /// How many previews are kept.
  static let limit = 64

  /// How many starts of events all of them may have, at 8 bytes each.
  static let startLimit = 262_144

  private struct Kept {
    var previews: [(request: Request, preview: PatientPreview)] = []
    var startCount = 0
  }

  private let kept = Mutex(Kept())

  /// Returns the preview that a request would make again.
  func preview(for request: Request) -> PatientPreview? {
    kept.withLock { kept in
      guard let at = kept.previews.lastIndex(where: { $0.request == request }) else { return nil }
      let found = kept.previews.remove(at: at)
      kept.previews.append(found)
      return found.preview
    }
  }

  /// Keeps a preview; those that were not looked at for longest make room for it.
  func keep(_ preview: PatientPreview, for request: Request) {
    guard preview.starts.count <= Self.startLimit else { return }
    kept.withLock { kept in
      kept.previews.append((request, preview))
      kept.startCount += preview.starts.count
      while kept.previews.count > Self.limit || kept.startCount > Self.startLimit {
        kept.startCount -= kept.previews.removeFirst().preview.starts.count
      }
    }
  }
}
