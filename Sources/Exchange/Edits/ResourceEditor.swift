// SPDX-License-Identifier: Apache-2.0

internal import Differences
internal import FHIR
internal import Search
public import Store
internal import Validation

/// Writes to a lake with the rules of FHIR's RESTful API.
///
/// See https://hl7.org/fhir/R4/http.html. Every call is a job; an answer that is no success has
/// stored nothing.
public struct ResourceEditor {
  private let lake: Lake
  private let description: JobDescription
  private let newID: () -> String

  /// Creates an editor.
  ///
  /// - Parameters:
  ///   - lake: The lake, open for writing.
  ///   - description: The job; its beginning is the time of the writes.
  ///   - newID: Makes ids for resources without one.
  public init(
    lake: Lake,
    description: JobDescription,
    newID: @escaping () -> String
  ) {
    self.lake = lake
    self.description = description
    self.newID = newID
  }

  /// Does one thing.
  ///
  /// - Returns: What a server would answer, and the number of the job where something was done.
  /// - Throws: ``Store/StoreError`` where the lake cannot be written.
  public func perform(_ request: EditRequest) throws -> (response: EditResponse, job: Int64?) {
    do {
      let done = try lake.transact(description, recordedAt: description.startedAt) { transaction in
        try Edit(self, transaction).perform(request)
      }
      return (done.value, done.job)
    } catch let failure as EditFailure {
      return (failure.response, nil)
    } catch let error as StoreError where error.code == .conflict {
      return (Self.refusal(error), nil)
    }
  }

  /// Does all things, or nothing: a transaction.
  ///
  /// - Parameter requests: The entries' requests. Each may have a `fullUrl` that others refer to.
  /// - Returns: An answer for each, in their order, and the number of the job; where one is no
  ///   success, only that one, and nothing was stored.
  /// - Throws: ``Store/StoreError`` where the lake cannot be written.
  public func transact(
    _ requests: [(request: EditRequest, fullURL: String?)]
  ) throws -> (responses: [EditResponse], job: Int64?) {
    do {
      let done = try lake.transact(description, recordedAt: description.startedAt) { transaction in
        try Edit(self, transaction).performAll(requests)
      }
      return (done.value, done.job)
    } catch let failure as EditFailure {
      return ([failure.response], nil)
    } catch let error as StoreError where error.code == .conflict {
      return ([Self.refusal(error)], nil)
    }
  }

  static func refusal(_ error: StoreError) -> EditResponse {
    EditFailure(412, .conflict, error.description).response
  }

  // MARK: - In a transaction

  /// The work inside one transaction.
  private struct Edit {
    let editor: ResourceEditor
    let transaction: LakeTransaction

    init(_ editor: ResourceEditor, _ transaction: LakeTransaction) {
      self.editor = editor
      self.transaction = transaction
    }

    func perform(_ request: EditRequest) throws -> EditResponse {
      switch request.method {
      case .post: try create(request)
      case .put: try update(request)
      case .patch: try patch(request)
      case .delete: try delete(request)
      case .get: try read(request)
      }
    }

    // MARK: Targets

    private enum Target {
      case type(ResourceType)
      case resource(ResourceKey)
      case criteria(ResourceType, String)
    }

    private func target(_ request: EditRequest) throws -> Target {
      let url = request.url
      if let mark = url.firstIndex(of: "?") {
        guard let type = ResourceType(name: String(url[..<mark])) else {
          throw EditFailure(404, .notFound, "There is no such resource type: \(url[..<mark])")
        }
        return .criteria(type, url)
      }
      if let type = ResourceType(name: url) { return .type(type) }
      guard case .literal(let type, let id, _, _) = FHIRReference(url) else {
        throw EditFailure(400, .invalid, "Not the place of a resource: \(url)")
      }
      return .resource(ResourceKey(type: type, id: id))
    }

    /// The resources that meet criteria; more than one is the sender's mistake.
    private func match(_ text: String, of type: ResourceType) throws -> ResourceKey? {
      let query = text.contains("?") ? text : "\(type.rawValue)?\(text)"
      let search: SearchRequest
      do throws(SearchRequestError) {
        search = try SearchRequest(query, now: editor.description.startedAt)
      } catch {
        throw EditFailure(400, .invalid, error.text)
      }
      guard !search.criteria.isEmpty else {
        throw EditFailure(412, .conflict, "Criteria that everything meets: \(query)")
      }
      let keys = try transaction.matches(search, limit: 2)
      guard keys.count < 2 else {
        throw EditFailure(412, .conflict, "More than one resource meets \(query)")
      }
      return keys.first
    }

    private func precondition(_ request: EditRequest) throws -> LakeTransaction.Precondition {
      if let text = request.ifNoneMatch {
        guard text == "*" else { throw EditFailure(400, .invalid, "If-None-Match takes *") }
        return .absent
      }
      guard let text = request.ifMatch else { return .none }
      let digits = text.drop { $0 == "W" || $0 == "/" || $0 == "\"" }.prefix { $0 != "\"" }
      guard let version = Int(digits) else {
        throw EditFailure(400, .invalid, "Not a version: If-Match \(text)")
      }
      return .version(version)
    }

    // MARK: Content

    private func content(_ request: EditRequest, type: ResourceType) throws -> JSONDocument {
      guard let body = request.body else {
        throw EditFailure(400, .required, "\(request.method.rawValue) needs a resource")
      }
      try check(body, type: type)
      return body
    }

    private func check(_ document: JSONDocument, type: ResourceType) throws {
      let name = document.root["resourceType"]?.string
      guard name == type.rawValue else {
        throw EditFailure(
          400,
          .invalid,
          "The content is \(name.map { "a \($0)" } ?? "no resource"), the place is of \(type.rawValue)"
        )
      }
      let errors = StructureValidator(level: .structureOnly).validate(document.root)
        .filter { $0.severity >= .error }
      guard errors.isEmpty else { throw EditFailure(invalid: errors) }
    }

    private func named(_ document: JSONDocument, _ id: String) throws -> JSONDocument {
      if document.root["id"]?.string == id { return document }
      var json = JSON(document.root)
      let rest = json
      json = ["resourceType": rest["resourceType"] ?? .null, "id": .string(id)]
      if case .object(let members) = rest {
        for member in members where member.key != "resourceType" && member.key != "id" {
          json[member.key] = member.value
        }
      }
      return try JSONDocument.parse(json.text)
    }

    // MARK: Interactions

    private func create(_ request: EditRequest, id: String? = nil) throws -> EditResponse {
      guard case .type(let type) = try target(request) else {
        throw EditFailure(400, .invalid, "POST takes a resource type: \(request.url)")
      }
      if let criteria = request.ifNoneExist, let key = try match(criteria, of: type) {
        return response(200, key, try transaction.head(key)?.version)
      }
      let document = try content(request, type: type)
      let key = ResourceKey(type: type, id: id ?? editor.newID())
      let outcome = try transaction.put(try named(document, key.id), key, if: .absent)
      return response(201, key, outcome.version)
    }

    private func update(_ request: EditRequest) throws -> EditResponse {
      var key: ResourceKey
      let document: JSONDocument
      switch try target(request) {
      case .type: throw EditFailure(400, .invalid, "PUT needs an id or criteria: \(request.url)")
      case .resource(let named):
        key = named
        document = try content(request, type: key.type)
        if let id = document.root["id"]?.string, id != key.id {
          throw EditFailure(400, .invalid, "The content has another id than \(key.reference)")
        }
      case .criteria(let type, let criteria):
        document = try content(request, type: type)
        let id = document.root["id"]?.string
        if let found = try match(criteria, of: type) {
          guard id == nil || id == found.id else {
            throw EditFailure(400, .invalid, "The criteria lead to another id than the content's")
          }
          key = found
        } else {
          key = ResourceKey(type: type, id: id ?? editor.newID())
        }
      }
      let outcome = try transaction.put(
        try named(document, key.id),
        key,
        if: try precondition(request)
      )
      return response(outcome.what == .created ? 201 : 200, key, outcome.version)
    }

    private func existing(_ request: EditRequest) throws -> ResourceKey {
      switch try target(request) {
      case .type:
        throw EditFailure(400, .invalid, "\(request.method.rawValue) needs an id or criteria")
      case .resource(let key): return key
      case .criteria(let type, let criteria):
        guard let key = try match(criteria, of: type) else {
          throw EditFailure(404, .notFound, "No resource meets \(criteria)")
        }
        return key
      }
    }

    private func patch(_ request: EditRequest) throws -> EditResponse {
      let key = try existing(request)
      guard let head = try transaction.head(key) else {
        throw EditFailure(404, .notFound, "There is no such resource: \(key.reference)")
      }
      guard let current = try transaction.content(key, version: head.version) else {
        throw EditFailure(410, .deleted, "The resource was deleted: \(key.reference)")
      }
      guard let body = request.body else { throw EditFailure(400, .required, "A patch is needed") }
      let json = JSON(current.root)
      let patched: JSON
      do {
        if body.root["resourceType"]?.string == "Parameters" {
          let now = editor.description.startedAt
          patched = try FHIRPathPatch(JSON(body.root)).applied(to: json) { path, resource in
            try PatchPaths.pointers(path, in: resource, now: now)
          }
        } else {
          patched = try JSONPatch(JSON(body.root)).applied(to: json)
        }
      } catch let error as JSONPatchError {
        throw EditFailure(422, .invalid, error.description, key: key)
      } catch let error as FHIRPathPatchError {
        throw EditFailure(422, .invalid, error.description, key: key)
      }
      let document = try JSONDocument.parse(patched.text)
      try check(document, type: key.type)
      guard document.root["id"]?.string == key.id else {
        throw EditFailure(422, .invalid, "A patch must not change the id", key: key)
      }
      let outcome = try transaction.put(document, key, if: try precondition(request))
      return response(200, key, outcome.version)
    }

    private func delete(_ request: EditRequest) throws -> EditResponse {
      if case .criteria(let type, let criteria) = try target(request),
        try match(criteria, of: type) == nil
      {
        return response(204, nil, nil)
      }
      let key = try existing(request)
      let outcome = try transaction.delete(key, if: try precondition(request))
      return response(204, outcome.what == .deleted ? key : nil, outcome.version)
    }

    private func read(_ request: EditRequest) throws -> EditResponse {
      guard case .resource(let key) = try target(request) else {
        throw EditFailure(422, .notSupported, "Only Type/id is read here: \(request.url)")
      }
      guard let head = try transaction.head(key) else {
        throw EditFailure(404, .notFound, "There is no such resource: \(key.reference)")
      }
      guard let document = try transaction.content(key, version: head.version) else {
        throw EditFailure(410, .deleted, "The resource was deleted: \(key.reference)")
      }
      var answer = response(200, key, head.version)
      answer.resource = document
      return answer
    }

    private func response(_ status: Int, _ key: ResourceKey?, _ version: Int?) -> EditResponse {
      EditResponse(status: status, key: key, version: version, issues: [])
    }

    // MARK: Transactions

    /// The order of the standard: deletions, creates, updates and patches, reads.
    ///
    /// See https://hl7.org/fhir/R4/http.html#trules. Creates get their ids, and conditional ones
    /// their matches, before references are rewritten.
    func performAll(
      _ requests: [(request: EditRequest, fullURL: String?)]
    ) throws -> [EditResponse] {
      var responses = [EditResponse?](repeating: nil, count: requests.count)
      for (place, item) in requests.enumerated() where item.request.method == .delete {
        responses[place] = try delete(item.request)
      }
      var ids: [Int: String] = [:]
      var references: [String: String] = [:]
      var written: [ResourceKey: Int] = [:]
      for (place, item) in requests.enumerated() {
        guard let key = try resource(of: item.request, &ids, place) else { continue }
        if let other = written.updateValue(place, forKey: key), item.request.ifNoneExist == nil {
          throw EditFailure(
            400,
            .duplicate,
            "Entries \(other + 1) and \(place + 1) both write \(key.reference)"
          )
        }
        if let url = item.fullURL { references[url] = key.reference }
      }
      let methods: [[EditRequest.Method]] = [[.post], [.put, .patch], [.get]]
      for group in methods {
        for (place, item) in requests.enumerated() where group.contains(item.request.method) {
          var request = item.request
          if let body = request.body { request.body = try rewritten(body, references) }
          responses[place] =
            request.method == .post
            ? try create(request, id: ids[place]) : try perform(request)
        }
      }
      return responses.compactMap { $0 }
    }

    /// The resource that an entry will write, as far as it can be known before.
    private func resource(
      of request: EditRequest,
      _ ids: inout [Int: String],
      _ place: Int
    ) throws -> ResourceKey? {
      switch (request.method, try target(request)) {
      case (.post, .type(let type)):
        if let criteria = request.ifNoneExist, let key = try match(criteria, of: type) {
          return key
        }
        let id = editor.newID()
        ids[place] = id
        return ResourceKey(type: type, id: id)
      case (.put, .resource(let key)), (.patch, .resource(let key)): return key
      case (.put, .criteria(let type, let criteria)):
        return try match(criteria, of: type)
          ?? request.body?.root["id"]?.string.map { ResourceKey(type: type, id: $0) }
      default: return nil
      }
    }

    /// The content with references to other entries made literal.
    private func rewritten(
      _ document: JSONDocument,
      _ references: [String: String]
    ) throws -> JSONDocument {
      let targets = document.root.strings(forKey: "reference").filter { value in
        value.string.map { references[$0] != nil } ?? false
      }
      guard !targets.isEmpty else { return document }
      var out: [UInt8] = []
      var at = 0
      for value in targets {
        guard let text = value.string, let literal = references[text] else { continue }
        out += document.root.documentBytes(at..<value.byteRange.lowerBound)
        out += Array(JSON.string(literal).text.utf8)
        at = value.byteRange.upperBound
      }
      out += document.root.documentBytes(at..<document.bytes.count)
      return try JSONDocument.parse(String(decoding: out, as: UTF8.self))
    }
  }
}
