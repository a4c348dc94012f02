// SPDX-License-Identifier: Apache-2.0

/// Products of rows of numbers with weights, four rows at a time.
///
/// Rows may overlap: a window of three tokens is a row of three times their numbers that begins one token
/// behind the window before it.
package enum RowProduct {
  /// Adds to each of `count` rows of results the product of a row with the weights.
  ///
  /// - Parameters:
  ///   - rows: The first row.
  ///   - step: How far apart rows begin.
  ///   - count: How many rows there are.
  ///   - depth: How many numbers a row has.
  ///   - weights: `depth` rows of `columns` weights.
  ///   - columns: How many results each row has, a multiple of eight.
  ///   - out: The first row of results.
  package static func add(
    _ rows: UnsafePointer<Float>,
    step: Int,
    count: Int,
    depth: Int,
    _ weights: UnsafePointer<Float>,
    columns: Int,
    into out: UnsafeMutablePointer<Float>
  ) {
    var column = 0
    while column < columns {
      var row = 0
      while row + 4 <= count {
        let place = out + row * columns + column
        let own = rows + row * step
        var sums = (
          load(place), load(place + columns), load(place + 2 * columns), load(place + 3 * columns)
        )
        var weight = weights + column
        for at in 0..<depth {
          let value = load(weight)
          sums.0 += value * own[at]
          sums.1 += value * own[at + step]
          sums.2 += value * own[at + 2 * step]
          sums.3 += value * own[at + 3 * step]
          weight += columns
        }
        store(sums.0, place)
        store(sums.1, place + columns)
        store(sums.2, place + 2 * columns)
        store(sums.3, place + 3 * columns)
        row += 4
      }
      while row < count {
        let place = out + row * columns + column
        let own = rows + row * step
        var sum = load(place)
        var weight = weights + column
        for at in 0..<depth {
          sum += load(weight) * own[at]
          weight += columns
        }
        store(sum, place)
        row += 1
      }
      column += 8
    }
  }

  /// Adds the product of the turned rows with what is asked of their results: what the weights are to
  /// change by, in training.
  ///
  /// - Parameters:
  ///   - rows: The first row, of `depth` numbers, a multiple of four.
  ///   - step: How far apart rows begin.
  ///   - count: How many rows there are.
  ///   - depth: How many numbers a row has.
  ///   - asked: A row of `columns` numbers for each.
  ///   - columns: A multiple of eight.
  ///   - out: `depth` rows of `columns` numbers.
  package static func addTurned(
    _ rows: UnsafePointer<Float>,
    step: Int,
    count: Int,
    depth: Int,
    _ asked: UnsafePointer<Float>,
    columns: Int,
    into out: UnsafeMutablePointer<Float>
  ) {
    var column = 0
    while column < columns {
      var at = 0
      while at < depth {
        let place = out + at * columns + column
        var sums = (
          load(place), load(place + columns), load(place + 2 * columns), load(place + 3 * columns)
        )
        var own = rows + at
        var other = asked + column
        for _ in 0..<count {
          let value = load(other)
          sums.0 += value * own[0]
          sums.1 += value * own[1]
          sums.2 += value * own[2]
          sums.3 += value * own[3]
          own += step
          other += columns
        }
        store(sums.0, place)
        store(sums.1, place + columns)
        store(sums.2, place + 2 * columns)
        store(sums.3, place + 3 * columns)
        at += 4
      }
      column += 8
    }
  }

  @inline(__always)
  private static func load(_ place: UnsafePointer<Float>) -> SIMD8<Float> {
    UnsafeRawPointer(place).loadUnaligned(as: SIMD8<Float>.self)
  }

  @inline(__always)
  private static func store(_ value: SIMD8<Float>, _ place: UnsafeMutablePointer<Float>) {
    UnsafeMutableRawPointer(place).storeBytes(of: value, as: SIMD8<Float>.self)
  }
}

/// Numbers whose memory is kept from use to use.
package final class NumberRows {
  package private(set) var base: UnsafeMutablePointer<Float>
  private var capacity: Int

  /// Makes room for so many numbers, all of them zero.
  package init(_ count: Int = 0) {
    capacity = max(count, 8)
    base = .allocate(capacity: capacity)
    base.initialize(repeating: 0, count: capacity)
  }

  deinit { base.deallocate() }

  /// Makes room for so many numbers, all of them zero.
  package func clear(_ count: Int) {
    if count > capacity {
      base.deallocate()
      capacity = count + count / 4
      base = .allocate(capacity: capacity)
    }
    base.initialize(repeating: 0, count: count)
  }
}
