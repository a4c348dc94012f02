// SPDX-License-Identifier: Apache-2.0

import Differences
import FHIR
import TestSupport
import Testing

@Suite struct BlameTests {
  /// Versions of a Patient by their members, `nil` for a deletion.
  ///
  /// Lines are `path value version`.
  @Test(
    arguments: [
      ([#""gender":"male""#], [#"Patient.gender "male" 1"#]),
      (
        [#""gender":"male","active":true"#, #""active":true,"gender":"female""#],
        ["Patient.active true 1", #"Patient.gender "female" 2"#]
      ),
      // An item that moves keeps its version, one that is new does not.
      (
        [
          #""telecom":[{"use":"home","value":"1"}]"#,
          #""telecom":[{"use":"work","value":"2"},{"use":"home","value":"1"}]"#,
          #""telecom":[{"use":"work","value":"3"},{"use":"home","value":"1","rank":1}]"#,
        ],
        [
          #"Patient.telecom[use=work].use "work" 2"#,
          #"Patient.telecom[use=work].value "3" 3"#,
          #"Patient.telecom[use=home].use "home" 1"#,
          #"Patient.telecom[use=home].value "1" 1"#,
          "Patient.telecom[use=home].rank 1 3",
        ]
      ),
      // What goes and comes back is new; what a deletion interrupts is not.
      (
        [#""gender":"male""#, #""active":true"#, #""active":true,"gender":"male""#],
        ["Patient.active true 2", #"Patient.gender "male" 3"#]
      ),
      (
        [#""gender":"male""#, nil, #""gender":"male","active":true"#],
        [#"Patient.gender "male" 1"#, "Patient.active true 3"]
      ),
      ([#""gender":"male""#, nil], []),
      // A decimal that is spelled otherwise is another one.
      (
        [#""multipleBirthInteger":1"#, #""multipleBirthInteger":1.0"#],
        ["Patient.multipleBirth 1.0 2"]
      ),
      // What belongs to a primitive value has its own version.
      (
        [
          #""birthDate":"1970""#,
          #""birthDate":"1970","_birthDate":{"extension":[{"url":"u","valueCode":"c"}]}"#,
        ],
        [
          #"Patient.birthDate "1970" 1"#,
          #"Patient.birthDate.extension[url=u].url "u" 2"#,
          #"Patient.birthDate.extension[url=u].value "c" 2"#,
        ]
      ),
      (
        [
          #""name":[{"given":["A","B"]}]"#,
          #""name":[{"given":["B","A","C"],"_given":[null,{"id":"a"}]}]"#,
        ],
        [
          #"Patient.name[0].given[0] "B" 1"#, #"Patient.name[0].given[1] "A" 1"#,
          #"Patient.name[0].given[1].id "a" 2"#, #"Patient.name[0].given[2] "C" 2"#,
        ]
      ),
      ([#""photo":[]"#, #""photo":[],"x":{}"#], ["Patient.photo [] 1", "Patient.x {} 2"]),
    ] as [([String?], [String])]
  )
  func versions(_ members: [String?], _ expected: [String]) throws {
    let versions = try members.enumerated().map { number, members in
      Blame.Version(
        id: "\(number + 1)",
        job: 100 + number,
        document: try members.map { try json(#"{"resourceType":"Patient",\#($0)}"#) }
      )
    }
    let lines = Blame(versions).lines
    let found = lines.filter { $0.element != "Patient.resourceType" }
      .map { "\($0.path) \($0.value.text) \($0.versionID)" }
    #expect(found == expected)
    #expect(lines.allSatisfy { 99 + (Int($0.versionID) ?? 0) == $0.job })
  }

  @Test func noVersionsHaveNoLines() {
    #expect(Blame([]).lines.isEmpty)
  }

  @Test(arguments: 0..<12 as Range<UInt64>)
  func everyLeafHasAVersionThatHasIt(_ seed: UInt64) throws {
    var documents = RandomDocuments(seed: seed)
    for round in 0..<10 {
      var document = JSON.object([.init("code", documents.value(depth: 4))])
      var versions = [Blame.Version(id: "0", job: 0, document: document)]
      for number in 1..<6 {
        let edited = documents.edited(document)
        guard case .object = edited else { continue }
        document = edited
        versions.append(Blame.Version(id: "\(number)", job: number, document: document))
      }
      for line in Blame(versions).lines {
        let comment = "seed \(seed) round \(round): \(line.path) of \(document.text)"
        #expect(document.value(at: line.place)?.text == line.value.text, "\(comment)")
        // From its version on, the element has never been without that value.
        let since = versions.drop { $0.job < line.job }
        #expect(
          since.allSatisfy { version in
            guard let whole = version.document else { return false }
            return whole.paths.contains { whole.value(at: $0).text == line.value.text }
          },
          "\(comment)"
        )
      }
    }
  }
}
