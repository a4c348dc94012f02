// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// Six tasks on the sample lake, with the keys to type: the one source of `docs/tour.md` and of
/// `tarn browse --tour`.
struct Tour: Sendable {
  /// Something a reader wants to do.
  struct Task: Sendable {
    /// One word: `Find`.
    var title: String
    /// What is wanted, in a sentence or two.
    var aim: String
    var steps: [Step]
  }

  /// A few keys, and what they bring.
  struct Step: Sendable {
    /// What is done, in a few words: it has to fit beside the browser.
    var does: String
    /// The keys, separated by blanks; what is typed stands in quotes: `f "nagy" enter`.
    var keys: String
    /// What the screen shows then, and what to look at.
    var shows: String
    /// Whether it is done, however the reader did it.
    var isDone: @Sendable (AppState) -> Bool
  }

  /// A step, with the task it belongs to.
  struct Place: Sendable, Equatable {
    var task: Task
    var taskNumber: Int
    var step: Step
    var number: Int

    static func == (left: Place, right: Place) -> Bool { left.number == right.number }
  }

  var tasks: [Task]

  var stepCount: Int { tasks.reduce(0) { $0 + $1.steps.count } }

  /// Returns a step, counted over all tasks from 0; `nil` behind the last.
  func place(_ number: Int) -> Place? {
    var left = number
    for (index, task) in tasks.enumerated() {
      if task.steps.indices.contains(left) {
        return Place(
          task: task,
          taskNumber: index + 1,
          step: task.steps[left],
          number: number
        )
      }
      left -= task.steps.count
    }
    return nil
  }
}

extension Tour.Step {
  /// What to press: a key, or letters to type.
  enum Press: Sendable, Equatable {
    case key(Key)
    case text(String)
  }

  /// The keys in order; `nil` where the notation is wrong.
  var presses: [Press]? { Tour.presses(of: keys) }

  /// The keys as the strip shows them.
  var keysText: String {
    (presses ?? []).map { press in
      switch press {
      case .key(let key): KeyText.short(key.description)
      case .text(let text): "\"\(text)\""
      }
    }
    .joined(separator: " ")
  }
}

extension Tour {
  /// Reads keys separated by blanks, with what is typed in quotes.
  static func presses(of keys: String) -> [Step.Press]? {
    var presses: [Step.Press] = []
    for (index, part) in keys.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
    {
      if index % 2 == 1 {
        presses.append(.text(String(part)))
        continue
      }
      for word in part.split(separator: " ") {
        guard let key = Key(String(word)) else { return nil }
        presses.append(.key(key))
      }
    }
    return presses
  }
}
