// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// Why an expression could not be parsed, checked or evaluated.
///
/// The message names parts of the expression and types, never content of a resource.
public struct FHIRPathError: Error, Sendable {
  /// The kind of failure.
  public enum Code: String, Sendable, CaseIterable {
    /// The text is no expression.
    case syntax
    /// A function is called that does not exist.
    case unknownFunction
    /// A function is called with too few or too many arguments.
    case wrongArgumentCount
    /// A type is named that does not exist.
    case unknownType
    /// An element is named that its type does not have.
    case unknownElement
    /// A variable is named that the environment does not have, or defined twice.
    case unknownVariable
    /// An operator or a function is given something it does not take.
    case wrongType
    /// More than one item stands where one is allowed.
    case notSingle
    /// The order of a collection is used that has none.
    case unordered
    /// A regular expression or the name of a format is malformed.
    case malformedArgument
    /// The environment does not provide what a function asks for.
    case unavailable
    /// The evaluation takes too many steps.
    case tooComplex
  }

  /// The kind of failure.
  public let code: Code

  /// A short technical sentence.
  public let message: String

  /// The line of the expression, from 1.
  public let line: Int

  /// The column in characters, from 1.
  public let column: Int

  /// Creates an error.
  public init(_ code: Code, _ message: String, line: Int = 1, column: Int = 1) {
    self.code = code
    self.message = message
    self.line = line
    self.column = column
  }

  /// The category of ``code``.
  public var category: ErrorCategory {
    switch code {
    case .unavailable: .unsupported
    default: .incorrect
    }
  }

  func at(_ place: Place) -> Self {
    Self(code, message, line: Int(place.line), column: Int(place.column))
  }
}

extension FHIRPathError: CustomStringConvertible {
  /// The place and the message.
  public var description: String { "\(line):\(column): \(message)" }
}

/// A place in the text of an expression.
struct Place: Sendable, Equatable {
  var line: Int32 = 1
  var column: Int32 = 1
}
