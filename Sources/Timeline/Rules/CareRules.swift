// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// What issues, risks, goals, diets, lists and the like say beyond their title.
///
/// Each says in its line what a reader must not miss: between which drugs an interaction is, of which eye
/// a lens, what a diet leaves out.
enum CareRules {
  /// The words of a concept, or of each of an array of them.
  private static func words(_ value: JSONValue?) -> [String] {
    guard let value else { return [] }
    let concepts = value.isArray ? Array(value.elements) : [value]
    return concepts.compactMap { TitleRule.concept($0)?.text }
  }

  /// What references are called; those without a name are left out.
  private static func names(_ value: JSONValue?) -> [String] {
    (value?.elements ?? .empty).compactMap { $0["display"]?.content.map(Titles.plain) }
  }

  private static func list(_ words: [String], lead: String = "", between: String = ", ") -> String?
  {
    words.isEmpty ? nil : lead + words.joined(separator: between)
  }

  private static func quantity(_ value: JSONValue?) -> String? {
    let quantity = value.map(Quantity.init)
    return quantity?.text.map {
      list([$0, quantity?.shownUnit].compactMap(\.self), between: " ") ?? $0
    }
  }

  // MARK: - What went wrong, or may

  /// A detected issue says how grave it is, between what, and what it is about.
  static func refineIssue(_ resource: JSONValue, _ event: inout Event) {
    event.say(list(names(resource["implicated"]), between: " + "))
    if let detail = resource["detail"]?.content.map(Titles.shortened), detail != event.title {
      event.value = [event.value, detail].compactMap(\.self).joined(separator: ": ")
    }
    let done = (resource["mitigation"]?.elements ?? .empty).flatMap { words($0["action"]) }
    event.say(list(done, lead: "mitigated: "))
  }

  /// How bad it was, what came of it and what is suspected; a near miss is called one.
  static func refineAdverseEvent(_ resource: JSONValue, _ event: inout Event) {
    if resource["actuality"]?.isString("potential") == true {
      event.title = "Potential: \(event.title)"
    }
    event.value = list(words(resource["severity"]) + words(resource["seriousness"]))
    event.say(list(words(resource["outcome"]), lead: "outcome: "))
    let suspects = (resource["suspectEntity"]?.elements ?? .empty).compactMap {
      $0["instance"]?["display"]?.content
    }
    event.say(list(suspects.map(Titles.plain), lead: "suspected: "))
  }

  /// Every outcome with how likely it is: `Hip fracture 0.23, Vertebral fracture very high`.
  static func refineRisk(_ resource: JSONValue, _ event: inout Event) {
    let predictions = (resource["prediction"]?.elements ?? .empty).compactMap {
      prediction -> String? in
      let range = prediction["probabilityRange"]
      let likely =
        prediction["probabilityDecimal"]?.numberText
        ?? range.flatMap { range in
          list([range["low"], range["high"]].compactMap(quantity), between: "–")
        }
      let outcome = words(prediction["outcome"]).filter { $0 != event.title }
      return list(
        outcome + words(prediction["qualitativeRisk"]) + [likely].compactMap(\.self),
        between: " "
      )
    }
    event.value = list(predictions)
    event.number = nil
    event.say(resource["mitigation"]?.content.map { "to do: \(Titles.shortened($0))" })
    event.say(Remarks.note(resource))
  }

  // MARK: - What is aimed at and asked for

  /// What is to be reached, by when, and why a goal has the status that it has.
  static func refineGoal(_ resource: JSONValue, _ event: inout Event) {
    event.value = list(words(resource["achievementStatus"]))
    for target in resource["target"]?.elements ?? .empty {
      let range = target["detailRange"]
      let sides = [range?["low"], range?["high"]].map { $0.flatMap(quantity) }
      let detail =
        quantity(target["detailQuantity"]) ?? target["detailString"]?.content
        ?? list(words(target["detailCodeableConcept"]))
        ?? (sides.contains { $0 != nil } ? "\(sides[0] ?? "")–\(sides[1] ?? "")" : nil)
      let said = words(target["measure"]) + [detail].compactMap(\.self)
      let due = target["dueDate"]?.content.map { "due \($0)" }
      event.say(list([list(said, between: " "), due].compactMap(\.self), between: " "))
    }
    event.say(resource["statusReason"]?.content.map { "because: \(Titles.shortened($0))" })
    event.say(Remarks.note(resource))
  }

  /// What is eaten and what is not, or by which tube how much.
  static func refineDiet(_ resource: JSONValue, _ event: inout Event) {
    let diet = resource["oralDiet"]
    event.say(list(words(diet?["type"]).filter { $0 != event.title }))
    for nutrient in diet?["nutrient"]?.elements ?? .empty {
      let amount = [quantity(nutrient["amount"])].compactMap(\.self)
      event.say(list(words(nutrient["modifier"]) + amount, between: " "))
    }
    for texture in diet?["texture"]?.elements ?? .empty {
      event.say(list(words(texture["modifier"])))
    }
    event.say(list(words(diet?["fluidConsistencyType"])))
    for supplement in resource["supplement"]?.elements ?? .empty {
      let parts = [
        supplement["productName"]?.content ?? list(words(supplement["type"])),
        quantity(supplement["quantity"]),
      ]
      let said = list(parts.compactMap(\.self), between: " ")
      if said != event.title { event.say(said) }
    }
    if let formula = resource["enteralFormula"] {
      let product = formula["baseFormulaProductName"]?.content.map(Titles.shortened)
      if event.title == "Nutrition order", let product {
        event.title = product
      } else if product != event.title {
        event.say(product)
      }
      event.say(list(words(formula["routeofAdministration"])))
      for given in formula["administration"]?.elements ?? .empty {
        event.say(
          quantity(given["quantity"]) ?? quantity(given["rateQuantity"])
        )
      }
      event.say(quantity(formula["maxVolumeToDeliver"]).map { "at most \($0)" })
    }
    event.say(list(words(resource["excludeFoodModifier"]), lead: "without: "))
    event.say(list(names(resource["allergyIntolerance"]), lead: "allergies: "))
    event.say(diet?["instruction"]?.content.map { "instruction: \(Titles.shortened($0))" })
    event.say(Remarks.note(resource))
  }

  /// A plan that is only called `Care plan` or by its profile says what it is about.
  static func refineCarePlan(_ resource: JSONValue, _ event: inout Event) {
    if event.code == "assess-plan" || event.title == "Care plan" {
      for category in resource["category"]?.elements ?? .empty {
        guard let found = TitleRule.concept(category), found.coding?.code != "assess-plan" else {
          continue
        }
        event.title = found.text
        event.system = found.coding?.system
        event.code = found.coding?.code
        break
      }
    }
    var forbidden: [String] = []
    var planned = 0
    for activity in resource["activity"]?.elements ?? .empty {
      let detail = activity["detail"]
      if let status = detail?["status"]?.content, Statuses.isVoid(status) { continue }
      if detail?["doNotPerform"]?.bool == true {
        forbidden += words(detail?["code"])
      } else {
        planned += 1
      }
    }
    if planned > 0 { event.say(planned == 1 ? "1 activity" : "\(planned) activities") }
    event.say(list(forbidden, lead: "do not: "))
    event.say(resource["description"]?.content.map(Titles.shortened))
    event.say(Remarks.note(resource))
  }

  /// The parts of a group of orders.
  static func refineGroup(_ resource: JSONValue, _ event: inout Event) {
    let actions = (resource["action"]?.elements ?? .empty).compactMap {
      $0["title"]?.content ?? list(words($0["code"]))
    }
    event.say(list(actions.filter { $0 != event.title }))
  }

  /// What was agreed to and what denied: `deny: Blood transfusion, permit: Albumin`.
  static func refineConsent(_ resource: JSONValue, _ event: inout Event) {
    // What an advance directive denies is the treatment, and not the wish.
    if AdvanceDirective.isNamed(by: event.title, of: .consent) {
      event.value = nil
      return
    }
    guard let provision = resource["provision"] else { return }
    let parts = [provision] + Array(provision["provision"]?.elements ?? .empty)
    let said = parts.enumerated().compactMap { number, part -> String? in
      guard let kind = part["type"]?.content else { return nil }
      return list(words(part["code"]), lead: "\(kind): ") ?? (number == 0 ? kind : nil)
    }
    event.value = list(said)
  }

  // MARK: - What is listed and described

  /// The most entries of a list that its line names.
  private static let mostEntries = 6

  /// What is on a list, and what was taken from it.
  static func refineList(_ resource: JSONValue, _ event: inout Event) {
    let entries = Array(resource["entry"]?.elements ?? .empty)
    let names = entries.compactMap { entry -> String? in
      guard let name = entry["item"]?["display"]?.content.map(Titles.plain) else { return nil }
      let flag = words(entry["flag"]).first
      let isDeleted = entry["deleted"]?.bool == true
      return (isDeleted ? "not any more: " : "") + name + (flag.map { " (\($0))" } ?? "")
    }
    if names.isEmpty {
      event.value = resource["entry"].flatMap { Counts.text($0, "entry", "entries") }
    } else {
      let more = entries.count - min(names.count, mostEntries)
      event.value = list(
        Array(names.prefix(mostEntries)) + (more > 0 ? ["+\(more)"] : []),
        between: "; "
      )
    }
    event.say(list(words(resource["emptyReason"]), lead: "empty: "))
    event.say(Remarks.note(resource))
  }

  /// Where it is, on which side, and how it was described.
  static func refineBodyStructure(_ resource: JSONValue, _ event: inout Event) {
    let said = words(resource["location"]) + words(resource["locationQualifier"])
    event.say(list(said.filter { $0 != event.title }))
    if let text = resource["description"]?.content.map(Titles.shortened), text != event.title {
      event.say(text)
    }
    if resource["active"]?.bool == false { event.status = "inactive" }
  }

  /// Where was looked, on which side, and why, or why not.
  static func refineImaging(_ resource: JSONValue, _ event: inout Event) {
    let side = TitleRule.concept(resource["series"]?.first?["laterality"])?.text
    event.say(side)
    event.say(list(words(resource["reasonCode"]), lead: "for: "))
    event.say(Remarks.note(resource))
  }

  /// What was found, and what is to be expected.
  static func refineImpression(_ resource: JSONValue, _ event: inout Event) {
    let findings = (resource["finding"]?.elements ?? .empty).flatMap { finding in
      words(finding["itemCodeableConcept"])
        + [finding["itemReference"]?["display"]?.content].compactMap(\.self)
    }
    event.say(list(findings.filter { $0 != event.title }))
    event.say(list(words(resource["prognosisCodeableConcept"]), lead: "prognosis: "))
  }

  /// What an episode is about.
  static func refineEpisode(_ resource: JSONValue, _ event: inout Event) {
    let names = (resource["diagnosis"]?.elements ?? .empty).compactMap {
      $0["condition"]?["display"]?.content.map(Titles.plain)
    }
    event.say(list(names.filter { $0 != event.title }))
  }

  /// What a device must not be brought to: `MR unsafe`.
  static func refineDevice(_ resource: JSONValue, _ event: inout Event) {
    event.say(list(words(resource["safety"])))
  }

  /// The lenses of both eyes: `R -2.25 cyl -0.5 axis 180 add 2, L -1`.
  static func refineVision(_ resource: JSONValue, _ event: inout Event) {
    for lens in resource["lensSpecification"]?.elements ?? .empty {
      var parts = [lens["eye"]?.isString("right") == true ? "R" : "L"]
      for (key, name) in [
        ("sphere", ""), ("cylinder", "cyl "), ("axis", "axis "), ("add", "add "),
        ("power", "power "),
      ] as [(StaticString, String)] {
        if let number = lens[key]?.numberText { parts.append(name + number) }
      }
      for prism in lens["prism"]?.elements ?? .empty {
        if let amount = prism["amount"]?.numberText {
          parts.append("prism \(amount) \(prism["base"]?.content ?? "")")
        }
      }
      event.say(list(parts, between: " "))
    }
  }

  /// What became of a task, and why.
  static func refineTask(_ resource: JSONValue, _ event: inout Event) {
    if let priority = resource["priority"]?.content, priority != "routine" { event.say(priority) }
    event.say(list(words(resource["statusReason"]), lead: "because: "))
    if let due = resource["restriction"]?["period"]?["end"]?.content { event.say("due \(due)") }
    event.say(Remarks.note(resource))
  }

  /// What was found of a specimen.
  static func refineSpecimen(_ resource: JSONValue, _ event: inout Event) {
    // A code alone is said to be that of a specimen already.
    if !event.title.hasPrefix("Specimen") { event.title = "Specimen: \(event.title)" }
    event.say(list(words(resource["condition"])))
    event.say(Remarks.note(resource))
  }
}
