// SPDX-License-Identifier: Apache-2.0

/// Reads the text of ``TypeModel/r4Definitions``.
///
/// A line that begins with `#` opens a type: its name (`~` before an abstract one) and its base. The
/// lines below hold the elements it adds to those of its base: name, `:`, `*` where there may be
/// many, and types.
///
///     #Observation DomainResource
///     status:code category:*CodeableConcept value[x]:Quantity|string
///     component:*Observation.component
struct TypeModelReader {
  private var model = TypeModel.Tables()
  private var ownElements: [[Int32]] = []
  private var lines: [(type: Int, words: [Substring])] = []

  static func read(_ text: StaticString) -> TypeModel {
    let bytes = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    let text = String(decoding: bytes, as: UTF8.self)
    var reader = Self()
    reader.readTypes(text)
    reader.readElements()
    reader.inherit()
    return TypeModel(reader.model)
  }

  private mutating func readTypes(_ text: String) {
    var bases: [String?] = []
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard line.utf8.first == UInt8(ascii: "#") else {
        lines.append((model.types.count - 1, words))
        continue
      }
      var name = words[0].dropFirst()
      let isAbstract = name.utf8.first == UInt8(ascii: "~")
      if isAbstract { name = name.dropFirst() }
      model.typeNumbers[String(name)] = TypeID(number: Int16(model.types.count))
      bases.append(words.count > 1 ? String(words[1]) : nil)
      model.types.append(
        TypeModel.TypeInfo(name: String(name), base: nil, isAbstract: isAbstract)
      )
    }
    for index in model.types.indices {
      let old = model.types[index]
      model.types[index] = TypeModel.TypeInfo(
        name: old.name,
        base: bases[index].flatMap { model.typeNumbers[$0] },
        isAbstract: old.isAbstract
      )
    }
    for index in model.types.indices {
      let type = TypeID(number: Int16(index))
      model.types[index].primitive = primitive(type)
      model.types[index].isQuantity = isKind(type, of: "Quantity")
      model.types[index].isResource = isKind(type, of: "Resource")
    }
    ownElements = Array(repeating: [], count: model.types.count)
  }

  private func isKind(_ type: TypeID, of name: String) -> Bool {
    var current: TypeID? = type
    while let candidate = current {
      if model.types[Int(candidate.number)].name == name { return true }
      current = model.types[Int(candidate.number)].base
    }
    return false
  }

  private func primitive(_ type: TypeID) -> TypeModel.Primitive? {
    switch model.types[Int(type.number)].name {
    case "boolean": return .boolean
    case "decimal": return .decimal
    case "date": return .date
    case "dateTime", "instant": return .dateTime
    case "time": return .time
    case "base64Binary", "xhtml": return .string
    default: break
    }
    if isKind(type, of: "integer") { return .integer }
    return isKind(type, of: "string") || isKind(type, of: "uri") ? .string : nil
  }

  private mutating func readElements() {
    for (type, words) in lines {
      for word in words {
        guard let colon = word.utf8.firstIndex(of: UInt8(ascii: ":")) else { continue }
        var name = String(word[..<colon])
        var types = word[word.utf8.index(after: colon)...]
        let isMany = types.utf8.first == UInt8(ascii: "*")
        if isMany { types = types.dropFirst() }
        let isChoice = name.hasSuffix("[x]")
        if isChoice { name.removeLast(3) }
        let choices = types.split(separator: "|").compactMap { type in
          model.typeNumbers[String(type)].map { number in
            let key = isChoice ? name + type.prefix(1).uppercased() + type.dropFirst() : name
            return TypeModel.Choice(
              type: number,
              key: key,
              isPrimitive: model.types[Int(number.number)].primitive != nil,
              isResource: model.types[Int(number.number)].isResource
            )
          }
        }
        ownElements[type].append(Int32(model.elements.count))
        model.elements.append(
          TypeModel.Element(name: name, isChoice: isChoice, isMany: isMany, choices: choices)
        )
      }
    }
  }

  private mutating func number(of name: String) -> Int {
    if let number = model.nameNumbers[name] { return number }
    let number = model.nameNumbers.count
    model.nameNumbers[name] = number
    return number
  }

  private mutating func inherit() {
    for index in model.types.indices {
      let type = TypeID(number: Int16(index))
      var ancestor: TypeID? = type
      while let current = ancestor {
        for element in ownElements[Int(current.number)] { add(element, to: type) }
        ancestor = model.types[Int(current.number)].base
      }
    }
  }

  private mutating func add(_ index: Int32, to type: TypeID) {
    let element = model.elements[Int(index)]
    let slot = TypeModel.slot(type, number(of: element.name))
    if model.elementByName[slot] == nil { model.elementByName[slot] = index }
    for (choice, item) in element.choices.enumerated() {
      let slot = TypeModel.slot(type, number(of: item.key))
      if model.elementByKey[slot] == nil {
        model.elementByKey[slot] = TypeModel.Key(element: index, choice: Int16(choice))
      }
    }
  }
}
