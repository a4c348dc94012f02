// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Reads sentences with networks.
///
/// The memory is kept from sentence to sentence.
package final class NetworkReader {
  private let networks: [TokenNetwork]
  private let current = NumberRows()
  private let next = NumberRows()
  private let outputs = NumberRows()

  package init(_ networks: TokenNetworks) { self.networks = networks.networks }

  /// Reads one sentence.
  ///
  /// - Parameters:
  ///   - rows: The profile of the first token.
  ///   - count: How many tokens the sentence has.
  /// - Returns: How probable each network takes each label to be.
  package func read(_ rows: UnsafePointer<TokenProfile>, _ count: Int) -> NetworkOpinion {
    guard count > 0, let shape = networks.first?.shape else { return NetworkOpinion() }
    let chances = networks.map { network -> [Float] in
      network.parameters.withUnsafeBufferPointer { parameters in
        guard let base = parameters.baseAddress else { return }
        embed(rows, count, network, base)
        for layer in 0..<shape.layers { look(layer, count, shape, base) }
        finish(count, shape, base)
      }
      return Array(UnsafeBufferPointer(start: outputs.base, count: count * shape.stride))
    }
    return NetworkOpinion(chances, count: count, labels: shape.labels)
  }

  /// Adds up the embeddings of each token; a token of zeros stands before the first and after the last.
  private func embed(
    _ rows: UnsafePointer<TokenProfile>,
    _ count: Int,
    _ network: TokenNetwork,
    _ parameters: UnsafePointer<Float>
  ) {
    let shape = network.shape
    let width = shape.width
    current.clear((count + 2) * width)
    next.clear((count + 2) * width)
    outputs.clear(count * shape.stride)
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: NetworkInputs.count) { inputs in
      guard let first = inputs.baseAddress else { return }
      for index in 0..<count {
        NetworkInputs.fill(rows[index], salt: network.salt, rows: shape.rows, first)
        let own = current.base + (index + 1) * width
        for input in inputs where input < shape.rows {
          let values = parameters + Int(input) * width
          for at in 0..<width { own[at] += values[at] }
        }
      }
    }
  }

  private func look(
    _ layer: Int,
    _ count: Int,
    _ shape: NetworkShape,
    _ parameters: UnsafePointer<Float>
  ) {
    let width = shape.width
    let weights = parameters + shape.layer(layer)
    let state = current.base
    let added = next.base
    for index in 1...count {
      (added + index * width).update(from: weights + shape.layerCount, count: width)
    }
    RowProduct.add(
      state,
      step: width,
      count: count,
      depth: 3 * width,
      weights,
      columns: width,
      into: added + width
    )
    for at in width..<(count + 1) * width { state[at] += max(0, added[at]) }
  }

  private func finish(_ count: Int, _ shape: NetworkShape, _ parameters: UnsafePointer<Float>) {
    let weights = parameters + shape.output
    let bias = weights + shape.width * shape.stride
    for index in 0..<count {
      (outputs.base + index * shape.stride).update(from: bias, count: shape.stride)
    }
    RowProduct.add(
      current.base + shape.width,
      step: shape.width,
      count: count,
      depth: shape.width,
      weights,
      columns: shape.stride,
      into: outputs.base
    )
    for index in 0..<count { Self.soften(outputs.base + index * shape.stride, shape) }
  }

  /// Turns the sums of labels into probabilities.
  package static func soften(_ row: UnsafeMutablePointer<Float>, _ shape: NetworkShape) {
    var top = row[0]
    for label in 1..<shape.labels { top = max(top, row[label]) }
    var sum: Float = 0
    for label in 0..<shape.labels {
      row[label] = expf(row[label] - top)
      sum += row[label]
    }
    for label in 0..<shape.labels { row[label] /= sum }
    for label in shape.labels..<shape.stride { row[label] = 0 }
  }
}
