// SPDX-License-Identifier: Apache-2.0

internal import Foundation

#if canImport(Glibc)
private import Glibc
#else
private import Darwin
#endif

/// Returns a text without case and without marks on its letters, for comparing as people search.
func fold(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
  var scalars = String.UnicodeScalarView()
  for scalar in text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
    switch scalar {
    case "ø": scalars.append("o")
    case "ł": scalars.append("l")
    case "đ", "ð": scalars.append("d")
    case "ı": scalars.append("i")
    case "ß": scalars.append(contentsOf: "ss".unicodeScalars)
    case "æ": scalars.append(contentsOf: "ae".unicodeScalars)
    case "œ": scalars.append(contentsOf: "oe".unicodeScalars)
    case "þ": scalars.append(contentsOf: "th".unicodeScalars)
    default:
      // Marks of Latin, Greek and Cyrillic go; vowel signs of other scripts are letters.
      if scalar.value < 0x300 || scalar.value > 0x36f { scalars.append(scalar) }
    }
  }
  return String(scalars)
}

/// Returns whether a folded text holds another, by bytes.
func contains(_ text: String, _ part: String) -> Bool {
  var text = text
  var part = part
  return text.withUTF8 { haystack in part.withUTF8 { holds(haystack, $0) } }
}

/// Returns whether bytes hold others.
func holds(_ haystack: UnsafeBufferPointer<UInt8>, _ needle: UnsafeBufferPointer<UInt8>) -> Bool {
  guard let sought = needle.baseAddress, !needle.isEmpty else { return true }
  guard haystack.count >= needle.count, let start = haystack.baseAddress else { return false }
  var at = 0
  let last = haystack.count - needle.count
  let first = Int32(needle[0])
  while at <= last {
    guard let found = memchr(start + at, first, last - at + 1) else { return false }
    at = UnsafeRawPointer(start).distance(to: UnsafeRawPointer(found))
    if memcmp(start + at, sought, needle.count) == 0 { return true }
    at += 1
  }
  return false
}
