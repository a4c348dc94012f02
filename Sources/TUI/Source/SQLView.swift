// SPDX-License-Identifier: Apache-2.0

/// A view that queries of SQL can name: the resources of a type.
public struct SQLView: Sendable, Equatable {
  /// Its name: the type.
  public var name: String

  /// How many rows it has.
  public var count: Int

  /// Its columns, in order.
  public var columns: [String]

  /// Creates a view.
  public init(name: String, count: Int, columns: [String]) {
    self.name = name
    self.count = count
    self.columns = columns
  }
}

extension LakeSource {
  /// Returns no views: a source without SQL.
  public func readSQLViews() throws -> [SQLView] { [] }
}
