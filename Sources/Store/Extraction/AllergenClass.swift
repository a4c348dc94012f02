// SPDX-License-Identifier: Apache-2.0

/// Which drugs an allergy to a class of drugs is about, and what is in a brand or a combination.
///
/// The everyday ones: a warning that is missing here is no leave to give a drug.
enum AllergenClass {
  /// Classes by the form of their name (``AllergenName``), with the ingredients.
  private static let members: [String: Set<String>] = [
    "penicillin": [
      "amoxicillin", "amoxycillin", "ampicillin", "flucloxacillin", "cloxacillin", "dicloxacillin",
      "oxacillin", "nafcillin", "piperacillin", "pivmecillinam", "phenoxymethylpenicillin",
      "benzylpenicillin", "temocillin", "ticarcillin", "penicillin",
    ],
    "sulfonamide": ["sulfamethoxazole", "sulphamethoxazole", "sulfadiazine", "sulfasalazine"],
    "nsaid": [
      "ibuprofen", "naproxen", "diclofenac", "ketorolac", "indomethacin", "indometacin",
      "meloxicam", "celecoxib", "etoricoxib", "piroxicam", "mefenamic", "ketoprofen", "aspirin",
    ],
    "opioid": [
      "morphine", "codeine", "oxycodone", "hydrocodone", "hydromorphone", "fentanyl", "tramadol",
      "buprenorphine", "methadone", "pethidine", "meperidine", "tapentadol", "dihydrocodeine",
    ],
    "statin": [
      "atorvastatin", "simvastatin", "rosuvastatin", "pravastatin", "fluvastatin", "lovastatin",
      "pitavastatin",
    ],
    "beta blocker": [
      "atenolol", "bisoprolol", "metoprolol", "propranolol", "carvedilol", "nebivolol", "labetalol",
      "sotalol", "nadolol", "esmolol", "timolol",
    ],
    "benzodiazepine": [
      "diazepam", "lorazepam", "midazolam", "temazepam", "clonazepam", "alprazolam",
      "chlordiazepoxide",
      "oxazepam", "nitrazepam", "clobazam",
    ],
    "contrast": ["iohexol", "iopamidol", "iodixanol", "iopromide", "ioversol", "iomeprol"],
    "heparin": ["heparin", "enoxaparin", "dalteparin", "tinzaparin", "bemiparin"],
    "local anaesthetic": [
      "lidocaine", "bupivacaine", "levobupivacaine", "ropivacaine", "mepivacaine", "prilocaine",
      "articaine", "tetracaine", "procaine", "benzocaine",
    ],
    "aminoglycoside": [
      "gentamicin", "tobramycin", "amikacin", "neomycin", "streptomycin", "netilmicin",
      "framycetin",
    ],
    "proton pump inhibitor": [
      "omeprazole", "esomeprazole", "lansoprazole", "dexlansoprazole", "pantoprazole",
      "rabeprazole",
    ],
    "ssri": [
      "sertraline", "fluoxetine", "citalopram", "escitalopram", "paroxetine", "fluvoxamine",
    ],
    "macrolide": ["erythromycin", "clarithromycin", "azithromycin"],
    "tetracycline": [
      "doxycycline", "minocycline", "lymecycline", "tetracycline", "oxytetracycline",
    ],
  ]

  /// Classes whose ingredients all begin or end alike.
  private static let affixes: [String: (beginnings: [String], ending: String?)] = [
    "cephalosporin": (["cef", "ceph"], nil),
    "ace inhibitor": ([], "pril"),
    "fluoroquinolone": ([], "floxacin"),
    "angiotensin receptor blocker": ([], "sartan"),
    "thiazide": (["chlortalidone", "chlorthalidone", "indapamide"], "thiazide"),
  ]

  /// Classes whose drugs are to be avoided by who reacted to one of them: an allergy to penicillin G is one to
  /// amoxicillin.
  private static let reactingAsOne = [
    "penicillin", "ace inhibitor", "nsaid", "aminoglycoside", "macrolide", "proton pump inhibitor",
  ]

  /// Other names of classes.
  private static let sameClass = [
    "contrast media": "contrast", "contrast medium": "contrast", "iodinated contrast": "contrast",
    "iodinated contrast media": "contrast", "radiocontrast": "contrast",
    "x ray contrast": "contrast",
    "arb": "angiotensin receptor blocker",
    "angiotensin ii receptor blocker":
      "angiotensin receptor blocker",
    "betablocker": "beta blocker", "beta adrenergic blocker": "beta blocker",
    "benzo": "benzodiazepine", "thiazide diuretic": "thiazide",
    "local anesthetic": "local anaesthetic", "opioid analgesic": "opioid",
    "narcotic analgesic": "opioid", "opiate analgesic": "opioid",
    "ppi": "proton pump inhibitor", "ppis": "proton pump inhibitor", "ssris": "ssri",
    "selective serotonin reuptake inhibitor": "ssri",
    "aine": "nsaid", "ain": "nsaid", "sulfamida": "sulfonamide", "sulfamide": "sulfonamide",
  ]

  /// What is in brands and combinations.
  private static let ingredients: [String: [String]] = [
    "augmentin": ["amoxicillin"], "amoxiclav": ["amoxicillin"], "tazocin": ["piperacillin"],
    "zosyn": ["piperacillin"], "unasyn": ["ampicillin"],
    "septrin": ["sulfamethoxazole", "trimethoprim"],
    "bactrim": ["sulfamethoxazole", "trimethoprim"],
    "trimoxazole": ["sulfamethoxazole", "trimethoprim"],
    "cotrimoxazole": ["sulfamethoxazole", "trimethoprim"],
    "cotrimoxazol": ["sulfamethoxazole", "trimethoprim"], "smx": ["sulfamethoxazole"],
    "tmp": ["trimethoprim"],
    "vicodin": ["hydrocodone", "paracetamol"], "entresto": ["sacubitril", "valsartan"],
    "symbicort": ["budesonide", "formoterol"], "seretide": ["fluticasone", "salmeterol"],
    "advair": ["fluticasone", "salmeterol"], "dulera": ["mometasone", "formoterol"],
    "nolotil": ["metamizole"], "flucloxacilina": ["flucloxacillin"],
    "ibuprofene": ["ibuprofen"], "nurofen": ["ibuprofen"],
    "advil": ["ibuprofen"], "motrin": ["ibuprofen"], "brufen": ["ibuprofen"],
    "voltarol": ["diclofenac"], "voltaren": ["diclofenac"], "aleve": ["naproxen"],
    "percocet": ["oxycodone", "paracetamol"], "endone": ["oxycodone"], "oxycontin": ["oxycodone"],
    "codamol": ["codeine", "paracetamol"], "norco": ["hydrocodone", "paracetamol"],
    "tylenol": ["paracetamol"], "panadol": ["paracetamol"], "calpol": ["paracetamol"],
    "dydramol": ["dihydrocodeine", "paracetamol"], "emla": ["lidocaine", "prilocaine"],
    "ibuleve": ["ibuprofen"], "disprin": ["aspirin"], "keflex": ["cefalexin"],
    "rocephin": ["ceftriaxone"],
    "zinnat": ["cefuroxime"], "klaricid": ["clarithromycin"], "zithromax": ["azithromycin"],
    "ciproxin": ["ciprofloxacin"], "cipro": ["ciprofloxacin"], "lipitor": ["atorvastatin"],
    "zocor": ["simvastatin"], "crestor": ["rosuvastatin"], "coumadin": ["warfarin"],
    "tegretol": ["carbamazepine"], "vancocin": ["vancomycin"], "zomorph": ["morphine"],
    "mst": ["morphine"], "oramorph": ["morphine"], "zestril": ["lisinopril"],
    "ventolin": ["salbutamol"], "epipen": ["adrenaline"], "lasix": ["furosemide"],
    "clexane": ["enoxaparin"], "lovenox": ["enoxaparin"], "plavix": ["clopidogrel"],
    "zyloric": ["allopurinol"], "zyloprim": ["allopurinol"], "maxolon": ["metoclopramide"],
    "reglan": ["metoclopramide"], "flagyl": ["metronidazole"], "macrobid": ["nitrofurantoin"],
    "macrodantin": ["nitrofurantoin"], "mtx": ["methotrexate"], "losec": ["omeprazole"],
    "prilosec": ["omeprazole"], "nexium": ["esomeprazole"], "zoton": ["lansoprazole"],
    "zoloft": ["sertraline"], "prozac": ["fluoxetine"], "garamycin": ["gentamicin"],
    "dilantin": ["phenytoin"], "epanutin": ["phenytoin"], "zantac": ["ranitidine"],
    // Names of one substance in two countries, and what it was called before.
    "acetylsalicylic": ["aspirin"], "acetylsalicylic acid": ["aspirin"], "asa": ["aspirin"],
    "epinephrine": ["adrenaline"],
    "norepinephrine": ["noradrenaline"], "albuterol": ["salbutamol"], "cephalexin": ["cefalexin"],
    "lignocaine": ["lidocaine"], "acetaminophen": ["paracetamol"], "frusemide": ["furosemide"],
    "amoxycillin": ["amoxicillin"], "meperidine": ["pethidine"], "rifampin": ["rifampicin"],
    "glyburide": ["glibenclamide"], "cyclosporine": ["ciclosporin"],
    "sulphasalazine": ["sulfasalazine"], "dipyrone": ["metamizole"], "metamizol": ["metamizole"],
    "novaminsulfon": ["metamizole"], "novalgin": ["metamizole"],
    "penicilina": ["penicillin"], "penicilline": ["penicillin"], "penicillina": ["penicillin"],
    "penizillin": ["penicillin"], "amoxicilina": ["amoxicillin"], "amoxicilline": ["amoxicillin"],
    "amoxicillina": ["amoxicillin"], "ibuprofeno": ["ibuprofen"], "aspirina": ["aspirin"],
    "aspirine": ["aspirin"],
  ]

  /// Whether a word names a drug that stands for itself, whatever words are beside it: what one is allergic
  /// to in a combination, or in a salt.
  static func isDrug(_ word: String) -> Bool { drugs.contains(word) || isOfAffix(word) }

  private static let drugs = Set(ingredients.values.joined()).union(members.values.joined())

  private static func isOfAffix(_ word: String) -> Bool {
    affixes.keys.contains { contains([word], class: $0) }
  }

  /// Returns the words of a medication's name, and those of what is in it.
  static func words(of medication: [String]) -> [String] {
    medication + medication.flatMap { ingredients[$0] ?? [] }
  }

  /// Whether a medication and an allergen, by the words of their names, are drugs of one class that reacts as
  /// one.
  static func react(_ medication: [String], with allergen: [String]) -> Bool {
    reactingAsOne.contains {
      contains(medication, class: $0) && contains(allergen, class: $0)
    }
  }

  /// Whether one of the words of a medication's name is a drug of a class.
  static func contains(_ words: [String], class name: String) -> Bool {
    // A beta-lactam is a penicillin or what is akin to one.
    if name == "beta lactam" {
      return contains(words, class: "penicillin") || contains(words, class: "cephalosporin")
        || words.contains { $0.hasSuffix("penem") || $0 == "aztreonam" }
    }
    let name = sameClass[name] ?? name
    if let known = members[name] { return words.contains(where: known.contains) }
    guard let affix = affixes[name] else { return false }
    return words.contains { word in
      word.count > 6
        && (affix.beginnings.contains(where: word.hasPrefix)
          || affix.ending.map(word.hasSuffix) ?? false)
    }
  }
}
