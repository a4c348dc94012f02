// SPDX-License-Identifier: Apache-2.0

/// What an allergen is called, brought to one form, so that "Eggs (edible) (substance)" of a chart and
/// "egg" of a note are one thing.
enum AllergenName {
  /// What kind of allergen it is: a denial of allergies to drugs says nothing about peanuts.
  enum Kind: Sendable {
    case drug, food, environment
  }

  /// Common allergens that are no drugs, and classes of drugs, an allergen a line: the first name is
  /// the one that the others are brought to.
  private static let table: [(kind: Kind, lines: String)] = [
    (
      .food,
      """
      peanut; groundnut; peanut butter
      tree nut; nut tree
      nut
      walnut
      cashew; cashew nut
      almond
      hazelnut
      pecan
      pistachio
      brazil nut
      shellfish
      shrimp; prawn
      crab
      lobster
      fish
      egg; egg white; hen s egg; chicken egg
      milk; cow s milk; cow milk; dairy; milk protein
      soy; soya; soybean; soya bean; soy bean
      wheat
      gluten
      sesame; sesame seed
      strawberry
      kiwi; kiwi fruit
      banana
      mustard
      celery
      tomato
      avocado
      chocolate
      mango
      """
    ),
    (
      .environment,
      """
      latex; natural rubber latex; rubber latex
      bee venom; bee; bee sting; honey bee venom
      wasp venom; wasp; wasp sting
      house dust mite; dust mite; house dust
      mold; mould
      animal dander; dander; pet dander
      cat; cat dander; cat hair
      dog; dog dander; dog hair
      horse; horse dander
      grass pollen; grass
      tree pollen
      birch pollen; birch
      pollen
      ragweed; ragweed pollen
      nickel
      adhesive tape; adhesive; tape; surgical tape; medical tape
      """
    ),
    (
      .drug,
      """
      sulfonamide; sulfa; sulpha; sulphonamide; sulfa antibiotic; sulfonamide antibiotic
      penicillin; pcn; penicillin antibiotic
      ace inhibitor; acei; angiotensin converting enzyme inhibitor
      nsaid; non steroidal anti inflammatory drug; nonsteroidal anti inflammatory drug
      contrast; iodinated contrast; iv contrast; contrast dye; contrast medium; contrast media
      cephalosporin; cephalosporin antibiotic
      opioid; opiate; narcotic
      statin
      macrolide; macrolide antibiotic
      fluoroquinolone; quinolone
      tetracycline
      """
    ),
  ]

  private static let known: [String: (kind: Kind, name: String)] = {
    var result: [String: (Kind, String)] = [:]
    for (kind, lines) in table {
      for line in lines.split(separator: "\n") {
        let names = line.split(separator: ";").map { name in
          name.split(separator: " ").joined(separator: " ")
        }
        for name in names { result[name] = (kind, names[0]) }
      }
    }
    return result
  }()

  /// The most words that a name of the table has.
  private static let longest = 6

  /// Words that say that it is an allergy, and nothing of what it is to.
  private static let generic: Set<String> = [
    "allergy", "allergie", "allergic", "allergen", "intolerance", "hypersensitivity", "sensitivity",
    "adverse", "reaction", "disposition", "propensity", "to", "of", "the", "finding", "substance",
    "disorder", "organism", "product", "containing", "and", "or", "history", "food", "drug",
  ]

  /// A word in the singular: "peanuts", "allergies" and "berries" as "peanut", "allergie", "berry".
  static func singular(_ word: some StringProtocol) -> String {
    if word.count > 4, word.hasSuffix("rries") { return word.dropLast(3) + "y" }
    if word.count > 4, word.hasSuffix("oes") { return String(word.dropLast(2)) }
    let isPlural = word.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss")
    return isPlural && !word.hasSuffix("us") && !word.hasSuffix("is")
      ? String(word.dropLast()) : String(word)
  }

  /// The one form of a name; `nil` where it names nothing.
  static func form(_ text: String) -> String? {
    let words = Reconciliation.Groups.essence(text).split(separator: " ").map(singular)
    if let found = known[words.joined(separator: " ")] { return found.name }
    let rest = words.filter { !generic.contains($0) }
    if rest.isEmpty { return nil }
    return known[rest.joined(separator: " ")]?.name ?? rest.joined(separator: " ")
  }

  /// The kind of what has a form; `nil` for what the table does not know.
  static func kind(of form: String) -> Kind? { known[form]?.kind }

  /// The longest name of the table that begins with the first of some words, and how many it takes.
  static func longestName(in words: ArraySlice<String>) -> (name: String, count: Int)? {
    for count in stride(from: min(longest, words.count), to: 0, by: -1) {
      let phrase = words.prefix(count).joined(separator: " ")
      if let found = known[phrase] { return (found.name, count) }
    }
    return nil
  }
}
