// SPDX-License-Identifier: Apache-2.0

/// What kind of failure an error code stands for, whatever module it comes from.
///
/// Every code of every module's error maps to one category; exit statuses, message levels and
/// OperationOutcome codes follow from the category alone.
public enum ErrorCategory: String, Sendable, CaseIterable {
  /// The request or the input is wrong.
  case incorrect
  /// The request is right, but not something tarn does.
  case unsupported
  /// What was asked for does not exist.
  case notFound
  /// What was asked for existed and was deleted.
  case deleted
  /// The state of the lake forbids it.
  case conflict
  /// Another process holds the lake; try again.
  case busy
  /// It was cancelled.
  case interrupted
  /// A file, a disk or a permission is missing.
  case unavailable
  /// Something is broken: a damaged file or an error of the program.
  case fault
}
