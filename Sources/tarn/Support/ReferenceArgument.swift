// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import FHIR
import Store

/// `Type/id` or `Type/id/_history/version` on the command line.
struct ReferenceArgument: ExpressibleByArgument {
  let key: ResourceKey
  let version: Int?

  init?(argument: String) {
    guard case .literal(let type, let id, let version, nil) = FHIRReference(argument) else {
      return nil
    }
    key = ResourceKey(type: type, id: id)
    self.version = version.flatMap(Int.init)
    if version != nil && self.version == nil { return nil }
  }
}
