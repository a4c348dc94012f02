// SPDX-License-Identifier: Apache-2.0

internal import Extraction
internal import Store
internal import Terminal

/// What is said below a note of the marked words that have the focus, and why they were read so.
struct MentionLines {
  let entities: [ReviewEntity]

  /// The place of the entity that has the focus; `nil` for none.
  let focus: Int?

  let width: Int

  /// As many lines as there is room for, what matters most first.
  func make(height: Int) -> [StyledLine] {
    guard height > 0, !entities.isEmpty else { return [] }
    guard let focus, let entity = entities[safe: focus] else {
      return [StyledLine("\(counted(entities.count, "mark")) of what tarn read here", .dim)]
    }
    return Array(([summary(entity, focus)] + reasons(entity)).prefix(height))
  }

  /// `3/12  chest pain  problem  NEG  ICD-10 R07.9  .94  · waiting`.
  private func summary(_ entity: ReviewEntity, _ number: Int) -> StyledLine {
    var line = StyledLine("\(grouped(number + 1))/\(grouped(entities.count))  ", .dim)
    var rest = StyledLine("  \(ReviewWords.kind(entity))", .label)
    let said = ReviewWords.said(entity.traits)
    if said != "-" { rest.add("  \(said)", .strong) }
    let code = ReviewWords.code(entity.concept)
    if !code.isEmpty { rest.add("  \(code)", .dim) }
    rest.add("  \(AppState.score(entity.stored.score))")
    let decision = ReviewWords.decision(entity.decision)
    rest.add("  \(decision.text)", decision.role)
    let room = max(8, width - line.width - rest.width)
    line.add(DisplayText(entity.stored.text, cutTo: room).text, ReviewWords.role(entity))
    for part in rest.parts { line.add(part.text, part.role) }
    return line
  }

  private func reasons(_ entity: ReviewEntity) -> [StyledLine] {
    var lines = ReviewWords.reasons(entity).map { labelled("why", $0) }
    let details = entity.read.attributes.map { "\($0.type.rawValue.lowercased()) \($0.text)" }
    if !details.isEmpty { lines.append(labelled("with", details.joined(separator: ", "))) }
    lines.append(labelled("at", ReviewWords.provenance(entity)))
    return lines
  }

  private func labelled(_ label: String, _ text: String) -> StyledLine {
    var line = StyledLine(label, .label)
    line.pad(to: 5)
    line.add(DisplayText(text, cutTo: max(4, width - 5)).text)
    return line
  }
}
