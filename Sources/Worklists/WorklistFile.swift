// SPDX-License-Identifier: Apache-2.0

internal import FHIR
public import Foundation

/// A worklist as a file that can be handed on: JSON, a line for each thing said.
///
/// ```json
/// {"worklist":"CKD clinic","format":1,"made":"2024-06-03T12:00:00.000Z","by":"jdoe"}
/// {"search":"Condition?code=709044004"}
/// ```
///
/// The second line may be `filter` or `events` instead of `search`; a list of patients has a line
/// `{"patient":"004417"}` for each. Members that are not known are left alone.
public enum WorklistFile {
  /// How the lines are written; a file of a later format is refused.
  public static let format = 1

  private struct Line: Codable {
    var worklist: String?
    var format: Int?
    var made: String?
    var by: String?
    var patient: String?
    var filter: String?
    var events: String?
    var search: String?
  }

  /// Returns the lines of a worklist.
  ///
  /// - Throws: Never for a worklist that can be made; what the encoder throws.
  public static func bytes(of list: Worklist) throws -> Data {
    var head = Line()
    head.worklist = list.name
    head.format = format
    head.made = FHIRDateTime.instantText(list.madeAt)
    head.by = list.madeBy
    var lines = [head]
    switch list.members {
    case .patients(let ids): lines += ids.map { Line(patient: $0) }
    case .filter(let text): lines.append(Line(filter: text))
    case .events(let text): lines.append(Line(events: text))
    case .search(let text): lines.append(Line(search: text))
    }
    return try JSONLines.encode(lines)
  }

  /// Reads a worklist.
  ///
  /// - Parameter bytes: The file.
  /// - Returns: The worklist; a patient who is named twice is on it once.
  /// - Throws: ``WorklistError`` where it is none, or is of a later format.
  public static func read(_ bytes: Data) throws(WorklistError) -> Worklist {
    var list: Worklist?
    var patients: [String] = []
    var known: Set<String> = []
    var members: Worklist.Members?
    for (number, bytes) in JSONLines.split(bytes) {
      guard let line = try? JSONDecoder().decode(Line.self, from: bytes) else {
        throw WorklistError("This is no line of a worklist", line: number)
      }
      if list == nil {
        guard let name = line.worklist, Worklist.fileName(of: name) != nil else {
          throw WorklistError("This is no worklist: the first line names none", line: number)
        }
        guard (line.format ?? 1) <= format else {
          throw WorklistError("A later program wrote this worklist", line: number)
        }
        let made = line.made.flatMap { FHIRDateTime($0) }?.lowerBound ?? 0
        list = Worklist(name: name, members: .patients([]), madeAt: made, madeBy: line.by ?? "")
      }
      if let id = line.patient {
        if known.insert(id).inserted { patients.append(id) }
      } else if let text = line.filter {
        members = .filter(text)
      } else if let text = line.events {
        members = .events(text)
      } else if let text = line.search {
        members = .search(text)
      }
    }
    guard var list else { throw WorklistError("The file is empty") }
    list.members = members ?? .patients(patients)
    return list
  }
}

/// Marks as lines of a file.
public enum MarkFile {
  private struct Line: Codable {
    var at: String
    var by: String?
    var list: String?
    var lake: String?
    var patient: String
    var mark: String
    var on: Bool?
    var job: Int?
    var text: String?
  }

  /// Returns the lines of marks.
  ///
  /// - Throws: Never for marks that can be made; what the encoder throws.
  public static func bytes(of marks: [WorklistMark]) throws -> Data {
    try JSONLines.encode(
      marks.map { mark in
        var line = Line(
          at: FHIRDateTime.instantText(mark.at),
          by: mark.author,
          patient: mark.patient,
          mark: ""
        )
        switch mark.scope {
        case .list(let name): line.list = name
        case .lake(let path): line.lake = path
        }
        switch mark.change {
        case .seen(let job): (line.mark, line.on, line.job) = ("seen", job != nil, job)
        case .flagged(let isOn): (line.mark, line.on) = ("flagged", isOn)
        case .done(let isOn): (line.mark, line.on) = ("done", isOn)
        case .note(let text): (line.mark, line.text) = ("note", text)
        }
        return line
      }
    )
  }

  /// Reads marks; a line that is none, such as one that a crash cut, is passed over.
  ///
  /// - Parameter bytes: Whole lines.
  /// - Returns: The marks, and how many lines were passed over.
  public static func read(_ bytes: Data) -> (marks: [WorklistMark], unread: Int) {
    var marks: [WorklistMark] = []
    var unread = 0
    let decoder = JSONDecoder()
    for (_, bytes) in JSONLines.split(bytes) {
      guard let line = try? decoder.decode(Line.self, from: bytes), let mark = mark(of: line) else {
        unread += 1
        continue
      }
      marks.append(mark)
    }
    return (marks, unread)
  }

  /// Returns the lines without the marks of a patient of a lake, those on worklists among them; what cannot
  /// be read stays.
  ///
  /// - Parameters:
  ///   - patient: The logical id of the patient.
  ///   - lake: The path of the lake.
  ///   - bytes: The lines.
  /// - Returns: The other lines, and how many marks are left out.
  public static func removing(
    patient: String,
    lake: String,
    from bytes: Data
  ) -> (rest: Data, count: Int) {
    let decoder = JSONDecoder()
    var rest = Data()
    var count = 0
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      if let found = (try? decoder.decode(Line.self, from: Data(line))).flatMap(mark),
        found.patient == patient
      {
        switch found.scope {
        case .lake(lake), .list:
          count += 1
          continue
        case .lake: break
        }
      }
      rest += line + [UInt8(ascii: "\n")]
    }
    return (rest, count)
  }

  private static func mark(of line: Line) -> WorklistMark? {
    let scope: WorklistMark.Scope
    if let list = line.list {
      scope = .list(list)
    } else if let lake = line.lake {
      scope = .lake(lake)
    } else {
      return nil
    }
    let isOn = line.on ?? true
    let change: WorklistMark.Change
    switch line.mark {
    case "seen": change = .seen(job: isOn ? line.job ?? 0 : nil)
    case "flagged": change = .flagged(isOn)
    case "done": change = .done(isOn)
    case "note": change = .note(line.text ?? "")
    default: return nil
    }
    let at = FHIRDateTime(line.at)?.lowerBound ?? 0
    return WorklistMark(
      at: at,
      author: line.by ?? "",
      scope: scope,
      patient: line.patient,
      change: change
    )
  }
}

/// JSON values, each on a line.
enum JSONLines {
  static func encode(_ lines: [some Encodable]) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var bytes = Data()
    for line in lines {
      bytes += try encoder.encode(line)
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  /// The lines that are not blank, with their numbers from 1.
  static func split(_ bytes: Data) -> [(number: Int, bytes: Data)] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated()
      .filter { !$0.element.allSatisfy { $0 == 0x20 || $0 == 0x0D || $0 == 0x09 } }
      .map { ($0.offset + 1, Data($0.element)) }
  }
}
