// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// Checks resources against the base specification and, where there are any, profiles.
public struct ResourceValidator: Sendable {
  private let structure: StructureValidator
  private let profiles: ProfileValidator?

  /// Creates a validator.
  ///
  /// - Parameters:
  ///   - level: How much of the base specification is checked; profiles only at the level strict.
  ///   - profiles: The profiles that are followed where a resource claims them.
  ///   - options: What is reported of profiles.
  public init(
    level: StructureValidator.Level,
    profiles: ProfileSet? = nil,
    options: ProfileValidator.Options = ProfileValidator.Options()
  ) {
    structure = StructureValidator(level: level)
    let set = level == .strict ? profiles : nil
    self.profiles = set.map { ProfileValidator($0, options: options) }
  }

  /// Returns the issues of a resource.
  ///
  /// - Parameters:
  ///   - resource: The resource.
  ///   - required: Profiles that it must meet besides those that it claims.
  /// - Returns: The issues of the base first; where a resource is broken, profiles are not asked.
  public func validate(_ resource: JSONValue, profiles required: [String] = []) -> [Issue] {
    let issues = structure.validate(resource)
    guard let profiles, !issues.contains(where: { $0.severity == .fatal }) else { return issues }
    return issues + profiles.validate(resource, profiles: required)
  }
}
