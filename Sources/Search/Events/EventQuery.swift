// SPDX-License-Identifier: Apache-2.0

/// A query over events: terms that must all match.
///
///     query := term (space term)*
///     term  := ["!"] (value ("|" value)* | field ":" value ("|" value)* | field cmp value)
///            | word cmp number
///     value := word | "phrase"
///     cmp   := "<" | "<=" | ">" | ">=" | "="
///
/// A word matches where a word of the text begins so, a phrase where the text has it from the
/// beginning of a word on. Case and marks do not count, unless the word has a capital; then both do.
/// `inr>4` is `inr value>4`, and asks for results; doses are asked for by `type:med`. A term without a
/// value, which is being typed, is left out. The word `AND` may stand between terms.
///
/// ```swift
/// let query = try EventQuery(parsing: "type:lab abn:H|! since:6mo !status:preliminary")
/// EventMatcher(query, now: now).matches(event)
/// ```
public struct EventQuery: Sendable, Equatable {
  /// How a value is compared.
  public enum Comparison: String, Sendable, CaseIterable {
    /// One of the values.
    case among = ":"
    /// Equal.
    case equal = "="
    /// Less.
    case less = "<"
    /// Less or equal.
    case atMost = "<="
    /// Greater.
    case greater = ">"
    /// Greater or equal.
    case atLeast = ">="
  }

  /// A word or phrase as it is written, without quotes.
  public struct Value: Sendable, Equatable {
    /// The text.
    public var text: String

    /// Whether it stands in quotes.
    public var isQuoted: Bool

    /// Creates a value.
    public init(_ text: String, isQuoted: Bool = false) {
      self.text = text
      self.isQuoted = isQuoted
    }

    /// The value as it is written in a query.
    var written: String {
      let isPlain =
        !isQuoted && !text.isEmpty && text.first != "\""
        && !text.contains { $0.isWhitespace || $0 == "|" }
      guard !isPlain else { return text }
      return "\""
        + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
    }
  }

  /// One condition.
  public struct Term: Sendable, Equatable {
    /// Whether events that match are left out.
    public var isNegated: Bool

    /// The field; `nil` for words anywhere.
    public var field: EventField?

    /// How the field's value is compared.
    public var comparison: Comparison

    /// The alternatives.
    public var values: [Value]

    /// Creates a term.
    public init(
      _ field: EventField? = nil,
      _ comparison: Comparison = .among,
      values: [Value],
      isNegated: Bool = false
    ) {
      self.isNegated = isNegated
      self.field = field
      self.comparison = comparison
      self.values = values
    }

    /// The term as it is written in a query, for a chip.
    public var text: String {
      (isNegated ? "!" : "") + (field.map { $0.rawValue + comparison.rawValue } ?? "")
        + values.map(\.written).joined(separator: "|")
    }
  }

  /// The conditions, which all must hold.
  public var terms: [Term]

  /// The FHIR search that finds the resources of the events, in the place of terms:
  /// `Observation?code=4548-4`.
  public var resources: String?

  /// Whether a word beside others may also stand in the patient's name.
  public var seesNames = true

  /// The logical ids of the patients whose events are asked for; `nil` for everybody's.
  ///
  /// They are no part of the text.
  public var patients: Set<String>?

  /// Creates a query.
  public init(terms: [Term] = []) { self.terms = terms }

  /// Creates a query for the events of the resources that a FHIR search finds.
  public init(resources: String) {
    terms = []
    self.resources = resources
  }

  /// Creates a query from its text.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - lanes: The names of the lanes, which `lane` and `type` may have as values.
  /// - Throws: ``SearchError`` for the first part that cannot be read.
  public init(parsing text: String, lanes: [String] = []) throws(SearchError) {
    var parser = EventQueryParser(text, lanes: lanes)
    terms = try parser.parse()
  }

  /// Whether every event matches.
  public var isEmpty: Bool { terms.isEmpty && resources == nil }

  /// The query as it is written; parsing it gives the same query.
  public var text: String { resources ?? terms.map(\.text).joined(separator: " ") }

  /// Returns the query without one of its terms.
  public func removingTerm(at index: Int) -> EventQuery {
    var query = self
    query.terms.remove(at: index)
    return query
  }
}

extension EventQuery {
  /// Whether a number is held against a bound, so that the words must name what was measured.
  var comparesNumber: Bool {
    terms.contains { term in
      term.field == .value && !term.isNegated && term.comparison != .among
        && term.comparison != .equal
    }
  }

  /// Whether the number behind a word is compared with what was measured alone, as in `potassium > 5.5`.
  ///
  /// Of a kind of event that is asked for all numbers are compared: the doses of `type:med potassium>20`.
  public var comparesResults: Bool {
    comparesNumber && terms.contains { !$0.isNegated && [nil, .code, .text].contains($0.field) }
      && !terms.contains { !$0.isNegated && [.type, .lane].contains($0.field) }
  }

  /// The query as a question about somebody: for each word that may be a name, the name and the rest.
  ///
  /// `hba1c moreno` asks for the HbA1c of a Moreno, and for Moreno's of an HbA1c; `moreno abn:H` for
  /// what is too high. A word by itself is no name: it would stand for a whole record.
  public var questionsByName: [(name: PatientNameNeedle, rest: EventQuery)] {
    guard seesNames else { return [] }
    // A short word that stands alone beside a number says what was measured: `na < 130`.
    let asked = terms.filter { !$0.isNegated && $0.field != .value }
    if comparesNumber, asked.count == 1, asked[0].text.count < 4 { return [] }
    return terms.indices.compactMap { index in
      let term = terms[index]
      guard !term.isNegated, term.field == nil, term.values.count == 1 else { return nil }
      let word = term.values[0].text
      // A name may have digits, a reference is none.
      guard word.count > 1, word.contains(where: \.isLetter), !word.contains("/") else {
        return nil
      }
      let rest = removingTerm(at: index)
      guard rest.terms.contains(where: { !$0.isNegated }) else { return nil }
      return (PatientNameNeedle(word), rest)
    }
  }

  /// The query in which capitals do not count; `nil` where it has none that do.
  ///
  /// It is asked where the query as it is typed finds nothing: `PE` finds no peanut, and `CREATININE`
  /// is no word of its own. What stands in quotes is left as it is.
  public var ignoringCase: EventQuery? {
    var query = self
    for index in terms.indices
    where [nil, .text, .code, .status, .value].contains(terms[index].field) {
      for place in terms[index].values.indices where !terms[index].values[place].isQuoted {
        let text = terms[index].values[place].text
        query.terms[index].values[place].text = text.lowercased()
      }
    }
    return query == self ? nil : query
  }

  /// Whether deleted resources are asked for, and nothing else: `in:deleted`.
  public var isOfDeleted: Bool { terms.contains { $0.field == .in && !$0.isNegated } }

  /// The words that every match has in title, code, value, status or note.
  ///
  /// An index of words can be asked for them: matches are among what has words that begin so, but
  /// for a single word that is the id of a resource.
  public var requiredWords: [String] {
    terms.filter { term in
      !term.isNegated && term.values.count == 1 && (term.field == nil || term.field == .text)
    }
    .flatMap { $0.values[0].text.split { !$0.isLetter && !$0.isNumber } }
    .map(String.init)
  }

  /// The codes of which every match has one: those that stand in quotes, and are complete.
  public var requiredCodes: [String] {
    let term = terms.first { term in
      term.field == .code && !term.isNegated && term.values.allSatisfy(\.isQuoted)
    }
    return term?.values.map(\.text) ?? []
  }
}
