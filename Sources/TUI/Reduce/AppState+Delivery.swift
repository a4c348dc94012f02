// SPDX-License-Identifier: Apache-2.0

extension AppState {
  /// Takes what a worker brought, unless nobody waits for it any more.
  mutating func receive(_ delivery: Delivery) {
    guard jobs.accepts(delivery) else { return }
    switch delivery.content {
    case .patients, .patient, .hits, .factsProgress: break
    default: jobs.end(delivery.slot)
    }
    switch delivery.content {
    case .lake(let info): receive(info)
    case .news(let jobs): receive(news: jobs)
    case .sessionSaved, .searchPrepared: break
    case .themes(let names): receive(themes: names)
    case .theme(let name, let theme, let findings): receive(theme, name, findings)
    case .appearance(let files): receive(files)
    case .patients(let page): receive(page)
    case .patientsEnded: receivePatientsEnd()
    case .arrangement(let rows): receive(arrangement: rows)
    case .preview(let preview):
      list.preview = preview
      list.isPreviewStale = false
    case .chart(let loaded, let job):
      let isOpened = chart?.chart == nil
      receive(loaded)
      if let job {
        // What arrives while nobody types was not looked at: the screen may stand open all night.
        if isOpened {
          rememberLook(newestJob: job)
          noteLook(at: loaded.patientID, newestJob: job)
        } else {
          triage.arrived = (loaded.patientID, job)
        }
      }
      // It takes longer than to open the record.
      start(.standing, .readStanding(patient: loaded.patientID))
    case .patient(let patient): receive(patient)
    case .standing(let merged, let isDeleted, let id):
      guard chart?.patient.id == id else { break }
      chart?.mergedCount = merged
      chart?.isDeleted = isDeleted
    case .look(let counts, let id):
      if chart?.patient.id == id { sayNews(counts) }
    case .findings(let findings, let chart): receive(findings: findings, of: chart)
    case .foundEvents(let events, let mentions, let advice):
      receive(found: events, mentions: mentions, advice: advice, in: delivery.slot)
    case .detail(let content):
      delivery.slot == .copy ? copyJSON(of: content) : receive(content)
    case .note(let key, let note): receive(note, of: key)
    case .versions(let key, let versions): receive(versions, of: key)
    case .difference(let difference): receive(difference)
    case .changedFields(let fields):
      if delivery.slot == .paneFields { return receivePane(fields) }
      for field in fields {
        chart?.versions.fields[field.key, default: [:]][field.version] = field.text
      }
    case .hits(let hits): receive(hits: hits)
    case .foundPatients(let numbers): search?.patients = numbers
    case .searchEnded(let summary): receive(search: summary)
    case .searchAdvice(let advice): search?.advice = advice
    case .completions(let completions):
      prompt?.completions = completions
      prompt?.completionIndex = 0
    case .moment(let moment): receive(moment)
    case .pane(let content): receive(content)
    case .sql(let table, let milliseconds): receive(table, milliseconds: milliseconds)
    case .sqlViews(let views): receive(views)
    case .patientOf(let key, let patient): receive(patient: patient, of: key)
    case .undoPreview(let report): confirmUndo(report)
    case .edited(let outcome):
      watch.own.insert(outcome.job)
      receive(outcome)
    case .wrote(let sentence): say(sentence)
    case .worklist(let outcome): receive(outcome)
    case .factsProgress(let count): triage.factsProgress = count
    case .facts(let table): receive(table)
    case .population(let counted): receive(counted)
    case .reviewQueue(let queue):
      delivery.slot == .follow ? receive(waiting: queue) : receive(queue: queue)
    case .review(let key, let content): receive(review: content, of: key)
    case .reviewed(let job): receiveReviewed(job: job)
    case .codes(let codes, let words, let entity):
      receive(codes: codes, of: words, entity: entity)
    case .failure(let reason): receive(failure: reason, of: delivery.slot)
    }
  }

  /// Says what failed, where it would have been.
  private mutating func receive(failure reason: String, of slot: JobSlot) {
    let (what, advice): (String, String?) =
      switch slot {
      case .lake, .news, .standing: ("The lake cannot be read", "Ctrl-R tries again")
      case .patients, .arrangement: ("The patients cannot be listed", "Ctrl-R tries again")
      case .preview: ("The preview cannot be made", nil)
      case .chart: ("The patient's events cannot be read", "Ctrl-R tries again")
      case .filter, .search, .preparation: ("The search failed", "Change the words and try again")
      case .look: ("What is new is not known", nil)
      case .searchAdvice: ("What a search could do without is not known", nil)
      case .findings: ("The record cannot be checked", nil)
      case .completion: ("No completions", nil)
      case .follow: ("What waits for review cannot be read", nil)
      case .detail, .copy: ("The resource cannot be read", nil)
      case .note: ("The note cannot be read", "r shows its JSON")
      case .versions, .difference, .changedFields, .paneFields:
        ("The versions cannot be read", nil)
      case .moment: ("There is no such moment", "2024-03-01, -6mo, or the number of a job")
      case .pane: ("The list cannot be read", "Ctrl-R tries again")
      case .sql: ("The query failed", nil)
      case .schema: ("What SQL can name is not known", nil)
      case .write: ("Nothing was written", nil)
      case .codes: ("The codes cannot be looked for", nil)
      case .review: ("The decisions are not stored", "They are kept, and go with the next")
      case .worklists: ("Not done", nil)
      case .facts: ("The patients cannot be counted", "Ctrl-R tries again")
      case .session, .appearance: ("Not done", nil)
      case .marks: ("The marks are not stored", "They are kept, and go with the next")
      }
    let message = UserMessage(
      .error,
      what,
      why: reason,
      location: slot.isOfUser ? nil : lake?.name,
      advice: advice
    )
    switch slot {
    case .patients:
      list.isLoading = false
      list.incoming = nil
      list.failure = message
    case .chart: chart?.failure = message
    case .detail: chart?.detailFailure = message.line
    case .pane where !panes.isEmpty: panes[panes.count - 1].failure = message
    case .session: return receiveSessionFailure(reason)
    case .sql: return receiveSQLFailure(reason)
    case .review: receiveReviewFailure(reason)
    case .marks: receiveMarkFailure(reason)
    case .note:
      guard let count = chart?.sheets.count, count > 0 else { break }
      chart?.sheets[count - 1].isNoteRead = true
      chart?.sheets[count - 1].failure = message.line
    default: break
    }
    say(message)
  }
}
