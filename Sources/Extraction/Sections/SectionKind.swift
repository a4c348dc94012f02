// SPDX-License-Identifier: Apache-2.0

/// What a section of a note is about.
public enum SectionKind: String, Sendable, CaseIterable {
  case none
  case chiefComplaint = "chief-complaint"
  case presentIllness = "present-illness"
  case pastMedicalHistory = "past-medical-history"
  case pastSurgicalHistory = "past-surgical-history"
  case familyHistory = "family-history"
  case socialHistory = "social-history"
  case allergies
  case medications
  case dischargeMedications = "discharge-medications"
  case immunizations
  case reviewOfSystems = "review-of-systems"
  case vitalSigns = "vital-signs"
  case physicalExam = "physical-exam"
  case laboratory
  case imaging
  case procedures
  case operation
  case findings
  case pathology
  case assessment
  case plan
  case assessmentAndPlan = "assessment-and-plan"
  case diagnosis
  case hospitalCourse = "hospital-course"
  case instructions
  case followUp = "follow-up"
  case indication
  case complications
  case anesthesia
  case specimens
  case demographics
  case signature
  case obstetricHistory = "obstetric-history"
  case problemList = "problem-list"
  case subjective
  case objective
  case other

  /// Names of headers, as notes spell them in small letters.
  static let headers: [(SectionKind, String)] = [
    (
      .chiefComplaint,
      """
      chief complaint;cc;reason for visit;reason for consultation;reason for admission;\
      presenting complaint;chief complaints;reason for consult;reason for referral;\
      presenting problem;reason for hospitalization;chief concern
      """
    ),
    (
      .presentIllness,
      """
      history of present illness;hpi;history of the present illness;present illness;history;\
      interval history;history of presenting illness;clinical history;brief history;\
      history of presenting complaint;interim history;past history of present illness;\
      history of injury;history and physical;ed course;summary;history of the presenting illness;hx
      """
    ),
    (
      .pastMedicalHistory,
      """
      past medical history;pmh;pmhx;past history;medical history;previous medical history;\
      past medical/surgical history;past medical and surgical history;significant past medical history;\
      past psychiatric history;psychiatric history;past illnesses;illnesses;\
      past medical history/surgical history;past ocular history;prior medical history;\
      chronic conditions;birth history;cardiac risk factors;developmental history;past cardiac history
      """
    ),
    (
      .pastSurgicalHistory,
      """
      past surgical history;psh;surgical history;past surgeries;previous surgeries;\
      prior surgeries;surgeries;past operations;operations;previous operations;past surgical hx
      """
    ),
    (
      .familyHistory,
      """
      family history;fh;fhx;fam;family medical history;family hx;fam hx;fam history;famhx;family/social history;\
      family psychiatric history;antecedentes familiares;antecedente familiar;historia familiar;\
      antecedentes heredofamiliares;história familiar;familienanamnese;antécédents familiaux;\
      antecedents familiaux;anamnesi familiare
      """
    ),
    (
      .socialHistory,
      """
      social history;sh;shx;personal history;social hx;habits;psychosocial history;\
      substance abuse history;personal and social history;social and family history;\
      occupational history;tobacco;alcohol;marital status;employment;education
      """
    ),
    (
      .allergies,
      "allergies;allergy;allergen;allergens;drug allergies;medication allergies;allergies to medications;all;adverse reactions;allergies and intolerances;allergies/intolerances;allergy/intolerance;allergies & intolerances;allergies/adverse reactions;drug allergies/intolerances;adverse drug reactions;adverse drug reaction;adr;adrs;allergies and adverse reactions;allergies/sensitivities;alergias;allergien;allergie"
    ),
    (
      .medications,
      """
      medications;current medications;meds;home medications;medication;medication list;\
      outpatient medications;medications on admission;admission medications;present medications;\
      current meds;current medication;preoperative medications;medicines;prior to admission medications;\
      medications at home;medications prior to admission;pta med list;pta meds;pta medications;pta medication list;\
      med list;home med list;home medication list;current med list;medication history;active medications;\
      tratamiento actual;medicación actual;medicamentos;dhx;drug hx;drug history;rx
      """
    ),
    (
      .dischargeMedications,
      "discharge medications;medications on discharge;discharge meds;medications at discharge;medications on transfer;prescriptions"
    ),
    (
      .immunizations,
      "immunizations;imms;immunisation history;immunisation;immunization history;vaccinations;immunisations;immunizations given;vaccines;vaccines given;immunization;vaccination history;vaccination record;vaccination records;immunisation record;immunization record;vaccination status;immunisation status;immunization status;immunisations and vaccinations;vacunas;inmunizaciones"
    ),
    (
      .reviewOfSystems,
      """
      review of systems;ros;system review;review of symptoms;systems review;constitutional;\
      cardiovascular review;gastrointestinal review;systemic review
      """
    ),
    (
      .vitalSigns,
      "vital signs;vitals;vs;vital signs on admission;vital signs stable;admission vitals;vitals reviewed;vital signs reviewed"
    ),
    (
      .physicalExam,
      """
      physical examination;physical exam;pe;examination;exam;general;heent;neck;chest;lungs;heart;\
      abdomen;extremities;neurologic;neurological;skin;cardiovascular;respiratory;genitourinary;\
      musculoskeletal;psychiatric;general appearance;back;cardiac;eyes;ears;nose;throat;mouth;\
      mental status;mental status examination;neuro;cv;resp;abd;gi;gu;ext;rectal;pelvic;lymphatic;\
      lymphatics;head;gastrointestinal;integumentary;pulmonary;vascular;breasts;genitalia;\
      neurologic exam;neurological examination;neurological exam;ent;cor;constitutional exam;\
      motor;sensory;reflexes;cranial nerves;coordination;gait;nodes;psych;pulses;spine;appearance;\
      physical examination on admission;general examination;local examination;mental status exam;\
      face;head and neck;ears nose and throat;hematologic;endocrine;oropharynx;peripheral vascular;\
      mse;o/e;e
      """
    ),
    (
      .laboratory,
      """
      laboratory data;labs;laboratory;lab data;laboratory studies;laboratory results;lab results;\
      pertinent results;laboratory findings;results;data;laboratory examination;diagnostic studies;\
      diagnostic data;laboratories;lab;studies;tests;laboratory values;laboratory tests;lab values;\
      diagnostics;microbiology;urinalysis;cbc;cultures;blood work;investigations;ix
      """
    ),
    (
      .imaging,
      """
      imaging;radiology;x-ray;x-rays;radiographs;imaging studies;ct scan;mri;chest x-ray;\
      radiologic studies;ekg;ecg;echocardiogram;radiographic studies;x-ray findings;radiology results;\
      electrocardiogram;ultrasound;xray;radiographic examination;comparison;technique;views;cxr
      """
    ),
    (
      .procedures,
      """
      procedure;procedures;procedure performed;procedures performed;operation;operations performed;\
      operation performed;operative procedure;title of operation;name of procedure;procedure in detail;\
      title of procedure;surgical procedure;procedure note;major surgical or invasive procedure;\
      treatment;treatments;treatment provided;therapy;operative procedures;surgery performed
      """
    ),
    (
      .operation,
      """
      description of procedure;description of operation;details of procedure;operative findings;\
      procedure details;technique of operation;details of operation;description;operative note;\
      operative report;procedure description;detail of operation;details of the procedure;\
      description of the procedure;operation in detail;description of the operation
      """
    ),
    (
      .findings,
      "findings;finding;findings at surgery;gross findings;intraoperative findings;gross examination;operative finding"
    ),
    (
      .pathology,
      "pathology;gross description;microscopic description;pathology report;microscopic examination"
    ),
    (
      .assessment,
      "assessment;impression;imp;clinical impression;impressions;conclusion;conclusions;assessments;interpretation;opinion;summary and impression;clinical assessment;diagnostic impression;overall impression"
    ),
    (
      .plan,
      "plan;recommendations;recommendation;treatment plan;plans;plan of care;disposition and plan;discussion;plan/recommendations;medical decision making;careplan;care plan;plan of treatment;goals"
    ),
    (
      .assessmentAndPlan,
      "assessment and plan;assessment/plan;a/p;impression and plan;assessment & plan;impression/plan;assessment and recommendations;impression and recommendations;a&p;impression/recommendations;assessment plan"
    ),
    (
      .diagnosis,
      """
      diagnosis;diagnoses;preoperative diagnosis;postoperative diagnosis;preoperative diagnoses;\
      postoperative diagnoses;admission diagnosis;discharge diagnosis;final diagnosis;\
      admitting diagnosis;discharge diagnoses;admission diagnoses;principal diagnosis;\
      secondary diagnoses;primary diagnosis;secondary diagnosis;admitting diagnoses;\
      pre-operative diagnosis;post-operative diagnosis;differential diagnosis;final diagnoses;\
      axis i;axis ii;axis iii;axis iv;axis v;diagnoses on admission;diagnoses at discharge;\
      preop diagnosis;postop diagnosis;clinical diagnosis;associated diagnoses;other diagnoses
      """
    ),
    (
      .hospitalCourse,
      """
      hospital course;course in hospital;brief hospital course;hospital course by problem;course;\
      hospital course and treatment;emergency department course;clinical course;\
      summary of hospital course;brief summary of hospital course;hospital summary
      """
    ),
    (
      .instructions,
      "discharge instructions;instructions;patient instructions;activity;diet;discharge diet;discharge activity;activities;patient education;wound care;education provided"
    ),
    (
      .followUp,
      "follow-up;follow up;followup;followup instructions;disposition;discharge disposition;discharge plan;discharge condition;condition on discharge;condition;condition at discharge;prognosis;discharge status;follow-up instructions;discharge followup;followup care;follow-up appointment;status at discharge;code status"
    ),
    (
      .indication,
      "indication;indications;indication for procedure;indications for procedure;clinical indication;indications for surgery;clinical information;indication for operation;indications for the procedure;clinical data;reason for exam;reason for study;indication for surgery;indications for operation"
    ),
    (
      .complications,
      "complications;estimated blood loss;ebl;blood loss;drains;fluids;condition of patient;tourniquet time;urine output;intake;sponge count;implants;counts;hardware;iv fluids;intravenous fluids;specimen count;tourniquet"
    ),
    (
      .anesthesia, "anesthesia;anesthesia type;type of anesthesia;anesthetic;sedation;premedication"
    ),
    (.specimens, "specimens;specimen;specimen removed;specimens removed;specimen sent"),
    (
      .demographics,
      "name;patient name;patient;date of birth;dob;age;sex;mrn;medical record number;date;admission date;discharge date;date of admission;date of discharge;date of service;date of procedure;service;attending;admitted;discharged;primary care physician;pcp;referring physician;account number;visit date;date of consultation;date of examination;location;gender;room;race;ethnicity;dates of service;consulting physician;identifying data;identification;identifying information;source of information;requesting physician;visit type;date of operation;informant;date/time"
    ),
    (
      .signature,
      "signed;electronically signed by;dictated by;surgeon;assistant;assistants;anesthesiologist;cc to;dictated;attending physician;attending surgeon;first assistant;signature"
    ),
    (
      .obstetricHistory,
      "obstetric history;ob history;ob/gyn history;gynecologic history;gyn history;obstetrical history;past ob history;menstrual history;prenatal care;pregnancy history;ob-gyn history;past obstetrical history"
    ),
    (
      .problemList,
      "problem list;problems;active problems;active issues;current problems;past problems;medical problems;chronic problems;chronic issues"
    ),
    (.subjective, "subjective;s"),
    (.objective, "objective;o"),
    (
      .other,
      "note;addendum;comments;comment;background;general comments;precautions;equipment;limitations;risk factors;attestation;advance directives;functional status;past treatments;nutrition;consults;consultations;consultation;consultants;consent;estimated gestational age;pain;sleep;safety;transportation;risks and benefits;informed consent;preparation;position;mechanism of injury"
    ),
  ]
}
