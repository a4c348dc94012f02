// SPDX-License-Identifier: Apache-2.0

/// Returns a number with leading zeros.
func padded(_ number: Int, to width: Int = 2) -> String {
  let digits = String(abs(number))
  let zeros = String(repeating: "0", count: max(0, width - digits.utf8.count))
  return (number < 0 ? "-" : "") + zeros + digits
}

/// Returns a number with commas between thousands.
public func grouped(_ number: Int) -> String {
  let digits = Array(String(abs(number)).utf8)
  var out: [UInt8] = number < 0 ? [UInt8(ascii: "-")] : []
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { out.append(UInt8(ascii: ",")) }
    out.append(digit)
  }
  return String(decoding: out, as: UTF8.self)
}

/// Returns a number in as few columns as a list of lanes has: `412`, `1,789`, `120k`, `3M`.
func shortCount(_ number: Int) -> String {
  switch number {
  case ..<100_000: grouped(number)
  case ..<1_000_000: "\(number / 1000)k"
  default: "\(number / 1_000_000)M"
  }
}

/// Returns a noun after its number: `1 event`, `2,004 patients`.
///
/// Screens, messages and the command line say counts with it, so that none of them says "1 events".
public func counted(_ number: Int, _ noun: String, plural: String? = nil) -> String {
  "\(grouped(number)) \(number == 1 ? noun : plural ?? noun + "s")"
}

/// Returns a number with a fixed count of decimals, never in scientific notation, `-0` as `0`.
func decimal(_ number: Double, places: Int) -> String {
  guard number.isFinite, abs(number) < 1e15 else { return number.isNaN ? "–" : "\(number)" }
  var scale = 1.0
  for _ in 0..<places { scale *= 10 }
  let scaled = Int64((abs(number) * scale).rounded())
  let sign = number < 0 && scaled != 0 ? "-" : ""
  guard places > 0 else { return sign + String(scaled) }
  let divisor = Int64(scale)
  return sign + String(scaled / divisor) + "." + padded(Int(scaled % divisor), to: places)
}

/// Returns how many decimals a number is spelled with.
func decimalPlaces(of spelling: String) -> Int {
  guard let point = spelling.utf8.firstIndex(of: UInt8(ascii: ".")) else { return 0 }
  return spelling.utf8[point...].dropFirst()
    .prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }.count
}

/// Returns a size as people say it: `1.1 kB`.
func byteSize(_ bytes: Int) -> String {
  switch bytes {
  case ..<1000: "\(bytes) B"
  case ..<1_000_000: decimal(Double(bytes) / 1000, places: bytes < 10_000 ? 1 : 0) + " kB"
  case ..<1_000_000_000: decimal(Double(bytes) / 1e6, places: bytes < 10_000_000 ? 1 : 0) + " MB"
  default: decimal(Double(bytes) / 1e9, places: 1) + " GB"
  }
}
