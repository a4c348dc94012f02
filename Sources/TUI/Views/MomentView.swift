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
    var parts = ["AS OF \(moment.label)", "NOT NOW"]
    let returns = "\(key) returns"
    let when =
      moment.recorded.map { "after job \(moment.job) of \(state.dates.recorded($0))" }
      ?? "before the first job"
    for part in [returns, when] {
      let width = DisplayWidth.of((parts + [part]).joined(separator: dot))
      if width + 2 <= canvas.width { parts.insert(part, at: part == when ? 2 : parts.count) }
    }
    if DisplayWidth.of(parts.joined(separator: dot)) + 1 > canvas.width {
      parts = ["NOT NOW \(moment.label)"]
    }
    canvas.put(parts.joined(separator: dot), x: 1, y: 0, .bannerAsOf, width: canvas.width - 1)
  }
}
