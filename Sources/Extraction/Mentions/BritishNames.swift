// SPDX-License-Identifier: Apache-2.0

/// Tells of a short name that stands for two medications which one a British note means: "pred".
struct BritishNames {
  let note: TokenizedNote
  let lexicon: Lexicon

  private static let pred = Hash.word("pred".utf8)
  private static let prednisone = Hash.word("prednisone".utf8)
  private static let british = Hash.words(
    """
    prednisolone tds qds bd nocte mane oedema anaemia anaemic diarrhoea haemoglobin haematuria haemoptysis haemorrhage \
    haematology oesophagus oesophageal oesophagitis orthopaedic orthopaedics paediatric paediatrics paeds paracetamol \
    salbutamol salb gp fbc tto ttos frusemide leukaemia ischaemic ischaemia tumour
    """
  )

  /// Gives "pred" the code of prednisolone where another word shows that the note is British, else that of
  /// prednisone.
  func settle(_ reading: inout Reading) {
    let named = reading.mentions.indices.filter {
      reading.mentions[$0].end == reading.mentions[$0].start + 1
        && note.tokens[reading.mentions[$0].start].hash == Self.pred
    }
    if named.isEmpty { return }
    let isBritish =
      note.tokens.contains { Self.british.contains($0.hash) }
      && !note.tokens.contains { $0.hash == Self.prednisone }
    let entry = lexicon.entry(named: isBritish ? "prednisolone" : "prednisone")
    for index in named where reading.mentions[index].entry >= 0 {
      reading.mentions[index].entry = entry
    }
  }
}
