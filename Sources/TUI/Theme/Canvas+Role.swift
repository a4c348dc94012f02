// SPDX-License-Identifier: Apache-2.0

public import Terminal

extension Canvas {
  /// Writes a text in a role, cut at the right edge or at a width.
  ///
  /// - Returns: The column after the text.
  @discardableResult
  public func put(_ text: String, x: Int, y: Int, _ role: Role, width: Int = .max) -> Int {
    put(text, x: x, y: y, style: role.style, width: width)
  }

  /// Writes a sanitised text in a role, cut at the right edge or at a width.
  ///
  /// - Returns: The column after the text.
  @discardableResult
  public func put(_ text: DisplayText, x: Int, y: Int, _ role: Role, width: Int = .max) -> Int {
    put(text, x: x, y: y, style: role.style, width: width)
  }

  /// Writes a text in a field of fixed width, blanks included.
  public func put(_ text: String, in field: Rect, alignment: Alignment = .leading, _ role: Role) {
    put(text, in: field, alignment: alignment, style: role.style)
  }

  /// Writes one glyph of width 1.
  public func put(_ glyph: Unicode.Scalar, x: Int, y: Int, _ role: Role) {
    put(glyph, x: x, y: y, style: role.style)
  }

  /// Gives the cells of a part another role, keeping what they show.
  public func restyle(_ part: Rect, _ role: Role) {
    restyle(part, style: role.style)
  }
}

extension Canvas {
  /// Puts the cells of a part under a selection: flags and other roles keep what the theme lets them keep.
  ///
  /// - Parameters:
  ///   - part: The cells.
  ///   - role: One of ``Role/overlays``.
  public func select(_ part: Rect, _ role: Role = .selection) {
    guard let index = Role.overlays.firstIndex(of: role) else { return restyle(part, role) }
    overlay(part, index + 1)
  }
}
