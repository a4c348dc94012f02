# SPDX-License-Identifier: Apache-2.0
"""Writes a crowd: many patients with short records, where 'tarn generate' writes long lives.

A patient has three visits, up to two conditions, three results, a blood pressure and an order. The
same seed gives the same bytes. Everybody is invented.
"""

import json
import random

FAMILIES = ("Abara Berg Costa Dubois Eriksen Fischer Greco Haddad Ivanov Jansen Kowalski Lind Moreau "
            "Novak Okafor Petrov Quist Rossi Silva Tanaka Ueda Varga Weber Xu Yilmaz Zeman").split()
GIVEN = ("Ada Ben Cleo Dan Eva Finn Gia Hugo Ines Jan Kira Leo Mia Nils Olga Pia Rosa Sven Tara Uwe "
         "Vera Wim Yara Zoe").split()
CONDITIONS = (("44054006", "Type 2 diabetes mellitus"), ("38341003", "Hypertensive disorder"),
              ("195967001", "Asthma"), ("13645005", "Chronic obstructive lung disease"),
              ("49436004", "Atrial fibrillation"), ("40930008", "Hypothyroidism"))
RESULTS = (("4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood", "%", 4.0, 5.6, 1.5),
           ("2160-0", "Creatinine [Mass/volume] in Serum or Plasma", "mg/dL", 0.6, 1.1, 0.4),
           ("2823-3", "Potassium [Moles/volume] in Serum or Plasma", "mmol/L", 3.5, 5.1, 0.6))
DRUGS = (("860975", "metformin 500 MG Extended Release Oral Tablet"),
         ("314076", "lisinopril 10 MG Oral Tablet"), ("745679", "albuterol 0.09 MG/ACTUAT Inhaler"))
LOINC = "http://loinc.org"
CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"


def concept(system, code, display):
    return {"coding": [{"system": system, "code": code, "display": display}], "text": display}


def day(chance, first, last):
    return f"{chance.randint(first, last)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


def resources(number, chance):
    """The resources of one patient."""
    ident = f"c{number}"
    subject = {"reference": f"Patient/{ident}"}
    born = chance.randint(1930, 2015)
    yield {"resourceType": "Patient", "id": ident, "gender": chance.choice(["female", "male"]),
           "birthDate": day(chance, born, born),
           "identifier": [{"system": "urn:oid:2.16.840.1.113883.3.1", "value": f"{number:07}"}],
           "name": [{"family": chance.choice(FAMILIES), "given": [chance.choice(GIVEN)]}]}
    visits = sorted(day(chance, 2021, 2025) for _ in range(3))
    for index, date in enumerate(visits):
        yield {"resourceType": "Encounter", "id": f"{ident}-e{index}", "status": "finished",
               "class": {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "AMB"},
               "subject": subject, "period": {"start": f"{date}T09:00:00Z", "end": f"{date}T09:20:00Z"}}
    for index, (code, display) in enumerate(chance.sample(CONDITIONS, chance.randint(0, 2))):
        yield {"resourceType": "Condition", "id": f"{ident}-c{index}",
               "clinicalStatus": concept("http://terminology.hl7.org/CodeSystem/condition-clinical",
                                         "active", "Active"),
               "code": concept("http://snomed.info/sct", code, display),
               "subject": subject, "onsetDateTime": str(chance.randint(2005, 2024))}
    for index, (code, display, unit, low, high, spread) in enumerate(RESULTS):
        value = round(chance.gauss((low + high) / 2, spread), 1)
        yield {"resourceType": "Observation", "id": f"{ident}-o{index}", "status": "final",
               "category": [concept(CATEGORY, "laboratory", "Laboratory")],
               "code": concept(LOINC, code, display), "subject": subject,
               "encounter": {"reference": f"Encounter/{ident}-e{index}"},
               "effectiveDateTime": f"{visits[index]}T09:10:00Z",
               "valueQuantity": {"value": max(value, 0.1), "unit": unit,
                                 "system": "http://unitsofmeasure.org", "code": unit},
               "referenceRange": [{"low": {"value": low, "unit": unit}, "high": {"value": high, "unit": unit}}]}
    yield {"resourceType": "Observation", "id": f"{ident}-b", "status": "final",
           "category": [concept(CATEGORY, "vital-signs", "Vital Signs")],
           "code": concept(LOINC, "85354-9", "Blood pressure panel"), "subject": subject,
           "effectiveDateTime": f"{visits[2]}T09:05:00Z",
           "component": [
               {"code": concept(LOINC, "8480-6", "Systolic blood pressure"),
                "valueQuantity": {"value": chance.randint(95, 185), "unit": "mmHg"}},
               {"code": concept(LOINC, "8462-4", "Diastolic blood pressure"),
                "valueQuantity": {"value": chance.randint(55, 110), "unit": "mmHg"}}]}
    code, display = chance.choice(DRUGS)
    yield {"resourceType": "MedicationRequest", "id": f"{ident}-m", "status": "active", "intent": "order",
           "medicationCodeableConcept": concept("http://www.nlm.nih.gov/research/umls/rxnorm", code, display),
           "subject": subject, "authoredOn": f"{visits[1]}T09:15:00Z"}


def write(folder, patients, seed=1):
    """Writes one NDJSON file a type, patient by patient, and returns how many resources."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    files = {}
    count = 0
    for number in range(patients):
        for resource in resources(number, chance):
            kind = resource["resourceType"]
            if kind not in files:
                files[kind] = open(folder / f"{kind}.ndjson", "w", encoding="utf-8")
            files[kind].write(json.dumps(resource, separators=(",", ":")) + "\n")
            count += 1
    for file in files.values():
        file.close()
    return count
