// SPDX-License-Identifier: Apache-2.0

extension Tour {
  /// The tour of the sample lake.
  static let standard = Tour(tasks: [find, read, compare, review, undo, export])

  private static let find = Task(
    title: "Find",
    aim: "When was Ana Moreno's last HbA1c, and was it high?",
    steps: [
      Step(
        does: "Narrow the list of patients to a name",
        keys: "f \"moreno\" enter",
        shows:
          "One patient is left, and the second line says of how many. Below the list is what matters most of her.",
        isDone: {
          $0.screen == .patients && $0.prompt == nil && !$0.list.filter.isEmpty
            && $0.list.focused?.id == "moreno"
        }
      ),
      Step(
        does: "Open her record",
        keys: "enter",
        shows:
          "Her whole life is on one screen: a lane for each kind of thing, the years above, what happened around the cursor below. `z` and `Z` zoom, `0` shows everything again.",
        isDone: {
          $0.screen == .chart && $0.chart?.patient.id == "moreno" && $0.chart?.chart != nil
        }
      ),
      Step(
        does: "Search her record; the newest hit is first",
        keys: "/ \"hba1c\" enter",
        shows:
          "The last one has the focus: its date, its value, an H because it is above the range beside it, and how it changed. `n` and `N` go to the other hits.",
        isDone: { $0.prompt == nil && $0.chart?.hits.isEmpty == false }
      ),
    ]
  )

  private static let read = Task(
    title: "Read",
    aim: "What did the doctor write on that day?",
    steps: [
      Step(
        does: "Open the value",
        keys: "enter",
        shows:
          "The value with its range, the one before, the patient's own baseline, all values as a plot, and under `when` the element that the date came from. `r` shows the JSON.",
        isDone: { $0.chart?.sheet?.kind == .detail }
      ),
      Step(
        does: "Read the note behind it",
        keys: "o",
        shows:
          "The note of the same visit. The line above the last says how the note was found. `space` turns the page, `/` searches in it.",
        isDone: { $0.chart?.sheet?.kind == .note && $0.chart?.sheet?.isNoteRead == true }
      ),
      Step(
        does: "Ask what was read in it, and why",
        keys: "tab tab",
        shows:
          "What was read is marked. Below stands what is said of the words that have the focus: their kind, code and score, whether somebody decided about them, and why they were read so. `tab` goes to the next, `Enter` to where they are judged.",
        isDone: { $0.chart?.sheet?.mention == 1 }
      ),
    ]
  )

  private static let compare = Task(
    title: "Compare",
    aim: "A potassium of Ifeoma Okonkwo was corrected. What did it say before?",
    steps: [
      Step(
        does: "Go back to the patients, and drop the filter",
        keys: "esc esc esc x",
        shows: "`esc` closes what is on top, one thing at a time.",
        isDone: { $0.screen == .patients && $0.list.filter.isEmpty && $0.prompt == nil }
      ),
      Step(
        does: "Open another patient",
        keys: "f \"okonkwo\" enter enter",
        shows: "The next record. The lane of labs has an `A` where something was abnormal.",
        isDone: {
          $0.screen == .chart && $0.chart?.patient.id == "okonkwo" && $0.chart?.chart != nil
        }
      ),
      Step(
        does: "Show what was changed in her record",
        keys: "7",
        shows:
          "Above is what was changed, the newest first; below what the change touched: the value was 6.1 and critical, it is 3.8 and normal. `v` picks other versions to compare.",
        isDone: { $0.chart?.view == .versions && $0.chart?.versions.difference != nil }
      ),
    ]
  )

  private static let review = Task(
    title: "Review",
    aim: "Decide about the first thing that was read in her notes.",
    steps: [
      Step(
        does: "Show what was read in her notes",
        keys: "6",
        shows:
          "The note with what was found in it, each with a code and how sure that is. `why` says which rule found it, and why it was taken as negated.",
        isDone: { $0.panes.last?.kind == .review && $0.review?.content != nil }
      ),
      Step(
        does: "Accept it; the next one has the focus then",
        keys: "a",
        shows:
          "It is accepted, and the decision is stored. `x` rejects, a digit typed twice takes another code, `space` leaves it for later.",
        isDone: { $0.review?.trail.isEmpty == false }
      ),
    ]
  )

  private static let undo = Task(
    title: "Undo",
    aim: "Take the decision back, and see that nothing is ever lost.",
    steps: [
      Step(
        does: "Take the decision back",
        keys: "u",
        shows: "The decision is undone; `U` decides so again.",
        isDone: { $0.review?.undone.isEmpty == false }
      ),
      Step(
        does: "List everything that was done to the lake",
        keys: "esc g J",
        shows:
          "Every import, edit, deletion and restoration is a job. `enter` shows what one changed; `U` rolls it back as a job of its own, after it has said what would happen.",
        isDone: { $0.panes.last?.kind == .jobs && $0.paneRowCount > 0 }
      ),
    ]
  )

  private static let export = Task(
    title: "Export",
    aim: "Take her problems along, as a table.",
    steps: [
      Step(
        does: "Back to the record, to its list of problems",
        keys: "esc 2",
        shows: "Problems and allergies, those that are there still first.",
        isDone: { $0.panes.isEmpty && $0.chart?.view == .problems }
      ),
      Step(
        does: "Write what is shown to a file",
        keys: "g w \"problems.md\" enter",
        shows:
          "The file is a Markdown table; `.csv`, `.tsv` and `.ndjson` are other forms, by the ending. A file that is there already is never written over. `g y` copies the same to the clipboard.",
        isDone: { state in
          state.log.entries.suffix(3).contains { $0.message.line.contains("problems.md") }
        }
      ),
    ]
  )
}
