// SPDX-License-Identifier: Apache-2.0

extension ResourceType {
  /// The number by which a lake stores the type: its place in the alphabet of R4's types, from 1.
  ///
  /// The list of R4 is closed, so the numbers never change.
  public var code: Int { Int(Self.codes[self] ?? 0) }

  /// Creates a type from its stored number.
  public init?(code: Int) {
    guard (1...Self.allCases.count).contains(code) else { return nil }
    self = Self.all[code - 1]
  }

  private static let all = Array(allCases)

  private static let codes: [ResourceType: UInt8] = Dictionary(
    uniqueKeysWithValues: zip(allCases, UInt8(1)...)
  )

  /// Creates a type from its name; quicker than the raw value's initialiser.
  public init?(name: String) {
    guard let type = Self.byName[name] else { return nil }
    self = type
  }

  private static let byName: [String: ResourceType] = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) }
  )
}
