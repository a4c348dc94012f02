// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import Synchronization

/// Whether the person has asked, with Ctrl-C or a termination, that work stop at the next good moment.
///
/// A second Ctrl-C ends the process at once, which loses nothing that was committed.
final class StopRequest: @unchecked Sendable {
  private let requested = Atomic(false)
  /// Kept alive for as long as the request; set once, before it is handed out.
  private var sources: [any DispatchSourceSignal] = []

  var isRequested: Bool { requested.load(ordering: .relaxed) }

  static func onInterrupt() -> StopRequest {
    let request = StopRequest()
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        if request.requested.exchange(true, ordering: .relaxed) { _exit(128 + number) }
        Output.error("\nStopping after this batch; press Ctrl-C again to stop at once.")
      }
      source.resume()
      request.sources.append(source)
    }
    return request
  }
}
