// SPDX-License-Identifier: Apache-2.0

/// What is known of decisions and marks that are not in their files yet.
struct UnsavedState: Sendable, Equatable {
  /// When storing is tried again after it failed, on the clock of inputs.
  var retry: Int64?

  /// Whether the reader has asked to leave, and waits for what is being stored.
  var isLeaving = false

  /// Whether the reader leaves without it.
  var isGivenUp = false

  /// How long after a failure storing is tried again, in milliseconds.
  static let delay: Int64 = 2000
}
