// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import Search
internal import Timeline

/// Reads what is typed into a search, in either grammar.
///
/// ```
/// creatinine abn:H since:5y
/// Observation?code=2160-0&date=ge2021
/// ```
enum QueryReader {
  static func read(_ text: String) -> Result<EventQuery, SearchError> {
    if let search = search(text) { return search }
    return Result { () throws(SearchError) in
      try EventQuery(parsing: text, lanes: Lane.allCases.map(\.name))
    }
  }

  /// Reads a FHIR search; `nil` for a text that does not begin like one.
  private static func search(_ text: String) -> Result<EventQuery, SearchError>? {
    let text = text.trimmed
    guard let mark = text.firstIndex(of: "?"), ResourceType(rawValue: String(text[..<mark])) != nil
    else { return nil }
    guard let problem = MemberSearch.problem(in: text, now: 0) else {
      return .success(EventQuery(resources: text))
    }
    return .failure(
      SearchError(code: .unknownValue, message: problem, range: 0..<text.count)
    )
  }
}
