// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// One element that two versions of a resource do not share.
struct FieldDifference: Sendable, Equatable {
  /// What was done to the element.
  enum Kind: Sendable { case added, removed, changed }

  /// What a change of the element means to a reader.
  enum Topic: String, Sendable, CaseIterable {
    /// What was found, decided or done.
    case clinical
    /// Who and where: names, addresses, identifiers, payment.
    case administrative
    /// Words for people.
    case narrative
    /// What the lake writes itself.
    case meta
  }

  /// The element: `valueQuantity.value`, `note[0].text`.
  var path: String

  var kind: Kind

  var old: String

  var new: String

  /// Both sides in full where the element is a long text.
  var text: ChangedText?

  var topic: Topic { Self.topic(of: path) }

  /// The element of the resource that it is in, as a list names it: `value` of `valueQuantity.value`.
  var element: String {
    let first = path.prefix { $0 != "." && $0 != "[" }
    let type = first.dropFirst("value".count)
    return first.hasPrefix("value") && type.first?.isUppercase == true ? "value" : String(first)
  }

  /// Of two long texts keeps what differs, with a few words before it; attachments are decoded.
  private mutating func narrow() {
    if path.hasSuffix("data"), let before = AttachmentText(data: old, contentType: nil),
      let after = AttachmentText(data: new, contentType: nil)
    {
      // Where there are no words, the size has to do.
      let isText = !before.lines.isEmpty && !after.lines.isEmpty
      old = isText ? before.lines.joined(separator: " ") : before.summary
      new = isText ? after.lines.joined(separator: " ") : after.summary
    }
    guard old.utf8.count > 60, new.utf8.count > 60 else { return }
    let shared = zip(old, new).prefix { $0 == $1 }.count
    guard shared > 24 else { return }
    old = "…" + old.dropFirst(shared - 12)
    new = "…" + new.dropFirst(shared - 12)
  }

  /// Returns the differences between two resources, in the order of the new one's members.
  static func differences(from old: JSONValue, to new: JSONValue) -> [FieldDifference] {
    var result: [FieldDifference] = []
    compare(old, new, path: "", into: &result)
    return result
  }

  private static func compare(
    _ old: JSONValue,
    _ new: JSONValue,
    path: String,
    into result: inout [FieldDifference]
  ) {
    switch (old.kind, new.kind) {
    case (.object, .object):
      for member in new.members {
        let path = path.isEmpty ? member.key : "\(path).\(member.key)"
        if let before = old[dynamic: member.key] {
          compare(before, member.value, path: path, into: &result)
        } else {
          add(nil, member.value, path: path, into: &result)
        }
      }
      for member in old.members where new[dynamic: member.key] == nil {
        add(
          member.value,
          nil,
          path: path.isEmpty ? member.key : "\(path).\(member.key)",
          into: &result
        )
      }
    case (.array, .array):
      compareElements(Array(old.elements), Array(new.elements), path: path, into: &result)
    default:
      guard canonical(old) != canonical(new) else { return }
      add(old, new, path: path, into: &result)
      if let last = result.indices.last { result[last].narrow() }
    }
  }

  /// Compares lists: elements that are the same are paired first, the others in order.
  private static func compareElements(
    _ old: [JSONValue],
    _ new: [JSONValue],
    path: String,
    into result: inout [FieldDifference]
  ) {
    var free = Array(old.indices)
    var unmatched: [Int] = []
    let oldTexts = old.map(canonical)
    for index in new.indices {
      let text = canonical(new[index])
      if let position = free.firstIndex(where: { oldTexts[$0] == text }) {
        free.remove(at: position)
      } else {
        unmatched.append(index)
      }
    }
    for index in unmatched {
      if free.isEmpty {
        add(nil, new[index], path: "\(path)[\(index)]", into: &result)
      } else {
        compare(old[free.removeFirst()], new[index], path: "\(path)[\(index)]", into: &result)
      }
    }
    for index in free { add(old[index], nil, path: "\(path)[\(index)]", into: &result) }
  }

  private static func add(
    _ old: JSONValue?,
    _ new: JSONValue?,
    path: String,
    into result: inout [FieldDifference]
  ) {
    let kind: Kind = old == nil ? .added : new == nil ? .removed : .changed
    result.append(
      FieldDifference(
        path: path,
        kind: kind,
        old: old.map(shown) ?? "",
        new: new.map(shown) ?? "",
        text: ChangedText(from: old, to: new, path: path)
      )
    )
  }

  private static func canonical(_ value: JSONValue) -> String {
    JSONLines.lines(of: value, order: .canonical).joined(separator: "\n")
  }

  /// The value in a line: what a reader would say where the shape is known, else the JSON.
  private static func shown(_ value: JSONValue) -> String {
    if let attachment = AttachmentText.line(in: value) { return attachment }
    switch value.kind {
    case .string: return value.string ?? ""
    case .object:
      if let text = value["text"]?.string ?? value["display"]?.string { return text }
      if let coding = value["coding"]?.first, let display = coding["display"]?.string {
        return display
      }
      if let reference = value["reference"]?.string { return reference }
      if let number = value["value"]?.numberText {
        return [number, value["unit"]?.string ?? value["code"]?.string ?? ""]
          .filter { !$0.isEmpty }.joined(separator: " ")
      }
      return value.jsonText
    default: return value.jsonText
    }
  }

  private static func topic(of path: String) -> Topic {
    let steps = path.split(separator: ".").map { $0.prefix { $0 != "[" } }
    guard let first = steps.first.map(String.init) else { return .clinical }
    if first == "meta" || first == "id" || first == "implicitRules" { return .meta }
    if narrativeElements.contains(first) { return .narrative }
    if administrativeElements.contains(first) { return .administrative }
    return .clinical
  }

  private static let narrativeElements: Set<String> = [
    "text", "note", "comment", "description", "conclusion", "presentedForm", "content", "div",
  ]

  private static let administrativeElements: Set<String> = [
    "identifier", "name", "telecom", "address", "contact", "photo", "communication",
    "managingOrganization", "maritalStatus", "language", "extension", "contained", "link",
    "generalPractitioner", "insurance", "billablePeriod", "payment", "payee", "total", "account",
    "recorder", "informationSource", "basedOn", "partOf", "requester", "subject", "patient",
  ]
}
