// SPDX-License-Identifier: Apache-2.0

/// Weights most of which are zero: how many there are, in four bytes, a bit for each that says whether
/// it is another number, and these.
package enum PackedWeights {
  /// Returns the packed bytes.
  package static func pack(_ weights: [UInt8]) -> [UInt8] {
    var bits = [UInt8](repeating: 0, count: (weights.count + 7) / 8)
    var others: [UInt8] = []
    for (at, weight) in weights.enumerated() where weight != 0 {
      bits[at >> 3] |= 1 << UInt8(at & 7)
      others.append(weight)
    }
    let count = UInt32(weights.count)
    let head = (0..<4).map { UInt8(truncatingIfNeeded: count >> (UInt32($0) * 8)) }
    return head + bits + others
  }

  /// Returns the weights; `nil` where the bytes are too many or too few.
  static func unpack(_ bytes: UnsafeRawBufferPointer) -> ModelMemory? {
    guard bytes.count >= 4 else { return nil }
    let count = Int(bytes.loadUnaligned(as: UInt32.self))
    let first = 4 + (count + 7) / 8
    guard first <= bytes.count else { return nil }
    let others = bytes[4..<first].reduce(0) { $0 + $1.nonzeroBitCount }
    guard first + others == bytes.count else { return nil }
    let memory = ModelMemory(count: (count + 7) / 8 * 8)
    var from = first
    for at in 4..<first {
      var bits = bytes[at]
      while bits != 0 {
        let place = (at - 4) * 8 + bits.trailingZeroBitCount
        memory.bytes.storeBytes(of: bytes[from], toByteOffset: place, as: UInt8.self)
        bits &= bits - 1
        from += 1
      }
    }
    memory.count = count
    return memory
  }
}

/// Bytes that were made of those of a model file.
final class ModelMemory: @unchecked Sendable {
  let bytes: UnsafeMutableRawPointer
  /// How many of them are meant; written while they are made.
  fileprivate(set) var count: Int

  /// Makes room, with zeros.
  init(count: Int) {
    self.count = count
    bytes = .allocate(byteCount: max(count, 64), alignment: 64)
    bytes.initializeMemory(as: UInt8.self, repeating: 0, count: max(count, 64))
  }

  deinit { bytes.deallocate() }
}
