// SPDX-License-Identifier: Apache-2.0

/// All structures of R4 with their elements, laid out for one lookup per member of a resource.
///
/// A structure is a resource type, a data type or the content of a backbone element
/// (`Observation.component`); structures have numbers. An entry is a name in a structure: an
/// element, where a choice element has one entry for each of its types:
///
///     structure               name            slot  kind       target
///     Observation             status          9     code
///     Observation             valueQuantity   17    structure  Quantity
///     Observation             valueString     17    string
///     Observation             component       25    structure  Observation.component
///     (resource types)        Observation     0     structure  Observation
///     (observation-status)    final           0
///
/// The names of resource types are entries of a structure of their own, and so are the codes of
/// each value set. Entries are found through an open-addressing hash over the structure's number
/// and the name's first and last eight bytes. The slot of an element is its bit in the sets that
/// say which elements an object has.
///
/// A table is built once and never freed or changed.
final class StructureTable: @unchecked Sendable {
  /// What the value of an element is.
  enum Kind: UInt8 {
    case primitive, structure, resource, resourceType, code
  }

  /// A name in a structure.
  struct Entry {
    /// The first eight bytes of the name, and the last eight of a longer one.
    var prefix: UInt64 = 0
    var suffix: UInt64 = 0
    var nameStart: UInt32 = 0
    var owner: UInt16 = 0
    /// The structure of the value.
    var target: UInt16 = 0
    /// The structure that holds the codes of a required binding; 0 without one.
    var valueSet: UInt16 = 0
    var length: UInt8 = 0
    /// The length without the type of a choice: 5 in `valueQuantity`.
    var baseLength: UInt8 = 0
    var slot: UInt8 = 0
    var kind = Kind.primitive
    var primitive = PrimitiveType.string
    var isArray = false
    var isRequired = false
  }

  /// A resource type, data type or backbone element.
  struct Structure {
    var name = ""
    /// The slots of elements that must be there.
    var required: UInt64 = 0
    var firstEntry = 0
    var entryCount = 0
    var isResource = false
    var isAbstract = false
  }

  /// The structure whose entries are the resource types.
  static let resourceTypes = 0

  let structures: [Structure]
  let entries: UnsafePointer<Entry>
  let entryCount: Int
  /// Where each name is, in the definitions.
  let names: UnsafePointer<UInt8>
  /// The slots of the required elements, by structure.
  let required: UnsafePointer<UInt64>
  private let slots: UnsafePointer<UInt16>
  private let mask: Int

  /// The structure of what stands beside a primitive value: `_birthDate`.
  let element: Int
  let `extension`: Int
  /// The slots of `Extension.extension` and `Extension.value[x]`.
  let extensionSlot: UInt64
  let extensionValueSlot: UInt64
  /// The slot of `id`, which is the first in every data type.
  static let idSlot: UInt64 = 1

  init(structures: [Structure], entries: [Entry], names: UnsafePointer<UInt8>) {
    self.structures = structures
    self.names = names
    entryCount = entries.count
    let entryCopy = UnsafeMutablePointer<Entry>.allocate(capacity: max(1, entries.count))
    entryCopy.initialize(from: entries, count: entries.count)
    self.entries = UnsafePointer(entryCopy)
    var capacity = 1024
    while capacity < entries.count * 2 { capacity *= 2 }
    mask = capacity - 1
    let slots = UnsafeMutablePointer<UInt16>.allocate(capacity: capacity)
    slots.initialize(repeating: 0, count: capacity)
    for (number, entry) in entries.enumerated() {
      var at = Self.hash(entry.owner, entry.prefix, entry.suffix, entry.length) & mask
      while slots[at] != 0 { at = (at + 1) & mask }
      slots[at] = UInt16(number + 1)
    }
    self.slots = UnsafePointer(slots)
    let required = UnsafeMutablePointer<UInt64>.allocate(capacity: structures.count + 1)
    required.initialize(from: structures.map(\.required), count: structures.count)
    self.required = UnsafePointer(required)
    func number(_ name: String) -> Int { structures.firstIndex { $0.name == name } ?? 0 }
    func slot(_ name: String, in structure: Int) -> UInt64 {
      let range =
        structures[structure].firstEntry..<structures[structure].firstEntry
        + structures[structure].entryCount
      for entry in entries[range] where Self.name(of: entry, in: names) == name {
        return 1 << UInt64(entry.slot)
      }
      return 0
    }
    element = number("Element")
    `extension` = number("Extension")
    extensionSlot = slot("extension", in: `extension`)
    extensionValueSlot = slot("valueString", in: `extension`)
  }

  @inline(__always)
  private static func hash(
    _ owner: UInt16,
    _ prefix: UInt64,
    _ suffix: UInt64,
    _ length: UInt8
  ) -> Int {
    let a = prefix ^ (UInt64(owner) &* 0x9E37_79B1_85EB_CA87)
    let b = suffix &+ (UInt64(length) &* 0xC2B2_AE3D_27D4_EB4F)
    var mixed = (a ^ (b << 29 | b >> 35)) &* 0x1656_67B1_9E37_79F9
    mixed ^= mixed >> 32
    return Int(truncatingIfNeeded: mixed & 0x7FFF_FFFF)
  }

  /// Returns the number of the entry for a name, or -1.
  ///
  /// Eight bytes from the name's start are read, whatever its length.
  @inline(__always)
  func entry(_ structure: Int, _ name: UnsafePointer<UInt8>, _ length: Int) -> Int {
    guard length > 0, length < 256 else { return -1 }
    let (prefix, suffix) = Self.ends(name, length)
    let owner = UInt16(truncatingIfNeeded: structure)
    var at = Self.hash(owner, prefix, suffix, UInt8(length)) & mask
    while slots[at] != 0 {
      let number = Int(slots[at]) - 1
      let entry = entries + number
      if entry.pointee.prefix == prefix, entry.pointee.suffix == suffix,
        entry.pointee.owner == owner, entry.pointee.length == UInt8(length),
        length <= 16 || Self.isEqual(names + Int(entry.pointee.nameStart), name, length)
      {
        return number
      }
      at = (at + 1) & mask
    }
    return -1
  }

  @inline(__always)
  static func ends(_ name: UnsafePointer<UInt8>, _ length: Int) -> (UInt64, UInt64) {
    let raw = UnsafeRawPointer(name)
    let prefix = raw.loadUnaligned(as: UInt64.self)
    if length > 8 {
      return (prefix, raw.loadUnaligned(fromByteOffset: length - 8, as: UInt64.self))
    }
    return (prefix << UInt64(64 - 8 * length), 0)
  }

  private static func isEqual(
    _ a: UnsafePointer<UInt8>,
    _ b: UnsafePointer<UInt8>,
    _ length: Int
  ) -> Bool {
    for index in 8..<length - 8 where a[index] != b[index] { return false }
    return true
  }

  /// The name of an entry.
  func name(of entry: Entry) -> String { Self.name(of: entry, in: names) }

  private static func name(of entry: Entry, in names: UnsafePointer<UInt8>) -> String {
    String(
      decoding: UnsafeBufferPointer(
        start: names + Int(entry.nameStart),
        count: Int(entry.length)
      ),
      as: UTF8.self
    )
  }

  /// The names in a structure.
  func names(in structure: Int) -> [String] {
    let found = structures[structure]
    return (found.firstEntry..<found.firstEntry + found.entryCount).map { name(of: entries[$0]) }
  }
}
