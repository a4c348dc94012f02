// SPDX-License-Identifier: Apache-2.0

/// Patients under a name: who they are by id, or what they are found by.
///
/// It belongs to a user and to no lake: two lakes can be looked at with the same one.
public struct Worklist: Sendable, Equatable {
  /// The name, which tells worklists apart.
  public var name: String

  /// Who is on it.
  public var members: Members

  /// When it was made, in milliseconds since 1970 UTC.
  public var madeAt: Int64

  /// Who made it.
  public var madeBy: String

  /// Who is on a worklist.
  public enum Members: Sendable, Equatable {
    /// The patients with these logical ids, in this order.
    case patients([String])
    /// The patients that this filter of the patient list leaves.
    case filter(String)
    /// The patients with events that this query of the search bar finds.
    case events(String)
    /// The patients that this FHIR search finds, or whose resources it finds.
    case search(String)

    /// What they are found by: `Condition?code=44054006`; empty where they are listed.
    public var query: String {
      switch self {
      case .patients: ""
      case .filter(let text), .events(let text), .search(let text): text
      }
    }
  }

  /// Creates a worklist.
  public init(name: String, members: Members, madeAt: Int64, madeBy: String) {
    self.name = name
    self.members = members
    self.madeAt = madeAt
    self.madeBy = madeBy
  }

  /// The name without what a file's name cannot have: `ckd-clinic`; `nil` where nothing is left.
  ///
  /// Worklists whose names come to the same cannot stand beside each other.
  public var fileName: String? { Self.fileName(of: name) }

  /// Returns what a worklist of a name is filed under.
  public static func fileName(of name: String) -> String? {
    var result = ""
    for scalar in name.lowercased().unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        result.unicodeScalars.append(scalar)
      } else if !result.isEmpty, result.last != "-" {
        result.append("-")
      }
    }
    while result.last == "-" { result.removeLast() }
    while result.utf8.count > 120 { result.removeLast() }
    return result.isEmpty ? nil : result
  }
}

/// Why a worklist or its file cannot be used.
public struct WorklistError: Error, Sendable, Equatable, CustomStringConvertible {
  /// In a sentence; no patient is named in it.
  public var message: String

  /// The line of the file, from 1.
  public var line: Int?

  /// Creates an error.
  public init(_ message: String, line: Int? = nil) {
    self.message = message
    self.line = line
  }

  /// The line and the sentence.
  public var description: String { line.map { "line \($0): \(message)" } ?? message }
}
