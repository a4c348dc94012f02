// SPDX-License-Identifier: Apache-2.0

public import Terminal

/// What a part of the screen means: the one table of names that themes give looks to.
///
/// Views name a role, never a colour. A role to which neither a theme nor what it inherits gives a look has
/// the look of its name without the last dotted part, at last that of the built-in theme.
public enum Role: String, CaseIterable, Sendable {
  // MARK: - The frame of the screen

  /// Plain text; the background of the screen.
  case text = "ui.text"
  /// What matters less.
  case dim = "ui.dim"
  /// A label before a value.
  case label = "ui.label"
  /// A value that the eye looks for.
  case strong = "ui.strong"
  /// The heading of a section.
  case heading = "ui.heading"
  /// The headings of columns.
  case header = "ui.header"
  /// The heading of the column that sorts.
  case headerActive = "ui.header.active"
  /// A border or a separator.
  case border = "ui.border"
  /// The border of the pane with the focus.
  case borderFocus = "ui.border.focus"
  /// The title in a border.
  case title = "ui.title"
  /// The title of the pane with the focus.
  case titleFocus = "ui.title.focus"
  /// The patient's line.
  case banner = "ui.banner"
  /// Allergies and directives in the patient's line.
  case bannerAlert = "ui.banner.alert"
  /// The line while an earlier state is shown.
  case bannerAsOf = "ui.banner.as-of"
  /// A tab.
  case tab = "ui.tab"
  /// The tab that is shown.
  case tabActive = "ui.tab.active"
  /// A filter that is on.
  case chip = "ui.chip"
  /// A filter that is off.
  case chipOff = "ui.chip.off"
  /// The focused row.
  case selection = "ui.selection"
  /// The focused row of a pane without the focus.
  case selectionBlur = "ui.selection.blur"
  /// A marked row.
  case mark = "ui.mark"
  /// Where the search found something.
  case match = "ui.match"
  /// A find in the focused row.
  case matchSelection = "ui.match.selection"
  /// A reference that can be followed.
  case link = "ui.link"
  /// The line of hints.
  case hint = "ui.hint"
  /// A key in a hint or in help.
  case key = "ui.key"
  /// What cannot be done here.
  case disabled = "ui.disabled"
  /// The status line.
  case status = "ui.status"
  /// Work that goes on.
  case busy = "ui.busy"
  /// Something was done.
  case notice = "ui.notice"
  /// Something needs care.
  case warning = "ui.warning"
  /// Something failed.
  case error = "ui.error"
  /// What is typed.
  case prompt = "ui.prompt"
  /// What completion would add.
  case promptGhost = "ui.prompt.ghost"
  /// What is wrong in what is typed.
  case promptError = "ui.prompt.error"
  /// The inside of a popup.
  case popup = "ui.popup"
  /// The border of a popup.
  case popupBorder = "ui.popup.border"
  /// The focused row of a popup.
  case popupSelection = "ui.popup.selection"
  /// The screen behind a popup.
  case backdrop = "ui.backdrop"
  /// The track of a scroll bar.
  case scrollTrack = "ui.scroll"
  /// The thumb of a scroll bar.
  case scrollThumb = "ui.scroll.thumb"
  /// The done part of a progress bar.
  case progress = "ui.progress"
  /// The rest of a progress bar.
  case progressRest = "ui.progress.rest"
  /// The column of the time cursor.
  case cursorColumn = "ui.cursor.column"
  /// The time cursor on the axis.
  case cursorMark = "ui.cursor.mark"
  /// A selected range of time.
  case range = "ui.range"

  // MARK: - Axis, LIFE strip, plots

  /// The line of the axis.
  case axis = "axis.line"
  /// A label on the axis.
  case axisLabel = "axis.label"
  /// The label of a year.
  case axisYear = "axis.year"
  /// The bars of the LIFE strip.
  case lifeBar = "life.bar"
  /// The shown window under the LIFE strip.
  case lifeWindow = "life.window"
  /// A find in the LIFE strip.
  case lifeHit = "life.hit"
  /// A sparkline.
  case spark = "plot.spark"
  /// The axes of a plot.
  case plotAxis = "plot.axis"
  /// The reference band of a plot.
  case plotBand = "plot.band"
  /// A value in a plot.
  case plotPoint = "plot.point"
  /// The chosen value in a plot.
  case plotFocus = "plot.focus"

  // MARK: - Flags

  /// Above the reference.
  case flagHigh = "flag.high"
  /// Below the reference.
  case flagLow = "flag.low"
  /// Critical.
  case flagCritical = "flag.critical"
  /// Abnormal without a direction.
  case flagAbnormal = "flag.abnormal"
  /// A deleted resource.
  case flagDeleted = "flag.deleted"
  /// A deleted resource that is drawn where it was.
  case ghost = "flag.deleted.ghost"
  /// A changed resource.
  case flagChanged = "flag.changed"
  /// An entity that nobody has looked at.
  case flagUnreviewed = "flag.unreviewed"
  /// An issue of the record: undated, dangling, invalid.
  case flagIssue = "flag.issue"
  /// A change against the value before.
  case delta = "flag.delta"

  // MARK: - Lanes

  /// Encounters.
  case laneEncounter = "lane.encounter"
  /// Problems.
  case laneProblem = "lane.problem"
  /// Medications.
  case laneMedication = "lane.med"
  /// Laboratory results.
  case laneLab = "lane.lab"
  /// Vital signs.
  case laneVital = "lane.vital"
  /// Procedures.
  case laneProcedure = "lane.procedure"
  /// Imaging.
  case laneImaging = "lane.imaging"
  /// Immunisations.
  case laneImmunization = "lane.immunization"
  /// Allergies.
  case laneAllergy = "lane.allergy"
  /// Notes.
  case laneNote = "lane.note"
  /// Entities from notes.
  case laneEntity = "lane.nlp"
  /// Care plans.
  case laneCarePlan = "lane.care-plan"
  /// Documents.
  case laneDocument = "lane.document"
  /// Claims.
  case laneClaim = "lane.claim"
  /// Versions and deletions.
  case laneChange = "lane.changed"
  /// What has no date.
  case laneUndated = "lane.undated"
  /// The name of the focused lane.
  case laneFocus = "lane.focus"
  /// How many events a lane has.
  case laneCount = "lane.count"

  // MARK: - Entities and review

  /// A problem in a note.
  case entityProblem = "ent.problem"
  /// A medication in a note.
  case entityMedication = "ent.med"
  /// A test in a note.
  case entityTest = "ent.test"
  /// A procedure in a note.
  case entityProcedure = "ent.procedure"
  /// Something denied.
  case entityNegated = "ent.negated"
  /// Something of the family.
  case entityFamily = "ent.family"
  /// Something possible.
  case entityHypothetical = "ent.hypothetical"
  /// Something past.
  case entityPast = "ent.past"
  /// The entity under the cursor.
  case entityFocus = "ent.focus"
  /// Accepted.
  case reviewAccepted = "review.accepted"
  /// Rejected.
  case reviewRejected = "review.rejected"
  /// Not decided.
  case reviewPending = "review.pending"

  // MARK: - Versions, JSON, notes

  /// Added.
  case diffAdded = "diff.added"
  /// Removed.
  case diffRemoved = "diff.removed"
  /// Changed.
  case diffChanged = "diff.changed"
  /// The words that differ.
  case diffWord = "diff.word"
  /// A change that has no clinical meaning.
  case diffMeta = "diff.meta"
  /// A name in JSON.
  case jsonKey = "json.key"
  /// A string in JSON.
  case jsonString = "json.string"
  /// A number, true, false or null in JSON.
  case jsonNumber = "json.number"
  /// Braces, brackets, commas in JSON.
  case jsonPunctuation = "json.punctuation"
  /// The heading of a section of a note.
  case noteSection = "note.section"

  /// The number that cells carry.
  public var style: StyleID {
    StyleID(rawValue: Self.numbers[self, default: 0])
  }

  /// The roles that lie over others instead of taking their place.
  public static let overlays: [Role] = [.selection, .selectionBlur, .popupSelection]

  /// The names in the order of the numbers.
  public static let names: [String] = allCases.map(\.rawValue)

  private static let numbers: [Role: UInt16] = Dictionary(
    uniqueKeysWithValues: zip(allCases, 0..<UInt16(allCases.count))
  )
}
