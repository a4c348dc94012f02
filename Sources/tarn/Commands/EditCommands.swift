// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Exchange
import FHIR
import Store

/// `tarn put`.
struct PutCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "put",
    abstract: "Write a resource: a new one, or the next version.",
    discussion: """
      A resource with an id is stored under it, one without gets one. Content that is the current \
      version already makes no version. What is not valid is refused, as a server does.
      """
  )

  @OptionGroup var edit: EditOptions

  @Argument(help: "A file with one resource; - is standard input.", completion: .file())
  var file: String

  @Option(help: "Only if this is the current version.")
  var ifMatch: String?

  @Flag(help: "Only if there is no such resource.")
  var new = false

  @Option(help: "Update the one resource that meets these criteria, or create it.")
  var matching: String?

  @Option(help: "Create it only if no resource meets these criteria.")
  var ifNoneExist: String?

  func validate() throws {
    let rules = [matching != nil, ifNoneExist != nil, new || ifMatch != nil].filter { $0 }.count
    guard rules < 2 else {
      throw ValidationError("Give one of --matching, --if-none-exist, and --new or --if-match")
    }
  }

  func run() throws {
    let document = try EditOptions.document(file)
    let type = document.root["resourceType"]?.string ?? ""
    guard ResourceType(name: type) != nil else {
      throw ExchangeError(.cannotRead, "The file holds no FHIR resource", subject: file)
    }
    var request = EditRequest(.put, type, body: document)
    if let matching {
      request.url = matching.contains("?") ? matching : "\(type)?\(matching)"
    } else if let id = document.root["id"]?.string, ifNoneExist == nil {
      request.url = "\(type)/\(id)"
    } else {
      request.method = .post
    }
    request.ifMatch = ifMatch
    request.ifNoneMatch = new ? "*" : nil
    request.ifNoneExist = ifNoneExist
    try edit.perform(request, .edit, source: file)
  }
}

/// `tarn patch`.
struct PatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patch",
    abstract: "Change parts of a resource.",
    discussion: """
      The patch is a JSON Patch (RFC 6902) or a FHIRPath Patch (a Parameters resource). What is no \
      valid resource afterwards is refused.
      """
  )

  @OptionGroup var edit: EditOptions

  @Argument(help: "Type/id, or Type?criteria that one resource meets.")
  var reference: String

  @Argument(help: "A file with the patch; - is standard input.", completion: .file())
  var file: String

  @Option(help: "Only if this is the current version.")
  var ifMatch: String?

  func run() throws {
    var request = EditRequest(.patch, reference, body: try EditOptions.document(file))
    request.ifMatch = ifMatch
    try edit.perform(request, .edit, source: file)
  }
}

/// `tarn delete`.
struct DeleteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Delete a resource; its versions stay, and 'tarn restore' brings it back."
  )

  @OptionGroup var edit: EditOptions

  @Argument(help: "Type/id, or Type?criteria that one resource meets.")
  var reference: String

  @Option(help: "Only if this is the current version.")
  var ifMatch: String?

  func run() throws {
    var request = EditRequest(.delete, reference)
    request.ifMatch = ifMatch
    try edit.perform(request, .delete)
    // Only notes are published from.
    let type = reference.prefix { $0 != "/" && $0 != "?" }
    if ["DocumentReference", "DiagnosticReport", "Composition", "Binary"].contains(type) {
      try edit.withdrawPublished()
    }
  }
}

/// `tarn restore`.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Bring a deleted resource back, as a version.",
    discussion: "With --to an earlier version becomes the current one, deleted or not."
  )

  @OptionGroup var edit: EditOptions

  @Argument(help: "Type/id.")
  var reference: ReferenceArgument

  @Option(help: "The version whose content is brought back.")
  var to: Int?

  func run() throws {
    let lake = try edit.lake.open(.write)
    let key = reference.key
    let description = edit.job(.restore)
    let done = try lake.transact(description, recordedAt: description.startedAt) { transaction in
      guard let version = to ?? reference.version else { return try transaction.restore(key) }
      // Undoing may end in a deletion, bringing back may not.
      guard version > 0, try lake.resource(key, version: version).document != nil else {
        throw StoreError(
          .noVersion,
          "Version \(version) has no content that could be brought back",
          subject: key.reference
        )
      }
      return try transaction.reset(key, to: version)
    }
    if edit.json {
      let response: JSON = [
        "response": [
          "status": "200 OK", "etag": .string("W/\"\(done.value.version)\""),
          "location": .string("\(key.reference)/_history/\(done.value.version)"),
        ]
      ]
      Output.line(response.text)
    } else {
      Output.line("\(key.reference), version \(done.value.version): restored (job \(done.job))")
    }
  }
}

/// `tarn apply`.
struct ApplyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Carry out a transaction or batch Bundle.",
    discussion: """
      A transaction is stored whole or not at all, in the order of the standard; the entries of a \
      batch stand alone. Prints a line per entry, or the response Bundle with --json.
      """
  )

  @OptionGroup var edit: EditOptions

  @Argument(help: "A file with the Bundle; - is standard input.", completion: .file())
  var file: String

  func run() throws {
    let bundle = try EditOptions.document(file)
    let type = bundle.root["type"]?.string ?? ""
    guard bundle.root["resourceType"]?.string == "Bundle", ["transaction", "batch"].contains(type)
    else {
      throw ExchangeError(.cannotRead, "Not a transaction or batch Bundle", subject: file)
    }
    let requests = try (bundle.root["entry"]?.elements ?? .empty).map(Self.request)
    let editor = try edit.editor(.edit, source: file)
    var responses: [EditResponse] = []
    if type == "transaction" {
      responses = try editor.transact(requests).responses
      if let failure = responses.first(where: { !$0.isSuccess }) {
        if edit.json { Output.line(OperationOutcome.json(failure.issues).text) }
        try EditOptions.refuse(failure)
      }
    } else {
      for item in requests { responses.append(try editor.perform(item.request).response) }
    }
    if edit.json {
      let answer: JSON = [
        "resourceType": "Bundle", "type": .string(type + "-response"),
        "entry": .array(responses.map(\.entry)),
      ]
      Output.line(answer.text)
    } else {
      Output.table(
        ["Entry", "resource", "version", "status", "why"],
        responses.enumerated().map { number, response in
          [
            String(number + 1), response.key?.reference ?? "",
            response.version.map(String.init) ?? "", response.statusText,
            response.issues.first?.diagnostics ?? "",
          ]
        },
        right: [0, 2]
      )
    }
    if responses.contains(where: { !$0.isSuccess }) { throw ExitCode(1) }
  }

  /// The request of an entry; a patch in a Bundle may be a Binary with JSON Patch in it.
  private static func request(
    _ entry: JSONValue
  ) throws -> (request: EditRequest, fullURL: String?) {
    let fields = entry["request"]
    guard let method = fields?["method"]?.string.flatMap(EditRequest.Method.init(rawValue:)),
      let url = fields?["url"]?.string
    else {
      throw ValidationError("Each entry needs request.method and request.url")
    }
    var body: JSONDocument?
    if let resource = entry["resource"] {
      if method == .patch, let bytes = resource["data"]?.withUTF8(Base64.decode) ?? nil {
        body = try JSONParser().parse(bytes)
      } else {
        body = try JSONParser().parse(Array(resource.jsonText.utf8))
      }
    }
    var request = EditRequest(method, url, body: body)
    request.ifMatch = fields?["ifMatch"]?.string
    request.ifNoneMatch = fields?["ifNoneMatch"]?.string
    request.ifNoneExist = fields?["ifNoneExist"]?.string
    return (request, entry["fullUrl"]?.string)
  }
}
