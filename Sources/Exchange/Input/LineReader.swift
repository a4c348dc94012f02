// SPDX-License-Identifier: Apache-2.0

/// Reads the lines of a file, compressed or not, in constant memory.
public enum LineReader {
  /// Hands out the lines of a file that are not empty.
  ///
  /// - Parameters:
  ///   - path: The path; `-` is standard input.
  ///   - receive: Takes a line without its end; returns whether it wants another.
  /// - Throws: ``ExchangeError`` where the file cannot be read, and what `receive` throws.
  public static func lines(of path: String, receive: ([UInt8]) throws -> Bool) throws {
    guard let file = try InputFile.files(at: [path]).first else { return }
    let source = try ByteSource(file)
    var buffer: [UInt8] = []
    var start = 0
    var isOpen = true
    while isOpen {
      isOpen = try source.read(into: &buffer)
      while let end = buffer[start...].firstIndex(of: 0x0A) ?? (isOpen ? nil : buffer.count),
        start < buffer.count
      {
        var line = buffer[start..<end]
        if line.last == 0x0D { line.removeLast() }
        start = min(end + 1, buffer.count)
        if !line.isEmpty, try !receive(Array(line)) { return }
      }
      buffer.removeFirst(start)
      start = 0
    }
  }
}
