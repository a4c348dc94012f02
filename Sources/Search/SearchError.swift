// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// Why a text is not a query, and which part of it.
public struct SearchError: Error, Sendable, Equatable {
  /// The kind of failure.
  public enum Code: String, Sendable, CaseIterable {
    /// There is no such field.
    case unknownField
    /// The field belongs to the grammar, but cannot be searched yet.
    case unsupportedField
    /// The field cannot be compared with `<` or `>`.
    case notComparable
    /// The value is none that the field can have.
    case unknownValue
    /// The value is not a date, a time span or a range of dates.
    case malformedDate
    /// The value is not a number or a range of numbers.
    case malformedNumber
    /// A word that is an operator elsewhere.
    case unsupportedOperator

    /// Whether the query is wrong or only something tarn does not do.
    public var category: ErrorCategory {
      switch self {
      case .unsupportedField, .unsupportedOperator: .unsupported
      default: .incorrect
      }
    }
  }

  /// The kind of failure.
  public let code: Code

  /// What is wrong, in words.
  public let message: String

  /// The part of the query that is wrong, in characters.
  public let range: Range<Int>

  /// What was probably meant, to take the place of that part.
  public let suggestion: String?

  /// Creates an error.
  public init(code: Code, message: String, range: Range<Int>, suggestion: String? = nil) {
    self.code = code
    self.message = message
    self.range = range
    self.suggestion = suggestion
  }
}
