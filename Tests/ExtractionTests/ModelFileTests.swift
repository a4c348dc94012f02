// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Model files and their parts.
@Suite struct ModelFileTests {
  static let parts: [ModelFile.Part: [UInt8]] = [
    .card: Array("a card".utf8), .judge: [1, 2, 3], .networks: [4],
  ]

  @Test func partsAreReadAsTheyWereWritten() {
    let file = ModelFile.encode(Self.parts)
    #expect(file.withUnsafeBytes { ModelFile.parts(of: $0) } == Self.parts)
  }

  /// Twenty-four places, then the parts: what has no place there is not in the file.
  @Test func formBeforeIsRead() {
    var file = Array("TARNXM03".utf8) + [UInt8](repeating: 0, count: 24 * 8)
    for (part, content) in [(ModelFile.Part.card, [7, 8]), (.judge, [1, 2, 3])] as [(_, [UInt8])] {
      file[8 + part.rawValue * 8] = UInt8(file.count)
      file[12 + part.rawValue * 8] = UInt8(content.count)
      file += content
    }
    #expect(
      file.withUnsafeBytes { ModelFile.parts(of: $0) } == [.card: [7, 8], .judge: [1, 2, 3]]
    )
  }

  @Test func otherFilesHaveNoParts() {
    var file = ModelFile.encode(Self.parts)
    file[7] = UInt8(ascii: "9")
    #expect(file.withUnsafeBytes { ModelFile.parts(of: $0) }.isEmpty)
    #expect([UInt8]().withUnsafeBytes { ModelFile.parts(of: $0) }.isEmpty)
  }
}
