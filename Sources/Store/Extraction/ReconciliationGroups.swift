// SPDX-License-Identifier: Apache-2.0

import Extraction
import FHIR
import Search
import Timeline

extension Reconciliation {
  /// Brings together what is the same thing.
  struct Groups {
    private struct Group {
      var kind: Kind
      var name: String
      var chart: [ChartItem] = []
      var mentions: [(mention: Mention, name: String)] = []
    }

    private var groups: [Group] = []
    /// The group of a code or a name, of one kind.
    private var places: [String: Int] = [:]
    /// The codes that the lexicon has for names of the chart, by kind and name.
    private var known: [String: [String]] = [:]

    mutating func add(
      _ item: ChartItem,
      _ kind: Kind,
      name: String,
      names: [String],
      codes: [String]
    ) {
      let place = self.place(kind, name, names, codes + knownCodes(of: name, kind))
      // The chart's name is the one that is known.
      if groups[place].chart.isEmpty { groups[place].name = name }
      groups[place].chart.append(item)
    }

    mutating func add(
      _ mention: Mention,
      _ kind: Kind,
      name: String,
      names: [String],
      codes: [String]
    ) {
      let place = self.place(kind, name, names, codes)
      // "Anemia" speaks of the anemia in chronic kidney disease that the chart has; that pain is denied
      // says nothing of the back pain.
      if kind == .problems, groups[place].chart.isEmpty, !mention.traits.contains(.negation),
        let broader = self.place(ofNarrower: name)
      {
        groups[broader].mentions.append((mention, name))
      } else {
        groups[place].mentions.append((mention, name))
      }
    }

    /// The only problem of the chart whose name has all words of a shorter one; `nil` for none or several.
    private func place(ofNarrower name: String) -> Int? {
      let words = Set(Self.essence(name).split(separator: " "))
      guard !words.isEmpty else { return nil }
      let found = groups.indices.filter { index in
        let group = groups[index]
        return group.kind == .problems && !group.chart.isEmpty
          && words.isStrictSubset(of: Set(Self.essence(group.name).split(separator: " ")))
      }
      return found.count == 1 ? found[0] : nil
    }

    private mutating func place(
      _ kind: Kind,
      _ name: String,
      _ names: [String],
      _ codes: [String]
    ) -> Int {
      // What is named alike is the same, whatever a code says that was found for a part of its name.
      var keys = names.map(Self.essence).filter { !$0.isEmpty }.map {
        "\(kind.rawValue) name \($0)"
      }
      keys += codes.map { "\(kind.rawValue) \($0)" }
      keys += codes.compactMap(VaccineGroup.of).map { "\(kind.rawValue) vaccine \($0.rawValue)" }
      // An order names the product, a note the ingredient.
      if kind == .medications,
        let ingredient = names.lazy.compactMap(Ingredient.name(ofMedication:)).first
      {
        keys.append("\(kind.rawValue) name \(Self.essence(ingredient))")
        if let word = ingredient.split(separator: " ").first(where: { $0.count > 3 }) {
          keys.append("\(kind.rawValue) name \(Self.essence(String(word)))")
        }
      }
      let place = keys.first { places[$0] != nil }.flatMap { places[$0] } ?? groups.count
      if place == groups.count { groups.append(Group(kind: kind, name: name)) }
      for key in keys where places[key] == nil { places[key] = place }
      return place
    }

    private static let engine = ClinicalTextEngine(usesModels: false)

    /// The codes that the lexicon has for a name of the chart, by all of its words: of `Glucophage 500 MG`
    /// those of metformin, of `Diabetes mellitus type 2` those that notes have.
    private mutating func knownCodes(of name: String, _ kind: Kind) -> [String] {
      if let codes = known["\(kind.rawValue) \(name)"] { return codes }
      let codes = Self.codes(of: name, kind)
      known["\(kind.rawValue) \(name)"] = codes
      return codes
    }

    private static func codes(of name: String, _ kind: Kind) -> [String] {
      let systems: Set<CodeSystem>
      let words: String
      switch kind {
      case .medications:
        systems = [.rxnorm]
        words = Ingredient.name(ofMedication: name) ?? ""
      case .problems:
        systems = [.icd10cm, .snomed]
        words = Self.essence(name)
      default: return []
      }
      guard !words.isEmpty, words.utf8.count <= 80 else { return [] }
      var found: Set<CodeSystem> = []
      return engine.concepts(named: words, limit: 12).compactMap { concept in
        // With a word more or less it is another thing.
        guard concept.score >= 0.89, systems.contains(concept.system),
          found.insert(concept.system).inserted
        else { return nil }
        return "\(concept.system.rawValue)|\(concept.code)"
      }
    }

    /// A name without case, accents, marks and what stands in parentheses.
    static func essence(_ name: String) -> String {
      let bare = name.split(separator: "(").first.map(String.init) ?? name
      return TextFolding.fold(bare).split { !($0.isLetter || $0.isNumber) }.joined(separator: " ")
    }

    /// Whether words name no medication of their own: "home medications", "pills".
    static func isNoName(_ text: String) -> Bool {
      let words = essence(text).split(separator: " ")
      return !words.isEmpty && words.allSatisfy(generic.contains)
    }

    private static let generic: Set<Substring> = [
      "medication", "medications", "medicine", "medicines", "med", "meds", "drug", "drugs", "pill",
      "pills", "tablet", "tablets", "prescription", "prescriptions", "home", "current", "discharge",
      "other", "new", "all", "daily", "oral", "regular", "usual", "prescribed", "therapy",
      "inhaler", "inhalers", "injector", "injection", "injections", "cream", "ointment", "spray",
      "drops", "patch", "patches", "syrup", "solution", "suspension", "nebulizer", "capsule",
      "capsules", "topical", "metered", "dose", "auto",
    ]

    // MARK: - Judging

    func items(_ allergens: Allergens) -> [Item] {
      groups.filter { !$0.chart.isEmpty || !$0.mentions.isEmpty }
        .compactMap { item($0, allergens) }
    }

    /// What the chart says is taken now, by name.
    var activeMedications: [(name: String, item: ChartItem)] {
      groups.filter { $0.kind == .medications }.flatMap { group in
        group.chart.filter(\.isActive).map { (group.name, $0) }
      }
    }

    private func item(_ group: Group, _ allergens: Allergens) -> Item? {
      let chart = group.chart.sorted { ($0.date ?? "") > ($1.date ?? "") }
      var named = group.mentions.sorted { left, right in
        let (left, right) = (left.mention, right.mention)
        if (left.date ?? "") != (right.date ?? "") {
          return (left.date ?? "") > (right.date ?? "")
        }
        // In one note, what is said last is what holds.
        return left.begin > right.begin
      }
      if chart.isEmpty {
        // What is in notes alone stands there because somebody affirmed it.
        let isDenied = { (mention: Mention) in mention.traits.contains(.negation) }
        named = named.filter { !isDenied($0.mention) } + named.filter { isDenied($0.mention) }
      }
      let mentions = named.map(\.mention)
      let (said, remark) = Self.judge(group.kind, chart, mentions)
      let contradiction = group.kind == .medications ? Self.contradiction(chart) : nil
      // What is denied and not in the chart is as it should be.
      guard let finding = contradiction == nil ? said : .disagreement else { return nil }
      var remarks = [contradiction.map(Self.words), remark].compactMap(\.self)
      if group.kind == .medications, allergens.meet(group.name) {
        remarks.append("an allergy to it is known")
      }
      // Another strength than the one in doubt is no less true.
      if let found = contradiction,
        let other = chart.first(where: { $0.isActive && $0.name != found.active.name })
      {
        remarks.append("\(other.name) is active")
      }
      return Item(
        kind: group.kind,
        name: name(of: group, chart, contradiction, named.first?.name),
        finding: finding,
        remark: remarks.isEmpty ? nil : remarks.joined(separator: "; "),
        chart: chart,
        contradiction: contradiction,
        mentions: mentions
      )
    }

    /// What a thing is called: as what is in doubt, as the chart has it, or else as notes do.
    private func name(
      of group: Group,
      _ chart: [ChartItem],
      _ contradiction: (active: ChartItem, ended: ChartItem)?,
      _ newest: String?
    ) -> String {
      if chart.isEmpty { return newest ?? group.name }
      // Of a medication the strength that is taken matters; a problem keeps its name.
      guard group.kind == .medications else { return group.name }
      return contradiction?.active.name ?? chart.first(where: \.isActive)?.name ?? group.name
    }

    /// What says "taken" and what says "over", where that is newer.
    private static func contradiction(
      _ chart: [ChartItem]
    ) -> (active: ChartItem, ended: ChartItem)? {
      let said = chart.compactMap { item in
        MedicationClaim.Source(type: item.key.type.rawValue).map { source in
          (
            item,
            MedicationClaim(
              source: source,
              status: item.status,
              product: item.product,
              start: item.date.flatMap { FHIRDateTime($0)?.lowerBound },
              end: item.endDate.flatMap { FHIRDateTime($0)?.upperBound }
            )
          )
        }
      }
      return MedicationClaim.contradictions(in: said.map(\.1)).first.map {
        (said[$0.active].0, said[$0.ended].0)
      }
    }

    /// `order stopped 2021-03-02, statement of 2015-02-01 still active`.
    private static func words(_ found: (active: ChartItem, ended: ChartItem)) -> String {
      func noun(_ item: ChartItem) -> String {
        item.key.type == .medicationRequest ? "order" : "statement"
      }
      func dated(_ item: ChartItem) -> String {
        item.date.map { "\(noun(item)) of \($0)" } ?? noun(item)
      }
      let (active, ended) = (found.active, found.ended)
      let isOther = MedicationClaim.areOtherStrengths(ended.name, active.name)
      let of = isOther ? " of \(ended.name)" : ""
      let over = ended.endDate.map { "\(noun(ended))\(of) \(ended.status) \($0)" }
      return "\(over ?? "\(dated(ended))\(of) \(ended.status)"), \(dated(active)) still active"
    }

    /// What says that a medication is over: an order or a statement that was ended, or whose course has
    /// an end; what was handed out or given once says nothing of what is taken.
    private static func ending(_ chart: [ChartItem]) -> ChartItem? {
      let said = chart.first {
        [.medicationRequest, .medicationStatement].contains($0.key.type)
      }
      guard let said, said.status != "completed" || said.endDate != nil else { return nil }
      return said
    }

    private static func judge(
      _ kind: Kind,
      _ chart: [ChartItem],
      _ mentions: [Mention]
    ) -> (Finding?, String?) {
      guard let newest = mentions.first else { return (.chartOnly, nil) }
      let traits = newest.traits
      let isDenied = traits.contains(.negation)
      let isPast = traits.contains(.pastHistory)
      guard !chart.isEmpty else {
        let affirmed = mentions.contains { !$0.traits.contains(.negation) }
        return (affirmed ? .notesOnly : nil, nil)
      }
      let active = chart.first(where: \.isActive)
      // A note from before the chart's entry says nothing against it.
      let isLater = active?.date == nil || (newest.date ?? "9") >= (active?.date ?? "")
      if let active, isLater, isDenied || (kind == .medications && isPast) {
        let said =
          switch (kind, isDenied) {
          case (.medications, true): "stopped or not taken"
          case (.medications, false): "stopped or past"
          default: "denied"
          }
        return (
          .disagreement, "the newest note says \(said), \(active.key.type.rawValue) is active"
        )
      }
      if kind == .problems, active == nil, !isDenied, !isPast,
        let refuted = chart.first, refuted.status.contains("refuted")
      {
        return (.disagreement, "the newest note says it is there, the chart says refuted")
      }
      if kind == .medications, active == nil, !isDenied, !isPast, let ended = ending(chart),
        (newest.date ?? "") > (ended.endDate ?? ended.date ?? "9")
      {
        return (.disagreement, "the newest note says taken, the chart says \(ended.status)")
      }
      if kind == .medications, let active, isLater, !isDenied,
        let words = otherDose(chart, mentions, newest)
      {
        return (
          .disagreement,
          "the newest note says '\(words)', \(active.key.type.rawValue) \(active.dose ?? active.name)"
        )
      }
      return (.both, nil)
    }

    /// The dose of the newest note that names one where it cannot be any that the chart has in force.
    private static func otherDose(
      _ chart: [ChartItem],
      _ mentions: [Mention],
      _ newest: Mention
    ) -> String? {
      var ordered: MedicationDose?
      for item in chart
      where item.isActive && [.medicationRequest, .medicationStatement].contains(item.key.type) {
        let dose = MedicationDose(item.dose ?? "", strength: item.name)
        ordered?.formUnion(dose)
        ordered = ordered ?? dose
      }
      let said = mentions.filter { $0.note == newest.note && $0.dose != nil }
      guard let ordered, let first = said.first?.dose else { return nil }
      var noted = MedicationDose(first)
      for dose in said.dropFirst().compactMap(\.dose) { noted.formUnion(MedicationDose(dose)) }
      return noted.differs(from: ordered) ? first : nil
    }
  }
}
