// SPDX-License-Identifier: Apache-2.0

/// The primitive types of R4.
///
/// See https://hl7.org/fhir/R4/datatypes.html#primitive.
enum PrimitiveType: String, CaseIterable, Sendable {
  case base64Binary, boolean, canonical, code, date, dateTime, decimal, id, instant, integer
  case markdown, oid, positiveInt, string, time, unsignedInt, uri, url, uuid, xhtml
}
