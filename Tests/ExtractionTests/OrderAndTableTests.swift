// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Orders that go on to another thing, what tables and arrows say of a medication, and their directions.
@Suite struct OrderAndTableTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      Plan: stop allopurinol, LFT, Dermovate bd 2/52, Fexofenadine 180 od.|allopurinol|no
      Plan: stop allopurinol, LFT, Dermovate bd 2/52, Fexofenadine 180 od.|Dermovate|yes
      Plan: stop allopurinol, LFT, Dermovate bd 2/52, Fexofenadine 180 od.|Fexofenadine|yes
      Stop aspirin, clopidogrel and ticagrelor.|ticagrelor|no
      Aspirin 75 (continue), naproxen (stop 7/7 pre-op).|naproxen|no
      Aspirin 75 (continue), naproxen (stop 7/7 pre-op).|Aspirin|yes
      On metformin, ramipril, bumetanide - advised withhold all until E&D normally.|metformin|no
      On metformin, ramipril, bumetanide - advised withhold all until E&D normally.|bumetanide|no
      On apixaban - held 2/7 for flexi, restarted.|apixaban|yes
      On apixaban - held for flexi.|apixaban|no
      Take these medications: Eliquis 5 mg twice a day. Do not take these medications: naproxen.|Eliquis|yes
      Take these medications: Eliquis 5 mg twice a day. Do not take these medications: naproxen.|naproxen|no
      HCTZ 25 -> DISCONTINUE; metoprolol 50 -> CHANGE to carvedilol 6.25 BID; ASA 81 -> CONTINUE|HCTZ|no
      HCTZ 25 -> DISCONTINUE; metoprolol 50 -> CHANGE to carvedilol 6.25 BID; ASA 81 -> CONTINUE|metoprolol|no
      HCTZ 25 -> DISCONTINUE; metoprolol 50 -> CHANGE to carvedilol 6.25 BID; ASA 81 -> CONTINUE|carvedilol|yes
      HCTZ 25 -> DISCONTINUE; metoprolol 50 -> CHANGE to carvedilol 6.25 BID; ASA 81 -> CONTINUE|ASA|yes
      Tiotropium 18mcg, discontinued - replaced with Trelegy|Tiotropium|no
      Tiotropium 18mcg, discontinued - replaced with Trelegy|Trelegy|yes
      Simvastatin     40 mg    ON          Stopped      replaced by atorvastatin|atorvastatin|yes
      Simvastatin     40 mg    ON          Stopped      replaced by atorvastatin|Simvastatin|no
      No new meds exc. allopurinol.|allopurinol|yes
      NB amox avoid if EBV.|amox|if
      WBRT declined, dex 8 -> 4mg.|dex|yes
      Warfarin -> bridging LMWH.|Warfarin|no
      On amlodipine and occasional codeine; I have advised stopping codeine.|amlodipine|yes
      I have advised stopping senna.|senna|no
      No HE, lactulose 20 bd, rifaximin not needed.|lactulose|yes
      No HE, lactulose 20 bd, rifaximin not needed.|rifaximin|no
      Clopidogrel 75 (aspirin 300 completed 14/7). Atorva 80.|aspirin|past
      Coumadin - none since 12/2023.|Coumadin|no
      GDMT: spiro 12.5 (K 5.2 - hold), Farxiga 10.|spiro|no
      GDMT: spiro 12.5 (K 5.2 - hold), Farxiga 10.|Farxiga|yes
      Progressed on Zytiga/pred → Xtandi 160 daily.|Zytiga|no
      Meds: held metformin, held Jardiance x3d, took metoprolol this am.|metoprolol|yes
      Meds: held metformin, held Jardiance x3d, took metoprolol this am.|Jardiance|no
      Codeine + apixaban - codeine stopped.|apixaban|yes
      Metformin: eGFR 28 - stopped. Aspirin 75.|Metformin|no
      Metformin: eGFR 28 - stopped. Aspirin 75.|Aspirin|yes
      Patient on warfarin - advised stop and give vitamin K 2mg PO.|warfarin|no
      Patient on warfarin - advised stop and give vitamin K 2mg PO.|vitamin K|yes
      Not preg, Mirena in situ.|Mirena|yes
      Testosterone not for now.|Testosterone|no
      Warfarin -> bridging LMWH.|LMWH|yes
      Zosyn -> PO Augmentin.|Zosyn|no
      Abemaciclib - not eligible.|Abemaciclib|no
      Septrin proph. No fevers.|Septrin|yes
      His clopidogrel should not be restarted until day 7.|clopidogrel|no
      Held atorvastatin during - restart today.|atorvastatin|yes
      On MMF (held 1/52, restart Mon).|MMF|no
      Trimbow bd (was Fostair + Spiriva), salb prn.|Spiriva|past
      Trimbow bd (was Fostair + Spiriva), salb prn.|salb|yes
      UTI treated trimeth 3/7 finished yest, now well.|trimeth|past
      Rescue: buccal midaz 10mg if >5min. Folic acid 5mg.|Folic acid|yes
      Rescue: buccal midaz 10mg if >5min. Folic acid 5mg.|midaz|if
      """
    )
  ) func status(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row)")
      #expect(found.said == row[2], "\(row)")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Basal Levemir 18 continued.|Levemir|dosage|18
      Methadone 60 supervised.|Methadone|dosage|60
      ADHD - Concerta XL 36 mane, melatonin 3 nocte.|Concerta XL|dosage|36
      AF, rate controlled on bisoprolol 1.25. NH.|bisoprolol|dosage|1.25
      HCTZ 25 -> DISCONTINUE|HCTZ|dosage|25
      Atorvastatin    80 mg    ON          Increased    was 40 mg|Atorvastatin|dosage|80 mg
      Atorvastatin    80 mg    ON          Increased    was 40 mg|Atorvastatin|frequency|ON
      Trelegy Ellipta, 1 inhalation OD, new|Trelegy Ellipta|frequency|OD
      6MP 50 mg/m2 OD|6MP|frequency|OD
      Rescue pack: pred 30 5/7, doxy.|pred|dosage|30
      WBRT declined, dex 8 -> 4mg.|dex|dosage|4mg
      Oramorph 5 2-4 hrly prn|Oramorph|frequency|2-4 hrly prn
      Oramorph 5 2-4 hrly prn|Oramorph|dosage|5
      Pred forte hourly to the right eye|Pred forte|frequency|hourly
      Paracetamol 1 g 6 hourly|Paracetamol|frequency|6 hourly
      Driver: syringe driver morphine 60|morphine|form|
      Following OD 16 x paracetamol 500mg|paracetamol|route|
      OD 20 x 200mg ibuprofen at 2100|ibuprofen|route|
      Prev OD citalopram 2022.|citalopram|route|
      Oxaliplatin dose red 20%|Oxaliplatin|strength|
      """
    )
  ) func directions(row: [String]) throws {
    let types: [String: EntityType] = [
      "dosage": .dosage, "frequency": .frequency, "form": .form, "route": .routeOrMode,
      "strength": .strength,
    ]
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row)")
      let type = try #require(types[row[2]])
      #expect(found.texts(type) == (row[3].isEmpty ? [] : [row[3]]), "\(row)")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Peanut allergy: EpiPen jr x2 in school.|EpiPen
      Allergies: cetuximab - anaphylaxis. Dalteparin for PICC DVT.|Dalteparin
      Allergies: cetuximab - anaphylaxis. Clexane 40 mg given.|Clexane
      Allergies: PCN (hives), latex. Plan GETA, sugammadex, avoid NSAIDs.|sugammadex
      7. Allergy: trimethoprim - nature unknown. 8. Nicotine patch requested.|Nicotine patch
      """
    )
  ) func givenAndNoAllergen(row: [String]) throws {
    for engine in Self.engines {
      #expect(try #require(engine.read(row[0]).entity(row[1])).category == .medication, "\(row)")
    }
  }
}
