// SPDX-License-Identifier: Apache-2.0

internal import CTerminal

/// What is written to the disk when a fault ends the program while the terminal is taken.
///
/// It has the heading, the signal, the names of the last commands, and the addresses of the functions
/// that were running: nothing of what was read, shown or typed. Only its owner may read it.
public enum FaultReport {
  /// Says where it is to be written.
  ///
  /// - Parameters:
  ///   - path: The file, in a folder that is there; one that is there is replaced.
  ///   - heading: What it begins with: program and version.
  public static func prepare(path: String, heading: String) { tarn_fault_prepare(path, heading) }

  /// Takes note of a command that is about to run.
  ///
  /// The thread of the terminal alone may call it.
  ///
  /// - Parameter command: Its id, of the table of commands.
  public static func note(_ command: String) { tarn_fault_note(command) }
}
