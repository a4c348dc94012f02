// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// The rows below the browser that say what to do next.
struct TourStripView {
  let state: AppState
  let tour: TourState

  /// How many rows it takes.
  static func height(in frame: Size, isOn: Bool) -> Int {
    guard isOn, frame.height >= 8 else { return 0 }
    return frame.height >= 20 ? 3 : 2
  }

  func draw(on canvas: Canvas) {
    let height = min(canvas.height, Self.height(in: state.frameSize, isOn: true))
    guard height > 0 else { return }
    let area = canvas.clipped(
      to: Rect(x: 0, y: canvas.height - height, width: canvas.width, height: height)
    )
    area.fill(area.bounds, style: Role.banner.style)
    let next = key("tour.next")
    let leave = key("tour.leave")
    guard let place = tour.current else {
      area.put("Tour done. Everything else is in ?, and in docs/tour.md.", x: 1, y: 0, .banner)
      let x = area.put(leave, x: 1, y: height - 1, .key)
      area.put(" leave the tour", x: x, y: height - 1, .banner)
      return
    }
    let count = Tour.standard.tasks.count
    let title = "Tour \(place.taskNumber)/\(count) \(place.task.title): \(place.step.does)"
    let lines = DisplayText(title)
    let ranges = lines.lines(width: area.width - 2)
    for (y, range) in ranges.prefix(height - 1).enumerated() {
      area.put(lines.slice(range), x: 1, y: y, .banner)
    }
    if height > 2, ranges.count == 1 { area.put(place.task.aim, x: 1, y: 1, .banner) }
    let ways = "\(next) next  \(leave) leave"
    let y = height - 1
    let room = max(0, area.width - ways.count - 4)
    let x = area.put("Type  ", x: 1, y: y, .banner)
    area.put(place.step.keysText, x: x, y: y, .key, width: max(0, room - x))
    area.put(ways, x: max(0, area.width - ways.count - 1), y: y, .banner)
  }

  private func key(_ command: String) -> String {
    let key = state.keymap.keys(for: command, in: [.global]).first ?? ":"
    // `f2` could be read as two keys.
    return key.hasPrefix("f") && key.count > 1 ? key.uppercased() : KeyText.short(key)
  }
}
