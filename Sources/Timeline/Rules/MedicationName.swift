// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// What a Medication that orders refer to is called.
public enum MedicationName {
  /// Returns the name of a Medication with its code: of its code, else of its identifier, else of its
  /// ingredients; `nil` where nothing names it.
  ///
  /// - Parameters:
  ///   - medication: The Medication.
  ///   - find: Finds another Medication by its logical id.
  /// - Returns: The name, and the code where there is one.
  public static func of(
    _ medication: JSONValue,
    find: (String) throws -> JSONValue?
  ) rethrows -> (title: String, code: String?, system: String?)? {
    name(of: medication, try ingredients(of: medication, find))
  }

  /// What a Medication is made of, by name; what is another Medication has the name of that.
  private static func ingredients(
    of medication: JSONValue,
    _ find: (String) throws -> JSONValue?
  ) rethrows -> [String] {
    var names: [String] = []
    for ingredient in medication["ingredient"]?.elements ?? .empty {
      let strength = strength(of: ingredient)
      if let concept = ingredient["itemCodeableConcept"] {
        if let display = CodeableConcept(concept).display { names.append(display + strength) }
        continue
      }
      guard let reference = ingredient["itemReference"] else { continue }
      let path = reference["reference"]?.string ?? ""
      let isMedication = path.hasPrefix("Medication/")
      let other = isMedication ? try find(String(path.dropFirst("Medication/".count))) : nil
      // Its own ingredients are not gone through: one may be made of the other.
      let found = other.flatMap { name(of: $0, [])?.title }
      if let title = found ?? reference["display"]?.string { names.append(title + strength) }
    }
    return names
  }

  /// How much of an ingredient is in how much, behind its name: ` 240 mg/100 mL`; nothing where it is not said.
  static func strength(of ingredient: JSONValue) -> String {
    let amounts = [ingredient["strength"]?["numerator"], ingredient["strength"]?["denominator"]].map
    {
      $0.map(Quantity.init)
    }
    guard let amount = amounts[0], let number = amount.text else { return "" }
    let unit = amount.shownUnit.map { " \($0)" } ?? ""
    guard let whole = amounts[1], let of = whole.text else { return " \(number)\(unit)" }
    let parts = (of == "1" ? [] : [of]) + [whole.shownUnit].compactMap(\.self).filter { $0 != "1" }
    return " \(number)\(unit)" + (parts.isEmpty ? "" : "/" + parts.joined(separator: " "))
  }

  private static func name(
    of medication: JSONValue,
    _ ingredients: [String]
  ) -> (title: String, code: String?, system: String?)? {
    let concept = medication["code"].map(CodeableConcept.init)
    let coding = concept?.principal
    if let display = concept?.display, display != coding?.code {
      return (display, coding?.code, coding?.system)
    }
    // A code without a name says less than a name that only looks like an identifier.
    for identifier in medication["identifier"]?.elements ?? .empty {
      guard let value = identifier["value"]?.string,
        identifier["system"]?.string?.hasSuffix("medication-name") == true
      else { continue }
      return (value, coding?.code, coding?.system)
    }
    if !ingredients.isEmpty {
      return (ingredients.joined(separator: " / "), coding?.code, coding?.system)
    }
    return concept?.display.map { ($0, coding?.code, coding?.system) }
  }
}
