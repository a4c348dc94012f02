// SPDX-License-Identifier: Apache-2.0

internal import Terminal

extension ThemeSheet {
  private static let depths: [(ColorDepth, String)] = [
    (.trueColor, "true colour"), (.indexed, "256 colours"),
  ]

  // MARK: - Contrast

  /// Lines, marks, and what may be faint because it cannot be used or is not there yet.
  private static let lines: Set<Role> = [
    .border, .borderFocus, .popupBorder, .disabled, .promptGhost, .backdrop, .scrollTrack,
    .scrollThumb, .progress, .progressRest, .cursorColumn, .cursorMark, .axis, .lifeBar,
    .lifeWindow, .spark, .plotAxis, .plotBand, .plotPoint, .plotFocus,
  ]

  /// What is seen in rows that can be selected.
  private static let rowRoles: [Role] = [
    .text, .strong, .flagHigh, .flagLow, .flagCritical, .flagAbnormal, .label, .dim,
  ]

  var contrastFindings: [ThemeFinding] {
    var findings: [ThemeFinding] = []
    for (depth, name) in Self.depths {
      for role in Role.allCases where !Role.overlays.contains(role) {
        let needed = Self.lines.contains(role) ? ThemeLinter.lineContrast : ThemeLinter.textContrast
        let (text, ground) = colors(role, depth)
        if let message = tooFaint(text, ground, needed) {
          findings.append(finding([role], .contrast, "'\(role.rawValue)' \(message) at \(name)"))
        }
      }
      findings += Role.overlays.flatMap { contrastFindings(under: $0, depth, name) }
    }
    return findings
  }

  /// Rows under a selection, which may keep their own colours.
  private func contrastFindings(
    under overlay: Role,
    _ depth: ColorDepth,
    _ name: String
  ) -> [ThemeFinding] {
    let over = spec(overlay)
    return Self.rowRoles.compactMap { role in
      let own = colors(role, depth)
      let text = over.foreground == .standard ? own.text : over.foreground.value(at: depth)
      let keepsGround = over.foreground == .standard && own.ground != colors(.text, depth).ground
      let ground =
        over.background == .standard || keepsGround ? own.ground : over.background.value(at: depth)
      return tooFaint(text, ground, ThemeLinter.textContrast).map {
        finding(
          [overlay, role],
          .contrast,
          "'\(role.rawValue)' under '\(overlay.rawValue)' \($0) at \(name)"
        )
      }
    }
  }

  private func tooFaint(_ text: RGB?, _ ground: RGB?, _ needed: Double) -> String? {
    guard let text, let ground else { return nil }
    let contrast = text.contrast(to: ground)
    guard contrast < needed else { return nil }
    let shown = (contrast * 10).rounded(.down) / 10
    return "has a contrast of \(shown), less than \(needed),"
  }

  // MARK: - Colour vision

  /// Pairs that mean opposite or different things in the same place.
  private static let coloredPairs: [(Role, Role)] = [
    (.flagHigh, .flagLow), (.flagHigh, .flagCritical), (.flagLow, .flagCritical),
    (.flagHigh, .text), (.flagLow, .text), (.diffAdded, .diffRemoved),
    (.reviewAccepted, .reviewRejected),
  ]

  var colorVisionFindings: [ThemeFinding] {
    var findings: [ThemeFinding] = []
    for (depth, name) in Self.depths {
      for (first, second) in Self.coloredPairs {
        // What nobody can tell apart by its colour is told apart by something else.
        guard let seen = difference(first, second, depth, nil),
          seen >= ThemeLinter.smallestDifference
        else { continue }
        for vision in ColorVision.allCases {
          guard let difference = difference(first, second, depth, vision),
            difference < ThemeLinter.smallestDifference
          else { continue }
          let shown = (difference * 10).rounded(.down) / 10
          findings.append(
            finding(
              [first, second],
              .colorVision,
              "'\(first.rawValue)' and '\(second.rawValue)' differ by \(shown) with"
                + " \(vision.rawValue), less than \(ThemeLinter.smallestDifference), at \(name)"
            )
          )
        }
      }
    }
    return findings
  }

  /// The greater of the differences of texts and of grounds, or nothing where they are not known.
  private func difference(
    _ first: Role,
    _ second: Role,
    _ depth: ColorDepth,
    _ vision: ColorVision?
  ) -> Double? {
    let left = colors(first, depth)
    let right = colors(second, depth)
    let differences = [(left.text, right.text), (left.ground, right.ground)].compactMap { pair in
      guard let a = pair.0, let b = pair.1 else { return Double?.none }
      return Lab(vision?.simulate(a) ?? a).difference(to: Lab(vision?.simulate(b) ?? b))
    }
    return differences.max()
  }

  // MARK: - Without colours

  /// Roles whose meaning the glyph beside them says as well.
  private static let saidOtherwise: Set<Role> = [.delta]

  /// What must be told apart without colours.
  private static let colorlessPairs: [(Role, Role)] =
    Role.allCases
    .filter { role in
      ["flag.", "ent.", "diff."].contains { role.rawValue.hasPrefix($0) }
        && !saidOtherwise.contains(role)
    }
    .map { ($0, .text) } + [
      (.reviewAccepted, .reviewRejected), (.reviewAccepted, .reviewPending),
      (.reviewRejected, .reviewPending), (.diffAdded, .diffRemoved), (.flagCritical, .flagHigh),
      (.entityNegated, .entityProblem), (.entityFamily, .entityProblem),
      (.entityHypothetical, .entityProblem), (.selection, .text), (.selectionBlur, .text),
      (.selection, .selectionBlur), (.popupSelection, .popup), (.match, .text), (.error, .text),
      (.tabActive, .tab), (.disabled, .text),
    ]

  var colorlessFindings: [ThemeFinding] {
    Self.colorlessPairs.compactMap { first, second in
      let left = spec(first).style(at: .none).attributes
      guard left == spec(second).style(at: .none).attributes else { return nil }
      return finding(
        [first, second],
        .colorless,
        "'\(first.rawValue)' looks like '\(second.rawValue)' without colours"
      )
    }
  }
}
