// SPDX-License-Identifier: Apache-2.0

extension UnsafeBufferPointer {
  /// Where the elements begin; an empty buffer has no such place and is a mistake here.
  var start: UnsafePointer<Element> {
    guard let baseAddress else { preconditionFailure("an empty buffer") }
    return baseAddress
  }
}

extension UnsafeMutableBufferPointer {
  /// Where the elements begin; an empty buffer has no such place and is a mistake here.
  var start: UnsafeMutablePointer<Element> {
    guard let baseAddress else { preconditionFailure("an empty buffer") }
    return baseAddress
  }
}
