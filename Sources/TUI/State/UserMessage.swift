// SPDX-License-Identifier: Apache-2.0

/// What is said to the reader: what happened, why, where, and what to do about it.
public struct UserMessage: Sendable, Equatable {
  /// How much it matters.
  public enum Level: Int, Sendable, Comparable, CaseIterable {
    /// Something was done as asked.
    case info = 0
    /// Something could not be done, or only in part.
    case warning = 1
    /// Something failed.
    case error = 2

    /// Orders levels by how much they matter.
    public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }

    /// The letter that says it without colour.
    var letter: String {
      switch self {
      case .info: "i"
      case .warning: "!"
      case .error: "E"
      }
    }
  }

  /// How much it matters.
  public var level: Level

  /// What happened, without a full stop.
  public var what: String

  /// Why.
  public var why: String?

  /// Where: a file with its line, a reference.
  public var location: String?

  /// What to do about it.
  public var advice: String?

  /// Creates a message.
  public init(
    _ level: Level,
    _ what: String,
    why: String? = nil,
    location: String? = nil,
    advice: String? = nil
  ) {
    self.level = level
    self.what = what
    self.why = why
    self.location = location
    self.advice = advice
  }

  /// The message in one line, the most important part first.
  var line: String {
    var line = what
    if let why { line += ": \(why)" }
    if let location { line += " (\(location))" }
    if let advice { line += " · \(advice)" }
    return line
  }
}

/// What was said in this session, oldest first, each with when it was said.
///
/// Nothing vanishes unread: a message stays until a key is pressed after a frame has shown it.
struct MessageLog: Sendable {
  struct Entry: Sendable, Equatable {
    var message: UserMessage
    var time: Int64
  }

  private(set) var entries: [Entry] = []

  /// The message that stands in the status line until a key is pressed after it was shown.
  private(set) var current: UserMessage?

  /// How many warnings and errors gave way to others before a frame showed them.
  private(set) var unreadCount = 0

  static let limit = 500

  mutating func post(_ message: UserMessage, at time: Int64) {
    if let current, !isShown, current.level > message.level {
      // What was not shown yet keeps the status line from what matters less.
    } else {
      if let current, !isShown, current.level > .info { unreadCount += 1 }
      current = message
      isShown = false
    }
    // What is said again and again has one line, that of the last time.
    if entries.last?.message == message { entries.removeLast() }
    entries.append(Entry(message: message, time: time))
    if entries.count > Self.limit { entries.removeFirst(entries.count - Self.limit) }
  }

  /// Whether the message was on a frame.
  private var isShown = false

  /// Notes that a frame with the message was shown.
  mutating func markShown() { isShown = current != nil }

  /// Takes the message off the status line once it was shown and a key was pressed.
  mutating func dismissIfShown() {
    guard isShown else { return }
    current = nil
    isShown = false
  }

  /// Takes a message back that another says better.
  mutating func forget(_ text: String) {
    if let last = entries.last, last.message.what == text { entries.removeLast() }
    if current?.what == text { current = nil }
  }

  /// Marks all as read: the log is open.
  mutating func markRead() { unreadCount = 0 }
}
