// SPDX-License-Identifier: Apache-2.0

/// How a network is built: where the numbers of its parts lie among all of them.
package struct NetworkShape: Sendable, Equatable {
  /// How many rows of embeddings there are; the values of inputs share them by hash.
  package var rows: Int
  /// How many numbers a token has, a multiple of eight.
  package var width: Int
  /// How many layers look at a token and its neighbours.
  package var layers: Int
  package var labels: Int

  /// Puts a shape together.
  package init(rows: Int, width: Int, layers: Int, labels: Int) {
    self.rows = rows
    self.width = width
    self.layers = layers
    self.labels = labels
  }

  /// How many numbers a row of labels takes.
  package var stride: Int { SequenceModel.stride(labels: labels) }
  /// How many weights a layer has: of a token and of both its neighbours.
  package var layerCount: Int { 3 * width * width }
  /// Where the weights of a layer begin; its biases follow them.
  package func layer(_ index: Int) -> Int { rows * width + index * (layerCount + width) }
  /// Where the weights that make labels begin; their biases follow them.
  package var output: Int { layer(layers) }
  /// How many numbers a network has.
  package var count: Int { output + (width + 1) * stride }
}

/// What a network sees of a token: rows of its embeddings.
package enum NetworkInputs {
  package static let count = 18

  /// Writes the rows of a token; the number of rows where a value says nothing.
  ///
  /// - Parameters:
  ///   - token: The token.
  ///   - salt: What makes the values that share a row others in each network.
  ///   - rows: How many rows there are.
  ///   - out: Room for `count` of them.
  @inline(__always)
  package static func fill(
    _ token: TokenProfile,
    salt: UInt32,
    rows: Int,
    _ out: UnsafeMutablePointer<Int32>
  ) {
    var at = 0
    func add(_ value: UInt32) {
      let hash = Hash.finish(Hash.combine(value, salt &+ UInt32(at) &* 0x9E37_79B9))
      out[at] = value == 0 ? Int32(rows) : Int32((UInt64(hash) * UInt64(rows)) >> 32)
      at += 1
    }
    add(token.word)
    add(token.prefix3)
    add(token.suffix2)
    add(token.suffix3)
    add(token.suffix4)
    add(token.shape)
    add(token.shortShape)
    add(token.length)
    add(token.cluster)
    add(token.cluster256)
    add(token.cluster64)
    add(token.classes)
    add(token.pairClasses)
    add(token.term)
    add(token.label)
    add(token.typical)
    add(token.typical >> 8)
    add(token.prefix2)
  }
}

/// A small convolutional network over the words of a sentence: embeddings of what is known of each token
/// are added up, layers look at a token between its neighbours and add to it, and the last says how
/// probable each label is.
package struct TokenNetwork: Sendable {
  package let shape: NetworkShape
  package let salt: UInt32
  /// All numbers, as the shape lays them.
  package let parameters: [Float]

  /// Puts a network together.
  package init(shape: NetworkShape, salt: UInt32, parameters: [Float]) {
    self.shape = shape
    self.salt = salt
    self.parameters = parameters
  }

  /// How many bytes a network of a shape takes: runs of `width` numbers share a scale.
  package static func byteCount(_ shape: NetworkShape) -> Int {
    4 + shape.count + (shape.count + shape.width - 1) / shape.width * 4
  }

  /// Reads the bytes of a model file.
  init?(_ bytes: UnsafeRawBufferPointer, shape: NetworkShape) {
    guard bytes.count == Self.byteCount(shape) else { return nil }
    self.shape = shape
    salt = bytes.loadUnaligned(as: UInt32.self)
    let scales = 4 + shape.count
    var numbers = [Float](repeating: 0, count: shape.count)
    var run = 0
    var begin = 0
    while begin < shape.count {
      let scale = bytes.loadUnaligned(fromByteOffset: scales + run * 4, as: Float.self)
      let end = min(begin + shape.width, shape.count)
      for at in begin..<end { numbers[at] = scale * Float(Int8(bitPattern: bytes[4 + at])) }
      begin = end
      run += 1
    }
    parameters = numbers
  }

  /// Returns the bytes of a model file: a weight takes eight bits.
  package var encoded: [UInt8] {
    var weights: [UInt8] = []
    var scales: [UInt8] = []
    func append(_ bits: UInt32, to bytes: inout [UInt8]) {
      for shift in [0, 8, 16, 24] as [UInt32] {
        bytes.append(UInt8(truncatingIfNeeded: bits >> shift))
      }
    }
    append(salt, to: &weights)
    var begin = 0
    while begin < shape.count {
      let run = parameters[begin..<min(begin + shape.width, shape.count)]
      let scale = max(run.reduce(0) { max($0, abs($1)) }, 1e-9) / 127
      for number in run { weights.append(UInt8(bitPattern: Int8((number / scale).rounded()))) }
      append(scale.bitPattern, to: &scales)
      begin += shape.width
    }
    return weights + scales
  }
}

/// Networks of one shape, which differ by what they began with: their mean errs less than each.
package struct TokenNetworks: Sendable {
  package let networks: [TokenNetwork]

  package init(_ networks: [TokenNetwork]) { self.networks = networks }

  /// Reads the bytes of a model file: four numbers that give the shape, and the networks.
  package init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count >= 16 else { return nil }
    let fields = (0..<4).map { Int(bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self)) }
    guard fields[0] > 0, fields[0] <= 1 << 20, fields[1] > 0, fields[1] % 8 == 0, fields[1] <= 512,
      fields[2] <= 16, fields[3] > 0, fields[3] <= 255
    else { return nil }
    let shape = NetworkShape(
      rows: fields[0],
      width: fields[1],
      layers: fields[2],
      labels: fields[3]
    )
    let size = TokenNetwork.byteCount(shape)
    guard (bytes.count - 16) % size == 0 else { return nil }
    networks = stride(from: 16, to: bytes.count, by: size).compactMap { begin in
      TokenNetwork(UnsafeRawBufferPointer(rebasing: bytes[begin..<begin + size]), shape: shape)
    }
  }

  /// Returns the bytes of a model file.
  package var encoded: [UInt8] {
    guard let shape = networks.first?.shape else { return [] }
    let head = [shape.rows, shape.width, shape.layers, shape.labels].flatMap { number in
      (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
    return head + networks.flatMap(\.encoded)
  }
}
