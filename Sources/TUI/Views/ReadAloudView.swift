// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// The rows below the one pane of a screen that is read aloud: what has the focus, in words.
struct ReadAloudView {
  let state: AppState

  func draw(on canvas: Canvas) {
    guard canvas.height > 1, let words = state.focusWords else { return }
    let text = DisplayText("Focus: \(words)")
    for (y, range) in text.lines(width: canvas.width - 1).prefix(canvas.height - 1).enumerated() {
      canvas.put(text.slice(range), x: 0, y: y + 1, .text)
    }
  }
}
