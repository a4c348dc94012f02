// SPDX-License-Identifier: Apache-2.0

/// Tells headers of sections from labels inside of them: "HEENT:" in an examination, "CBC:" among
/// results.
///
/// A note has one way to write its headers: marked, in capitals, at the beginnings of paragraphs. What
/// is written in another way is a label, and so are the systems of the body wherever a section is open.
struct SectionLevels {
  let note: TokenizedNote
  /// Whether headers are in capitals.
  private let usesCapitals: Bool
  /// Whether headers begin lines.
  private let usesLines: Bool
  /// Whether headers begin paragraphs.
  private let usesParagraphs: Bool

  init(_ sections: [TokenSection], in note: TokenizedNote) {
    self.note = note
    let lines = sections.filter { !$0.isSystem && $0.style.contains(.beginsLine) }
    let capitals = lines.filter { $0.style.contains(.isCapital) }
    let paragraphs = capitals.filter { $0.style.contains(.beginsParagraph) }
    usesLines = lines.count > 1
    usesCapitals = capitals.count > 1
    usesParagraphs = paragraphs.count > 2 && paragraphs.count * 5 >= capitals.count * 3
  }

  /// Marks the labels.
  func mark(_ sections: inout [TokenSection]) {
    var open: TokenSection?
    for index in sections.indices {
      if let open, isLabel(sections[index], in: open) {
        sections[index].isLabel = true
      } else {
        open = sections[index]
      }
    }
  }

  private func isLabel(_ section: TokenSection, in open: TokenSection) -> Bool {
    let style = section.style
    if style.contains(.isMarked) { return false }
    if section.isSystem { return true }
    if usesLines, !style.contains(.beginsLine) { return true }
    if usesCapitals, !style.contains(.isCapital) {
      return !style.contains(.beginsParagraph) || !Self.major.contains(section.kind)
    }
    if usesParagraphs, style.contains(.isCapital), !style.contains(.beginsParagraph) { return true }
    return isPart(section, of: open)
  }

  /// Whether a header is of what the open section consists of.
  private func isPart(_ section: TokenSection, of open: TokenSection) -> Bool {
    let isParagraph = usesParagraphs && section.style.contains(.beginsParagraph)
    let isExamination = [.physicalExam, .objective, .reviewOfSystems].contains(open.kind)
    switch section.kind {
    case .vitalSigns: return isExamination && !isParagraph
    case .other: return isExamination && !isParagraph && !section.style.contains(.standsAlone)
    case .socialHistory: return open.kind == .socialHistory && !isParagraph
    case .laboratory, .imaging:
      return open.kind == .laboratory && !(usesCapitals && section.style.contains(.isCapital))
    default: return false
    }
  }

  /// What is a section of its own wherever it begins a paragraph.
  private static let major: Set<SectionKind> = [
    .chiefComplaint, .presentIllness, .pastMedicalHistory, .pastSurgicalHistory, .familyHistory,
    .socialHistory, .allergies, .medications, .dischargeMedications, .reviewOfSystems,
    .physicalExam, .assessment, .plan, .assessmentAndPlan, .hospitalCourse,
  ]
}
