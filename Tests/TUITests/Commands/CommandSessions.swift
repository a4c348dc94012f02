// SPDX-License-Identifier: Apache-2.0

/// For every command a session that runs it with its keys, and what is on the screen afterwards.
///
/// A row: the command, where it begins, the keys to get there, its keys, what they show. `=words`
/// types words, with `_` for a blank; what is shown is read by ``CommandSessionTests/Expected``.
enum CommandSessions {
  static let table = """
    move.down | list | | j | >BERGSTRÖM
    move.up | list | j j | k | >BERGSTRÖM
    move.half_down | short | | C-d | >OKONKWO
    move.half_up | short | G | C-u | >김민수
    move.page_down | short | | pgdn | >(no name)
    move.page_up | short | G | pgup | >山田
    move.first | list | G | g g | >ABARA
    move.last | list | | G | >DR ZWJ
    read.page_down | short note | | space | +repeat BMP & -CC: follow-up
    read.page_up | short note | space space | b | +CC: follow-up & -repeat BMP
    table.sort | moreno | 4 | s | +Sorted by name
    table.abnormal | moreno | 4 | e | >▸ eGFR
    table.reverse | moreno | 4 | S | +Sorted by date, the other way round
    event.next_in_lane | moreno | [ [ | ] | +▸2024-02-08 09:22 Vit  Blood pressure
    event.prev_in_lane | moreno | | [ | +▸2024-02-08 09:22 Vit  Blood pressure
    encounter.next | moreno | g g | } | >▸Encounters
    encounter.prev | moreno | | { | >▸Encounters & +▸2024-02-08 09:05 Enc
    abnormal.next | moreno | g g | e | >▸Labs
    abnormal.prev | moreno | | E | +▸2024-02-08 09:22 Vit  Blood pressure
    time.next_bin | moreno | h h h | l | -bin 59/ & +bin 60/
    time.prev_bin | moreno | | h | +bin 61/62
    time.half_window_right | moreno | z 6 H H | L | -2020-07 & +2022-07
    time.half_window_left | moreno | z 6 | H | -2023-07 & +2021-07
    zoom.in | moreno | | z | -life · & +20y ·
    zoom.out | moreno | z 5 | Z | -1y · & +2y ·
    zoom.fit | moreno | z 5 | 0 | -1y · & +life ·
    zoom.preset | moreno | | z 5 | -life · & +1y ·
    time.goto | moreno | z 5 | t =2019 enter | -bin 61/62 & +· 2019-01-01 …
    time.align_here | moreno | | A | +day 0 & -▸2024-02-08
    time.toggle_relative | moreno | A | T | -▸day 0 & +▸2024-02-08
    open.default | list | j | enter | +7 Versions & -PATIENTS
    open.link | moreno | enter | enter | +"resourceType": "Observation"
    link.next | okafor | / =glucose enter enter | tab | >history
    link.prev | okafor | / =glucose enter enter tab | S-tab | >subject
    open.source_note | moreno | / =creatinine_since:2023-11_until:2023-12 enter | o | +CC: follow-up of kidney disease
    open.diff | glucose | esc | d | +Elements changed (1)
    detail.raw_json | moreno | enter | r | +"resourceType": "Observation"
    yank.reference | list | | y | !Patient/001093
    yank.json | moreno | enter | Y | !resourceType
    patient.next | moreno | | > | +NGUYỄN & -MORENO
    patient.prev | moreno | | < | +BERGSTRÖM & -MORENO
    patient.record | okafor | | g p | +Patient/okafor
    patient.successor | merged | f =900417 enter enter | g P | +b.1961-03-09  MRN 004417
    version.newer | glucose | [ | ] | +v2 → v3
    version.older | glucose | | [ | +v1 → v2
    diff.pick | glucose | | v | +v3 is picked
    diff.layer | glucose | | t | -"valueQuantity": {
    diff.meta | tagged | | M | +Elements changed (1) & -of meta not shown
    diff.words | edited | | w | +start empagliflozin [-10-]{+25+} mg daily
    diff.scope | moreno | 7 | D | -Creatinine
    yank.shown | moreno | 4 | g y | !Potassium
    search.open | moreno | | / =creatinine | +▸2024-02-08 09:20 Lab  Creatinine
    search.all | moreno | | g / | +ALL PATIENTS (15)
    search.next | moreno | / =potassium_abn:H enter | n | +Continued at the first hit & +▸2016-02-16 09:20 Lab  Potassium
    search.prev | moreno | / =creatinine enter | N | >▸Notes
    filter.add | list | | f =nguy enter | +filter: nguy   13 not shown
    filter.drop_last | list | f =nguy enter | x | -filter: nguy & +BERGSTRÖM
    filter.toggle_all | moreno | f =abn:H enter | \\ | +Hypertension
    filter.manage | moreno | f =abn:H enter | F | +Filters, on
    mark.set | moreno | | m a | +Mark 'a' set
    mark.jump | moreno | m a g g | ' a | >▸Vitals
    mark.list | moreno | m a | g m | +'a  2024-02-08 Weight
    record.check | faults | enter | g f | +before birth
    shown.write | moreno | 2 | g w =p.csv enter | +Wrote 6 rows to p.csv
    shown.write | list | | E =p.csv enter | +Wrote 15 patients to p.csv
    list.sort | list | | s | +Sort by
    list.reverse | list | | S | +last seen ▲ & >DR ZWJ
    item.mark | list | | space | +*  ABARA & >BERGSTRÖM
    item.next_marked | list | j j space g g | ' | >MORENO
    lane.toggle_expand | middle | k k | space | ++3  
    lane.hide | moreno | | g h | -Vitals & +1 lane off
    lane.show_all | moreno | g h | g l | +Vitals
    list.lane_only | moreno | | a | +─ Vitals · & -Potassium  
    event.pin | moreno | | P | +^2024-02-08 09:22 Vit  Weight
    view.entities | notes | | 6 | +»[Cough]«
    view.timeline | moreno | 2 | 1 | +LIFE & -Active problems
    view.problems | moreno | | 2 | +Active problems (3)
    view.meds | moreno | | 3 | +Active medications (3)
    view.labs | moreno | | 4 | +Labs (4)
    view.notes | moreno | | 5 | +Notes (25)
    view.versions | moreno | | 7 | +1 changed · 1 deleted
    nav.back | moreno | | esc | +15 patients
    nav.jump_back | moreno | t =2019 enter | C-o | +bin 62/62
    nav.jump_forward | moreno | t =2019 enter C-o | g ; | -bin 62/62
    pane.next | moreno | | tab | >Weight
    pane.prev | moreno | tab | S-tab | >▸Vitals
    pane.maximise | wide | | C-w o | -─ Patients 15
    pane.equal | wide | C-w d C-w p | C-w = | +─ Patients 15
    pane.left | wide | tab | C-w h | >MORENO
    pane.down | wide | | C-w j | >Weight
    pane.up | wide | C-w j | C-w k | >▸Vitals
    pane.right | wide | C-w j | C-w l | >Weight
    pane.taller | middle | tab | C-w + | +2023-10-12       Vacc
    pane.shorter | middle | tab | C-w - | -HbA1c           8.5 %
    pane.wider | wide | C-w h | C-w > | +BERGSTRÖM, Åsa       F
    pane.narrower | wide | C-w h | C-w < | -MORENO, Ana Luc…
    pane.close | middle | tab | C-w c | -─ Events ·
    pane.detail | middle | | C-w d | +The detail: closed
    pane.events | middle | | C-w e | +The event list: closed
    pane.trends | wide | | C-w t | -─ Trends ·
    pane.rail | wide | | C-w p | -─ Patients 15
    patients.toggle | middle | | p | +─ Patients 15
    trends.open | moreno | | g t | +─ Trends · 6 series
    trends.keep | moreno | | w | +Weight is on the trends
    asof.prompt | okafor | | R =2 enter | +AS OF job 2
    differences.open | okafor | R =2 enter | g d | +1 deleted · 1 changed · 1 added
    differences.since_look | seen okafor | | g D | +since you looked, job 2
    time.toggle_recorded | okafor | | g r | +RECORDED · life
    ghosts.toggle | okafor | | D | +x━
    log.open | okafor | | g c | +Changes · OKAFOR
    log.lake | okafor | | g C | +Changes · the whole lake
    graveyard.open | okafor | | g x | +▸ Epilepsy
    graveyard.lake | okafor | | g X | +Deleted · the whole lake & +Okafor, Ngozi Epilepsy
    item.restore | okafor | g x | u y | -▸ Epilepsy & +Nothing is deleted
    jobs.open | record | | g J | +4 jobs
    job.undo | record | g J | U | +Undo job 4?
    sql.open | record | | g s =SELECT_1_AS_one enter | +1 row · 1 column
    pane.open | record | g J | enter | +Job 4  import by interface
    sql.edit | record | g s =SELECT_1_AS_one enter | i | >sql: SELECT 1 AS one
    sql.row | record | g s =SELECT_id,_body_FROM_Patient enter | v | +"resourceType"
    sql.schema | record | g s =SELECT_1 enter | t | +Views and columns of SQL
    schema.find | record | g s =SELECT_1 enter t | / =pat_birth enter | -AllergyIntolerance
    prompt.schema | record | g s =SELECT_1 | C-t | +Views and columns of SQL
    sql.right | record | g s =SELECT_*_FROM_Patient enter | l | +← versionId
    sql.left | record | g s =SELECT_*_FROM_Patient enter l | h | -← versionId
    sql.export | record | g s =SELECT_1_AS_one enter | E =FILE.csv enter | +Wrote 1 row to
    log.layer | okafor | g c enter | t | -"resourceType"
    log.words | edited log | | w | +start empagliflozin [-10-]{+25+} mg daily
    log.meta | tagged log | | M | +Elements changed (1) & -of meta not shown
    mention.next | notes | 5 j enter | tab tab tab | +chest pain  problem  NEG
    mention.prev | notes | 5 j enter tab tab tab | S-tab | +HTN  problem
    mention.judge | notes | 5 j enter tab tab | enter | +»[HTN]«
    review.queue | notes | | g E | +ALL PATIENTS
    reconciliation.open | notes | | g o | +Notes against chart · OKAFOR
    reconciliation.chart | notes | g o G | o | +AllergyIntolerance
    reconciliation.evidence | notes | g o G | e | +1 entry of the chart
    review.read_note | notes | 6 { | o | +2 Problems
    review.accept | notes | 6 { | a | ++ accept & >HTN
    review.reject | notes | 6 { | x | +x rejected & >HTN
    review.skip | notes | 6 { | space | >HTN & +»[HTN]«
    review.alternative | notes | 6 { 2 | 2 | ++ recode
    review.set_negated | notes | 6 { | g n | +»{T2DM}« & >NEG
    review.set_family | notes | 6 { | g f | +»(T2DM)« & >FAM
    review.set_hypothetical | notes | 6 { | g h | >HYP
    review.set_past | notes | 6 { | g p | >HIST
    review.set_planned | notes | 6 { | g t | >FUT
    review.set_uncertain | notes | 6 { | g u | >UNC
    review.undo | notes | 6 { a | u | -+ accept
    review.redo | notes | 6 { a u | U | ++ accept
    unreviewed.next | notes | 6 { | ) | >HTN
    unreviewed.prev | notes | 6 { ) | ( | >T2DM
    review.next_note | notes | 6 { | } | +DocumentReference/n2
    review.prev_note | notes | 6 { } | { | +DocumentReference/n1
    review.accept_listed | notes | 6 { | A y | ++ accept & +Accepted
    review.find_code | notes | 6 { | s C-u =asthma enter | +J45
    review.set_kind | notes | 6 { | g k | +problem → med & ++ correct
    review.longer | notes | 6 { | L | +»[T2DM and]«
    review.shorter | notes | 6 { ) ) | H | +»{chest}«
    review.begin_earlier | notes | 6 { | g H | +»[with T2DM]«
    review.begin_later | notes | 6 { ) ) | g L | +»{pain}«
    review.min_confidence | notes | 6 { | c c c | +hidden) & -[HTN]
    worklists.open | lists | | g W | +CKD clinic
    worklist.keep | lists | f =okon enter | w =my_list enter | +Kept the worklist 'my list'
    worklist.search | lists | g W | n =Condition?code=1 enter =ones enter | +Condition?code=1
    worklist.remove | lists | g W j | D y | -hba1c abn:H
    worklist.import | lists | g W j j E =FILE enter D y | i =FILE enter | +Kept the worklist 'CKD clinic'
    worklist.export | lists | g W j j | E =FILE enter | +Wrote
    worklist.close | lists | g W j j enter | g 0 | -[worklist CKD clinic]
    patient.flag | lists | | , f | +Flagged
    patient.done | lists | | , d | +Done & >BERGSTRÖM
    patient.seen | lists | | , s | +Seen
    patient.note | lists | | , n =call_back enter | +Noted
    list.columns | list | | c | +Columns
    population.open | list | | g N | +Population · all 15 patients
    population.active | middle list | g N | a | +PROBLEMS EVER
    population.find | list | g N | / =female enter | +rows with 'female'
    population.sort | list | g N | s | +Problems and medications by name
    population.reverse | list | g N | S | +Fewest patients first
    population.next_section | list | g N | } | >F  0 M
    population.prev_section | list | g N } | { | >all
    compare.open | okafor | / =glucose enter | g a | +First Glucose
    compare.measure | okafor | / =glucose enter g a | m =creat enter | +· Creatinine
    compare.occurrence | okafor | / =glucose enter g a | a | +Last Glucose
    compare.nearer | okafor | / =glucose enter g a | z | +±6mo
    compare.further | okafor | / =glucose enter g a | Z | +±2.0y
    compare.sort | okafor | / =glucose enter g a | s | +By time to the next
    compare.reverse | okafor | / =glucose enter g a | S | +change, reversed
    range.start | moreno | z 5 | v h | +range 20
    time.goto_again | moreno | z 5 t =-3mo enter | . | -▸2023-11
    waiting.next | notes | g g | ) | +of this note wait; 6 reviews them
    waiting.prev | notes | | ( | +of this note wait; 6 reviews them
    nav.breadcrumb | moreno | enter | ` | +Steps to here: 2
    prompt.accept | list | f =nguy | enter | >NGUYỄN
    prompt.cancel | list | f =nguy | esc | >ABARA
    prompt.complete | moreno | / =code: | tab | +▸2024-02-08 09:20 Lab  Potassium
    prompt.next_completion | moreno | / =code: | down | +2 of 6 values & >2160-0
    prompt.prev_completion | moreno | / =code: down | up | +1 of 6 values & >2823-3
    prompt.next_hit | moreno | / =creatinine | C-n | +▸2023-11-16 10:10 Note
    prompt.prev_hit | moreno | / =creatinine C-n | C-p | +▸2024-02-08 09:20 Lab  Creatinine
    prompt.as_filter | moreno | / =abn:! | C-t | +[abn:!]
    prompt.scope | moreno | / =potassium | C-x | +▸ Moreno, Ana Lucía
    prompt.older | moreno | t =2019 enter t | up | >go to: 2019
    prompt.newer | moreno | t =2019 enter t =2020 enter t up up | down | >go to: 2020
    edit.left | list | f =ab | left =X | +aXb
    edit.right | list | f =abc home | right =X | +aXbc
    edit.start | list | f =abc | home =X | +Xabc
    edit.end | list | f =abc home | end =X | +abcX
    edit.word_left | list | f =ab_cd | C-left =X | +ab Xcd
    edit.word_right | list | f =ab_cd home | C-right =X | +abX cd
    edit.backspace | list | f =abc | backspace =X | +abX
    edit.delete | list | f =abc home | delete =X | +Xbc
    edit.delete_word | list | f =ab_cd | C-w =X | +ab X
    edit.delete_to_start | list | f =abc left | C-u =X | +Xc
    edit.delete_to_end | list | f =abc home right | C-k =X | +aX
    edit.put_back | list | f =abc home right C-k | C-y =X | +abcX
    popup.accept | list | s j | enter | +sort: name
    popup.remove | moreno | f =abn:H enter F | x | -abn:H
    help.open | list | | ? | +Help · Patients
    palette.open | list | | : | +: command
    messages.open | list | y | g e | +newest first
    lake.reload | list | | C-r | +Reading the lake again
    theme.choose | themes | | g T | +calm
    theme.reload | themes | | g R | +Read theme and keys again: mono
    screen.redraw | list | | C-l | !repaint
    program.suspend | list | | C-z | !suspend
    program.quit | list | | Q | !quit
    mouse.toggle | list | | g M | +The mouse is on
    tour.next | tour | | f2 | +Open her record
    tour.back | tour | f2 | f3 | +Narrow the list
    tour.leave | tour | | f4 | -Tour 1/6
    """
}
