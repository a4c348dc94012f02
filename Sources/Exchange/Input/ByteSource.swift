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

  /// The bytes that were read from the file itself.
  private(set) var bytesRead = 0

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
  /// - Returns: Whether there were any; `false` means the end.
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
    while true {
      if inputStart == inputEnd { try fill() }
      if inputStart == inputEnd && !isInsideMember { return false }
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
      guard code >= 0, !(wasAtEnd && outCount == 0 && code == 0) else {
        throw ExchangeError(.cannotRead, "The gzip stream is damaged or cut off", subject: path)
      }
      if outCount > 0 {
        buffer += output[0..<outCount]
        return true
      }
    }
  }

  private func fill() throws {
    inputStart = 0
    inputEnd = 0
    guard !isAtEnd else { return }
    while true {
      let count = input.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else {
        throw ExchangeError(.cannotRead, "The file cannot be read", subject: path)
      }
      isAtEnd = count == 0
      inputEnd = count
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
