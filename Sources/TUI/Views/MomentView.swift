// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// The first row while the past is shown: it says loudly that this is not now.
struct MomentView {
  let state: AppState
  let moment: Moment

  func draw(on canvas: Canvas) {
    guard !canvas.bounds.isEmpty else { return }
    canvas.fill(canvas.bounds, style: Role.bannerAsOf.style)
    let dot = " \(Character(state.settings.glyphs[.point])) "
    let key = state.keymap.keys(for: "asof.prompt", in: [.global]).first.map(KeyText.short) ?? "R"
    // On a small screen what is left out is never that this is not now.
    // A date beside ages would give birth dates away.
    let isSecret = state.settings.isDeidentified
    let label = isSecret ? "AN EARLIER MOMENT" : moment.label
    var parts = ["AS OF \(label)", "NOT NOW"]
    let returns = "\(key) returns"
    let when =
      moment.recorded.map { recorded in
        "after job \(moment.job)" + (isSecret ? "" : " of \(state.dates.recorded(recorded))")
      } ?? "before the first job"
    for part in [returns, when] {
      let width = DisplayWidth.of((parts + [part]).joined(separator: dot))
      if width + 2 <= canvas.width { parts.insert(part, at: part == when ? 2 : parts.count) }
    }
    if DisplayWidth.of(parts.joined(separator: dot)) + 1 > canvas.width {
      parts = ["NOT NOW \(label)"]
    }
    canvas.put(parts.joined(separator: dot), x: 1, y: 0, .bannerAsOf, width: canvas.width - 1)
  }
}
