// SPDX-License-Identifier: Apache-2.0

extension AppState {
  /// The change that has the focus in view 7.
  var focusedChange: ChangeSummary? {
    guard let chart, let loaded = chart.chart else { return nil }
    let listed = chart.versions.listed(loaded.changes)
    return listed.indices.contains(chart.versions.cursor.index)
      ? listed[chart.versions.cursor.index] : nil
  }

  mutating func moveInChanges(by offset: Int) {
    guard let chart, let loaded = chart.chart else { return }
    let count = chart.versions.listed(loaded.changes).count
    self.chart?.versions.cursor.move(by: offset, count: count)
    self.chart?.versions.top = 0
    self.chart?.versions.picked = nil
  }

  mutating func scrollDifference(by offset: Int) {
    guard let chart else { return }
    let bound = max(0, differenceLines.count - differenceHeight)
    self.chart?.versions.top = min(max(0, chart.versions.top + offset), bound)
  }

  /// Scrolls the difference below the versions of one resource.
  mutating func moveVersion(by offset: Int) { scrollDifference(by: offset) }

  mutating func receive(_ versions: [VersionSummary], of key: ResourceKey) {
    guard chart?.versions.key == key else { return }
    chart?.versions.versions = versions
    if chart?.versions.pair == nil, let newest = versions.first { compare(upTo: newest.number) }
  }

  mutating func receive(_ difference: VersionDifference) {
    guard chart?.versions.key == difference.key else { return }
    chart?.versions.difference = difference
    chart?.versions.top = 0
  }

  /// Compares a version with the one before it that has content.
  mutating func compare(upTo number: Int) {
    guard let chart, let key = chart.versions.key else { return }
    let older = chart.versions.versions.filter { $0.number < number }.map(\.number).max()
    let pair = VersionsState.Pair(old: older, new: number)
    self.chart?.versions.pair = pair
    start(.difference, .readDifference(key, from: pair.old, to: pair.new))
  }

  /// Goes to the version after or before the one that is shown.
  mutating func stepVersion(by offset: Int) {
    guard let chart, let pair = chart.versions.pair else { return }
    let numbers = chart.versions.versions.map(\.number).sorted()
    guard let at = numbers.firstIndex(of: pair.new), numbers.indices.contains(at + offset) else {
      return say(offset > 0 ? "This is the newest version" : "This is the first version")
    }
    self.chart?.versions.picked = nil
    compare(upTo: numbers[at + offset])
  }

  /// Compares texts word by word, or not.
  mutating func toggleDifferenceWords() {
    guard let difference = chart?.versions.difference else { return }
    chart?.versions.isByWords.toggle()
    chart?.versions.top = 0
    sayWords(chart?.versions.isByWords == true, difference)
  }

  /// Says what is compared word by word.
  mutating func sayWords(_ isByWords: Bool, _ difference: VersionDifference) {
    guard isByWords else { return say("Texts are compared as a whole") }
    let count = difference.fields.count { $0.text != nil }
    say(
      count == 0
        ? "No long text differs here; lines of the JSON are compared word by word"
        : "\(counted(count, "text")) word by word: [-what went-] {+what came+}"
    )
  }

  /// Picks one side of a pair, then the other.
  mutating func pickVersion() {
    guard let chart, let pair = chart.versions.pair, let key = chart.versions.key else { return }
    guard let picked = chart.versions.picked else {
      self.chart?.versions.picked = pair.new
      return say("v\(pair.new) is picked; [ and ] go to another version, v compares the two")
    }
    self.chart?.versions.picked = nil
    guard picked != pair.new else { return say("A version is not compared with itself") }
    let sides = (min(picked, pair.new), max(picked, pair.new))
    self.chart?.versions.pair = VersionsState.Pair(old: sides.0, new: sides.1)
    start(.difference, .readDifference(key, from: sides.0, to: sides.1))
  }
}

extension VersionsState {
  /// Begins to show the versions of a resource.
  mutating func prepare(for key: ResourceKey) {
    guard self.key != key else { return }
    self.key = key
    versions = []
    areVersionsRequested = false
    difference = nil
    pair = nil
    followed = nil
    picked = nil
    top = 0
  }
}
