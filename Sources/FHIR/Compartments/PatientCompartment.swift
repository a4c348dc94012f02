// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The R4 Patient compartment: which patients a resource belongs to.
///
/// The elements that put a resource into a compartment are those of the compartment definition's
/// search parameters (`Observation.subject`, `Observation.performer`); a Patient is in its own
/// compartment. A reference leads to a patient when it is literal and names one, relative or
/// absolute, with or without a version:
///
///     Patient/12                                    12
///     Patient/12/_history/3                         12
///     https://example.org/fhir/Patient/12           12
///     urn:uuid:…   #p   Patient?identifier=…        none
///
/// See https://hl7.org/fhir/R4/compartmentdefinition-patient.html.
public enum PatientCompartment {
  /// Returns the logical ids of the patients whose compartment a resource is in.
  ///
  /// A Patient's own id comes first, the others follow in the order of the definition, each once.
  /// Types that are in no compartment (Practitioner, Medication, Device) have none.
  public static func patientIDs(of resource: JSONValue, type: ResourceType) -> [String] {
    guard let paths = paths[type] else { return [] }
    var ids: [String] = []
    if type == .patient, let id = resource["id"]?.string { ids.append(id) }
    for path in paths { collect(from: resource, path: path[...], into: &ids) }
    return ids
  }

  /// Whether resources of a type can be in a patient's compartment.
  public static func includes(type: ResourceType) -> Bool { paths[type] != nil }

  private static func collect(
    from value: JSONValue,
    path: ArraySlice<StaticString>,
    into ids: inout [String]
  ) {
    if value.isArray {
      for element in value.elements { collect(from: element, path: path, into: &ids) }
    } else if let step = path.first {
      if let next = value[step] { collect(from: next, path: path.dropFirst(), into: &ids) }
    } else if let reference = value["reference"], let id = patientID(ofReference: reference),
      !ids.contains(id)
    {
      ids.append(id)
    }
  }

  private static func patientID(ofReference reference: JSONValue) -> String? {
    reference.withUTF8 { bytes in
      if bytes.contains(UInt8(ascii: "\\")) {
        return reference.string.flatMap { text in
          Array(text.utf8).withUnsafeBufferPointer { patientID(ofReference: $0) }
        }
      }
      return patientID(ofReference: bytes)
    } ?? nil
  }

  private static func patientID(ofReference bytes: UnsafeBufferPointer<UInt8>) -> String? {
    let name: StaticString = "Patient/"
    let length = name.utf8CodeUnitCount
    guard let base = bytes.baseAddress, bytes.count > length else { return nil }
    // Most references are relative; the last segment pair of an absolute one is looked for from
    // its end, because `Patient` may also be a folder of the server.
    var start = 0
    if memcmp(base, name.utf8Start, length) != 0 {
      guard bytes.count > length + 7, memcmp(base, "http", 4) == 0 else { return nil }
      start = bytes.count - length - 1
      while start > 0 {
        if base[start - 1] == UInt8(ascii: "/"), memcmp(base + start, name.utf8Start, length) == 0 {
          break
        }
        start -= 1
      }
      guard start > 0 else { return nil }
    }
    let from = start + length
    var end = from
    while end < bytes.count, isIDByte(base[end]) { end += 1 }
    guard end > from, end - from <= 64 else { return nil }
    if end < bytes.count {
      let version: StaticString = "/_history/"
      let rest = bytes.count - end
      guard rest > version.utf8CodeUnitCount,
        memcmp(base + end, version.utf8Start, version.utf8CodeUnitCount) == 0
      else { return nil }
    }
    return String(decoding: bytes[from..<end], as: UTF8.self)
  }

  private static func isIDByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}
