// SPDX-License-Identifier: Apache-2.0

import Search
import Testing

@Suite struct SpellingTests {
  private static let words: [(word: String, count: Int)] = [
    ("metformin", 9), ("lisinopril", 3), ("creatinine", 5), ("creatine", 1), ("sodium", 2),
    ("Ménière", 1), ("tablet", 40), ("table", 2), ("asthma", 3),
  ]

  @Test(arguments: [
    ("metformn", "metformin"), ("lisnopirl", "lisinopril"), ("METFROMIN", "metformin"),
    ("creatinin", nil), ("creatinne", "creatinine"), ("sodum", "sodium"), ("menierre", "Ménière"),
    ("tabler", "tablet"), ("astma", "asthma"), ("ast", nil), ("xylophone", nil), ("met", nil),
    ("metformin", nil), ("", nil),
  ])
  func theNearestWordIsFound(_ typed: String, _ expected: String?) {
    #expect(Spelling.nearest(to: typed, in: Self.words) == expected)
  }
}
