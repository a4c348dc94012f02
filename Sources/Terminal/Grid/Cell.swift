// SPDX-License-Identifier: Apache-2.0

/// What one cell shows: a scalar, or the number of a cluster in a ``ClusterPool``.
public struct ClusterID: Hashable, Sendable {
  static let pooled: UInt32 = 0x8000_0000

  /// The scalar's value, or the number of a pooled cluster with the highest bit set.
  public let rawValue: UInt32

  init(pooledAt index: Int) {
    rawValue = Self.pooled | UInt32(truncatingIfNeeded: index)
  }

  /// Creates the cluster of one scalar.
  public init(_ scalar: Unicode.Scalar) {
    rawValue = scalar.value
  }

  /// A blank.
  public static let blank = ClusterID(" ")

  /// The scalar, when the cluster is one.
  public var scalar: Unicode.Scalar? {
    rawValue & Self.pooled == 0 ? Unicode.Scalar(rawValue) : nil
  }

  var poolIndex: Int { Int(rawValue & ~Self.pooled) }
}

/// One cell of a grid: 8 bytes.
public struct Cell: Hashable, Sendable {
  /// What it shows.
  public var cluster: ClusterID

  /// The number of its role.
  public var style: StyleID

  /// How many columns the cluster takes: 1 or 2, and 0 in the right half of a wide one.
  public var width: UInt8

  /// Creates a cell; without arguments a blank one.
  public init(cluster: ClusterID = .blank, style: StyleID = .plain, width: UInt8 = 1) {
    self.cluster = cluster
    self.style = style
    self.width = width
  }
}

/// The clusters of more than one scalar that were ever put into a grid, each once.
///
/// Cells of grids that share a pool can be compared by their numbers.
public final class ClusterPool {
  private var clusters: [[Unicode.Scalar]] = []
  private var numbers: [[Unicode.Scalar]: Int] = [:]

  /// Creates an empty pool.
  public init() {}

  /// The number of clusters.
  public var count: Int { clusters.count }

  /// Returns the number of a cluster.
  ///
  /// - Precondition: There is at least one scalar.
  func intern(_ scalars: some Collection<Unicode.Scalar>) -> ClusterID {
    guard let first = scalars.first else { preconditionFailure("A cluster has a scalar") }
    if scalars.count == 1 { return ClusterID(first) }
    let cluster = Array(scalars)
    if let number = numbers[cluster] { return ClusterID(pooledAt: number) }
    numbers[cluster] = clusters.count
    clusters.append(cluster)
    return ClusterID(pooledAt: clusters.count - 1)
  }

  /// Calls a function with each scalar of a cluster.
  public func forEachScalar(of id: ClusterID, _ body: (Unicode.Scalar) -> Void) {
    if let scalar = id.scalar {
      body(scalar)
    } else {
      for scalar in clusters[id.poolIndex] { body(scalar) }
    }
  }
}
