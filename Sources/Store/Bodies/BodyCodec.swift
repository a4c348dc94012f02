// SPDX-License-Identifier: Apache-2.0

import CJSON
import CZstd
import Synchronization

/// Compresses and decompresses resource bodies, with a zstd dictionary per resource type.
///
/// Most resources are a kilobyte of names and codes that every resource of the type repeats, so a
/// dictionary of the type makes them a few hundred bytes. A dictionary is trained once, when a
/// batch first holds enough bodies of a type, and kept in the lake: a body says which one it needs.
/// Dictionary 0 is none. The codec can be used from any thread.
final class BodyCodec: Sendable {
  /// Fewer bodies than this make no dictionary worth its bytes.
  static let samplesForDictionary = 48

  private static let dictionarySize = 48 << 10
  private static let sampleBytes = 4 << 20
  private static let level: Int32 = 3

  /// A dictionary that has been prepared for use; it lives as long as the codec.
  private struct Prepared: @unchecked Sendable {
    let compression: OpaquePointer?
    let decompression: OpaquePointer?
  }

  /// A dictionary that the lake does not hold yet.
  struct NewDictionary: Sendable {
    let id: Int64
    let typeCode: Int
    let bytes: [UInt8]
  }

  private struct State {
    var byID: [Int64: Prepared] = [:]
    var idByType: [Int: Int64] = [:]
    var unsaved: [NewDictionary] = []
  }

  private let state = Mutex(State())

  deinit {
    state.withLock { state in
      for prepared in state.byID.values {
        ZSTD_freeCDict(prepared.compression)
        ZSTD_freeDDict(prepared.decompression)
      }
    }
  }

  // MARK: - Dictionaries

  /// Adds a dictionary that the lake holds.
  func add(id: Int64, typeCode: Int, bytes: [UInt8]) {
    let prepared = Self.prepare(bytes)
    state.withLock { state in
      guard state.byID[id] == nil else { return }
      state.byID[id] = prepared
      state.idByType[typeCode] = id
    }
  }

  /// Returns the dictionary for new bodies of a type, or 0.
  func dictionaryID(forType typeCode: Int) -> Int64 {
    state.withLock { $0.idByType[typeCode] ?? 0 }
  }

  /// The dictionaries for new bodies, by type.
  var chosen: [Int: Int64] { state.withLock { $0.idByType } }

  /// Goes back to dictionaries that were used before; what was trained since is not saved.
  func choose(_ chosen: [Int: Int64]) {
    state.withLock { state in
      state.unsaved.removeAll { chosen[$0.typeCode] != $0.id }
      state.idByType = chosen
    }
  }

  /// Has another dictionary trained for a type; bodies of the old one can still be read.
  func forgetDictionary(forType typeCode: Int) {
    state.withLock { state in
      state.idByType[typeCode] = nil
      state.unsaved.removeAll { $0.typeCode == typeCode }
    }
  }

  func isKnown(_ id: Int64) -> Bool { id == 0 || state.withLock { $0.byID[id] != nil } }

  /// Trains a dictionary for a type that has none, when there are samples enough.
  func train(typeCode: Int, samples: [[UInt8]]) {
    guard samples.count >= Self.samplesForDictionary, dictionaryID(forType: typeCode) == 0 else {
      return
    }
    var joined: [UInt8] = []
    var sizes: [Int] = []
    // Samples are taken from the whole batch, so that one patient does not fill the dictionary.
    let total = samples.reduce(0) { $0 + $1.count }
    let every = max(1, total / Self.sampleBytes)
    for index in stride(from: 0, to: samples.count, by: every) {
      joined += samples[index]
      sizes.append(samples[index].count)
    }
    var dictionary = [UInt8](repeating: 0, count: min(Self.dictionarySize, max(1024, total / 8)))
    let size = ZDICT_trainFromBuffer(
      &dictionary,
      dictionary.count,
      joined,
      sizes,
      UInt32(sizes.count)
    )
    guard ZDICT_isError(size) == 0 else { return }
    dictionary.removeLast(dictionary.count - size)
    let prepared = Self.prepare(dictionary)
    // The id comes from the content, so that two processes never mean different dictionaries by one.
    let id = Int64(tarn_hash64(dictionary, dictionary.count, 0) & 0x7FFF_FFFF)
    state.withLock { state in
      guard state.idByType[typeCode] == nil else { return }
      state.byID[id] = prepared
      state.idByType[typeCode] = id
      state.unsaved.append(NewDictionary(id: id, typeCode: typeCode, bytes: dictionary))
    }
  }

  /// The dictionaries that have to be written before any body that uses them.
  var unsaved: [NewDictionary] { state.withLock { $0.unsaved } }

  /// Notes that dictionaries are in the lake.
  func markSaved(_ ids: Set<Int64>) {
    state.withLock { $0.unsaved.removeAll { ids.contains($0.id) } }
  }

  private static func prepare(_ bytes: [UInt8]) -> Prepared {
    Prepared(
      compression: ZSTD_createCDict(bytes, bytes.count, level),
      decompression: ZSTD_createDDict(bytes, bytes.count)
    )
  }

  // MARK: - Bodies

  /// Compresses and decompresses on one thread.
  final class Context {
    private let codec: BodyCodec
    private let compression = ZSTD_createCCtx()
    private let decompression = ZSTD_createDCtx()
    private var prepared: [Int64: Prepared] = [:]
    private var buffer: [UInt8] = []

    init(_ codec: BodyCodec) { self.codec = codec }

    deinit {
      ZSTD_freeCCtx(compression)
      ZSTD_freeDCtx(decompression)
    }

    /// Compresses a body with the dictionary of its type.
    func compress(_ body: UnsafeRawBufferPointer, typeCode: Int) -> (dictionary: Int64, [UInt8]) {
      let id = codec.dictionaryID(forType: typeCode)
      let bound = ZSTD_compressBound(body.count)
      if buffer.count < bound { buffer = [UInt8](repeating: 0, count: bound) }
      let size: Int =
        if let dictionary = dictionary(id)?.compression {
          ZSTD_compress_usingCDict(
            compression,
            &buffer,
            buffer.count,
            body.baseAddress,
            body.count,
            dictionary
          )
        } else {
          ZSTD_compressCCtx(
            compression,
            &buffer,
            buffer.count,
            body.baseAddress,
            body.count,
            BodyCodec.level
          )
        }
      return (id, Array(buffer[0..<size]))
    }

    /// Decompresses a body.
    ///
    /// - Throws: ``StoreError`` with code `.corrupt` when the bytes are not what was compressed.
    func decompress(_ bytes: UnsafeRawBufferPointer, dictionary id: Int64) throws -> [UInt8] {
      let size = ZSTD_getFrameContentSize(bytes.baseAddress, bytes.count)
      guard size < 1 << 31 else { throw StoreError(.corrupt, "A stored body is damaged") }
      if id != 0, dictionary(id)?.decompression == nil {
        throw StoreError(.corrupt, "A stored body needs a dictionary that is not there")
      }
      var failed = false
      let body = [UInt8](unsafeUninitializedCapacity: Int(size)) { out, count in
        let written: Int =
          if let dictionary = dictionary(id)?.decompression {
            ZSTD_decompress_usingDDict(
              decompression,
              out.baseAddress,
              out.count,
              bytes.baseAddress,
              bytes.count,
              dictionary
            )
          } else {
            ZSTD_decompressDCtx(
              decompression,
              out.baseAddress,
              out.count,
              bytes.baseAddress,
              bytes.count
            )
          }
        failed = ZSTD_isError(written) != 0 || written != Int(size)
        count = failed ? 0 : written
      }
      guard !failed else { throw StoreError(.corrupt, "A stored body is damaged") }
      return body
    }

    private func dictionary(_ id: Int64) -> Prepared? {
      guard id != 0 else { return nil }
      if let known = prepared[id] { return known }
      let found = codec.state.withLock { $0.byID[id] }
      prepared[id] = found
      return found
    }
  }
}
