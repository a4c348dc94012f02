// SPDX-License-Identifier: Apache-2.0

import Extraction
import FHIR

extension Reconciliation {
  /// The allergies of the chart beside those that notes name or deny.
  ///
  /// An allergen is the same where it has a code or the form of its name (``AllergenName``) in
  /// common; one that is only akin is another one. A denial of all allergies speaks against those of
  /// its kind: NKDA says nothing about peanuts.
  struct Allergies {
    private struct Group {
      var name: String
      var forms: Set<String> = []
      var kind: AllergenName.Kind?
      var chart: [ChartItem] = []
      var affirmed: [Mention] = []
      var denied: [Mention] = []

      /// Whether a denial of some kinds is about it; what is of an unknown kind is a drug to those
      /// who deny all alike.
      func isOf(_ kinds: Set<AllergenName.Kind>) -> Bool {
        kinds.count == 3 || kind.map(kinds.contains) == true
      }
    }

    private var found = Places()
    /// What the chart has for "no known allergies".
    private var none: [(item: ChartItem, name: String, kinds: Set<AllergenName.Kind>)] = []
    /// Where notes deny allergies as such.
    private var denials: [(mention: Mention, kinds: Set<AllergenName.Kind>)] = []

    /// Reads the chart.
    init(lake: Lake, patient: String) throws {
      var found = Places()
      var none: [(ChartItem, String, Set<AllergenName.Kind>)] = []
      try Reconciliation.forEach(.allergyIntolerance, of: patient, in: lake) { key, root in
        guard !Reconciliation.isMadeFromNotes(root),
          let (status, isActive) = Reconciliation.clinicalStanding(root)
        else { return }
        let codings = root["code"]?["coding"]?.elements ?? .empty
        let displays = codings.compactMap { $0["display"]?.string }
        let substances = (root["reaction"]?.elements ?? .empty).compactMap {
          $0["substance"]?["text"]?.string ?? $0["substance"]?["coding"]?.first?["display"]?.string
        }
        let text = root["code"]?["text"]?.string
        // Without a code, what made the reaction says what it is.
        let names = [text].compactMap(\.self) + displays
        let codes = Reconciliation.keys(of: codings)
        guard let name = names.first ?? substances.first ?? codes.first else { return }
        let date = [root["recordedDate"], root["onsetDateTime"]].lazy
          .compactMap { $0?.string }.first.map { String($0.prefix(10)) }
        let item = ChartItem(
          key: key,
          name: name,
          status: status,
          date: date,
          endDate: nil,
          isActive: isActive,
          dose: nil,
          product: codes.first ?? name.lowercased()
        )
        let denial = AllergyDenial(names: names, codes: codings.compactMap { $0["code"]?.string })
        if let denial {
          if isActive { none.append((item, name, denial.kinds)) }
          return
        }
        let forms = Set((names.isEmpty ? substances : names).compactMap(AllergenName.form))
        let place = found.place(name, forms, codes)
        found.groups[place].chart.append(item)
        if found.groups[place].kind == nil {
          found.groups[place].kind = Self.kind(of: root, forms)
        }
      }
      self.found = found
      self.none = none
    }

    private static func kind(of root: JSONValue, _ forms: Set<String>) -> AllergenName.Kind? {
      if let known = forms.lazy.compactMap(AllergenName.kind).first { return known }
      // Many records do not say of what kind it is; that a drug has its name does.
      if forms.contains(where: { form in
        AllergenClass.words(of: form.split(separator: " ").map(String.init))
          .contains(where: AllergenClass.isDrug)
      }) {
        return .drug
      }
      switch root["category"]?.first?.string {
      case "medication", "biologic": return .drug
      case "food": return .food
      case "environment": return .environment
      default: return nil
      }
    }

    /// Reads a note.
    mutating func read(
      _ note: ResourceKey,
      _ reading: StoredReading,
      _ entities: [StoredEntity],
      date: String?,
      in lake: Lake
    ) throws {
      guard let text = try lake.words(of: note, version: reading.version) else { return }
      let known = entities.compactMap { entity in
        reading.content.entities.indices.contains(entity.ordinal)
          ? (stored: entity, read: reading.content.entities[entity.ordinal]) : nil
      }
      .filter { $0.stored.settledType == .allergies }
      // Most notes have nothing of the kind.
      guard !known.isEmpty || Self.maySay(text) else { return }
      let mentions = AllergyMentions(text, sections: reading.content.sections)
      for statement in mentions.statements(known) {
        let mention =
          statement.entity.map { Mention($0, date: date) }
          ?? Mention(
            note: note,
            text: mentions.text(of: statement.range),
            range: statement.range,
            isDenied: statement.isDenied,
            date: date
          )
        if !statement.denied.isEmpty {
          denials.append((mention, statement.denied))
        } else if !statement.forms.isEmpty {
          add(mention, statement)
        }
      }
    }

    private static func maySay(_ text: String) -> Bool {
      let utf8 = Array(text.utf8)
      let cues: [[UInt8]] = ["llerg", "LLERG", "naphyla", "ntoleran", "ypersens", "NKDA"]
        .map { Array($0.utf8) }
      return cues.contains { cue in
        var at = 0
        while at + cue.count <= utf8.count {
          if utf8[at] == cue[0], utf8[at..<at + cue.count].elementsEqual(cue) { return true }
          at += 1
        }
        return false
      }
    }

    private mutating func add(_ mention: Mention, _ statement: AllergyMentions.Statement) {
      let place = found.place(statement.name, statement.forms, statement.codes)
      if statement.isDenied {
        found.groups[place].denied.append(mention)
      } else {
        found.groups[place].affirmed.append(mention)
      }
      if found.groups[place].kind == nil {
        // The reader of notes names drugs only, but for what the table knows.
        found.groups[place].kind =
          statement.forms.lazy.compactMap(AllergenName.kind).first ?? .drug
      }
    }

    /// Where what is the same stands.
    private struct Places {
      var groups: [Group] = []
      var places: [String: Int] = [:]

      mutating func place(_ name: String, _ forms: Set<String>, _ codes: [String]) -> Int {
        let keys = codes.map { "code \($0)" } + forms.sorted().map { "name \($0)" }
        let place = keys.first { places[$0] != nil }.flatMap { places[$0] } ?? groups.count
        if place == groups.count { groups.append(Group(name: name)) }
        groups[place].forms.formUnion(forms)
        for key in keys where places[key] == nil { places[key] = place }
        return place
      }
    }

    // MARK: - Judging

    /// Returns every allergy with its evidence, beside the medications that the chart says are taken.
    func items(beside medications: [(name: String, item: ChartItem)]) -> [Item] {
      found.groups.compactMap { item($0, medications) } + noneItems()
    }

    private static func newest(_ mentions: [Mention]) -> [Mention] {
      mentions.sorted { ($0.date ?? "", $0.begin) > ($1.date ?? "", $1.begin) }
    }

    private func item(_ group: Group, _ medications: [(name: String, item: ChartItem)]) -> Item? {
      let chart = group.chart.sorted { ($0.date ?? "") > ($1.date ?? "") }
      let affirmed = Self.newest(group.affirmed)
      let naming = Set(affirmed.map(\.note))
      // "Penicillin. No other allergies." denies nothing of what it names.
      let denied = Self.newest(
        group.denied
          + denials.filter { group.isOf($0.kinds) && !naming.contains($0.mention.note) }
          .map(\.mention)
      )
      let denial = denied.first.flatMap { denial in
        affirmed.first.map { (denial.date ?? "") > ($0.date ?? "") } == false ? nil : denial
      }
      let taken = medications.filter { isOne($0.name, of: group) }.map(\.item)
      if chart.isEmpty { return notesOnly(group, affirmed, denial, taken) }
      var (finding, remark) = Self.judge(chart, affirmed, denial)
      var shown = chart
      if let active = chart.first(where: \.isActive), !taken.isEmpty {
        finding = .disagreement
        remark = [remark, Self.words(taken)].compactMap(\.self).joined(separator: "; ")
        shown = [active] + taken + chart.filter { $0.key != active.key }
      }
      let isDenied = finding == .disagreement && denial != nil
      return Item(
        kind: .allergies,
        name: group.name,
        finding: finding,
        remark: remark,
        chart: shown,
        contradiction: nil,
        mentions: (isDenied ? [denial].compactMap(\.self) : []) + affirmed
      )
    }

    /// That medications are taken in spite of an allergy: who stops the first must not believe that it was
    /// the only one.
    private static func words(_ taken: [ChartItem]) -> String {
      var words: [String] = []
      for item in taken {
        // By its own name: Tylenol and Panadol are one thing under one heading, and two to be stopped.
        let said = "\(item.key.type.rawValue) is active: \(item.name)"
        if !words.contains(said) { words.append(said) }
      }
      return "allergic, and " + words.joined(separator: ", ")
    }

    private static func judge(
      _ chart: [ChartItem],
      _ affirmed: [Mention],
      _ denial: Mention?
    ) -> (Finding, String?) {
      guard let active = chart.first(where: \.isActive) else {
        guard let newest = affirmed.first else { return (.chartOnly, nil) }
        let ended = chart[0]
        if denial == nil, (newest.date ?? "9") >= (ended.date ?? "") {
          return (.disagreement, "the newest note names it, the chart says \(ended.status)")
        }
        return (.both, nil)
      }
      // A note from before the chart's entry says nothing against it.
      if let denial, active.date == nil || (denial.date ?? "9") >= (active.date ?? "") {
        return (
          .disagreement, "the newest note says '\(denial.text)', AllergyIntolerance is active"
        )
      }
      return (affirmed.isEmpty ? .chartOnly : .both, nil)
    }

    private func notesOnly(
      _ group: Group,
      _ affirmed: [Mention],
      _ denial: Mention?,
      _ taken: [ChartItem]
    ) -> Item? {
      // What is denied and not in the chart is as it should be.
      guard !affirmed.isEmpty else { return nil }
      let none = none.filter { group.isOf($0.kinds) }
      let isDisagreement = denial == nil && !(none.isEmpty && taken.isEmpty)
      var remarks: [String] = []
      if let denial {
        remarks.append("a later note says '\(denial.text)'")
      } else {
        if let none = none.first {
          remarks.append("the chart says '\(none.name)', the newest note names it")
        }
        // Nobody has put it into the chart, where whoever prescribes would see it.
        if !taken.isEmpty { remarks.append(Self.words(taken)) }
      }
      return Item(
        kind: .allergies,
        name: group.name,
        finding: isDisagreement ? .disagreement : .notesOnly,
        remark: remarks.isEmpty ? nil : remarks.joined(separator: "; "),
        chart: isDisagreement ? none.map(\.item) + taken : [],
        contradiction: nil,
        mentions: affirmed + [denial].compactMap(\.self)
      )
    }

    /// The entries of the chart that say there are none.
    private func noneItems() -> [Item] {
      none.compactMap { entry in
        let against = found.groups.filter { $0.isOf(entry.kinds) }
        let active = against.flatMap(\.chart).first(where: \.isActive)
        // Where a note names an allergy, that is where the disagreement is shown.
        if active == nil, against.contains(where: { $0.chart.isEmpty && !$0.affirmed.isEmpty }) {
          return nil
        }
        let said = Self.newest(
          denials.filter { entry.kinds.isSubset(of: $0.kinds) || $0.kinds == [.drug] }
            .map(\.mention)
        )
        let remark = active.flatMap { active in
          against.first { $0.chart.contains { $0.key == active.key } }.map {
            "the chart also has \($0.name), active"
          }
        }
        return Item(
          kind: .allergies,
          name: entry.name,
          finding: active != nil ? .disagreement : said.isEmpty ? .chartOnly : .both,
          remark: remark,
          chart: [entry.item] + [active].compactMap(\.self),
          contradiction: nil,
          mentions: said
        )
      }
    }

    /// Whether a medication is what an allergen is, where that is a drug.
    private func isOne(_ medication: String, of group: Group) -> Bool {
      // Of what kind an allergen is, many records do not say; that a drug has its name does.
      guard group.kind == .drug || group.kind == nil else { return false }
      return DrugAllergy.meets(medication: medication, forms: group.forms)
    }
  }
}
