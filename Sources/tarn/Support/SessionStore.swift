// SPDX-License-Identifier: Apache-2.0

import Exchange
import Synchronization
import TUI

/// Keeps where the user was in a lake in `$XDG_STATE_HOME/tarn/sessions`.
final class SessionStore: SessionKeeping {
  private let file: SessionFile

  /// One write after the other, the last of them last.
  private let lock = Mutex(())

  /// Creates the store of a lake.
  ///
  /// - Parameter lake: Its absolute path, symbolic links resolved.
  init(lake: String) {
    file = SessionFile(folder: LakeOptions.stateFolder + "/sessions", lake: lake)
  }

  func save(_ place: SessionPlace) throws {
    let bytes = try place.bytes()
    try lock.withLock { _ in try file.replace(with: bytes) }
  }

  /// Returns where the user was, and what is to be said of a file that was not taken.
  ///
  /// - Returns: `isKept` is false for the file of a later version, which is left as it is.
  func load() -> (place: SessionPlace?, notice: UserMessage?, isKept: Bool) {
    let what = "Where you were the last time is not known"
    do throws(SessionFileError) {
      guard let bytes = try file.read(limit: SessionPlace.mostBytes) else {
        return (nil, nil, true)
      }
      do throws(SessionPlace.Problem) {
        return (try SessionPlace(bytes: bytes), nil, true)
      } catch {
        let isNewer = error == .newer
        let notice = UserMessage(
          .warning,
          what,
          why: isNewer ? "a later version of tarn wrote the file" : "the file is damaged",
          location: file.path,
          advice: isNewer ? "It is left as it is" : "It is written anew"
        )
        return (nil, notice, !isNewer)
      }
    } catch {
      return (nil, UserMessage(.warning, what, why: "\(error)", location: file.path), true)
    }
  }
}
