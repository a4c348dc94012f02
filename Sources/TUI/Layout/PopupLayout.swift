// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// Where popups lie.
struct PopupLayout: Equatable {
  /// The border's rectangle.
  let frame: Rect

  /// Whether there is room for a border.
  let hasBorder: Bool

  private init(_ size: Size, wanted: Size) {
    hasBorder = SizeClass(size) > .extraSmall
    let screen = Rect(size: size)
    frame =
      hasBorder
      ? screen.inset(horizontally: 1, vertically: 1).centered(wanted)
      : screen.split(bottom: 1).rest
  }

  /// Inside the border, less a blank column on each side.
  var content: Rect { hasBorder ? frame.inset(horizontally: 2, vertically: 1) : frame }

  var contentWidth: Int { content.width }

  var contentHeight: Int { content.height }

  static func help(_ size: Size) -> PopupLayout {
    PopupLayout(
      size,
      wanted: Size(width: size.width >= 124 ? 122 : 76, height: size.height - 5)
    )
  }

  static func palette(_ size: Size) -> PopupLayout {
    PopupLayout(size, wanted: Size(width: 64, height: min(20, size.height - 6)))
  }

  static func menu(_ size: Size, rows: Int, width: Int = 46) -> PopupLayout {
    PopupLayout(size, wanted: Size(width: width, height: rows + 2))
  }

  static func messages(_ size: Size) -> PopupLayout {
    PopupLayout(size, wanted: Size(width: min(110, size.width - 4), height: size.height - 6))
  }
}
