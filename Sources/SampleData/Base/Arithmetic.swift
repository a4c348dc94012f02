// SPDX-License-Identifier: Apache-2.0

/// Exponential and logarithm out of basic operations only, so that every platform writes the same
/// digits.
enum Arithmetic {
  private static let ln2 = 0.693_147_180_559_945_3

  /// Returns the natural logarithm of a positive number.
  static func log(_ x: Double) -> Double {
    var exponent = Double(x.exponent)
    var m = x.significand
    if m > 1.414_213_562_373_095 {
      m /= 2
      exponent += 1
    }
    let t = (m - 1) / (m + 1)
    let t2 = t * t
    var sum = 0.0
    var power = t
    var divisor = 1.0
    for _ in 0..<10 {
      sum += power / divisor
      power *= t2
      divisor += 2
    }
    return 2 * sum + exponent * ln2
  }

  /// Returns e to the power of a number between -700 and 700.
  static func exp(_ x: Double) -> Double {
    let k = (x / ln2).rounded()
    let r = x - k * ln2
    var sum = 1.0
    var term = 1.0
    for n in 1...14 {
      term *= r / Double(n)
      sum += term
    }
    return sum * Double(sign: .plus, exponent: Int(k), significand: 1)
  }

  /// Returns a positive number to a power.
  static func power(_ base: Double, _ exponent: Double) -> Double { exp(log(base) * exponent) }
}
