// SPDX-License-Identifier: Apache-2.0

internal import Foundation

/// A colour in sRGB.
struct RGB: Hashable, Sendable {
  let red: UInt8
  let green: UInt8
  let blue: UInt8

  init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Reads `#rrggbb`.
  init?(hex: some StringProtocol) {
    guard hex.utf8.count == 7, hex.utf8.first == UInt8(ascii: "#"),
      hex.utf8.dropFirst().allSatisfy({ isxdigit(Int32($0)) != 0 }),
      let value = UInt32(hex.dropFirst(), radix: 16)
    else { return nil }
    self.init(value)
  }

  /// Creates a colour from 24 bits.
  init(_ value: UInt32) {
    self.init(
      red: UInt8(value >> 16 & 255),
      green: UInt8(value >> 8 & 255),
      blue: UInt8(value & 255)
    )
  }

  /// Creates a colour from parts of linear light.
  init(linear: [Double]) {
    let parts = linear.map { part -> UInt8 in
      let clamped = min(max(part, 0), 1)
      let encoded = clamped <= 0.0031308 ? clamped * 12.92 : 1.055 * pow(clamped, 1 / 2.4) - 0.055
      return UInt8((encoded * 255).rounded())
    }
    self.init(red: parts[0], green: parts[1], blue: parts[2])
  }

  /// The parts as linear light, from 0 to 1.
  var linear: [Double] {
    [red, green, blue].map { part in
      let value = Double(part) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
  }

  /// The relative luminance of WCAG 2.
  var luminance: Double {
    let parts = linear
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  /// Returns the contrast of WCAG 2 between two colours, from 1 to 21.
  func contrast(to other: RGB) -> Double {
    let lighter = max(luminance, other.luminance)
    let darker = min(luminance, other.luminance)
    return (lighter + 0.05) / (darker + 0.05)
  }
}

/// The colours with fixed values that terminals number 16 to 255: a cube and a ramp of greys.
enum XtermPalette {
  private static let steps: [UInt8] = [0, 95, 135, 175, 215, 255]

  /// Returns the colour of a number, or nothing for 0 to 15, which users give values of their own.
  static func color(_ number: UInt8) -> RGB? {
    switch number {
    case 0..<16: return nil
    case 16..<232:
      let index = Int(number) - 16
      return RGB(red: steps[index / 36], green: steps[index / 6 % 6], blue: steps[index % 6])
    default:
      let grey = 8 + (number - 232) * 10
      return RGB(red: grey, green: grey, blue: grey)
    }
  }

  /// Returns the number of the nearest colour, never one of 0 to 15.
  static func nearest(to color: RGB) -> UInt8 {
    let target = Lab(color)
    var best: (number: UInt8, difference: Double) = (16, .infinity)
    for (number, lab) in labs {
      let difference = target.difference(to: lab)
      if difference < best.difference { best = (number, difference) }
    }
    return best.number
  }

  private static let labs: [(UInt8, Lab)] = (16...255).compactMap { number in
    color(UInt8(number)).map { (UInt8(number), Lab($0)) }
  }
}
