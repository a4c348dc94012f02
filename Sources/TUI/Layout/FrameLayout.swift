// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// The rows that every screen has: the banner above, status and hints below, the body between.
///
/// ```text
/// moment   while the past is shown
/// banner   always
/// tabs     of a patient, from small on
/// body
/// count    while a prompt is open, from small on
/// prompt   while a prompt is open; on an extra small screen in the place of the status
/// status   unless a prompt is open
/// hints    from small on
/// ```
struct FrameLayout: Equatable {
  var moment: Rect
  var banner: Rect
  var tabs: Rect
  var body: Rect
  var count: Rect
  var prompt: Rect
  var status: Rect
  var hints: Rect

  init(size: Size, hasTabs: Bool, hasPrompt: Bool, hasMoment: Bool = false) {
    let sizeClass = SizeClass(size)
    let none = Rect(x: 0, y: 0, width: 0, height: 0)
    var rest = Rect(size: size)
    (moment, rest) = rest.split(top: hasMoment ? 1 : 0)
    (banner, rest) = rest.split(top: 1)
    tabs = none
    count = none
    prompt = none
    status = none
    hints = none
    if sizeClass == .extraSmall {
      if hasPrompt {
        (rest, prompt) = rest.split(bottom: 1)
      } else {
        (rest, status) = rest.split(bottom: 1)
      }
    } else {
      if hasTabs { (tabs, rest) = rest.split(top: 1) }
      (rest, hints) = rest.split(bottom: 1)
      if hasPrompt {
        (rest, prompt) = rest.split(bottom: 1)
        (rest, count) = rest.split(bottom: 1)
      } else {
        (rest, status) = rest.split(bottom: 1)
      }
    }
    body = rest
  }
}
