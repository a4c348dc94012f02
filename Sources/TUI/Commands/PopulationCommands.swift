// SPDX-License-Identifier: Apache-2.0

extension CommandTable {
  static let populationCommands: [Command] = [
    Command(
      "population.open",
      "Patients in numbers",
      effect:
        "Counts the listed patients by sex, age, problem, drug and data quality; enter lists who.",
      group: .triage,
      in: [.global],
      keys: ["g N"],
      alias: "po",
      needs: .counting
    ) { state, _ in state.openPopulation() },
    Command(
      "population.active",
      "Now, or of all time",
      effect: "Counts problems and medications that are so now, or all that ever were.",
      hint: "now/ever",
      group: .triage,
      in: [.population],
      keys: ["a"]
    ) { state, _ in state.togglePopulationActivity() },
    Command(
      "population.find",
      "Only rows with words",
      hint: "find",
      group: .triage,
      in: [.population],
      keys: ["/"]
    ) { state, _ in state.openPrompt(.populationWords, text: state.population.words) },
    Command(
      "population.sort",
      "By number or by name",
      hint: "sort",
      group: .triage,
      in: [.population],
      keys: ["s"]
    ) { state, _ in state.sortPopulation() },
    Command(
      "population.reverse",
      "The other way round",
      group: .triage,
      in: [.population],
      keys: ["S"]
    ) { state, _ in state.reversePopulation() },
    Command(
      "population.next_section",
      "The next part",
      hint: "parts",
      group: .triage,
      in: [.population],
      keys: ["}", "]"]
    ) { state, _ in state.moveToSection(forward: true) },
    Command(
      "population.prev_section",
      "The part before",
      group: .triage,
      in: [.population],
      keys: ["{", "["]
    ) { state, _ in state.moveToSection(forward: false) },
  ]
}
