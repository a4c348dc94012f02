// SPDX-License-Identifier: Apache-2.0

/// Height, weight and head circumference by age.
enum Growth {
  /// Ages in years, with the median height of girls and boys.
  private static let heights: [(Double, Double, Double)] = [
    (0, 49.5, 50), (0.25, 60, 61.5), (0.5, 66, 68), (1, 74, 76), (2, 86, 87.5), (3, 95, 96),
    (4, 102, 103), (6, 115, 116), (8, 127, 128), (10, 138, 138), (12, 151, 149), (14, 160, 164),
    (16, 163, 173), (18, 163, 176.5),
  ]

  /// Ages in years, with the median weight of girls and boys.
  private static let weights: [(Double, Double, Double)] = [
    (0, 3.3, 3.4), (0.25, 5.8, 6.4), (0.5, 7.3, 7.9), (1, 9, 9.7), (2, 11.6, 12.3), (3, 13.9, 14.4),
    (4, 16, 16.4), (6, 20.2, 20.6), (8, 25.3, 25.5), (10, 32.5, 32), (12, 42, 40.5),
    (14, 50, 51.5), (16, 54.5, 62), (18, 57, 68),
  ]

  private static let heads: [(Double, Double, Double)] = [
    (0, 34, 34.6), (0.25, 39.5, 40.5), (0.5, 42.2, 43.3), (1, 45, 46), (2, 47.2, 48.3),
    (3, 48.5, 49.5), (18, 54, 56),
  ]

  /// Returns the height in centimetres.
  static func height(_ person: Person, _ age: Double) -> Double {
    let adultMedian = person.isFemale ? 163 : 176.5
    if age >= 18 { return person.adultHeight - max(0, age - 55) * 0.11 }
    return median(heights, person.isFemale, age) * (person.adultHeight / adultMedian)
  }

  /// Returns the weight in kilograms.
  static func weight(_ person: Person, _ age: Double) -> Double {
    let tendency = person.weightTendency
    if age >= 18 {
      let height = person.adultHeight / 100
      let middle = min(max(0, age - 18), 40) * 0.11
      let late = max(0, age - 72) * 0.14
      return (21.7 + tendency * 3.4 + middle - late) * height * height
    }
    return median(weights, person.isFemale, age) * (1 + tendency * 0.11)
  }

  /// Returns the circumference of the head in centimetres.
  static func headCircumference(_ person: Person, _ age: Double) -> Double {
    median(heads, person.isFemale, age) + person.weightTendency * 0.4
  }

  private static func median(
    _ table: [(Double, Double, Double)],
    _ isFemale: Bool,
    _ age: Double
  ) -> Double {
    var before = table[0]
    for row in table {
      if row.0 >= age {
        let part = row.0 == before.0 ? 0 : (age - before.0) / (row.0 - before.0)
        let low = isFemale ? before.1 : before.2
        let high = isFemale ? row.1 : row.2
        return low + (high - low) * part
      }
      before = row
    }
    return isFemale ? before.1 : before.2
  }
}
