// SPDX-License-Identifier: Apache-2.0

/// Reads the texts of ``R4Definitions`` into a ``StructureTable``.
///
/// A line that begins with `#` opens a structure: its name (`~` before an abstract one) and its
/// base. The lines below are the elements it adds to those of its base: name, minimum, maximum,
/// types, and the value set of a required binding.
///
///     #Observation DomainResource
///     status 1 1 code =observation-status
///     subject 0 1 Reference>Patient,Group,Device,Location
///     value[x] 0 1 Quantity|CodeableConcept|string|boolean
///     component 0 * Observation.component
///     #Observation.component BackboneElement
///     code 1 1 CodeableConcept
///     referenceRange 0 * Observation.referenceRange
///
/// A type is a primitive or the name of a structure; `>` lists the targets of a reference, which
/// are not checked yet. A line of the value sets is a name and its codes.
///
/// Reading takes a few milliseconds in a release build and happens once, when the first
/// resource is validated.
struct DefinitionReader {
  private typealias Text = Slice<UnsafeBufferPointer<UInt8>>

  private struct Element {
    var name: Text
    var isRequired: Bool
    var isArray: Bool
    var types: [Text]
    var valueSet: Text?
    /// What it adds to a structure, but for owner and slot.
    var entries: [StructureTable.Entry] = []
  }

  private struct Definition {
    var name: String
    var base: String
    var isAbstract: Bool
    var elements: [Element] = []
  }

  private var definitions: [Definition] = []
  private var numbers: [String: Int] = [:]
  private var valueSets: [String: Int] = [:]
  private var names: [UInt8] = []
  private var entries: [StructureTable.Entry] = []
  private var structures: [StructureTable.Structure] = []

  /// Returns the table of the definitions of R4.
  static func r4() -> StructureTable {
    var reader = DefinitionReader()
    let valueSets = lines(R4Definitions.valueSets)
    reader.readDefinitions(lines(R4Definitions.structures))
    reader.addResourceTypes()
    for (number, line) in valueSets.enumerated() {
      if let name = words(line).first {
        reader.valueSets[string(name)] = 1 + reader.definitions.count + number
      }
    }
    reader.resolve()
    for number in reader.definitions.indices { reader.addStructure(number) }
    for line in valueSets { reader.addValueSet(line) }
    let names = UnsafeMutablePointer<UInt8>.allocate(capacity: reader.names.count)
    names.initialize(from: reader.names, count: reader.names.count)
    return StructureTable(
      structures: reader.structures,
      entries: reader.entries,
      names: UnsafePointer(names)
    )
  }

  // MARK: - Text

  private static func lines(_ text: StaticString) -> [Text] {
    let bytes = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    return split(bytes[...], UInt8(ascii: "\n"))
  }

  private static func words(_ line: Text) -> [Text] { split(line, UInt8(ascii: " ")) }

  private static func split(_ text: Text, _ separator: UInt8) -> [Text] {
    var parts: [Text] = []
    var start = text.startIndex
    for index in text.indices where text[index] == separator {
      if index > start { parts.append(text[start..<index]) }
      start = index + 1
    }
    if start < text.endIndex { parts.append(text[start...]) }
    return parts
  }

  private static func string(_ text: Text) -> String { String(decoding: text, as: UTF8.self) }

  private mutating func readDefinitions(_ lines: [Text]) {
    for line in lines {
      var words = Self.words(line)
      if line.first == UInt8(ascii: "#") {
        words[0] = words[0].dropFirst()
        let isAbstract = words[0].first == UInt8(ascii: "~")
        if isAbstract { words[0] = words[0].dropFirst() }
        let name = Self.string(words[0])
        // Number 0 is the structure of the resource types.
        numbers[name] = definitions.count + 1
        let base = words.count > 1 ? Self.string(words[1]) : ""
        definitions.append(Definition(name: name, base: base, isAbstract: isAbstract))
      } else if words.count >= 4, !definitions.isEmpty {
        definitions[definitions.count - 1].elements.append(
          Element(
            name: words[0],
            isRequired: words[1].first != UInt8(ascii: "0"),
            isArray: words[2].first == UInt8(ascii: "*"),
            types: Self.split(words[3], UInt8(ascii: "|")),
            valueSet: words.count > 4 ? words[4].dropFirst() : nil
          )
        )
      }
    }
  }

  // MARK: - Structures

  private func isResource(_ definition: Definition) -> Bool {
    definition.name == "Resource"
      || numbers[definition.base].map { isResource(definitions[$0 - 1]) } ?? false
  }

  private mutating func addResourceTypes() {
    var types = StructureTable.Structure()
    for definition in definitions where !definition.isAbstract && isResource(definition) {
      var entry = StructureTable.Entry()
      entry.kind = .structure
      entry.target = UInt16(numbers[definition.name] ?? 0)
      entries.append(named(entry, Array(definition.name.utf8)))
    }
    types.name = "Resource"
    types.entryCount = entries.count
    structures.append(types)
  }

  private mutating func addStructure(_ number: Int) {
    let definition = definitions[number]
    var structure = StructureTable.Structure()
    structure.name = definition.name
    structure.isAbstract = definition.isAbstract
    structure.isResource = isResource(definition)
    structure.firstEntry = entries.count
    var slot: UInt8 = 0
    for element in inheritedElements(of: definition) {
      if element.isRequired { structure.required |= 1 << UInt64(slot) }
      for var entry in element.entries {
        entry.owner = UInt16(number + 1)
        entry.slot = slot
        entries.append(entry)
      }
      slot += 1
    }
    if structure.isResource {
      var entry = StructureTable.Entry()
      entry.kind = .resourceType
      entry.owner = UInt16(number + 1)
      entry.slot = slot
      entries.append(named(entry, Array("resourceType".utf8)))
    }
    structure.entryCount = entries.count - structure.firstEntry
    structures.append(structure)
  }

  private func inheritedElements(of definition: Definition) -> [Element] {
    guard let base = numbers[definition.base] else { return definition.elements }
    return inheritedElements(of: definitions[base - 1]) + definition.elements
  }

  /// Makes the entries of all elements, with their names.
  private mutating func resolve() {
    let primitives = Dictionary(
      uniqueKeysWithValues: PrimitiveType.allCases.map { ($0.rawValue, $0) }
    )
    for definition in definitions.indices {
      for element in definitions[definition].elements.indices {
        let found = entries(of: definitions[definition].elements[element], primitives)
        definitions[definition].elements[element].entries = found
      }
    }
  }

  private mutating func entries(
    of element: Element,
    _ primitives: [String: PrimitiveType]
  ) -> [StructureTable.Entry] {
    var entry = StructureTable.Entry()
    entry.isArray = element.isArray
    entry.isRequired = element.isRequired
    entry.valueSet = UInt16(element.valueSet.flatMap { valueSets[Self.string($0)] } ?? 0)
    let isChoice = element.name.last == UInt8(ascii: "]")
    let base = isChoice ? element.name.dropLast(3) : element.name
    return element.types.map { type in
      let type = type.firstIndex(of: UInt8(ascii: ">")).map { type[..<$0] } ?? type
      let typeName = Self.string(type)
      if let primitive = primitives[typeName] {
        entry.kind = .primitive
        entry.primitive = primitive
        entry.target = UInt16(numbers["Element"] ?? 0)
      } else {
        entry.kind = typeName == "Resource" ? .resource : .structure
        entry.target = UInt16(numbers[typeName] ?? 0)
      }
      guard isChoice, let first = type.first else { return named(entry, Array(base)) }
      let capital = first >= UInt8(ascii: "a") ? first - 0x20 : first
      return named(entry, base + [capital] + type.dropFirst(), baseLength: base.count)
    }
  }

  private mutating func addValueSet(_ line: Text) {
    let words = Self.words(line)
    var structure = StructureTable.Structure()
    structure.name = words.first.map(Self.string) ?? ""
    structure.firstEntry = entries.count
    for code in words.dropFirst() {
      var entry = StructureTable.Entry()
      entry.kind = .code
      entry.owner = UInt16(structures.count)
      entries.append(named(entry, Array(code)))
    }
    structure.entryCount = entries.count - structure.firstEntry
    structures.append(structure)
  }

  /// Returns an entry with a name, whose bytes it keeps.
  private mutating func named(
    _ entry: StructureTable.Entry,
    _ name: [UInt8],
    baseLength: Int? = nil
  ) -> StructureTable.Entry {
    var entry = entry
    entry.nameStart = UInt32(names.count)
    entry.length = UInt8(name.count)
    entry.baseLength = UInt8(baseLength ?? name.count)
    names += name
    // Eight bytes are read from any name.
    let padded = name + [0, 0, 0, 0, 0, 0, 0, 0]
    (entry.prefix, entry.suffix) = padded.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { StructureTable.ends($0, name.count) } ?? (0, 0)
    }
    return entry
  }
}

extension StructureTable {
  /// The table of R4, read when it is first asked for.
  static let r4 = DefinitionReader.r4()
}
