// SPDX-License-Identifier: Apache-2.0

extension JSON {
  /// Creates a tree from a parsed value, to change it.
  ///
  /// Members keep their order, numbers their spelling; escapes of strings are resolved.
  public init(_ value: JSONValue) {
    switch value.kind {
    case .null: self = .null
    case .false: self = false
    case .true: self = true
    case .number: self = .number(value.numberText ?? "0")
    case .string: self = .string(value.string ?? "")
    case .array: self = .array(value.elements.map(JSON.init))
    case .object: self = .object(value.members.map { Member($0.key, JSON($0.value)) })
    }
  }
}
