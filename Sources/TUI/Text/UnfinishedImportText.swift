// SPDX-License-Identifier: Apache-2.0

/// Says of an import that it did not come to its end: what the lake holds is a part of a record.
///
/// - Parameters:
///   - job: The number of the job.
///   - isRunning: Whether nobody has noted its end: it is under way, or its process was killed.
///   - resources: How many resources it has looked at.
/// - Returns: A sentence without its full stop.
public func unfinishedImport(_ job: Int, isRunning: Bool, resources: Int) -> String {
  let state = isRunning ? "is under way, or was broken off" : "was broken off"
  return "Import \(job) \(state) after \(counted(resources, "resource")): records may be incomplete"
}
