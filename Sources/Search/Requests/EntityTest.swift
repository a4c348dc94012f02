// SPDX-License-Identifier: Apache-2.0

/// What an entity of a note must be, all of it: one value of HealthLake's parameters over entities.
///
/// `DocumentReference?detectEntities-entity-text=cough`, `infer-icd10cm-entity-concept-code=E11.9`,
/// and those of two parts that one entity must meet both,
/// `infer-rxnorm-entity-text-concept-score=Amoxicillin|0.8`. Texts and descriptions are found
/// anywhere in any case; a score without a prefix is the least score.
public struct EntityTest: Sendable, Equatable {
  /// Which of Comprehend Medical's answers is asked.
  public enum Source: String, Sendable, CaseIterable {
    /// DetectEntitiesV2: every entity.
    case detectEntities
    /// InferICD10CM: conditions and their codes.
    case icd10cm = "infer-icd10cm"
    /// InferRxNorm: medications and their codes.
    case rxnorm = "infer-rxnorm"
  }

  /// A part of an entity.
  public enum Field: String, Sendable, CaseIterable {
    /// The words of the note.
    case text
    /// The category, MEDICATION for one.
    case category
    /// The type, DX_NAME for one.
    case type
    /// The score of the entity.
    case score
    /// The code.
    case code = "concept-code"
    /// The name of the code.
    case description = "concept-description"
    /// The score of the code.
    case conceptScore = "concept-score"
  }

  /// One part and what it must be.
  public struct Condition: Sendable, Equatable {
    /// The part.
    public let field: Field
    /// How a score is compared; `.eq` where it says nothing.
    public let prefix: SearchRequest.Prefix?
    /// The value as written, without the prefix.
    public let value: String
  }

  /// Which answer is asked.
  public let source: Source
  /// What must hold.
  public let conditions: [Condition]

  /// The fields of a parameter, or `nil` for a name that is none of HealthLake's.
  static func fields(of name: String) -> (source: Source, fields: [Field])? {
    for source in Source.allCases {
      let start = "\(source.rawValue)-entity-"
      guard name.hasPrefix(start) else { continue }
      let rest = String(name.dropFirst(start.count))
      let known: [Field] =
        source == .detectEntities
        ? [.text, .category, .type, .score]
        : [.text, .score, .code, .description, .conceptScore]
      if let field = known.first(where: { $0.rawValue == rest }) { return (source, [field]) }
      for first in known where rest.hasPrefix(first.rawValue + "-") {
        let second = rest.dropFirst(first.rawValue.count + 1)
        if let field = known.first(where: { $0.rawValue == second }), field != first {
          return (source, [first, field])
        }
      }
    }
    return nil
  }

  /// Reads one value of a parameter.
  ///
  /// - Returns: What is wrong, in words, where it cannot be read.
  static func read(
    _ text: String,
    _ source: Source,
    _ fields: [Field]
  ) -> Result<EntityTest, Problem> {
    let parts =
      fields.count == 1
      ? [text] : text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == fields.count, parts.allSatisfy({ !$0.isEmpty }) else {
      return .failure(Problem("Two values with a bar between them are wanted: cough|0.8"))
    }
    var conditions: [Condition] = []
    for (field, part) in zip(fields, parts) {
      guard field == .score || field == .conceptScore else {
        conditions.append(Condition(field: field, prefix: nil, value: part))
        continue
      }
      let prefix = SearchRequest.Prefix(rawValue: String(part.prefix(2)))
      let number = prefix == nil ? part : String(part.dropFirst(2))
      guard let score = Double(number), (0...1).contains(score) else {
        return .failure(Problem("A score is a number from 0 to 1, 0.8 or ge0.8"))
      }
      conditions.append(Condition(field: field, prefix: prefix ?? .ge, value: number))
    }
    return .success(EntityTest(source: source, conditions: conditions))
  }

  /// What is wrong with a value.
  struct Problem: Error {
    let message: String

    init(_ message: String) { self.message = message }
  }
}

extension SearchRequest {
  /// Returns the request with the notes in the place of what is asked of their entities.
  ///
  /// - Parameter find: Gives the logical ids of the notes of which some entity meets one of the
  ///   tests; an empty list of tests asks for all notes that were read.
  /// - Returns: The request, with the notes found in place of the tests.
  /// - Throws: What `find` throws.
  public func expandingEntities(
    _ find: (_ tests: [EntityTest]) throws -> [String]
  ) rethrows -> SearchRequest {
    var request = self
    request.criteria = try criteria.map { criterion in
      Criterion(
        name: criterion.name,
        text: criterion.text,
        test: try criterion.test.expandingEntities(find)
      )
    }
    return request
  }
}

extension SearchRequest.Test {
  fileprivate func expandingEntities(
    _ find: ([EntityTest]) throws -> [String]
  ) rethrows -> SearchRequest.Test {
    switch self {
    case .entity(let tests): .id(try find(tests))
    case .chain(let code, let type, let test):
      .chain(code: code, type: type, test: try test.expandingEntities(find))
    case .reverse(let type, let code, let test):
      .reverse(type: type, code: code, test: try test.expandingEntities(find))
    default: self
    }
  }
}
