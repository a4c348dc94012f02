// SPDX-License-Identifier: Apache-2.0

public import FHIR
public import Store

/// One thing to be done with the lake, as FHIR's RESTful API says it.
///
/// See https://hl7.org/fhir/R4/http.html.
public struct EditRequest: Sendable {
  /// The method.
  public enum Method: String, Sendable, CaseIterable {
    /// Create: the lake gives the id.
    case post = "POST"
    /// Update, or create under the given id.
    case put = "PUT"
    /// Change parts.
    case patch = "PATCH"
    /// Delete.
    case delete = "DELETE"
    /// Read; of use in a Bundle only.
    case get = "GET"
  }

  /// The method.
  public var method: Method

  /// `Type`, `Type/id` or `Type?criteria`.
  public var url: String

  /// The resource, or the patch: a JSON Patch or a FHIRPath Patch (Parameters).
  public var body: JSONDocument?

  /// The version that must be the current one: `W/"3"`, `"3"` or `3`.
  public var ifMatch: String?

  /// `*` where the resource must not exist.
  public var ifNoneMatch: String?

  /// The criteria that no resource may meet, for a create.
  public var ifNoneExist: String?

  /// Creates a request.
  public init(_ method: Method, _ url: String, body: JSONDocument? = nil) {
    self.method = method
    self.url = url
    self.body = body
  }
}

/// What a server would answer.
public struct EditResponse: Sendable {
  /// The HTTP status, 200 or 412 for one.
  public let status: Int

  /// The resource that was written or read.
  public let key: ResourceKey?

  /// The version that is the current one now.
  public let version: Int?

  /// What was wrong, or is worth knowing.
  public let issues: [Issue]

  /// The content, for a read.
  public var resource: JSONDocument?

  /// Whether it was done.
  public var isSuccess: Bool { status < 400 }

  /// The status with its words, as `Bundle.entry.response.status` has it.
  public var statusText: String {
    let words =
      switch status {
      case 200: "OK"
      case 201: "Created"
      case 204: "No Content"
      case 400: "Bad Request"
      case 404: "Not Found"
      case 409: "Conflict"
      case 410: "Gone"
      case 412: "Precondition Failed"
      case 422: "Unprocessable Entity"
      default: ""
      }
    return "\(status) \(words)"
  }

  /// The answer as `Bundle.entry`.
  public var entry: JSON {
    var response: JSON = ["status": .string(statusText)]
    if let key, let version, version > 0 {
      response["location"] = .string("\(key.type.rawValue)/\(key.id)/_history/\(version)")
      response["etag"] = .string("W/\"\(version)\"")
    }
    if !issues.isEmpty { response["outcome"] = OperationOutcome.json(issues) }
    var entry: JSON = [:]
    if let resource { entry["resource"] = .raw(resource.root.jsonText) }
    entry["response"] = response
    return entry
  }
}

/// Why something was not done: what a server would answer instead.
struct EditFailure: Error {
  let response: EditResponse

  init(_ status: Int, _ code: Issue.Code, _ text: String, key: ResourceKey? = nil) {
    let issue = Issue(
      severity: .error,
      code: code,
      rule: "edit",
      expression: "",
      diagnostics: text
    )
    response = EditResponse(status: status, key: key, version: nil, issues: [issue])
  }

  init(invalid issues: [Issue]) {
    response = EditResponse(status: 422, key: nil, version: nil, issues: issues)
  }
}
