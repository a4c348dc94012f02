// SPDX-License-Identifier: Apache-2.0

public import Store

/// What tells that another process writes to the lake.
public protocol LakeWatching: Sendable {
  /// Begins to tell; called once.
  ///
  /// - Parameter notify: Called on any thread.
  func start(_ notify: @escaping @Sendable (LakeWatcher.Change) -> Void)

  /// Lets the next write be told; called before the lake is looked at.
  func rearm()
}

extension LakeWatcher: LakeWatching {}
