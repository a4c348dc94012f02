// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// Returns the document of a literal.
public func document(_ json: JSON) throws -> JSONDocument { try JSONDocument.parse(json.text) }
