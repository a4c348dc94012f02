// SPDX-License-Identifier: Apache-2.0

import Extraction
import Glibc

/// Sentences with the hashed features of their tokens, as training reads them.
struct TrainingSet {
  /// Where each token's features begin, and one past the last.
  var offsets: [Int] = [0]
  var features: [UInt32] = []
  var labels: [UInt8] = []
  var sentences: [Range<Int>] = []

  /// Adds the sentences of a document.
  mutating func add(_ note: TokenizedNote, profiles: [TokenProfile], labels given: [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: FeatureTemplate.maximum) { buffer in
      guard let out = buffer.baseAddress else { return }
      for sentence in note.sentences {
        let first = labels.count
        let padded = Padding.rows(profiles, sentence)
        padded.withUnsafeBufferPointer { rows in
          guard let base = rows.baseAddress else { return }
          for at in 0..<sentence.count {
            let count = FeatureTemplate.fill(base + at + FeatureTemplate.margin, out)
            features.append(contentsOf: buffer[0..<count])
            offsets.append(features.count)
          }
        }
        labels.append(contentsOf: given[sentence])
        sentences.append(first..<labels.count)
      }
    }
  }
}

/// The features that a model learns, as its buckets.
struct KnownFeatures {
  var offsets: [Int] = [0]
  var buckets: [UInt16] = []

  init() {}

  init(_ set: TrainingSet, filter: [UInt8]) {
    filter.withUnsafeBytes { bits in
      guard let base = bits.baseAddress else { return }
      let filter = FeatureFilter(base)
      buckets.reserveCapacity(set.features.count / 2)
      offsets.reserveCapacity(set.offsets.count)
      for token in 0..<set.labels.count {
        for at in set.offsets[token]..<set.offsets[token + 1] where filter.knows(set.features[at]) {
          buckets.append(UInt16(truncatingIfNeeded: set.features[at] >> 16))
        }
        offsets.append(buckets.count)
      }
    }
  }

  /// The bits of the features that occur often enough in a set.
  static func filter(_ set: TrainingSet, minimum: Int) -> [UInt8] {
    var counts: [UInt32: Int32] = [:]
    counts.reserveCapacity(1 << 21)
    for feature in set.features { counts[feature, default: 0] += 1 }
    return FeatureFilter.encode(counts.lazy.filter { $0.value >= minimum }.map(\.key))
  }
}

/// Profiles with what stands outside of a sentence around them.
enum Padding {
  static func rows(_ profiles: [TokenProfile], _ sentence: Range<Int>) -> [TokenProfile] {
    let outside = [TokenProfile](repeating: .outside, count: FeatureTemplate.margin)
    return outside + profiles[sentence] + outside
  }
}

/// A conditional random field in floating point: training and decoding.
struct ConditionalRandomField {
  /// Features that occur less often are not learned.
  static let leastCount = 2

  let labelCount: Int
  let stride: Int
  /// A row per bucket, then the transitions: a row from the beginning, then one per label.
  var parameters: [Float]
  /// Which features it learned.
  private(set) var filter = [UInt8](repeating: 0, count: FeatureFilter.byteCount)

  init(labelCount: Int) {
    self.labelCount = labelCount
    stride = (labelCount + 7) / 8 * 8
    parameters = [Float](
      repeating: 0,
      count: (FeatureTemplate.buckets + labelCount + 1) * stride
    )
  }

  var transitionStart: Int { FeatureTemplate.buckets * stride }

  /// Trains from zero, with all features or with some of them left out at random.
  mutating func train(
    _ set: TrainingSet,
    l2: Float,
    iterations: Int,
    noise: FeatureNoise? = nil,
    report: @escaping (Int, Double) -> Void = { _, _ in }
  ) {
    let optimiser = LBFGS(iterations: iterations, report: report)
    filter = KnownFeatures.filter(set, minimum: Self.leastCount)
    let known = KnownFeatures(set, filter: filter)
    let model = self
    if let noise {
      let (noised, features) = noise.applied(to: set, known)
      parameters = optimiser.minimise(parameters) { x, gradient in
        model.evaluate(x, &gradient, noised, features, l2: l2 * Float(noise.copies))
      }
      for at in 0..<transitionStart { parameters[at] *= noise.share }
      return
    }
    parameters = optimiser.minimise(parameters) { x, gradient in
      model.evaluate(x, &gradient, set, known, l2: l2)
    }
  }

  private func evaluate(
    _ x: [Float],
    _ gradient: inout [Float],
    _ set: TrainingSet,
    _ known: KnownFeatures,
    l2: Float
  ) -> Double {
    let factor = 2 * l2
    var loss = Double(l2) * dot(x, x)
    gradient.withUnsafeMutableBufferPointer { gradient in
      x.withUnsafeBufferPointer { x in
        for at in 0..<x.count { gradient[at] = factor * x[at] }
        known.buckets.withUnsafeBufferPointer { features in
          known.offsets.withUnsafeBufferPointer { offsets in
            set.labels.withUnsafeBufferPointer { labels in
              let pass = Pass(
                labelCount: labelCount,
                stride: stride,
                x: x.start,
                transitions: x.start + transitionStart,
                features: features.start,
                offsets: offsets.start
              )
              let longest = set.sentences.map(\.count).max() ?? 0
              let room = Room(length: longest, stride: stride)
              pass.prepare(room)
              for sentence in set.sentences where !sentence.isEmpty {
                loss += pass.learn(
                  sentence,
                  labels.start,
                  room,
                  gradient.start,
                  gradient.start + transitionStart
                )
              }
              room.free()
            }
          }
        }
      }
    }
    return loss
  }

  /// Returns the best labels, and each token's probability of each label.
  func decode(
    _ set: TrainingSet,
    bias: Float = 0,
    _ visit: (Range<Int>, [UInt8], [[Float]]) -> Void
  ) {
    let known = KnownFeatures(set, filter: filter)
    parameters.withUnsafeBufferPointer { x in
      known.buckets.withUnsafeBufferPointer { features in
        known.offsets.withUnsafeBufferPointer { offsets in
          let pass = Pass(
            labelCount: labelCount,
            stride: stride,
            x: x.start,
            transitions: x.start + transitionStart,
            features: features.start,
            offsets: offsets.start
          )
          let room = Room(length: set.sentences.map(\.count).max() ?? 0, stride: stride)
          pass.prepare(room)
          for sentence in set.sentences where !sentence.isEmpty {
            let (labels, marginals) = pass.decode(sentence, room, bias: bias)
            visit(sentence, labels, marginals)
          }
          room.free()
        }
      }
    }
  }
}

/// Working memory of the passes.
struct Room {
  let scores: UnsafeMutablePointer<Float>
  let alpha: UnsafeMutablePointer<Float>
  let beta: UnsafeMutablePointer<Float>
  let edges: UnsafeMutablePointer<Float>
  let scratch: UnsafeMutablePointer<Float>
  let expected: UnsafeMutablePointer<Float>

  init(length: Int, stride: Int) {
    func room(_ count: Int) -> UnsafeMutablePointer<Float> {
      let pointer = UnsafeMutablePointer<Float>.allocate(capacity: count + 64)
      pointer.initialize(repeating: 0, count: count + 64)
      return pointer
    }
    scores = room(length * stride)
    alpha = room(length * stride)
    beta = room(length * stride)
    edges = room((stride + 1) * stride)
    scratch = room(stride * 2)
    expected = room((stride + 1) * stride)
  }

  func free() {
    for pointer in [scores, alpha, beta, edges, scratch, expected] { pointer.deallocate() }
  }
}

/// One walk over sentences with fixed parameters.
struct Pass {
  let labelCount: Int
  let stride: Int
  let x: UnsafePointer<Float>
  let transitions: UnsafePointer<Float>
  let features: UnsafePointer<UInt16>
  let offsets: UnsafePointer<Int>

  /// Takes the exponential of the transitions.
  func prepare(_ room: Room) {
    for at in 0..<((labelCount + 1) * stride) {
      room.edges[at] = at % stride < labelCount ? expf(transitions[at]) : 0
    }
  }

  /// Fills in the scores of each token; after it `scores` are exponentials less their maximum.
  private func score(_ sentence: Range<Int>, _ room: Room) -> Double {
    var shifts = 0.0
    for (index, token) in sentence.enumerated() {
      let row = room.scores + index * stride
      for label in 0..<stride { row[label] = 0 }
      for feature in offsets[token]..<offsets[token + 1] {
        let weights = x + Int(features[feature]) * stride
        for label in 0..<stride { row[label] += weights[label] }
      }
      var top = row[0]
      for label in 1..<labelCount { top = max(top, row[label]) }
      shifts += Double(top)
      for label in 0..<labelCount { row[label] = expf(row[label] - top) }
      for label in labelCount..<stride { row[label] = 0 }
    }
    return shifts
  }

  /// Forward and backward; returns the logarithm of the normaliser without the shifts.
  private func forwardBackward(_ count: Int, _ room: Room) -> Double {
    var logZ = 0.0
    for index in 0..<count {
      let row = room.alpha + index * stride
      let scores = room.scores + index * stride
      if index == 0 {
        for label in 0..<stride { row[label] = room.edges[label] * scores[label] }
      } else {
        let before = row - stride
        for label in 0..<stride { row[label] = 0 }
        for from in 0..<labelCount {
          let weight = before[from]
          let edge = room.edges + (from + 1) * stride
          for label in 0..<stride { row[label] += weight * edge[label] }
        }
        for label in 0..<stride { row[label] *= scores[label] }
      }
      var sum: Float = 0
      for label in 0..<stride { sum += row[label] }
      sum = max(sum, 1e-30)
      let inverse = 1 / sum
      for label in 0..<stride { row[label] *= inverse }
      logZ += Double(logf(sum))
    }
    let last = room.beta + (count - 1) * stride
    for label in 0..<stride { last[label] = label < labelCount ? 1 : 0 }
    var index = count - 2
    while index >= 0 {
      let row = room.beta + index * stride
      let after = row + stride
      let scores = room.scores + (index + 1) * stride
      for label in 0..<stride { room.scratch[label] = after[label] * scores[label] }
      var total: Float = 0
      for from in 0..<labelCount {
        let edge = room.edges + (from + 1) * stride
        var sum: Float = 0
        for label in 0..<stride { sum += edge[label] * room.scratch[label] }
        row[from] = sum
        total += sum
      }
      let inverse = 1 / max(total, 1e-30)
      for label in 0..<labelCount { row[label] *= inverse }
      index -= 1
    }
    return logZ
  }

  /// Adds the gradient of one sentence and returns its loss.
  func learn(
    _ sentence: Range<Int>,
    _ labels: UnsafePointer<UInt8>,
    _ room: Room,
    _ gradient: UnsafeMutablePointer<Float>,
    _ edgeGradient: UnsafeMutablePointer<Float>
  ) -> Double {
    let shifts = score(sentence, room)
    // The gold score, from the parameters again, because the scores are exponentials now.
    let count = sentence.count
    let logZ = forwardBackward(count, room) + shifts
    var gold = 0.0
    var previous = -1
    for (index, token) in sentence.enumerated() {
      let label = Int(labels[token])
      var sum: Float = transitions[(previous + 1) * stride + label]
      for feature in offsets[token]..<offsets[token + 1] {
        sum += x[Int(features[feature]) * stride + label]
      }
      gold += Double(sum)
      let marginal = room.scratch
      var total: Float = 0
      for at in 0..<stride {
        marginal[at] = room.alpha[index * stride + at] * room.beta[index * stride + at]
        total += marginal[at]
      }
      let inverse = 1 / max(total, 1e-30)
      for at in 0..<stride { marginal[at] *= inverse }
      marginal[label] -= 1
      for feature in offsets[token]..<offsets[token + 1] {
        let row = gradient + Int(features[feature]) * stride
        for at in 0..<stride { row[at] += marginal[at] }
      }
      if index == 0 {
        for at in 0..<stride { edgeGradient[at] += marginal[at] }
      } else {
        addEdges(index, room, edgeGradient)
        edgeGradient[(previous + 1) * stride + label] -= 1
      }
      previous = label
    }
    return logZ - gold
  }

  private func addEdges(_ index: Int, _ room: Room, _ gradient: UnsafeMutablePointer<Float>) {
    let before = room.alpha + (index - 1) * stride
    let right = room.scratch + stride
    let scores = room.scores + index * stride
    let beta = room.beta + index * stride
    for at in 0..<stride { right[at] = scores[at] * beta[at] }
    var total: Float = 0
    for from in 0..<labelCount {
      let edge = room.edges + (from + 1) * stride
      var sum: Float = 0
      for at in 0..<stride { sum += edge[at] * right[at] }
      total += sum * before[from]
    }
    let inverse = 1 / max(total, 1e-30)
    for from in 0..<labelCount {
      let weight = before[from] * inverse
      let edge = room.edges + (from + 1) * stride
      let out = gradient + (from + 1) * stride
      for at in 0..<stride { out[at] += weight * edge[at] * right[at] }
    }
  }

  /// Viterbi with a bias against "outside", and the marginals.
  func decode(_ sentence: Range<Int>, _ room: Room, bias: Float) -> ([UInt8], [[Float]]) {
    _ = score(sentence, room)
    let count = sentence.count
    _ = forwardBackward(count, room)
    var marginals: [[Float]] = []
    var best = [[Float]](repeating: [Float](repeating: 0, count: labelCount), count: count)
    var back = [[Int]](repeating: [Int](repeating: 0, count: labelCount), count: count)
    for index in 0..<count {
      var row = (0..<labelCount).map {
        room.alpha[index * stride + $0] * room.beta[index * stride + $0]
      }
      let total = max(row.reduce(0, +), 1e-30)
      row = row.map { $0 / total }
      marginals.append(row)
      for label in 0..<labelCount {
        let own = logf(max(room.scores[index * stride + label], 1e-30)) - (label == 0 ? bias : 0)
        var top: Float = -.infinity
        if index == 0 {
          top = transitions[label]
        } else {
          for from in 0..<labelCount {
            // An inside label goes on with its own type only.
            if label > 0, label % 2 == 0, from != label, from != label - 1 { continue }
            let value = best[index - 1][from] + transitions[(from + 1) * stride + label]
            if value > top {
              top = value
              back[index][label] = from
            }
          }
        }
        best[index][label] = own + top
      }
    }
    var labels = [UInt8](repeating: 0, count: count)
    var label = best[count - 1].indices.max { best[count - 1][$0] < best[count - 1][$1] } ?? 0
    for index in stride(from: count - 1, through: 0, by: -1) {
      labels[index] = UInt8(label)
      label = back[index][label]
    }
    return (labels, marginals)
  }

  private func stride(from: Int, through: Int, by: Int) -> StrideThrough<Int> {
    Swift.stride(from: from, through: through, by: by)
  }
}
