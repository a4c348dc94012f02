// SPDX-License-Identifier: Apache-2.0

internal import Extraction
internal import Store

extension AppState {
  // MARK: - Opening

  /// Opens the entities of the patient, or of all patients, to be judged.
  mutating func openReview(ofLake: Bool) {
    let patient = screen == .chart && !ofLake ? chart?.patient : nil
    var review = ReviewState()
    review.patient = patient?.id
    review.minimumScore = self.review?.minimumScore ?? 0
    // What is being stored must not be forgotten with the list it was decided in.
    review.unsaved = self.review?.unsaved ?? []
    review.saving = self.review?.saving ?? []
    review.failure = self.review?.failure
    review.trail = self.review?.trail ?? []
    self.review = review
    let name = patient.map { PatientText($0, settings: settings).name } ?? ""
    panes.append(LakePane(.review, scope: name))
    start(.pane, .readReviewQueue(patient: patient?.id))
  }

  /// Opens what notes and chart say beside each other.
  mutating func openReconciliation() {
    guard let patient = chart?.patient else { return }
    open(
      .reconciliation,
      .reconciliation(patient: patient.id),
      scope: PatientText(patient, settings: settings).name
    )
  }

  /// The row of notes against chart that has the focus.
  var reconciled: ReconciliationRow? {
    guard let pane = panes.last, case .reconciliation(let items) = pane.content else { return nil }
    return items[safe: pane.cursor.index]
  }

  /// Opens the words of the note that a row rests on, or the chart's entry; back leads to the row.
  mutating func openReconciled(fromChart: Bool) {
    guard let row = reconciled, let evidence = fromChart ? row.entry : row.leading else { return }
    open(evidence)
  }

  /// Lists everything that a row rests on.
  mutating func openEvidence() {
    guard let evidences = reconciled?.evidences, !evidences.isEmpty else { return }
    popups.append(.menu(.evidence, ListCursor()))
  }

  /// Opens the words of a note, or an entry of the chart.
  mutating func open(_ evidence: ReconciliationRow.Evidence) {
    let key = evidence.key
    let mention = evidence.mention
    leavePanes(for: key)
    var sheet = Sheet(
      mention == nil ? .detail : .note,
      key: key,
      event: chart?.chart?.index(of: key)
    )
    sheet.mark = mention.map { NoteMark(range: $0.begin..<$0.end, text: $0.text) }
    sheet.isOverPanes = true
    // The timeline behind goes along once, and not when the resource is left.
    settleArrival()
    chart?.sheets.append(sheet)
    if mention == nil, sizeClass > .small { chart?.focus = .detail }
  }

  mutating func receive(queue: [ReviewNote]) {
    guard let review else { return }
    if review.isReadAgain { return receive(queueAgain: queue) }
    self.review?.queue = queue
    let wanted = chart?.sheet?.key ?? focusedNoteKey
    let first =
      queue.firstIndex { $0.key == wanted } ?? queue.firstIndex { $0.unreviewed > 0 } ?? 0
    openReviewNote(first)
  }

  /// Reads the queue and the open note again: somebody else decided, or notes were read.
  mutating func readReviewAgain() {
    watch.isReviewStale = false
    watch.nextReading = clock + WatchState.pause
    guard let review, review.queue != nil else { return }
    self.review?.isReadAgain = true
    start(.pane, .readReviewQueue(patient: review.patient))
  }

  /// Takes the queue anew; note and entity keep the focus where they are still there.
  private mutating func receive(queueAgain queue: [ReviewNote]) {
    guard let review else { return }
    self.review?.isReadAgain = false
    guard review.unsaved.isEmpty, review.saving.isEmpty else {
      // What was decided meanwhile is stored first.
      watch.isReviewStale = true
      return
    }
    let note = review.note?.key
    let kept = review.focused?.stored.key
    self.review?.queue = queue
    guard let note, let place = queue.firstIndex(where: { $0.key == note }) else {
      return openReviewNote(queue.firstIndex { $0.unreviewed > 0 } ?? 0)
    }
    self.review?.place = place
    self.review?.kept = kept
    start(.note, .readReview(note))
  }

  /// The note of the chart that has the focus.
  private var focusedNoteKey: ResourceKey? {
    guard screen == .chart, let event = focusedEvent else { return nil }
    return chart?.chart?[event].key
  }

  private mutating func openReviewNote(_ place: Int) {
    guard let queue = review?.queue, queue.indices.contains(place) else { return }
    let wanted = review?.wanted
    review?.place = place
    review?.content = nil
    review?.focus = nil
    review?.kept = wanted
    review?.wanted = nil
    review?.top = 0
    start(.note, .readReview(queue[place].key))
  }

  mutating func receive(review content: ReviewContent?, of key: ResourceKey) {
    guard review?.note?.key == key, let content else { return }
    review?.content = content
    applyUnsaved()
    guard let review else { return }
    if let kept = review.kept {
      self.review?.kept = nil
      if let at = review.content?.entities.firstIndex(where: { $0.stored.key == kept }) {
        self.review?.focus = at
        return
      }
    }
    let forward = !review.arrivesAtEnd
    self.review?.focus =
      review.undecided(from: nil, forward: forward)
      ?? (forward ? review.listed.first : review.listed.last)
    self.review?.arrivesAtEnd = false
  }

  /// Shows decisions that are on their way to the lake.
  private mutating func applyUnsaved() {
    guard let review, var content = review.content else { return }
    for decision in review.saving + review.unsaved {
      for place in content.entities.indices
      where content.entities[place].stored.key == decision.entity.key {
        content.entities[place].verdict = Verdict(
          key: decision.entity.key,
          decision: decision.decision,
          correction: decision.correction,
          author: "",
          recordedAt: settings.now()
        )
      }
    }
    self.review?.content = content
  }

  // MARK: - Moving

  mutating func moveInReview(by offset: Int) {
    guard let review else { return }
    let listed = review.listed
    guard let focus = review.focus, let at = listed.firstIndex(of: focus) else {
      self.review?.focus = listed.first
      return
    }
    self.review?.focus = listed[min(max(0, at + offset), listed.count - 1)]
  }

  /// Goes to the next entity without a decision, in the next note where this one has none.
  mutating func goToUnreviewed(forward: Bool) {
    guard let review else { return }
    if let next = review.undecided(from: review.focus, forward: forward) {
      self.review?.focus = next
      return
    }
    let places = Array((review.queue ?? []).indices)
    let rest =
      forward
      ? places.filter { $0 > review.place } : Array(places.filter { $0 < review.place }.reversed())
    if let next = rest.first(where: { (review.queue?[$0].unreviewed ?? 0) > 0 }) {
      self.review?.arrivesAtEnd = !forward
      return openReviewNote(next)
    }
    // What lies before the place is not forgotten at the end of the list.
    if forward, let earlier = review.undecided(from: nil, forward: true), earlier != review.focus {
      self.review?.focus = earlier
      return
    }
    say(
      review.waitingInQueue == 0
        ? "Everything here is reviewed" : "No entity is left in this direction"
    )
  }

  mutating func goToReviewNote(by offset: Int) {
    guard let review, let queue = review.queue else { return }
    let next = review.place + offset
    guard queue.indices.contains(next) else {
      return say(offset > 0 ? "This is the last note" : "This is the first note")
    }
    openReviewNote(next)
  }

  /// Cycles the least score of what is listed: 0, .5, .7, .9.
  mutating func cycleMinimumScore() {
    guard let review else { return }
    let steps = [0, 0.5, 0.7, 0.9]
    let at = steps.firstIndex { $0 >= review.minimumScore } ?? 0
    self.review?.minimumScore = steps[(at + 1) % steps.count]
    if let focus = review.focus, self.review?.listed.contains(focus) == false {
      let listed = self.review?.listed ?? []
      self.review?.focus = listed.first { $0 > focus } ?? listed.last
    }
    let hidden = self.review?.hiddenCount ?? 0
    say(
      "Scores from \(Self.score(self.review?.minimumScore ?? 0)) on are listed; "
        + "\(counted(hidden, "entity", plural: "entities")) of this note below"
    )
  }

  static func score(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    return hundredths >= 100
      ? "1.0" : "." + (hundredths < 10 ? "0" : "") + String(hundredths)
  }

  // MARK: - Deciding

  /// Decides about the entity that has the focus, and goes on to the next.
  mutating func decide(
    _ decision: Verdict.Decision,
    key: String,
    correction: Verdict.Correction? = nil,
    advances: Bool = true,
    batch: Int? = nil
  ) {
    guard let review, let focus = review.focus, let entity = review.focused else { return }
    let after = Verdict(
      key: entity.stored.key,
      decision: decision,
      correction: correction ?? entity.verdict?.correction ?? Verdict.Correction(),
      author: "",
      recordedAt: settings.now()
    )
    self.review?.trail.append(
      ReviewState.Step(
        note: review.content?.key ?? ResourceKey(type: "", id: ""),
        number: focus + 1,
        text: entity.stored.text,
        before: entity.verdict,
        after: after,
        stored: entity.stored,
        key: key,
        batch: batch
      )
    )
    self.review?.undone = []
    set(after, of: entity.stored, before: entity.verdict)
    if advances { goToUnreviewed(forward: true) }
  }

  /// Takes one of the codes that were proposed, when its digit is typed twice.
  ///
  /// Everywhere else in a patient the digits are views, so that one alone may be a slip: it names the
  /// code that the next one takes.
  mutating func offerAlternative(_ number: Int) {
    guard let concept = review?.alternatives[safe: number - 1], review?.offered != number else {
      return chooseAlternative(number)
    }
    review?.offered = number
    say(
      UserMessage(
        .info,
        "\(number) is \(ReviewWords.system(concept.system.rawValue)) \(concept.code) "
          + concept.description,
        advice: "\(number) again takes it, any other key does not"
      )
    )
  }

  /// Takes one of the codes that were proposed.
  private mutating func chooseAlternative(_ number: Int) {
    guard let entity = review?.focused else { return }
    let concepts = review?.alternatives ?? []
    guard let concept = concepts[safe: number - 1] else {
      return say(
        concepts.isEmpty
          ? "No code was proposed"
          : "\(counted(concepts.count, "code is", plural: "codes are")) proposed, and none has the number \(number)"
      )
    }
    review?.offered = nil
    let isRead = concept == entity.read.concepts.first
    if isRead, entity.verdict?.correction.concept == nil {
      return decide(.accepted, key: String(number))
    }
    var correction = entity.verdict?.correction ?? Verdict.Correction()
    correction.concept = EntityCode(
      system: concept.system.rawValue,
      code: concept.code,
      title: concept.description
    )
    decide(.recoded, key: String(number), correction: correction)
  }

  /// Adds or takes away what is said of the entity, and keeps it in focus.
  mutating func toggleTrait(_ trait: TraitName, key: String) {
    guard let entity = review?.focused else { return }
    var correction = entity.verdict?.correction ?? Verdict.Correction()
    var traits = entity.traits
    if let at = traits.firstIndex(of: trait) {
      traits.remove(at: at)
    } else {
      traits.append(trait)
    }
    correction.traits = traits
    decide(.corrected, key: key, correction: correction, advances: false)
  }

  /// Takes the last decision back, in whatever note it was made.
  mutating func undoDecision() {
    guard let step = review?.trail.popLast() else { return say("Nothing was decided here") }
    review?.undone.append(step)
    let before =
      step.before
      ?? Verdict(
        key: step.stored.key,
        decision: .unreviewed,
        author: "",
        recordedAt: settings.now()
      )
    set(before, of: step.stored, before: step.after)
    if let batch = step.batch {
      if review?.trail.last?.batch == batch { return undoDecision() }
      return say("Took back what was accepted with \(step.key)")
    }
    show(step)
    say("Took back: \(step.key) #\(step.number) \(shownText(step))")
  }

  /// Does again what was taken back last.
  mutating func redoDecision() {
    guard let step = review?.undone.popLast() else { return say("Nothing was taken back") }
    review?.trail.append(step)
    set(step.after, of: step.stored, before: step.before)
    if let batch = step.batch, review?.undone.last?.batch == batch { return redoDecision() }
    show(step)
  }

  private func shownText(_ step: ReviewState.Step) -> String {
    settings.isDeidentified ? "" : step.text
  }

  private mutating func show(_ step: ReviewState.Step) {
    guard review?.content?.key == step.note else {
      if let place = review?.queue?.firstIndex(where: { $0.key == step.note }) {
        openReviewNote(place)
      }
      return
    }
    review?.focus = step.number - 1
  }

  private mutating func set(_ verdict: Verdict, of stored: StoredEntity, before: Verdict?) {
    if let places = review?.content?.entities.indices {
      for place in places where review?.content?.entities[place].stored.key == stored.key {
        review?.content?.entities[place].verdict = verdict
      }
    }
    let was = (before?.decision ?? .unreviewed) == .unreviewed
    let isNow = verdict.decision == .unreviewed
    if was != isNow,
      let place = review?.queue?.firstIndex(where: { $0.key == StoreSource.key(stored.note) })
    {
      review?.queue?[place].unreviewed += isNow ? 1 : -1
    }
    review?.unsaved.append(
      ReviewDecision(entity: stored, decision: verdict.decision, correction: verdict.correction)
    )
    saveDecisions()
  }

  // MARK: - Storing

  /// Stores what is decided; one batch is under way at a time, so that no key waits for the lake.
  mutating func saveDecisions() {
    guard let review, review.saving.isEmpty, !review.unsaved.isEmpty else { return }
    self.review?.saving = review.unsaved
    self.review?.unsaved = []
    start(.review, .review(review.unsaved))
  }

  mutating func receiveReviewed(job: Int?) {
    if let job { watch.judged.insert(job) }
    if review?.failure != nil { say("The decisions that could not be stored are stored now") }
    review?.saving = []
    review?.failure = nil
    arePanesStale = true
    expireNotes()
    saveDecisions()
  }

  mutating func receiveReviewFailure(_ reason: String) {
    guard let review else { return }
    self.review?.unsaved = review.saving + review.unsaved
    self.review?.saving = []
    self.review?.failure = reason
    retryLater()
  }
}

extension AppState {
  /// Goes to the note that is judged, where it stands in its patient's life; back leads here.
  mutating func openReviewedNote() {
    guard let note = review?.note else { return }
    leavePanes(for: note.key, ofPatient: note.patientID)
  }

  /// Shows a resource on its patient's timeline; back leads to the list it was opened from.
  mutating func leavePanes(for key: ResourceKey, ofPatient id: String? = nil) {
    let behind = panes
    if let id, chart?.patient.id != id || screen != .chart {
      openPatient(id: id)
    } else if chart == nil {
      return say("\(key) is of no patient")
    }
    panes = []
    panesBehind = behind
    chart?.show(.timeline)
    chart?.arrival = key
  }
}
