// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Stands other ids in the place of logical ids, which may be record numbers, and takes them back.
///
/// The same id of the same lake gives the same pseudonym in every session. A pseudonym hides an id
/// from those who see the screen; it is no encryption.
final class Pseudonyms: Sendable {
  private let salt: String
  private let known = Mutex<[String: String]>([:])

  init(salt: String) { self.salt = salt }

  /// Returns what stands for a resource.
  func pseudonym(of key: ResourceKey) -> ResourceKey {
    guard !key.id.isEmpty else { return key }
    var hash = Self.hash("\(salt)\n\(key.description)")
    return known.withLock { known in
      while true {
        let id = Self.letters(hash)
        let name = "\(key.type)/\(id)"
        if let other = known[name], other != key.id {
          hash = Self.hash("\(hash)")
          continue
        }
        known[name] = key.id
        return ResourceKey(type: key.type, id: id)
      }
    }
  }

  /// Returns the resource that a pseudonym stands for; what is no pseudonym is itself.
  func key(of pseudonym: ResourceKey) -> ResourceKey {
    let id = known.withLock { $0[pseudonym.description] }
    return ResourceKey(type: pseudonym.type, id: id ?? pseudonym.id)
  }

  func patient(_ id: String) -> String { pseudonym(of: ResourceKey(type: "Patient", id: id)).id }

  func patientID(of pseudonym: String) -> String {
    key(of: ResourceKey(type: "Patient", id: pseudonym)).id
  }

  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  /// Six letters and digits that are not taken for one another.
  private static func letters(_ hash: UInt64) -> String {
    let alphabet = Array("abcdefghjkmnpqrstuvwxyz23456789")
    var rest = hash ^ (hash >> 29)
    return String(
      (0..<6).map { _ in
        defer { rest /= UInt64(alphabet.count) }
        return alphabet[Int(rest % UInt64(alphabet.count))]
      }
    )
  }
}
