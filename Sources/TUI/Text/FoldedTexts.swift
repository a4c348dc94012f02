// SPDX-License-Identifier: Apache-2.0

internal import Foundation

/// Many folded texts in one piece of memory, where a word is looked for in all of them.
///
/// Texts of their own would be found all over memory, and counted up and down at each look.
struct FoldedTexts: Sendable {
  private var bytes: [UInt8] = []
  /// Where each text ends.
  private var ends: [Int] = []

  init() {}

  /// Makes room for so many texts of about so many bytes.
  init(_ count: Int, ofBytes length: Int) {
    ends.reserveCapacity(count)
    bytes.reserveCapacity(count * length)
  }

  /// How many texts there are.
  var count: Int { ends.count }

  /// Folds a text and takes it as the last.
  mutating func append(_ text: String) {
    bytes += fold(text).utf8
    ends.append(bytes.count)
  }

  /// Folds a text in UTF-8 and takes it as the last.
  mutating func append(utf8 text: [UInt8]) {
    guard text.reduce(0, |) < 0x80 else { return append(String(decoding: text, as: UTF8.self)) }
    let start = bytes.count
    bytes += text
    bytes.withUnsafeMutableBufferPointer { bytes in
      for index in start..<bytes.count {
        let byte = bytes[index]
        bytes[index] = byte | (UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? 0x20 : 0)
      }
    }
    ends.append(bytes.count)
  }

  /// Takes the texts of others as the last.
  mutating func append(contentsOf others: FoldedTexts) {
    let start = bytes.count
    bytes += others.bytes
    ends += others.ends.map { start + $0 }
  }

  /// Whether a text holds all words, which are folded.
  func contains(_ words: [[UInt8]], at index: Int) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      let text = UnsafeBufferPointer(rebasing: bytes[range(index)])
      return words.allSatisfy { word in
        word.withUnsafeBufferPointer { holds(text, $0) }
      }
    }
  }

  /// Less than 0 where one text comes before another, 0 where they are the same.
  func compare(_ left: Int, _ right: Int) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      let left = range(left)
      let right = range(right)
      guard let start = bytes.baseAddress else { return 0 }
      let order = memcmp(
        start + left.lowerBound,
        start + right.lowerBound,
        min(left.count, right.count)
      )
      return order == 0 ? left.count - right.count : Int(order)
    }
  }

  private func range(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : ends[index - 1])..<ends[index]
  }
}
