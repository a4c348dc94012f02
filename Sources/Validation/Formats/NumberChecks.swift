// SPDX-License-Identifier: Apache-2.0

/// The forms of the integer types, checked on the bytes of a JSON number.
///
/// R4's integers have 32 bits and are written without point and exponent.
/// See https://hl7.org/fhir/R4/datatypes.html#integer.
enum NumberChecks {
  /// Whether a JSON number is an integer of at least a minimum.
  static func isInteger(_ bytes: UnsafeBufferPointer<UInt8>, atLeast minimum: Int) -> Bool {
    guard 1...11 ~= bytes.count else { return false }
    var value = 0
    let isNegative = bytes[0] == UInt8(ascii: "-")
    if isNegative, minimum >= 0 { return false }
    for byte in bytes[(isNegative ? 1 : 0)...] {
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10 else { return false }
      value = value * 10 + Int(digit)
    }
    if isNegative { value = -value }
    return value >= minimum && value <= Int(Int32.max)
  }
}
