// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Reads sentences with a sequence model: the best labels and how probable they are.
///
/// The memory is kept from sentence to sentence.
package final class SequenceReader {
  private let model: SequenceModel
  private var length = 0
  private var scores: UnsafeMutablePointer<Float>
  private var best: UnsafeMutablePointer<Float>
  private var alpha: UnsafeMutablePointer<Float>
  private var beta: UnsafeMutablePointer<Float>
  private let hashes: UnsafeMutablePointer<UInt32>
  private let features: UnsafeMutablePointer<UInt16>
  private let scratch: UnsafeMutablePointer<Float>
  /// The labels of the last sentence.
  package private(set) var labels: [UInt8] = []
  /// The probability of each label of the last sentence, and of "outside".
  package private(set) var marginals: [Float] = []
  package private(set) var outside: [Float] = []
  private var inverses: [Float] = []

  package init(_ model: SequenceModel) {
    self.model = model
    scores = .allocate(capacity: 1)
    best = .allocate(capacity: 1)
    alpha = .allocate(capacity: 1)
    beta = .allocate(capacity: 1)
    hashes = .allocate(capacity: FeatureTemplate.maximum)
    features = .allocate(capacity: FeatureTemplate.maximum)
    scratch = .allocate(capacity: model.stride * 2)
  }

  deinit {
    for pointer in [scores, best, alpha, beta, scratch] { pointer.deallocate() }
    hashes.deallocate()
    features.deallocate()
  }

  private func makeRoom(_ count: Int) {
    guard count > length else { return }
    for pointer in [scores, best, alpha, beta] { pointer.deallocate() }
    length = count + 32
    let capacity = length * model.stride
    scores = .allocate(capacity: capacity)
    best = .allocate(capacity: capacity)
    alpha = .allocate(capacity: capacity)
    beta = .allocate(capacity: capacity)
  }

  /// Reads one sentence.
  ///
  /// - Parameters:
  ///   - rows: The profile of the first token, with `FeatureTemplate.margin` profiles around.
  ///   - count: How many tokens the sentence has.
  ///   - decodes: Whether the best sequence of labels is wanted; without it all are "outside".
  package func read(
    _ rows: UnsafePointer<TokenProfile>,
    _ count: Int,
    decodes: Bool = true
  ) {
    guard count > 0 else {
      labels = []
      return
    }
    makeRoom(count)
    let stride = model.stride
    for index in 0..<count {
      let count = FeatureTemplate.fill(rows + index, hashes)
      let known = model.filter.buckets(hashes, count, features)
      model.scores(features, known, into: scores + index * stride)
    }
    labels = [UInt8](repeating: 0, count: count)
    if decodes { viterbi(count) }
    marginalize(count)
  }

  private func viterbi(_ count: Int) {
    let stride = model.stride
    let labelCount = model.labelCount
    model.transitions.withUnsafeBufferPointer { buffer in
      guard let edges = buffer.baseAddress else { return }
      for index in 0..<count {
        let row = best + index * stride
        let own = scores + index * stride
        if index == 0 {
          for label in 0..<stride { row[label] = edges[label] + own[label] }
          continue
        }
        let before = row - stride
        var lane = 0
        while lane < stride {
          var top = SIMD8<Float>(repeating: -1e30)
          for from in 0..<labelCount {
            let edge = UnsafeRawPointer(edges + (from + 1) * stride + lane)
              .loadUnaligned(as: SIMD8<Float>.self)
            let value = edge + before[from]
            top = top.replacing(with: value, where: value .> top)
          }
          for at in 0..<8 { row[lane + at] = top[at] + own[lane + at] }
          lane += 8
        }
      }
      var label = 0
      let last = best + (count - 1) * stride
      for at in 1..<labelCount where last[at] > last[label] { label = at }
      labels[count - 1] = UInt8(label)
      var index = count - 1
      while index > 0 {
        let before = best + (index - 1) * stride
        var from = 0
        var top: Float = -.infinity
        for at in 0..<labelCount {
          let value = before[at] + edges[(at + 1) * stride + label]
          if value > top {
            top = value
            from = at
          }
        }
        label = from
        index -= 1
        labels[index] = UInt8(label)
      }
    }
  }

  private func marginalize(_ count: Int) {
    let stride = model.stride
    let labelCount = model.labelCount
    marginals = [Float](repeating: 1, count: count)
    outside = [Float](repeating: 1, count: count)
    inverses = [Float](repeating: 1, count: count)
    for index in 0..<count {
      let row = scores + index * stride
      var top = row[0]
      for label in 1..<labelCount { top = max(top, row[label]) }
      for label in 0..<labelCount { row[label] = expf(row[label] - top) }
      for label in labelCount..<stride { row[label] = 0 }
    }
    model.edges.withUnsafeBufferPointer { buffer in
      guard let edges = buffer.baseAddress else { return }
      forward(count, edges)
      backward(count, edges)
    }
    for index in 0..<count {
      let forward = alpha + index * stride
      let backward = beta + index * stride
      var total: Float = 1e-30
      for label in 0..<labelCount { total += forward[label] * backward[label] }
      inverses[index] = 1 / total
      let label = Int(labels[index])
      marginals[index] = forward[label] * backward[label] / total
      outside[index] = forward[0] * backward[0] / total
    }
  }

  /// Spans of the last sentence that may be right, each with its probability.
  ///
  /// A span's probability is that of its first label, times that of going on at each token, times
  /// that of going on no further.
  private func candidates(_ count: Int) -> [SpanCandidate] {
    let stride = model.stride
    var result: [SpanCandidate] = []
    model.edges.withUnsafeBufferPointer { buffer in
      guard let edges = buffer.baseAddress else { return }
      for start in 0..<count where outside[start] < 1 - Self.leastCandidate {
        for type in model.types.indices {
          let first = inside(start, type * 2 + 1)
          if first < Self.leastCandidate { continue }
          var chance = first
          var most = first + inside(start, type * 2 + 2)
          var label = type * 2 + 1
          var at = start
          while chance >= Self.leastCandidate {
            var more: Float = 0
            if at + 1 < count {
              let edge = edges + (label + 1) * stride
              let own = scores + (at + 1) * stride
              let after = beta + (at + 1) * stride
              var total: Float = 1e-30
              for next in 0..<model.labelCount { total += edge[next] * own[next] * after[next] }
              let goes = type * 2 + 2
              more = edge[goes] * own[goes] * after[goes] / total
            }
            let whole = chance * (1 - more)
            if whole >= Self.leastCandidate {
              result.append(
                SpanCandidate(
                  span: ModelSpan(start: start, end: at + 1, type: type, marginal: whole),
                  touch: most
                )
              )
            }
            chance *= more
            label = type * 2 + 2
            at += 1
            if at == count { break }
            most = max(most, inside(at, type * 2 + 1) + inside(at, type * 2 + 2))
          }
        }
      }
    }
    return result
  }

  /// The probability of a label at a token.
  private func inside(_ at: Int, _ label: Int) -> Float {
    alpha[at * model.stride + label] * beta[at * model.stride + label] * inverses[at]
  }

  /// Spans of the last sentence that may be right.
  package func candidates() -> [SpanCandidate] { labels.isEmpty ? [] : candidates(labels.count) }

  private static let leastCandidate: Float = 0.05
  private func forward(_ count: Int, _ edges: UnsafePointer<Float>) {
    let stride = model.stride
    let labelCount = model.labelCount
    for index in 0..<count {
      let row = alpha + index * stride
      let own = scores + index * stride
      if index == 0 {
        for label in 0..<stride { row[label] = edges[label] * own[label] }
      } else {
        let before = row - stride
        for label in 0..<stride { row[label] = 0 }
        for from in 0..<labelCount {
          let weight = before[from]
          if weight < 1e-9 { continue }
          let edge = edges + (from + 1) * stride
          for label in 0..<stride { row[label] += weight * edge[label] }
        }
        for label in 0..<stride { row[label] *= own[label] }
      }
      var sum: Float = 1e-30
      for label in 0..<stride { sum += row[label] }
      let inverse = 1 / sum
      for label in 0..<stride { row[label] *= inverse }
    }
  }

  private func backward(_ count: Int, _ edges: UnsafePointer<Float>) {
    let stride = model.stride
    let labelCount = model.labelCount
    let last = beta + (count - 1) * stride
    for label in 0..<stride { last[label] = label < labelCount ? 1 : 0 }
    var index = count - 2
    while index >= 0 {
      let row = beta + index * stride
      let after = row + stride
      let own = scores + (index + 1) * stride
      for label in 0..<stride { scratch[label] = after[label] * own[label] }
      var total: Float = 1e-30
      for from in 0..<labelCount {
        let edge = edges + (from + 1) * stride
        var sums = SIMD8<Float>(repeating: 0)
        var lane = 0
        while lane < stride {
          let left = UnsafeRawPointer(edge + lane).loadUnaligned(as: SIMD8<Float>.self)
          let right = UnsafeRawPointer(scratch + lane).loadUnaligned(as: SIMD8<Float>.self)
          sums += left * right
          lane += 8
        }
        row[from] = sums.sum()
        total += row[from]
      }
      let inverse = 1 / total
      for label in 0..<labelCount { row[label] *= inverse }
      for label in labelCount..<stride { row[label] = 0 }
      index -= 1
    }
  }
}
