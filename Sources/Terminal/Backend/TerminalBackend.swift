// SPDX-License-Identifier: Apache-2.0

/// A terminal: where input comes from and where grids go.
///
/// **API boundary** between the browser and the world. One thread calls all of it; only the ``Waker`` may be used from others.
public protocol TerminalBackend: AnyObject {
  /// The number of columns and rows, as of the last ``Input/resize(_:)``.
  var size: Size { get }

  /// What the terminal can do.
  var capabilities: Capabilities { get }

  /// What the user should read once: a terminal type that was replaced, a locale that is missing.
  var notices: [String] { get }

  /// Ends a waiting ``nextInput(timeout:)`` from any thread.
  var waker: Waker { get }

  /// Waits for what comes next.
  ///
  /// - Parameter timeout: How long; nothing waits without end, zero only looks.
  /// - Returns: The input, or nothing when the time is over.
  func nextInput(timeout: Duration?) -> Input?

  /// Sets what the roles look like from the next frame on.
  func use(_ styles: StyleSheet)

  /// Shows a grid; when nothing differs from what is shown, nothing is written.
  ///
  /// - Parameters:
  ///   - grid: The cells. Of a grid of another size than the terminal's, what fits is shown.
  ///   - cursor: Where the hardware cursor stands, also when it is hidden.
  ///   - isCursorVisible: Whether it is seen.
  func present(_ grid: CellGrid, cursor: Position?, isCursorVisible: Bool)

  /// Lets the next frame paint every cell, for a screen that something else wrote on.
  func invalidate()

  /// Switches reports of the mouse on or off; they are off at first.
  func setMouse(_ isOn: Bool)

  /// Chooses what the loss of the terminal does: it ends the process at once, or is an input for as long as
  /// something is not stored yet; it ends the process at first.
  func holdHangup(_ holds: Bool)

  /// Hands a text to the terminal's clipboard.
  ///
  /// - Returns: Whether it was handed over: not when it is too long for terminals.
  func copy(_ text: String) -> Bool

  /// Gives the terminal back and stops the program; ``Input/resumed`` comes when it goes on.
  func suspend()

  /// Gives the terminal back for good. Calling it again does nothing.
  ///
  /// - Returns: What was written to standard error meanwhile; it is for after the screen.
  @discardableResult
  func close() -> String
}

extension TerminalBackend {
  /// Shows a grid with a visible cursor, or without one.
  public func present(_ grid: CellGrid, cursor: Position? = nil) {
    present(grid, cursor: cursor, isCursorVisible: cursor != nil)
  }
}

/// Ends the waiting of a terminal's thread from any other; many calls before it looks are one input.
public struct Waker: Sendable {
  private let action: @Sendable () -> Void

  /// Creates a waker from what it does.
  public init(_ action: @escaping @Sendable () -> Void) {
    self.action = action
  }

  /// Ends the waiting.
  public func wake() { action() }
}
