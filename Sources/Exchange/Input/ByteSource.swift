// SPDX-License-Identifier: Apache-2.0

import CZlib

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The bytes of a file or of standard input, decompressed where they are a gzip stream.
///
/// Whether they are is seen from the first two bytes, not from the name.
final class ByteSource {
  private let descriptor: Int32
  private let path: String
  private var gunzip: OpaquePointer?
  private var isFirst = true
  private var input = [UInt8](repeating: 0, count: 1 << 18)
  private var inputStart = 0
  private var inputEnd = 0
  private var isAtEnd = false
  private var isInsideMember = false
  private var failure: ExchangeError?

  /// The bytes that were read from the file itself.
  private(set) var bytesRead = 0

  /// Whether something stands behind a gzip stream that is neither another member nor the zeros that fill
  /// blocks; it was left out.
  private(set) var hasTrailingBytes = false

  init(_ file: InputFile) throws {
    path = file.path
    descriptor = file.isStandardInput ? 0 : open(file.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw ExchangeError(.cannotRead, "The file cannot be read", subject: file.path)
    }
  }

  deinit {
    if let gunzip { tarn_gunzip_destroy(gunzip) }
    if descriptor > 0 { close(descriptor) }
  }

  /// Appends the next bytes to a buffer.
  ///
  /// Of a stream that is damaged or cut off, all that comes before is handed out first.
  ///
  /// - Returns: Whether there were any; `false` means the end.
  /// - Throws: ``ExchangeError`` where the file cannot be read on.
  func read(into buffer: inout [UInt8]) throws -> Bool {
    if isFirst {
      isFirst = false
      try fill()
      if inputEnd >= 2 && input[0] == 0x1F && input[1] == 0x8B {
        gunzip = tarn_gunzip_create()
        isInsideMember = true
      }
    } else if inputStart == inputEnd {
      try fill()
    }
    guard let gunzip else {
      guard inputStart < inputEnd else { return false }
      buffer += input[inputStart..<inputEnd]
      inputStart = inputEnd
      return true
    }
    return try inflate(gunzip, into: &buffer)
  }

  private func inflate(_ gunzip: OpaquePointer, into buffer: inout [UInt8]) throws -> Bool {
    var output = [UInt8](repeating: 0, count: 1 << 19)
    if let failure { throw failure }
    while true {
      if inputStart == inputEnd { try fill() }
      if !isInsideMember, try !beginMember(gunzip) { return false }
      var inCount = inputEnd - inputStart
      var outCount = output.count
      let wasAtEnd = inCount == 0
      let code = input.withUnsafeBufferPointer { source in
        output.withUnsafeMutableBufferPointer { target in
          tarn_gunzip_step(
            gunzip,
            source.baseAddress.map { $0 + inputStart },
            &inCount,
            target.baseAddress,
            &outCount
          )
        }
      }
      inputStart += inCount
      isInsideMember = code == 0
      if code < 0 || wasAtEnd && outCount == 0 && code == 0 {
        failure = ExchangeError(
          .cannotRead,
          "The gzip stream is damaged or cut off here",
          subject: path
        )
      }
      if outCount > 0 {
        buffer += output[0..<outCount]
        return true
      }
      if let failure { throw failure }
    }
  }

  /// Goes on to the next member; `false` where there is none.
  private func beginMember(_ gunzip: OpaquePointer) throws -> Bool {
    if inputEnd - inputStart == 1 { try fill(keeping: 1) }
    guard inputEnd - inputStart >= 2, input[inputStart] == 0x1F, input[inputStart + 1] == 0x8B
    else {
      while inputStart < inputEnd, !hasTrailingBytes {
        hasTrailingBytes = input[inputStart..<inputEnd].contains { $0 != 0 }
        try fill()
      }
      inputStart = inputEnd
      return false
    }
    isInsideMember = tarn_gunzip_next(gunzip) != 0
    return isInsideMember
  }

  /// Reads on, behind the last bytes that were not used where there are some.
  private func fill(keeping kept: Int = 0) throws {
    for index in 0..<kept { input[index] = input[inputEnd - kept + index] }
    inputStart = 0
    inputEnd = kept
    guard !isAtEnd else { return }
    while true {
      let count = input.withUnsafeMutableBytes {
        systemRead(descriptor, $0.baseAddress.map { $0 + kept }, $0.count - kept)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else {
        throw ExchangeError(.cannotRead, "The file cannot be read", subject: path)
      }
      isAtEnd = count == 0
      inputEnd = kept + count
      bytesRead += count
      return
    }
  }
}

private func systemRead(
  _ descriptor: Int32,
  _ buffer: UnsafeMutableRawPointer?,
  _ count: Int
) -> Int {
  read(descriptor, buffer, count)
}
