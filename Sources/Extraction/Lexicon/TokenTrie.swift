// SPDX-License-Identifier: Apache-2.0

/// Terms as paths of token hashes, with a chain of payloads at the end of each.
struct TokenTrie: Sendable {
  private var keys: [UInt64] = [UInt64](repeating: 0, count: 1 << 12)
  private var next: [Int32] = [Int32](repeating: 0, count: 1 << 12)
  private var used = 0
  /// The first payload of each state, -1 where no term ends.
  private(set) var firstPayload: [Int32] = [-1]
  /// The payload after each payload.
  private(set) var nextPayload: [Int32] = []
  private var payloadValues: [Int32] = []

  /// Whether each hash begins a term: most tokens do not, and this says so in one look.
  private var starters = [UInt64](repeating: 0, count: 1 << 10)

  /// Adds a term.
  mutating func insert(_ hashes: [UInt32], payload: Int32) {
    guard let first = hashes.first else { return }
    starters[Int(first >> 6) & 1023] |= 1 << UInt64(first & 63)
    var state: Int32 = 0
    for hash in hashes {
      let found = child(of: state, hash)
      if found > 0 {
        state = found
        continue
      }
      if used * 2 >= keys.count { grow() }
      firstPayload.append(-1)
      let created = Int32(firstPayload.count - 1)
      put(Self.key(state, hash), created)
      state = created
    }
    var chain = firstPayload[Int(state)]
    while chain >= 0 {
      if payloadValues[Int(chain)] == payload { return }
      chain = nextPayload[Int(chain)]
    }
    payloadValues.append(payload)
    nextPayload.append(firstPayload[Int(state)])
    firstPayload[Int(state)] = Int32(payloadValues.count - 1)
  }

  /// The payloads of a state.
  func payloads(_ state: Int32) -> [Int32] {
    var result: [Int32] = []
    var chain = firstPayload[Int(state)]
    while chain >= 0 {
      result.append(payloadValues[Int(chain)])
      chain = nextPayload[Int(chain)]
    }
    return result
  }

  @inline(__always)
  func mayStart(_ hash: UInt32) -> Bool {
    starters[Int(hash >> 6) & 1023] & (1 << UInt64(hash & 63)) != 0
  }

  /// The state after one more token, 0 where there is none.
  @inline(__always)
  func child(of state: Int32, _ hash: UInt32) -> Int32 {
    let key = Self.key(state, hash)
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: key &* 0x9E37_79B9_7F4A_7C15 >> 24) & mask
    while true {
      let found = keys[slot]
      if found == key { return next[slot] }
      if found == 0 { return 0 }
      slot = (slot + 1) & mask
    }
  }

  @inline(__always)
  private static func key(_ state: Int32, _ hash: UInt32) -> UInt64 {
    UInt64(UInt32(bitPattern: state) &+ 1) << 32 | UInt64(hash)
  }

  private mutating func put(_ key: UInt64, _ value: Int32) {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: key &* 0x9E37_79B9_7F4A_7C15 >> 24) & mask
    while keys[slot] != 0 { slot = (slot + 1) & mask }
    keys[slot] = key
    next[slot] = value
    used += 1
  }

  private mutating func grow() {
    let oldKeys = keys
    let oldNext = next
    keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
    next = [Int32](repeating: 0, count: oldKeys.count * 2)
    used = 0
    for (slot, key) in oldKeys.enumerated() where key != 0 { put(key, oldNext[slot]) }
  }

  /// The longest path from a token, hyphens skipped where no term has them.
  ///
  /// - Returns: The state and the token after the last, or nothing.
  func longest(in note: TokenizedNote, from start: Int, limit: Int) -> (state: Int32, end: Int)? {
    guard start < note.tokens.count else { return nil }
    let broken = note.brokenWord(start)
    guard mayStart(note.tokens[start].hash) || broken.map({ mayStart($0) }) ?? false else {
      return nil
    }
    var state: Int32 = 0
    var at = start
    var best: (Int32, Int)?
    while at < limit {
      if at + 2 < limit, let whole = note.brokenWord(at), child(of: state, whole) > 0 {
        state = child(of: state, whole)
        at += 3
        if firstPayload[Int(state)] >= 0 { best = (state, at) }
        continue
      }
      var found = child(of: state, note.tokens[at].hash)
      if found == 0, at > start, note.isSymbol(at, 0x2D), at + 1 < limit,
        !note.tokens[at].flags.contains(.spaceBefore)
      {
        at += 1
        found = child(of: state, note.tokens[at].hash)
      }
      guard found > 0 else { break }
      state = found
      at += 1
      if firstPayload[Int(state)] >= 0 { best = (state, at) }
    }
    return best
  }
}
