// SPDX-License-Identifier: Apache-2.0

import FHIR
import Store

/// A chunk after a worker has had it.
struct ProcessedChunk: Sendable {
  let index: Int
  let bytesRead: Int

  /// What is to be written, in the order of the input.
  var resources: [PreparedResource] = []

  /// Where each resource came from.
  var origins: [Origin] = []

  /// What was refused, with the type where it was seen.
  var refused: [(type: ResourceType?, origin: Origin, outcome: [Issue])] = []

  var problems: [ImportProblem] = []
  var skippedFiles: [Int] = []

  /// A place in the input.
  struct Origin: Sendable {
    let file: Int
    let line: Int
    let entry: Int?
  }
}
