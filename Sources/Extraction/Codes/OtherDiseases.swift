// SPDX-License-Identifier: Apache-2.0

/// Finds the word that makes another disease of one: "bronze diabetes" has not the code of diabetes.
///
/// | Words | Modifier |
/// | --- | --- |
/// | bronze diabetes | bronze |
/// | steroid-induced diabetes | steroid |
/// | fungal pneumonia | fungal |
/// | chronic pneumonia, basal pneumonia | none: they say how and where it is |
struct OtherDiseases {
  let note: TokenizedNote
  let lexicon: Lexicon

  /// Names that are only half of one: what stands before says which disease it is.
  private static let heads = Hash.words(
    """
    hypertension htn diabetes dm pneumonia pneumonitis anemia anaemia dementia seizure seizures convulsion \
    convulsions hepatitis arthritis meningitis encephalitis asthma colitis conjunctivitis neuropathy ulcer ulcers \
    abscess abscesses pericarditis myocarditis endocarditis cirrhosis pancreatitis migraine migraines parkinsonism lupus \
    pneumothorax epilepsy bronchitis thyroiditis dermatitis
    """
  )
  /// Modifiers that do not look like one.
  private static let modifiers = Hash.words(
    """
    bronze bronzed juvenile gouty covid mycoplasma legionella pneumocystis klebsiella pneumococcal coat body pregnancy \
    stress tension brain lung liver spleen kidney tooth breast varicella herpes hsv tb cmv steroid autoimmune febrile \
    pernicious organising organizing gallstone mouth pressure mdma lupus psoas spleen
    """
  )
  private static let causes = Hash.words("induced related associated")
  private static let endings = ["ic", "al", "ar", "ary", "ous", "ive", "genic"]
  /// What looks like a modifier, and says only how, where or since when something is.
  private static let describing = Hash.words(
    """
    chronic symptomatic asymptomatic clinical subclinical typical atypical classical critical essential idiopathic \
    cryptogenic focal multifocal generic total partial general several usual original initial final internal external \
    historic historical previous serious obvious numerous various primary progressive active inactive extensive massive \
    aggressive positive negative residual minimal marginal unilateral bilateral lateral basal bibasal bibasilar basilar \
    apical lobar bilobar multilobar unilobar lobular distal proximal medial seasonal annual occasional episodic periodic \
    systolic diastolic arterial systemic diabetic hypertensive oral familial hereditary maternal paternal parental medical \
    surgical physical pharmacological hospital normal abnormal nocturnal tonic clonic epileptic axonal degenerative \
    polyarticular monoarticular operative postoperative perioperative preoperative radiological radiographic empiric \
    empirical secondary dietary necessary temporary ordinary pulmonary similar regular irregular clinic year near far trial \
    clear dear social personal special additional marked problematic suspicious significant labile resistive generalised \
    actual potential usual real dramatic drastic catastrophic tragic neurological cardiac respiratory metabolic psychiatric \
    gastrointestinal endocrine renal neurologic hyperactive severe responsive unresponsive refractory nonsmoker alcoholic \
    january february library local eventual continuous infectious obstructive anaemic anemic asthmatic public generic \
    traumatic posttraumatic sporadic toxic intermittent interstitial bronchial bacterial crucial overall
    """
  )
  /// Of them, those that make another disease of one of these.
  private static let particular: [(heads: Set<UInt32>, modifiers: Set<UInt32>)] = [
    (
      Hash.words("hypertension htn"),
      Hash.words("pulmonary renal secondary")
    ),
    (
      Hash.words("hepatitis cirrhosis neuropathy pancreatitis seizure seizures"),
      Hash.words("alcoholic toxic")
    ),
    (Hash.words("asthma"), Hash.words("cardiac")),
    (Hash.words("pneumonia pneumonitis"), Hash.words("interstitial")),
    (Hash.words("meningitis"), Hash.words("bacterial")),
    (Hash.words("diabetes dm"), Hash.words("secondary")),
    (Hash.words("abscess abscesses"), Hash.words("renal oral")),
  ]
  private static let insipidus = Hash.word("insipidus".utf8)

  /// The word that makes another disease of a mention; nothing where none does.
  func modifier(of mention: Mention) -> Int? {
    guard mention.category == .medicalCondition, mention.entry >= 0 else { return nil }
    let entry = lexicon.entries[Int(mention.entry)]
    guard entry.nature == 0x64,
      let head = (max(mention.start, mention.end - 3)..<mention.end).last(where: {
        note.holds($0, Self.heads)
      })
    else { return nil }
    guard let modifier = modifier(before: head) ?? modifier(behind: head) else { return nil }
    return isOwn(modifier, entry) ? nil : modifier
  }

  private func modifier(behind head: Int) -> Int? {
    note.tokens.indices.contains(head + 1) && note.tokens[head + 1].hash == Self.insipidus
      ? head + 1 : nil
  }

  private func modifier(before head: Int) -> Int? {
    var at = head - 1
    guard isJoined(head) else { return nil }
    if note.holds(at, Self.causes) {
      at -= 1
      if note.isDash(at) { at -= 1 }
      return note.tokens.indices.contains(at) && note.tokens[at].kind == .word ? at : nil
    }
    guard note.tokens.indices.contains(at), note.tokens[at].kind == .word else { return nil }
    if note.holds(at, Self.modifiers) { return at }
    for (heads, modifiers) in Self.particular
    where note.holds(head, heads) && note.holds(at, modifiers) {
      return at
    }
    if note.holds(at, Self.describing) || note.tokens[at].count < 5 { return nil }
    let word = note.lower(at)
    return Self.endings.contains { word.hasSuffix($0) } ? at : nil
  }

  /// Whether a token stands in the line of the word before it, with nothing between them.
  private func isJoined(_ at: Int) -> Bool {
    at > 0 && !note.tokens[at].flags.contains(.lineStart)
      && !TextColumns.hasGap(before: at, in: note)
  }

  /// Whether a word is one of the names of the entry.
  private func isOwn(_ word: Int, _ entry: LexiconEntry) -> Bool {
    let hash = note.tokens[word].hash
    return entry.spellings.contains { spelling in
      SpellingVariants.of(Array(spelling.utf8), isName: false).contains {
        Lexicon.hashes($0).contains(hash)
      }
    }
  }
}
