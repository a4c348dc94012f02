// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Extraction
@testable import tarn_train

/// The networks that read case reports beside the field.
@Suite struct NetworkTests {
  static let shape = NetworkShape(rows: 64, width: 8, layers: 2, labels: 7)

  /// Sentences of made-up words, some of one word alone.
  static let sentences: [NetworkSentence] = {
    var random = SplitMix(state: 3)
    return [5, 1, 7, 4].map { count in
      NetworkSentence(
        profiles: (0..<count).map { _ in
          var token = TokenProfile()
          token.word = UInt32.random(in: 1...20, using: &random)
          token.suffix3 = UInt32.random(in: 0...8, using: &random)
          token.cluster = UInt32.random(in: 0...4, using: &random)
          return token
        },
        labels: (0..<count).map { _ in UInt8.random(in: 0...6, using: &random) }
      )
    }
  }()

  static func training(seed: UInt64 = 5) -> NetworkTraining {
    var settings = NetworkSettings()
    settings.epochs = 200
    settings.batch = 8
    settings.inputNoise = 0.2
    settings.noise = 0.1
    return NetworkTraining(shape: shape, settings: settings, seed: seed)
  }

  static func opinion(_ network: TokenNetwork, _ sentence: NetworkSentence) -> NetworkOpinion {
    sentence.profiles.withUnsafeBufferPointer {
      NetworkReader(TokenNetworks([network])).read($0.start, sentence.profiles.count)
    }
  }

  /// Values share rows by hash; hardly any two of some hundred among four thousand do.
  @Test func valuesHaveRowsOfTheirOwn() {
    var rows = Set<Int32>()
    for value in 1...200 {
      var token = TokenProfile()
      token.word = UInt32(value)
      var own = [Int32](repeating: 0, count: NetworkInputs.count)
      own.withUnsafeMutableBufferPointer {
        NetworkInputs.fill(token, salt: 1, rows: 4096, $0.start)
      }
      #expect(own.filter { $0 < 4096 }.count == 1)
      rows.insert(own[0])
    }
    #expect(rows.count > 180)
  }

  @Test func gradientIsThatOfTheLoss() {
    let training = Self.training()
    _ = training.differentiate(Self.sentences, isNoisy: false)
    let gradient = training.gradient
    var parameters = training.parameters
    var compared = 0
    for at in parameters.indices where abs(gradient[at]) > 0.003 {
      // Small, so that few numbers cross the zero of a layer on the way.
      let step: Float = 3e-4
      let old = parameters[at]
      parameters[at] = old + step
      training.parameters = parameters
      let above = training.differentiate(Self.sentences, isNoisy: false)
      parameters[at] = old - step
      training.parameters = parameters
      let below = training.differentiate(Self.sentences, isNoisy: false)
      parameters[at] = old
      let slope = Float((above - below) / Double(2 * step))
      #expect(abs(slope - gradient[at]) < 0.05 * abs(gradient[at]) + 0.0015, "number \(at)")
      compared += 1
    }
    #expect(compared > 150)
  }

  @Test func learnsWhatItIsShown() {
    let training = Self.training()
    let before = training.differentiate(Self.sentences, isNoisy: false)
    training.train(Self.sentences)
    let after = training.differentiate(Self.sentences, isNoisy: false)
    #expect(after < before / 2)
  }

  /// What training computes with many sentences at once is what reading computes with one.
  @Test func readingSaysWhatTrainingSays() {
    let training = Self.training()
    training.train(Self.sentences)
    let network = training.network
    let loss = training.differentiate(Self.sentences, isNoisy: false)
    var sum: Float = 0
    var tokens: Float = 0
    for sentence in Self.sentences {
      let opinion = Self.opinion(network, sentence)
      for (at, label) in sentence.labels.enumerated() {
        sum -= SpanFeatures.logarithm(opinion.chance(at, label: Int(label)))
        tokens += 1
      }
    }
    #expect(abs(sum / tokens - Float(loss)) < 1e-3)
  }

  @Test func keptNetworkSaysTheSame() throws {
    let training = Self.training()
    training.train(Self.sentences)
    let networks = TokenNetworks([training.network, Self.training(seed: 6).network])
    let bytes = networks.encoded
    let kept = try #require(bytes.withUnsafeBytes { TokenNetworks($0) })
    #expect(kept.networks.count == 2)
    #expect(kept.networks.map(\.salt) == networks.networks.map(\.salt))
    for sentence in Self.sentences {
      let own = Self.opinion(networks.networks[0], sentence)
      let other = Self.opinion(kept.networks[0], sentence)
      for at in sentence.labels.indices {
        for label in 0..<Self.shape.labels {
          #expect(abs(own.chance(at, label: label) - other.chance(at, label: label)) < 0.03)
        }
      }
    }
    // What eight bits say is kept as it is, however often it is written.
    #expect(kept.encoded == bytes)
  }

  @Test func brokenNetworksAreNone() {
    let bytes = TokenNetworks([Self.training().network]).encoded
    for broken in [Array(bytes.dropLast()), bytes + [0], Array(bytes.prefix(7))] {
      #expect(broken.withUnsafeBytes { TokenNetworks($0) } == nil)
    }
  }

  @Test func trainingTwiceGivesTheSameNetwork() {
    let networks = [Self.training(), Self.training()].map { training in
      training.train(Self.sentences)
      return training.network.encoded
    }
    #expect(networks[0] == networks[1])
    let other = Self.training(seed: 6)
    other.train(Self.sentences)
    #expect(other.network.encoded != networks[0])
  }

  @Test func spansOfAnOpinionAreItsLabels() {
    // Three labels: nothing, the beginning, what goes on; two tokens that are one span.
    let rows: [Float] = [
      0.1, 0.9, 0, 0, 0, 0, 0, 0,
      0.1, 0.1, 0.8, 0, 0, 0, 0, 0,
      0.9, 0.1, 0, 0, 0, 0, 0, 0,
    ]
    let opinion = NetworkOpinion([rows], count: 3, labels: 3)
    let spans = opinion.spans(least: 0.15)
    #expect(spans.map { [$0.start, $0.end] } == [[0, 1], [0, 2]])
    #expect(abs(spans[1].marginal - 0.72) < 1e-6)
    let verdict = opinion.verdict(0, 2, type: 0)
    #expect(abs(verdict.whole - 0.72) < 1e-6)
    #expect(verdict.votes == 1)
    #expect(abs(verdict.touch - 0.9) < 1e-6)
    #expect(abs(verdict.outside - 0.1) < 1e-6)
  }
}
