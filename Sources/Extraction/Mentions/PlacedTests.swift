// SPDX-License-Identifier: Apache-2.0

/// Settles what notes say of tests otherwise than case reports, from which the model learned: an image
/// is named with its place, and short lines have many words that stand where tests stand.
struct PlacedTests {
  let note: TokenizedNote

  private static let images: Set<UInt32> = Hash.words(
    """
    ct mri ultrasound ultrasonography sonogram radiograph radiographs scan scans smear biopsy \
    biopsies echocardiogram doppler film films xray angiogram angiography endoscopy
    """
  )

  /// What the model alone must be sure of.
  private static let least: Float = 0.65

  /// Tells whether a test that the model sees is too unsure: neither the lexicon knows its words nor does a
  /// value follow.
  ///
  /// - Parameters:
  ///   - span: What the model sees.
  ///   - isKnown: Per token, whether it is in a test or a procedure of the lexicon.
  /// - Returns: Whether it is no test for a reader of notes.
  func isUnsure(_ span: ModelSpan, isKnown: [Bool]) -> Bool {
    span.marginal < Self.least && !hasValue(behind: span.end)
      && !isKnown[span.start..<span.end].contains(true)
  }

  /// Joins images with their places.
  func join(_ reading: inout Reading) {
    var kept: [Mention] = []
    kept.reserveCapacity(reading.mentions.count)
    for mention in reading.mentions {
      guard var last = kept.last, last.end == mention.start else {
        kept.append(mention)
        continue
      }
      if last.category == .anatomy, isImage(mention) {
        // "pelvic ultrasound"
        var whole = mention
        whole.start = last.start
        kept[kept.count - 1] = whole
      } else if mention.category == .anatomy, isImage(last), last.end - last.start == 1 {
        // "MRI lumbar spine"
        last.end = mention.end
        kept[kept.count - 1] = last
      } else {
        kept.append(mention)
      }
    }
    reading.mentions = kept
  }

  private func isImage(_ mention: Mention) -> Bool {
    mention.category == .testTreatmentProcedure
      && Self.images.contains(note.tokens[mention.start].hash)
  }

  /// Whether a number follows: "white cells 15.2", "B12 of 180".
  private func hasValue(behind end: Int) -> Bool {
    func isNumber(_ at: Int) -> Bool { at < note.tokens.count && note.tokens[at].kind == .number }
    return isNumber(end)
      || isNumber(end + 1) && ([":", "=", "of", "is", "was"].contains(note.lower(end)))
  }
}
