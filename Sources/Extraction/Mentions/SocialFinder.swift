// SPDX-License-Identifier: Apache-2.0

/// Finds habits, gender and race.
struct SocialFinder {
  let note: TokenizedNote

  private static let words: [UInt32: EntityType] = {
    var result: [UInt32: EntityType] = [:]
    func add(_ type: EntityType, _ list: String) {
      for word in list.split(separator: " ") { result[Hash.word(word.utf8)] = type }
    }
    add(
      .tobaccoUse,
      """
      smokes smoker smoked smoking tobacco cigarettes cigarette cigars cigar vaping vapes smokeless \
      nonsmoker ppd pack-years chewing smokers
      """
    )
    add(
      .alcoholConsumption,
      "alcohol drinks drinker etoh beer beers wine liquor whiskey vodka drinking"
    )
    add(
      .recreationalDrugUse,
      """
      cocaine marijuana heroin cannabis methamphetamine methamphetamines illicit ivdu ecstasy lsd \
      recreational crack amphetamines
      """
    )
    add(
      .gender,
      "male female man woman boy girl gentleman lady males females transgender"
    )
    add(.raceEthnicity, "caucasian hispanic african-american latino latina asian")
    return result
  }()

  private static let waters: Set<String> = [
    "clear", "meconium", "mec", "stained", "pink", "bloodstained", "volume", "draining", "seen",
    "reduced", "normal",
  ]
  private static let drug = Hash.word("drugs".utf8)

  private static let alcohol = Hash.word("alcohol".utf8)

  /// Whether a model of abstracts took what somebody drinks for what was given: "Alcohol 10 units/week".
  private func isDrink(_ mention: Mention) -> Bool {
    mention.category == .medication && mention.entry < 0 && mention.end == mention.start + 1
      && note.tokens[mention.start].hash == Self.alcohol
  }

  func find(_ reading: inout Reading) {
    if !reading.isNarrative, !reading.isLiterature { reading.mentions.removeAll(where: isDrink) }
    var taken = TokenMask(of: note)
    for mention in reading.mentions { taken.insert(mention.range) }
    var added: [Mention] = []
    for index in note.tokens.indices
    where note.tokens[index].kind == .word && !taken.contains(index) && !reading.isHeader(index) {
      guard let type = Self.words[note.tokens[index].hash], fits(type, index, reading) else {
        continue
      }
      var end = index + 1
      if type == .recreationalDrugUse,
        ["drug", "drugs"].contains(end < note.tokens.count ? note.lower(end) : "")
      {
        end += 1
      }
      if ["use", "abuse", "usage"].contains(end < note.tokens.count ? note.lower(end) : "") {
        end += 1
      }
      if let last = added.last, last.end == index, last.type == type {
        added[added.count - 1].end = end
        continue
      }
      added.append(
        Mention(
          start: index,
          end: end,
          category: .behavioralEnvironmentalSocial,
          type: type,
          score: type == .gender ? 0.95 : 0.85,
          sources: ["rule:social"]
        )
      )
    }
    for index in added.indices { amounts(&added[index], reading.sentence(at: added[index].start)) }
    reading.mentions += added
    reading.mentions.sort { ($0.start, $0.end) < ($1.start, $1.end) }
  }

  private func fits(_ type: EntityType, _ index: Int, _ reading: Reading) -> Bool {
    let text = note.lower(index)
    switch type {
    case .alcoholConsumption where text == "drinks" || text == "drinking":
      let near = (max(0, index - 4)..<min(note.tokens.count, index + 5)).map { note.lower($0) }
      return !near.contains {
        ["water", "milk", "juice", "fluids", "cup", "eating", "feeding", "nappies"].contains($0)
      }
        && !["ok", "okay", "well", "normally"].contains(note.lower(index + 1))
    // "SROM, clear liquor" is of a birth.
    case .alcoholConsumption where text == "liquor":
      return !Self.waters.contains(note.lower(max(0, index - 1)))
        && !Self.waters.contains(note.lower(index + 1))
    // "PPD: negative" is a test of the skin, "PPD: home" where somebody wants to die.
    case .tobaccoUse where text == "ppd": return !note.isSymbol(index + 1, 0x3A)
    case .raceEthnicity where text == "asian": return true
    case .recreationalDrugUse where text == "recreational" || text == "illicit":
      let next = index + 1 < note.tokens.count ? note.lower(index + 1) : ""
      return next.hasPrefix("drug") || next.hasPrefix("substance")
    default: return true
    }
  }

  /// "1 pack per day", "2 beers a week", "half a pack a day", "for 20 years", "quit in 2010".
  private func amounts(_ mention: inout Mention, _ sentence: Range<Int>) {
    guard [.tobaccoUse, .alcoholConsumption, .recreationalDrugUse].contains(mention.type) else {
      return
    }
    let nouns: [String] =
      switch mention.type {
      case .tobaccoUse: ["pack", "packs", "ppd", "cigarettes", "cigars", "cigarette"]
      case .alcoholConsumption:
        [
          "beers", "beer", "drinks", "glasses", "drink", "glass", "shots", "units", "unit", "pints",
        ]
      default: ["grams", "joints"]
      }
    var at = max(sentence.lowerBound, mention.start - 6)
    while at < min(sentence.upperBound, mention.end + 8) {
      if let number = NumberWords.range(note, at), number.end < note.tokens.count {
        let noun = note.lower(number.end)
        // "EtOH 20u/wk"
        if nouns.contains(noun)
          || mention.type == .alcoholConsumption && noun == "u" && at <= mention.end + 1
        {
          var after = number.end + 1
          if note.isSymbol(after, 0x2D), lower(after + 1).hasPrefix("year") { after += 2 }
          mention.attributes.append(piece(at..<after, .amount, .amount, "amount", nil))
          let start = after
          if ["a", "per", "each", "every"].contains(lower(after)) || note.isSymbol(after, 0x2F) {
            after += 2
            if after <= note.tokens.count {
              mention.attributes.append(
                piece(start..<after, .frequency, .frequency, "frequency", nil)
              )
            }
          }
          at = after
          continue
        }
        if let word = SigWords.shared.word(note.tokens[number.end].hash), word.role == .period,
          at > 0, ["for", "x", "over", "about"].contains(lower(at - 1))
        {
          let value = NormalizedValue.duration(
            low: number.low,
            high: number.high,
            unit: word.code
          )
          mention.attributes.append(
            piece(at..<number.end + 1, .duration, .duration, "duration", value)
          )
          at = number.end + 1
          continue
        }
      }
      at += 1
    }
    let near =
      max(sentence.lowerBound, mention.start - 5)..<min(sentence.upperBound, mention.end + 4)
    for token in near
    where ["quit", "former", "stopped", "previously", "ex", "past"].contains(note.lower(token)) {
      mention.traits.append(
        TraitMark(
          name: .pastHistory,
          score: 0.85,
          rule: "words:quit",
          cue: token..<token + 1,
          scope: mention.range
        )
      )
      break
    }
    if note.lower(mention.start) == "nonsmoker" {
      mention.traits.append(
        TraitMark(
          name: .negation,
          score: 0.95,
          rule: "word:nonsmoker",
          cue: mention.range,
          scope: mention.range
        )
      )
    }
  }

  private func lower(_ index: Int) -> String {
    index < note.tokens.count ? note.lower(index) : ""
  }

  private func piece(
    _ range: Range<Int>,
    _ type: EntityType,
    _ relationship: RelationshipType,
    _ rule: String,
    _ value: NormalizedValue?
  ) -> Piece {
    Piece(
      start: range.lowerBound,
      end: min(range.upperBound, note.tokens.count),
      type: type,
      score: 0.85,
      value: value,
      source: "rule:\(rule)",
      relationship: relationship,
      relationshipScore: 0.9,
      category: .behavioralEnvironmentalSocial,
      isLinked: true
    )
  }
}
