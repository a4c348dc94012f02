// SPDX-License-Identifier: Apache-2.0

internal import CTerminal

/// Why the terminal could not be taken over.
public struct CursesError: Error, Sendable, Equatable {
  /// The kind of failure.
  public enum Code: String, Sendable, CaseIterable {
    /// Standard input or output is not a terminal.
    case notATerminal
    /// TERM is empty, or names a terminal whose cursor cannot be placed.
    case dumbTerminal
    /// There is no description of the terminal, nor of those tried instead.
    case unknownTerminal
    /// A call of the system failed, or the terminal is open already.
    case system
  }

  /// The kind of failure.
  public let code: Code

  /// The value of TERM, empty where it is not set.
  public let term: String

  init(code: Code, term: String) {
    self.code = code
    self.term = term
  }

  init?(_ status: tarn_terminal_status, term: String) {
    switch status {
    case TARN_TERMINAL_OK: return nil
    case TARN_TERMINAL_NOT_A_TERMINAL: self.init(code: .notATerminal, term: term)
    case TARN_TERMINAL_DUMB: self.init(code: .dumbTerminal, term: term)
    case TARN_TERMINAL_UNKNOWN: self.init(code: .unknownTerminal, term: term)
    default: self.init(code: .system, term: term)
    }
  }
}

extension CursesError: CustomStringConvertible {
  /// What failed, and what to do instead.
  public var description: String {
    switch code {
    case .notATerminal:
      "The browser needs a terminal as standard input and output; 'tarn timeline PATIENT' writes to a pipe"
    case .dumbTerminal:
      "The terminal '\(term)' cannot place its cursor; 'tarn timeline PATIENT' prints a timeline as text"
    case .unknownTerminal:
      "There is no description of the terminal '\(term)' nor of xterm; install ncurses-base"
    case .system: "The terminal could not be taken over"
    }
  }
}
