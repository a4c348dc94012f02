// SPDX-License-Identifier: Apache-2.0

internal import Foundation

/// A colour in CIE L*a*b* under D65, where differences can be measured.
struct Lab: Sendable {
  let l: Double
  let a: Double
  let b: Double

  init(l: Double, a: Double, b: Double) {
    self.l = l
    self.a = a
    self.b = b
  }

  init(_ color: RGB) {
    let rgb = color.linear
    let x = (0.4124564 * rgb[0] + 0.3575761 * rgb[1] + 0.1804375 * rgb[2]) / 0.95047
    let y = 0.2126729 * rgb[0] + 0.7151522 * rgb[1] + 0.0721750 * rgb[2]
    let z = (0.0193339 * rgb[0] + 0.1191920 * rgb[1] + 0.9503041 * rgb[2]) / 1.08883
    func f(_ t: Double) -> Double {
      t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116
    }
    self.init(l: 116 * f(y) - 16, a: 500 * (f(x) - f(y)), b: 200 * (f(y) - f(z)))
  }

  /// Returns the difference CIEDE2000, as Sharma, Wu and Dalal (2005) write it; about 1 can just be seen.
  func difference(to other: Lab) -> Double {
    let chroma = (hypot(a, b) + hypot(other.a, other.b)) / 2
    let chroma7 = pow(chroma, 7)
    let g = 0.5 * (1 - sqrt(chroma7 / (chroma7 + pow(25, 7))))
    let a1 = a * (1 + g)
    let a2 = other.a * (1 + g)
    let c1 = hypot(a1, b)
    let c2 = hypot(a2, other.b)
    let h1 = Self.angle(b, a1)
    let h2 = Self.angle(other.b, a2)
    let deltaL = other.l - l
    let deltaC = c2 - c1
    let deltaHue = c1 * c2 == 0 ? 0 : Self.turn(h2 - h1)
    let deltaH = 2 * sqrt(c1 * c2) * sin(Self.radians(deltaHue / 2))
    let meanL = (l + other.l) / 2
    let meanC = (c1 + c2) / 2
    let meanHue = Self.meanHue(h1, h2, isGrey: c1 * c2 == 0)
    let t =
      1 - 0.17 * cos(Self.radians(meanHue - 30)) + 0.24 * cos(Self.radians(2 * meanHue))
      + 0.32 * cos(Self.radians(3 * meanHue + 6)) - 0.20 * cos(Self.radians(4 * meanHue - 63))
    let lightness = pow(meanL - 50, 2)
    let sl = 1 + 0.015 * lightness / sqrt(20 + lightness)
    let sc = 1 + 0.045 * meanC
    let sh = 1 + 0.015 * meanC * t
    let meanC7 = pow(meanC, 7)
    let rotation =
      -2 * sqrt(meanC7 / (meanC7 + pow(25, 7)))
      * sin(Self.radians(60 * exp(-pow((meanHue - 275) / 25, 2))))
    let partL = deltaL / sl
    let partC = deltaC / sc
    let partH = deltaH / sh
    return sqrt(partL * partL + partC * partC + partH * partH + rotation * partC * partH)
  }

  private static func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }

  private static func angle(_ y: Double, _ x: Double) -> Double {
    if y == 0, x == 0 { return 0 }
    let degrees = atan2(y, x) * 180 / .pi
    return degrees < 0 ? degrees + 360 : degrees
  }

  /// The shorter way round.
  private static func turn(_ degrees: Double) -> Double {
    if degrees > 180 { return degrees - 360 }
    return degrees < -180 ? degrees + 360 : degrees
  }

  private static func meanHue(_ h1: Double, _ h2: Double, isGrey: Bool) -> Double {
    if isGrey { return h1 + h2 }
    if abs(h1 - h2) <= 180 { return (h1 + h2) / 2 }
    return h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2
  }
}

/// How colours look to eyes that lack a kind of cones.
enum ColorVision: String, CaseIterable, Sendable {
  /// Without cones for middle wavelengths: the most common kind.
  case deuteranopia
  /// Without cones for long wavelengths.
  case protanopia

  /// Returns the colour as such eyes see it, by the matrices of Machado, Oliveira and Fernandes (2009).
  func simulate(_ color: RGB) -> RGB {
    let linear = color.linear
    return RGB(linear: matrix.map { row in zip(row, linear).reduce(0) { $0 + $1.0 * $1.1 } })
  }

  private var matrix: [[Double]] {
    switch self {
    case .deuteranopia:
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    case .protanopia:
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    }
  }
}
