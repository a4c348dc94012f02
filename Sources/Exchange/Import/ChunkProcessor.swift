// SPDX-License-Identifier: Apache-2.0

import FHIR
import Store
import Validation

/// Turns the texts of chunks into prepared resources, on one thread.
///
/// It never throws: what is wrong with a text or a resource is part of the result.
final class ChunkProcessor {
  private let files: [InputFile]
  private let preparer: ResourcePreparer
  private let parser = JSONParser()
  private let validator: ResourceValidator
  private let compresses: Bool

  init(files: [InputFile], validator: ResourceValidator, lake: Lake?, compresses: Bool) {
    self.files = files
    self.compresses = compresses
    preparer = ResourcePreparer(for: lake)
    self.validator = validator
  }

  func process(_ chunk: Chunk) -> ProcessedChunk {
    var result = ProcessedChunk(index: chunk.index, bytesRead: chunk.bytesRead)
    result.skippedFiles = chunk.skipped
    for (file, line, message) in chunk.failures {
      let issue = Issue(
        severity: .fatal,
        code: .exception,
        rule: "unreadable",
        expression: "",
        diagnostics: message
      )
      refuse(
        [issue],
        type: nil,
        reference: nil,
        at: .init(file: file, line: line, entry: nil),
        &result
      )
    }
    for text in chunk.texts { process(text, &result) }
    if compresses { preparer.finish(&result.resources) }
    return result
  }

  private func process(_ text: Chunk.Text, _ result: inout ProcessedChunk) {
    let origin = ProcessedChunk.Origin(file: text.file, line: text.line, entry: nil)
    text.bytes.withUnsafeBytes { bytes in
      do throws(JSONError) {
        // The lines of a file are counted in its own text, so that one is not shortened before.
        let document = try parser.parse(bytes, minifying: text.isLine)
        if document.root["resourceType"]?.isString("Bundle") == true {
          expand(document, text, &result)
        } else if Self.isManifest(document.root) {
          // What an export says of its files holds no resource.
          result.skippedFiles.append(text.file)
        } else {
          let compact = text.isLine ? document : try parser.parse(bytes, minifying: true)
          store(compact, id: nil, at: origin, &result)
        }
      } catch {
        let place = ProcessedChunk.Origin(
          file: text.file,
          line: text.line + error.line - 1,
          entry: nil
        )
        let issue = Issue(
          severity: .fatal,
          code: .structure,
          rule: "not-json",
          expression: "",
          diagnostics: error.description
        )
        refuse([issue], type: nil, reference: nil, at: place, &result)
      }
    }
  }

  /// Whether an object is the manifest of a Bulk Data export.
  private static func isManifest(_ root: JSONValue) -> Bool {
    root["resourceType"] == nil && root["transactionTime"] != nil
      && root["output"]?.isArray == true && root["requiresAccessToken"] != nil
  }

  // MARK: - Bundles

  private func expand(
    _ bundle: JSONDocument,
    _ text: Chunk.Text,
    _ result: inout ProcessedChunk
  ) {
    let expansion = BundleExpansion(bundle.root)
    var lines = LineCounter(bundle.bytes)
    for entry in expansion.entries {
      let origin = ProcessedChunk.Origin(
        file: text.file,
        line: text.line + (text.isLine ? 0 : lines.linesBefore(entry.offset)),
        entry: entry.index
      )
      switch entry.action {
      case .store(let resource, let id):
        do throws(JSONError) {
          let document = try parser.parse(expansion.rewritten(resource), minifying: true)
          store(document, id: id, at: origin, &result)
        } catch {
          let issue = Issue(
            severity: .fatal,
            code: .structure,
            rule: "not-json",
            expression: "Bundle.entry[\(entry.index)]",
            diagnostics: error.description
          )
          refuse([issue], type: nil, reference: nil, at: origin, &result)
        }
      case .delete(let key, let time):
        result.resources.append(
          preparer.prepareDeletion(type: key.type, id: key.id, sourceUpdated: time)
        )
        result.origins.append(origin)
      case .refuse(let reason):
        let issue = Issue(
          severity: .error,
          code: .notSupported,
          rule: "unsupported-entry",
          expression: "Bundle.entry[\(entry.index)]",
          diagnostics: reason
        )
        refuse([issue], type: nil, reference: nil, at: origin, &result)
      }
    }
  }

  // MARK: - Resources

  private func store(
    _ document: JSONDocument,
    id givenID: String?,
    at origin: ProcessedChunk.Origin,
    _ result: inout ProcessedChunk
  ) {
    let root = document.root
    let type = root["resourceType"]?.string.flatMap(ResourceType.init(rawValue:))
    let ownID = root["id"]?.string
    let reference = type.map { type in
      (ownID ?? givenID).map { "\(type.rawValue)/\($0)" } ?? type.rawValue
    }
    var issues = validator.validate(root)
    if let type, type == .parameters || (type == .operationOutcome && origin.entry != nil) {
      issues.append(
        Issue(
          severity: .error,
          code: .notSupported,
          rule: "no-record",
          expression: type.rawValue,
          diagnostics: "A \(type.rawValue) is a message and not part of a record"
        )
      )
    }
    if type != nil, ownID == nil, givenID == nil {
      issues.append(
        Issue(
          severity: .error,
          code: .required,
          rule: "missing-id",
          expression: type?.rawValue ?? "",
          diagnostics: "A resource needs an id to be imported"
        )
      )
    }
    let refusals = issues.filter { $0.severity >= .error }
    for issue in issues {
      result.problems.append(
        ImportProblem(
          file: files[origin.file].path,
          line: origin.line,
          entry: origin.entry,
          reference: reference,
          issue: issue,
          isRefusal: issue.severity >= .error
        )
      )
    }
    guard refusals.isEmpty, let type, let id = ownID ?? givenID else {
      result.refused.append((type, origin, refusals))
      return
    }
    let prepared: PreparedResource
    if ownID == nil, let withID = try? parser.parse(insertingID(id, into: document)) {
      // The text was parsed a moment ago, and only an id was put into it.
      prepared = preparer.prepare(withID, type: type, id: id)
    } else {
      prepared = preparer.prepare(document, type: type, id: id)
    }
    result.resources.append(prepared)
    result.origins.append(origin)
  }

  /// Puts the id that a Bundle gives behind the resource type.
  private func insertingID(_ id: String, into document: JSONDocument) -> [UInt8] {
    var bytes = Array(document.bytes)
    let at = document.root["resourceType"]?.byteRange.upperBound ?? 1
    bytes.insert(contentsOf: Array(",\"id\":\"\(id)\"".utf8), at: at)
    return bytes
  }

  private func refuse(
    _ issues: [Issue],
    type: ResourceType?,
    reference: String?,
    at origin: ProcessedChunk.Origin,
    _ result: inout ProcessedChunk
  ) {
    for issue in issues {
      result.problems.append(
        ImportProblem(
          file: files[origin.file].path,
          line: origin.line,
          entry: origin.entry,
          reference: reference,
          issue: issue,
          isRefusal: true
        )
      )
    }
    result.refused.append((type, origin, issues))
  }
}

/// Counts line breaks up to growing offsets.
private struct LineCounter {
  private let bytes: UnsafeRawBufferPointer
  private var offset = 0
  private var lines = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  mutating func linesBefore(_ end: Int) -> Int {
    while offset < min(end, bytes.count) {
      if bytes[offset] == 0x0A { lines += 1 }
      offset += 1
    }
    return lines
  }
}
