// SPDX-License-Identifier: Apache-2.0

import FHIR
import Search
import Store

/// A page of a FHIR search as a Bundle.
///
/// See https://hl7.org/fhir/R4/http.html#search.
enum SearchsetBundle {
  /// The absolute URL that an entry needs; there is no server, and the name says so.
  static func fullURL(_ key: ResourceKey) -> String { "http://tarn.invalid/fhir/" + key.reference }

  /// Returns the Bundle as JSON text.
  ///
  /// - Parameters:
  ///   - page: The page.
  ///   - request: The request as it was read.
  ///   - text: The request as it was written.
  /// - Returns: The text, on one line.
  /// - Throws: ``FHIR/JSONError`` when a stored resource is no JSON.
  static func text(_ page: SearchPage, _ request: SearchRequest, _ text: String) throws -> String {
    var members = [#""resourceType":"Bundle""#, #""type":"searchset""#]
    if let total = page.total { members.append("\"total\":\(total)") }
    var links = [link("self", text)]
    if let next = page.next { links.append(link("next", self.next(text, next))) }
    members.append("\"link\":[\(links.joined(separator: ","))]")
    let subset = ResourceSubset(request)
    let parser = JSONParser()
    var entries = try page.hits.map { hit -> String in
      let output = hit.output
      let resource =
        try subset.map { try $0.text(of: parser.parse(output).root, type: hit.key.type) }
        ?? String(decoding: output, as: UTF8.self)
      return
        #"{"fullUrl":"\#(fullURL(hit.key))","resource":\#(resource),"search":{"mode":"\#(hit.isMatch ? "match" : "include")"}}"#
    }
    if !request.warnings.isEmpty {
      let issues = request.warnings.map {
        #"{"severity":"warning","code":"not-supported","diagnostics":\#(JSON.string($0).text)}"#
      }
      entries.append(
        #"{"resource":{"resourceType":"OperationOutcome","issue":[\#(issues.joined(separator: ","))]},"search":{"mode":"outcome"}}"#
      )
    }
    if !entries.isEmpty { members.append("\"entry\":[\(entries.joined(separator: ","))]") }
    return "{" + members.joined(separator: ",") + "}"
  }

  /// The request for the page behind.
  static func next(_ text: String, _ page: String) -> String {
    let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let pairs = parts.count == 2 ? parts[1].split(separator: "&").map(String.init) : []
    let kept = pairs.filter { !$0.hasPrefix("_page=") } + ["_page=\(page)"]
    return parts[0] + "?" + kept.joined(separator: "&")
  }

  private static func link(_ relation: String, _ url: String) -> String {
    #"{"relation":"\#(relation)","url":\#(JSON.string(url).text)}"#
  }
}
