// SPDX-License-Identifier: Apache-2.0

import Extraction

/// The files of a release of SNOMED CT in Release Format 2 (RF2), as far as names are in them.
///
/// Of a release only the Snapshot is read: the Full files have every former state too.
final class SnomedRelease {
  /// The files with names.
  let descriptions: [String]
  private let concepts: [String]
  private let languages: [String]
  private var state: State?

  private struct State {
    var inactive: Set<UInt64> = []
    var kinds: [UInt64: (kind: ConceptKind, isRecognised: Bool)] = [:]
    var preferred: Set<UInt64> = []
  }

  private enum Code {
    static let fullySpecifiedName = "900000000000003001"
    static let preferred = "900000000000548007"
  }

  /// Sorts the files of a release out of many.
  init(paths: [String]) {
    func files(_ part: String) -> [String] {
      paths.filter { path in
        let name = path.split(separator: "/").last ?? ""
        return name.contains(part) && name.contains("Snapshot")
      }
    }
    // Text definitions are sentences, not names.
    descriptions = files("sct2_Description")
    concepts = files("sct2_Concept")
    languages = files("der2_cRefset_Language")
  }

  /// Whether a file is one of a release, read or not.
  func owns(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    return ["sct2_", "der2_", "xsct2_", "xder2_"].contains { name.hasPrefix($0) }
  }

  /// Hands out the names of a file with names.
  func read(_ path: String, receive: (TerminologyTerm?) -> Void) throws {
    let state = try self.state ?? prepare()
    self.state = state
    // id 0, active 2, conceptId 4, typeId 6, term 7
    try rows(path, count: 8) { row in
      guard row[2] == "1", let concept = UInt64(row[4]), !state.inactive.contains(concept) else {
        return
      }
      let known = state.kinds[concept]
      let isFull = row[6] == Code.fullySpecifiedName
      let name = isFull ? SemanticTag(String(row[7])).name : String(row[7])
      let isPreferred = UInt64(row[0]).map(state.preferred.contains) ?? false
      receive(
        TerminologyTerm(
          system: .snomed,
          code: String(row[4]),
          text: name,
          kind: known?.kind ?? .unknown,
          isPreferred: isPreferred && !isFull || state.preferred.isEmpty && isFull,
          isRecognised: known?.isRecognised ?? false
        )
      )
    } broken: {
      receive(nil)
    }
  }

  /// Reads which concepts are active, what they are, and which names are preferred.
  private func prepare() throws -> State {
    var state = State()
    for path in concepts {
      try rows(path, count: 3) { row in
        if row[2] != "1", let id = UInt64(row[0]) { state.inactive.insert(id) }
      }
    }
    for path in descriptions {
      try rows(path, count: 8) { row in
        guard row[2] == "1", row[6] == Code.fullySpecifiedName, let concept = UInt64(row[4]) else {
          return
        }
        let tag = SemanticTag(String(row[7]))
        state.kinds[concept] = (tag.kind, tag.isRecognised)
      }
    }
    for path in languages {
      // active 2, referencedComponentId 5, acceptabilityId 6
      try rows(path, count: 7) { row in
        guard row[2] == "1", row[6] == Code.preferred, let name = UInt64(row[5]) else { return }
        state.preferred.insert(name)
      }
    }
    return state
  }

  /// The rows behind the header.
  private func rows(
    _ path: String,
    count: Int,
    _ receive: ([Substring]) -> Void,
    broken: () -> Void = {}
  ) throws {
    var isHeader = true
    try LineReader.lines(of: path) { line in
      if isHeader {
        isHeader = false
        return true
      }
      let fields = PublishedFile.text(line).split(
        separator: "\t",
        omittingEmptySubsequences: false
      )
      if fields.count < count { broken() } else { receive(fields) }
      return true
    }
  }
}
