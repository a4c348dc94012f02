// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A place on earth, in degrees of WGS 84.
public struct GeographicPosition: Sendable, Equatable {
  /// Degrees north of the equator, -90 to 90.
  public let latitude: Double
  /// Degrees east of Greenwich, -180 to 180.
  public let longitude: Double

  /// Creates a place.
  public init(latitude: Double, longitude: Double) {
    self.latitude = latitude
    self.longitude = longitude
  }

  /// The mean radius of the earth.
  private static let radius = 6371.0088

  /// Returns the distance along a great circle, in kilometres; the earth is taken for a sphere,
  /// which is wrong by at most 0.6 %.
  public func distance(to other: GeographicPosition) -> Double {
    let (a, b) = (latitude * .pi / 180, other.latitude * .pi / 180)
    let across = sin((other.longitude - longitude) * .pi / 360)
    let up = sin((b - a) / 2)
    let half = up * up + cos(a) * cos(b) * across * across
    return 2 * Self.radius * asin(min(1, half.squareRoot()))
  }
}
