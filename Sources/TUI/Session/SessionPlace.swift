// SPDX-License-Identifier: Apache-2.0

public import Foundation
internal import Search
internal import Timeline

/// Where a reader was in a lake, to come back to: ids, numbers and names of tarn's own, and nothing
/// that was typed or that a record says.
public struct SessionPlace: Sendable, Equatable, Codable {
  /// How the file is written; a file of a later format is not read.
  static let format = 1

  /// The largest file that is read, in bytes.
  public static let mostBytes = 1 << 18

  /// The most pins and filters that are kept.
  static let mostItems = 100

  /// The theme that was chosen while the browser ran; `nil` where none was.
  public var theme: String?

  var format = Self.format
  var list = List()
  var panes = Panes()
  /// The past that was looked at; `nil` for now.
  var past: Past?
  /// The patient that was open; `nil` where the list was.
  var chart: ChartPart?

  /// The list of patients.
  struct List: Sendable, Equatable, Codable {
    var sort: String?
    var isReversed = false
    var columns: [String]?
    /// The tests of the filter: `is:flagged`.
    var filters: [String] = []
    /// The patient that had the focus.
    var focus: String?
    /// The worklist that was open, as a number: its name is the reader's.
    var worklist: String?
  }

  /// The moment of the past that was looked at.
  struct Past: Sendable, Equatable, Codable {
    var job: Int
    var recorded: Int64?
  }

  /// How panes are arranged.
  struct Panes: Sendable, Equatable, Codable {
    var closed: [String] = []
    var moved: [String: Int] = [:]
  }

  /// A resource.
  struct Reference: Sendable, Equatable, Codable {
    var type: String
    var id: String
    var lane: Int
  }

  /// A patient and how the record was looked at.
  struct ChartPart: Sendable, Equatable, Codable {
    var patient: String
    var view: Int
    var focus: String
    var maximised: String?
    var zoom: Int?
    var cursor: Int64?
    /// The column of the cursor in the window, and how many there were.
    var column: Int?
    var columns: Int?
    var lane: Int?
    var event: Reference?
    var hidden: [Int] = []
    var expanded: [Int] = []
    var pins: [Reference] = []
    var filters: [String] = []
    var areFiltersOn = true
    var isLaneOnly = false
    /// The focused row of each list.
    var rows: [String: Int] = [:]
  }

  /// Why a file was not taken.
  public enum Problem: Error, Sendable, Equatable {
    /// It is no file of a session.
    case unreadable
    /// A later version of tarn wrote it.
    case newer
  }

  /// Reads the bytes of a file.
  ///
  /// - Throws: ``Problem``.
  public init(bytes: Data) throws(Problem) {
    struct Head: Decodable { var format: Int }
    let decoder = JSONDecoder()
    guard bytes.count <= Self.mostBytes, let head = try? decoder.decode(Head.self, from: bytes)
    else { throw .unreadable }
    guard head.format <= Self.format else { throw .newer }
    guard let place = try? decoder.decode(Self.self, from: bytes) else { throw .unreadable }
    self = place
  }

  /// The bytes of the file.
  ///
  /// - Throws: What the encoder throws.
  public func bytes() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return try encoder.encode(self)
  }

  init() {}

  /// A name as sixteen digits, which do not say it: FNV-1a of 64 bits.
  static func number(of name: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return String(hash, radix: 16)
  }

  /// Whether a filter of a record holds no words of its own: all of its terms are about lanes, dates
  /// and flags.
  static func isKept(_ query: EventQuery) -> Bool {
    query.resources == nil
      && query.terms.allSatisfy { term in
        switch term.field {
        case .lane, .type, .abn, .date, .since, .until, .in: true
        case .code, .text, .status, .value, nil: false
        }
      }
  }
}
