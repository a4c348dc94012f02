// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation
import Glibc

/// How a network learns.
struct NetworkSettings {
  var networks = 3
  var rows = 4096
  var width = 64
  var layers = 3
  var seed: UInt64 = 20_260_101
  var epochs = 14
  /// How many tokens a step sees at least.
  var batch = 400
  var rate: Float = 0.006
  /// Which part of a token's inputs is left out, of its numbers, and of what layers add.
  var inputNoise: Float = 0.5
  var noise: Float = 0.25
}

/// A sentence as a network learns from it.
struct NetworkSentence {
  var profiles: [TokenProfile]
  var labels: [UInt8]
}

/// Trains one network.
final class NetworkTraining {
  let shape: NetworkShape
  let settings: NetworkSettings
  let salt: UInt32
  private let weights: NumberRows
  private let slopes: NumberRows
  private let first: NumberRows
  private let second: NumberRows
  /// In which step each row of embeddings was last used, and those of this step.
  private var used: [Int32]
  private var rowsInUse: [Int] = []
  private var random: SplitMix
  private var step: Int32 = 0

  // What a batch needs.
  private var inputs: [Int32] = []
  private var isToken: [Bool] = []
  private var labels: [UInt8] = []
  /// The numbers of tokens before each layer and behind the last, and what each layer adds.
  private let states: [NumberRows]
  private let added: [NumberRows]
  private let mask = NumberRows()
  private let outputs = NumberRows()
  /// What is asked of the numbers of tokens, and of a layer.
  private let asked = NumberRows()
  private let inner = NumberRows()
  private let turned = NumberRows()

  /// The weights as they are.
  var parameters: [Float] {
    get { Array(UnsafeBufferPointer(start: weights.base, count: shape.count)) }
    set { for at in 0..<shape.count { weights.base[at] = newValue[at] } }
  }

  /// What the last batch would have changed.
  var gradient: [Float] { Array(UnsafeBufferPointer(start: slopes.base, count: shape.count)) }

  init(shape: NetworkShape, settings: NetworkSettings, seed: UInt64) {
    self.shape = shape
    self.settings = settings
    salt = UInt32(truncatingIfNeeded: seed)
    random = SplitMix(state: seed)
    weights = NumberRows(shape.count)
    slopes = NumberRows(shape.count)
    first = NumberRows(shape.count)
    second = NumberRows(shape.count)
    used = [Int32](repeating: -1, count: shape.rows)
    states = (0...shape.layers).map { _ in NumberRows() }
    added = (0..<shape.layers).map { _ in NumberRows() }
    func fill(_ range: Range<Int>, _ size: Float) {
      for at in range { weights.base[at] = size * (2 * unit() - 1) }
    }
    fill(0..<shape.rows * shape.width, 0.25)
    for layer in 0..<shape.layers {
      let start = shape.layer(layer)
      fill(start..<start + shape.layerCount, 1 / Float(shape.width).squareRoot())
    }
    fill(shape.output..<shape.output + shape.width * shape.stride, 0.1)
  }

  /// Trains the networks that ship together: they differ by what they begin with, by what they leave
  /// out, and by which values share their rows.
  static func networks(
    _ sentences: [NetworkSentence],
    labels: Int,
    _ settings: NetworkSettings
  ) -> TokenNetworks {
    let shape = NetworkShape(
      rows: settings.rows,
      width: settings.width,
      layers: settings.layers,
      labels: labels
    )
    return TokenNetworks(
      (0..<settings.networks).map { number in
        let clock = Date()
        let training = NetworkTraining(
          shape: shape,
          settings: settings,
          seed: settings.seed + UInt64(number)
        )
        training.train(sentences)
        print("  network \(number): \(-clock.timeIntervalSinceNow) s")
        return training.network
      }
    )
  }

  /// The network as it is.
  var network: TokenNetwork { TokenNetwork(shape: shape, salt: salt, parameters: parameters) }

  private func unit() -> Float { Float(random.next() >> 40) / Float(1 << 24) }

  /// Learns from sentences.
  func train(_ sentences: [NetworkSentence]) {
    let tokens = sentences.reduce(0) { $0 + $1.profiles.count }
    let total = Float(max(1, settings.epochs * tokens / settings.batch))
    var order = Array(sentences.indices)
    for _ in 0..<settings.epochs {
      order.shuffle(using: &random)
      var batch: [NetworkSentence] = []
      var count = 0
      for (place, index) in order.enumerated() {
        batch.append(sentences[index])
        count += sentences[index].profiles.count
        if count < settings.batch, place < order.count - 1 { continue }
        _ = differentiate(batch, isNoisy: true)
        let warm = min(1, Float(step + 1) / 100)
        move(settings.rate * warm * max(0.01, 1 - Float(step) / total))
        batch = []
        count = 0
      }
    }
  }

  /// Writes the gradient of a batch.
  ///
  /// - Returns: The mean loss of a token.
  func differentiate(_ batch: [NetworkSentence], isNoisy: Bool) -> Double {
    for row in rowsInUse {
      (slopes.base + row * shape.width).update(repeating: 0, count: shape.width)
    }
    rowsInUse.removeAll(keepingCapacity: true)
    let dense = shape.layer(0)
    (slopes.base + dense).update(repeating: 0, count: shape.count - dense)
    step += 1
    lay(batch, isNoisy)
    forward(isNoisy)
    let loss = compare()
    backward(isNoisy)
    return loss
  }

  /// Lays sentences behind each other, with a row of zeros around each.
  private func lay(_ batch: [NetworkSentence], _ isNoisy: Bool) {
    let fields = NetworkInputs.count
    let nothing = repeatElement(Int32(shape.rows), count: fields)
    isToken = [false]
    labels = [0]
    inputs = Array(nothing)
    let limit = UInt64(settings.inputNoise * 65_536)
    for sentence in batch {
      for (profile, label) in zip(sentence.profiles, sentence.labels) {
        let begin = inputs.count
        inputs.append(contentsOf: nothing)
        inputs.withUnsafeMutableBufferPointer {
          NetworkInputs.fill(profile, salt: salt, rows: shape.rows, $0.start + begin)
        }
        if isNoisy {
          for at in begin..<begin + fields where random.next() >> 48 < limit {
            inputs[at] = Int32(shape.rows)
          }
        }
        isToken.append(true)
        labels.append(label)
      }
      isToken.append(false)
      labels.append(0)
      inputs.append(contentsOf: nothing)
    }
  }

  private func forward(_ isNoisy: Bool) {
    let width = shape.width
    let count = isToken.count
    for rows in states + added + [mask, asked, inner] { rows.clear(count * width) }
    outputs.clear(count * shape.stride)
    let limit = isNoisy ? UInt64(settings.noise * 65_536) : 0
    let kept = isNoisy ? 1 / (1 - settings.noise) : 1
    let scale = isNoisy ? 1 / (1 - settings.inputNoise) : 1
    for index in 0..<count where isToken[index] {
      let own = states[0].base + index * width
      eachInput(index) { row in
        let values = weights.base + row * width
        for at in 0..<width { own[at] += values[at] }
      }
      let ownMask = mask.base + index * width
      for at in 0..<width {
        ownMask[at] = limit > 0 && random.next() >> 48 < limit ? 0 : kept * scale
        own[at] *= ownMask[at]
      }
    }
    for layer in 0..<shape.layers {
      let values = weights.base + shape.layer(layer)
      let bias = values + shape.layerCount
      let more = added[layer].base
      for index in 1..<count - 1 {
        for at in 0..<width { more[index * width + at] = bias[at] }
      }
      RowProduct.add(
        states[layer].base,
        step: width,
        count: count - 2,
        depth: 3 * width,
        values,
        columns: width,
        into: more + width
      )
      for index in 0..<count {
        let own = more + index * width
        let isOn = isToken[index]
        for at in 0..<width {
          let isLeft = isOn && (limit == 0 || random.next() >> 48 >= limit)
          own[at] = isLeft ? max(0, own[at]) * kept : 0
        }
      }
      let before = states[layer].base
      let after = states[layer + 1].base
      for at in 0..<count * width { after[at] = before[at] + more[at] }
    }
    let stride = shape.stride
    let values = weights.base + shape.output
    let bias = values + width * stride
    for index in 0..<count {
      for at in 0..<stride { outputs.base[index * stride + at] = bias[at] }
    }
    RowProduct.add(
      states[shape.layers].base,
      step: width,
      count: count,
      depth: width,
      values,
      columns: stride,
      into: outputs.base
    )
    for index in 0..<count { NetworkReader.soften(outputs.base + index * stride, shape) }
  }

  @inline(__always)
  private func eachInput(_ index: Int, _ use: (Int) -> Void) {
    let fields = NetworkInputs.count
    for at in index * fields..<(index + 1) * fields where inputs[at] < shape.rows {
      use(Int(inputs[at]))
    }
  }

  /// Turns probabilities into what is asked of them.
  ///
  /// - Returns: The mean loss of a token.
  private func compare() -> Double {
    let stride = shape.stride
    let tokens = Float(isToken.reduce(0) { $0 + ($1 ? 1 : 0) })
    var loss = 0.0
    for index in isToken.indices {
      let own = outputs.base + index * stride
      if !isToken[index] {
        own.update(repeating: 0, count: stride)
        continue
      }
      let label = Int(labels[index])
      loss -= Double(logf(max(own[label], 1e-12)))
      own[label] -= 1
      for at in 0..<stride { own[at] /= tokens }
    }
    return loss / Double(tokens)
  }

  private func backward(_ isNoisy: Bool) {
    let width = shape.width
    let stride = shape.stride
    let count = isToken.count
    let kept = isNoisy ? 1 / (1 - settings.noise) : 1
    let last = slopes.base + shape.output
    RowProduct.addTurned(
      states[shape.layers].base,
      step: width,
      count: count,
      depth: width,
      outputs.base,
      columns: stride,
      into: last
    )
    Self.addSums(outputs.base, count: count, columns: stride, into: last + width * stride)
    turn(at: shape.output, rows: width, columns: stride)
    RowProduct.add(
      outputs.base,
      step: stride,
      count: count,
      depth: stride,
      turned.base,
      columns: width,
      into: asked.base
    )
    for layer in (0..<shape.layers).reversed() {
      let start = shape.layer(layer)
      let more = added[layer].base
      for at in 0..<count * width { inner.base[at] = more[at] > 0 ? asked.base[at] * kept : 0 }
      RowProduct.addTurned(
        states[layer].base,
        step: width,
        count: count - 2,
        depth: 3 * width,
        inner.base + width,
        columns: width,
        into: slopes.base + start
      )
      let bias = slopes.base + start + shape.layerCount
      Self.addSums(inner.base, count: count, columns: width, into: bias)
      // A token is in three windows: its own and those of its neighbours.
      for tap in 0..<3 {
        turn(at: start + tap * width * width, rows: width, columns: width)
        RowProduct.add(
          inner.base + width,
          step: width,
          count: count - 2,
          depth: width,
          turned.base,
          columns: width,
          into: asked.base + tap * width
        )
      }
      for index in 0..<count where !isToken[index] {
        (asked.base + index * width).update(repeating: 0, count: width)
      }
    }
    for index in 0..<count where isToken[index] {
      let own = asked.base + index * width
      let ownMask = mask.base + index * width
      for at in 0..<width { own[at] *= ownMask[at] }
      eachInput(index) { row in
        if used[row] != step {
          used[row] = step
          rowsInUse.append(row)
        }
        let values = slopes.base + row * width
        for at in 0..<width { values[at] += own[at] }
      }
    }
  }

  /// Turns weights, so that they lead back.
  private func turn(at start: Int, rows: Int, columns: Int) {
    turned.clear(rows * columns)
    let values = weights.base + start
    for row in 0..<rows {
      for column in 0..<columns {
        turned.base[column * rows + row] = values[row * columns + column]
      }
    }
  }

  private static func addSums(
    _ rows: UnsafePointer<Float>,
    count: Int,
    columns: Int,
    into out: UnsafeMutablePointer<Float>
  ) {
    for index in 0..<count {
      for at in 0..<columns { out[at] += rows[index * columns + at] }
    }
  }

  /// Takes a step of Adam; rows of embeddings that no token of the batch has stay.
  private func move(_ rate: Float) {
    let size = rate * (1 - powf(0.99, Float(step))).squareRoot() / (1 - powf(0.9, Float(step)))
    func move(_ range: Range<Int>) {
      let x = weights.base
      let mean = first.base
      let square = second.base
      for at in range {
        let slope = slopes.base[at]
        mean[at] = 0.9 * mean[at] + 0.1 * slope
        square[at] = 0.99 * square[at] + 0.01 * slope * slope
        x[at] -= size * mean[at] / (square[at].squareRoot() + 1e-8)
      }
    }
    for row in rowsInUse { move(row * shape.width..<(row + 1) * shape.width) }
    move(shape.layer(0)..<shape.count)
  }
}
