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

extension EventQuery {
  /// Whether events are asked for by when they were, or by a date that a text may have: what finds
  /// an event on a day tells when somebody whose age is shown was born.
  var asksForDates: Bool {
    terms.contains { term in
      switch term.field {
      case .date?, .since?, .until?: true
      case nil, .text?, .value?, .code?: term.values.contains { Self.isDate($0.text) }
      default: false
      }
    }
  }

  private static func isDate(_ text: String) -> Bool {
    text.split { !$0.isNumber && !$0.isLetter && !"-/.".contains($0) }.contains { word in
      word.wholeMatch(of: #/(?:19|20)\d\d(?:-\d\d?(?:-\d\d?.*)?)?/#) != nil
        || word.wholeMatch(of: #/\d{1,2}[\/.-]\d{1,2}[\/.-]\d{2,4}/#) != nil
    }
  }
}
