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
  /// Room for the features of two tokens: those that are looked up and those that are added.
  private let features: UnsafeMutablePointer<UInt16>
  private let scratch: UnsafeMutablePointer<Float>
  private let usedWeights: UnsafeMutablePointer<Float>
  private let usedLabels: UnsafeMutablePointer<Int>
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
    features = .allocate(capacity: 2 * FeatureTemplate.maximum)
    scratch = .allocate(capacity: model.stride)
    usedWeights = .allocate(capacity: model.stride)
    usedLabels = .allocate(capacity: model.stride)
  }

  deinit {
    for pointer in [scores, best, alpha, beta, scratch, usedWeights] { pointer.deallocate() }
    usedLabels.deallocate()
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
  ///   - words: The features of its words.
  ///   - decodes: Whether the best sequence of labels is wanted; without it all are "outside".
  package func read(
    _ rows: UnsafePointer<TokenProfile>,
    _ count: Int,
    words: SentenceFeatures,
    decodes: Bool = true
  ) {
    guard count > 0 else {
      labels = []
      return
    }
    makeRoom(count)
    addUp(rows, count, words)
    labels = [UInt8](repeating: 0, count: count)
    if decodes { viterbi(count) }
    marginalize(count)
  }

  /// Adds up the weights of all tokens.
  ///
  /// The weights of one token come from memory while the features of the next are made.
  private func addUp(
    _ rows: UnsafePointer<TokenProfile>,
    _ count: Int,
    _ words: SentenceFeatures
  ) {
    let stride = model.stride
    var waiting = 0
    for index in 0...count {
      let own = features + (index & 1) * FeatureTemplate.maximum
      var known = 0
      if index < count {
        let (shared, sharedCount) = words.features(index)
        known = model.filter.buckets(shared, sharedCount, own)
        let labelCount = FeatureTemplate.fillLabels(rows + index, hashes)
        known += model.filter.buckets(hashes, labelCount, own + known)
        model.prefetch(own, known)
      }
      if index > 0 {
        let before = features + ((index - 1) & 1) * FeatureTemplate.maximum
        model.scores(before, waiting, into: scores + (index - 1) * stride)
      }
      waiting = known
    }
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
      if let edges = buffer.baseAddress { forward(count, edges) }
    }
    model.edgesBack.withUnsafeBufferPointer { buffer in
      if let edges = buffer.baseAddress { backward(count, edges) }
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
            if at + 1 < count { more = goesOn(at + 1, after: label, to: type * 2 + 2, edges) }
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

  /// The probability that a label follows another at a token.
  private func goesOn(
    _ at: Int,
    after label: Int,
    to next: Int,
    _ edges: UnsafePointer<Float>
  ) -> Float {
    let edge = edges + (label + 1) * model.stride
    let own = scores + at * model.stride
    let after = beta + at * model.stride
    var total: Float = 1e-30
    for other in 0..<model.labelCount { total += edge[other] * own[other] * after[other] }
    return edge[next] * own[next] * after[next] / total
  }

  /// What is probable of one span of the last sentence.
  func candidate(_ start: Int, _ end: Int, type: Int) -> SpanCandidate {
    let goes = type * 2 + 2
    var chance = inside(start, type * 2 + 1)
    var most = chance + inside(start, goes)
    model.edges.withUnsafeBufferPointer { buffer in
      guard let edges = buffer.baseAddress else { return }
      var label = type * 2 + 1
      for at in start + 1..<max(end, start + 1) {
        chance *= goesOn(at, after: label, to: goes, edges)
        most = max(most, inside(at, type * 2 + 1) + inside(at, goes))
        label = goes
      }
      if end < labels.count { chance *= 1 - goesOn(end, after: label, to: goes, edges) }
    }
    return SpanCandidate(
      span: ModelSpan(start: start, end: end, type: type, marginal: chance),
      touch: most
    )
  }

  /// The probability of a label at a token.
  private func inside(_ at: Int, _ label: Int) -> Float {
    alpha[at * model.stride + label] * beta[at * model.stride + label] * inverses[at]
  }

  /// Spans of the last sentence that may be right.
  package func candidates() -> [SpanCandidate] { labels.isEmpty ? [] : candidates(labels.count) }

  private static let leastCandidate: Float = 0.05
  /// What is less probable beside the others is left out of sums.
  private static let leastShare: Float = 1e-9

  private func forward(_ count: Int, _ edges: UnsafePointer<Float>) {
    let stride = model.stride
    for index in 0..<count {
      let row = alpha + index * stride
      let own = scores + index * stride
      if index == 0 {
        for label in 0..<stride { row[label] = edges[label] * own[label] }
      } else {
        let used = use(row - stride, above: Self.leastShare)
        add(used, edges + stride, into: row)
        for label in 0..<stride { row[label] *= own[label] }
      }
      level(row)
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
      var total: Float = 0
      for label in 0..<stride {
        scratch[label] = after[label] * own[label]
        total += scratch[label]
      }
      add(use(scratch, above: total * Self.leastShare), edges, into: row)
      level(row)
      index -= 1
    }
  }

  /// Notes the labels whose weight counts.
  ///
  /// - Returns: How many they are, in `usedLabels` and `usedWeights`.
  private func use(_ weights: UnsafePointer<Float>, above least: Float) -> Int {
    var count = 0
    for label in 0..<model.labelCount where weights[label] > least {
      usedLabels[count] = label
      usedWeights[count] = weights[label]
      count += 1
    }
    return count
  }

  /// Adds up the rows of edges of the labels that are used, each with its weight.
  private func add(
    _ count: Int,
    _ edges: UnsafePointer<Float>,
    into row: UnsafeMutablePointer<Float>
  ) {
    let stride = model.stride
    var lane = 0
    while lane < stride {
      var sums = SIMD8<Float>(repeating: 0)
      for at in 0..<count {
        let edge = UnsafeRawPointer(edges + usedLabels[at] * stride + lane)
          .loadUnaligned(as: SIMD8<Float>.self)
        sums += edge * usedWeights[at]
      }
      UnsafeMutableRawPointer(row + lane).storeBytes(of: sums, as: SIMD8<Float>.self)
      lane += 8
    }
  }

  /// Divides a row by its sum, so that it stays within what numbers can say.
  private func level(_ row: UnsafeMutablePointer<Float>) {
    var sum: Float = 1e-30
    for label in 0..<model.stride { sum += row[label] }
    let inverse = 1 / sum
    for label in 0..<model.stride { row[label] *= inverse }
  }
}
