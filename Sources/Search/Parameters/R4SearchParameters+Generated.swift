// SPDX-License-Identifier: Apache-2.0
// Made by scripts/generate-search-parameters from the R4 (4.0.1) definitions.

extension SearchParameters {
  /// A parameter a line: number;type;code;kind;paths;targets;components.
  static let text: StaticString = """
    1;Account;identifier;token;identifier:Identifier;;
    2;Account;name;string;name:string;;
    3;Account;owner;reference;owner:Reference;Organization;
    4;Account;patient;reference;subject@Patient:Reference;Patient;
    5;Account;period;date;servicePeriod:Period;;
    6;Account;status;token;status:code;;
    7;Account;subject;reference;subject:Reference;Practitioner Organization Device Patient HealthcareService PractitionerRole Location;
    8;Account;type;token;type:CodeableConcept;;
    9;ActivityDefinition;composed-of;reference;relatedArtifact[type=composed-of].resource:canonical;;
    10;ActivityDefinition;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    11;ActivityDefinition;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    12;ActivityDefinition;context-type;token;useContext.code:Coding;;
    13;ActivityDefinition;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    14;ActivityDefinition;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    15;ActivityDefinition;date;date;date:dateTime;;
    16;ActivityDefinition;depends-on;reference;relatedArtifact[type=depends-on].resource:canonical,library:canonical;;
    17;ActivityDefinition;derived-from;reference;relatedArtifact[type=derived-from].resource:canonical;;
    18;ActivityDefinition;description;string;description:markdown;;
    19;ActivityDefinition;effective;date;effectivePeriod:Period;;
    20;ActivityDefinition;identifier;token;identifier:Identifier;;
    21;ActivityDefinition;jurisdiction;token;jurisdiction:CodeableConcept;;
    22;ActivityDefinition;name;string;name:string;;
    23;ActivityDefinition;predecessor;reference;relatedArtifact[type=predecessor].resource:canonical;;
    24;ActivityDefinition;publisher;string;publisher:string;;
    25;ActivityDefinition;status;token;status:code;;
    26;ActivityDefinition;successor;reference;relatedArtifact[type=successor].resource:canonical;;
    27;ActivityDefinition;title;string;title:string;;
    28;ActivityDefinition;topic;token;topic:CodeableConcept;;
    29;ActivityDefinition;url;uri;url:uri;;
    30;ActivityDefinition;version;token;version:string;;
    31;AdverseEvent;actuality;token;actuality:code;;
    32;AdverseEvent;category;token;category:CodeableConcept;;
    33;AdverseEvent;date;date;date:dateTime;;
    34;AdverseEvent;event;token;event:CodeableConcept;;
    35;AdverseEvent;location;reference;location:Reference;Location;
    36;AdverseEvent;recorder;reference;recorder:Reference;Practitioner Patient PractitionerRole RelatedPerson;
    37;AdverseEvent;resultingcondition;reference;resultingCondition:Reference;Condition;
    38;AdverseEvent;seriousness;token;seriousness:CodeableConcept;;
    39;AdverseEvent;severity;token;severity:CodeableConcept;;
    40;AdverseEvent;study;reference;study:Reference;ResearchStudy;
    41;AdverseEvent;subject;reference;subject:Reference;Practitioner Group Patient RelatedPerson;
    42;AdverseEvent;substance;reference;suspectEntity.instance:Reference;Immunization Device Medication Procedure Substance MedicationAdministration MedicationStatement;
    43;AllergyIntolerance;asserter;reference;asserter:Reference;Practitioner Patient PractitionerRole RelatedPerson;
    44;AllergyIntolerance;category;token;category:code;;
    45;AllergyIntolerance;clinical-status;token;clinicalStatus:CodeableConcept;;
    46;AllergyIntolerance;code;token;code:CodeableConcept,reaction.substance:CodeableConcept;;
    47;AllergyIntolerance;criticality;token;criticality:code;;
    48;AllergyIntolerance;date;date;recordedDate:dateTime;;
    49;AllergyIntolerance;identifier;token;identifier:Identifier;;
    50;AllergyIntolerance;last-date;date;lastOccurrence:dateTime;;
    51;AllergyIntolerance;manifestation;token;reaction.manifestation:CodeableConcept;;
    52;AllergyIntolerance;onset;date;reaction.onset:dateTime;;
    53;AllergyIntolerance;patient;reference;patient:Reference;Patient Group;
    54;AllergyIntolerance;recorder;reference;recorder:Reference;Practitioner Patient PractitionerRole RelatedPerson;
    55;AllergyIntolerance;route;token;reaction.exposureRoute:CodeableConcept;;
    56;AllergyIntolerance;severity;token;reaction.severity:code;;
    57;AllergyIntolerance;type;token;type:code;;
    58;AllergyIntolerance;verification-status;token;verificationStatus:CodeableConcept;;
    59;Appointment;actor;reference;participant.actor:Reference;Practitioner Device Patient HealthcareService PractitionerRole RelatedPerson Location;
    60;Appointment;appointment-type;token;appointmentType:CodeableConcept;;
    61;Appointment;based-on;reference;basedOn:Reference;ServiceRequest;
    62;Appointment;date;date;start:instant;;
    63;Appointment;identifier;token;identifier:Identifier;;
    64;Appointment;location;reference;participant.actor@Location:Reference;Location;
    65;Appointment;part-status;token;participant.status:code;;
    66;Appointment;patient;reference;participant.actor@Patient:Reference;Patient;
    67;Appointment;practitioner;reference;participant.actor@Practitioner:Reference;Practitioner;
    68;Appointment;reason-code;token;reasonCode:CodeableConcept;;
    69;Appointment;reason-reference;reference;reasonReference:Reference;Condition Observation Procedure ImmunizationRecommendation;
    70;Appointment;service-category;token;serviceCategory:CodeableConcept;;
    71;Appointment;service-type;token;serviceType:CodeableConcept;;
    72;Appointment;slot;reference;slot:Reference;Slot;
    73;Appointment;specialty;token;specialty:CodeableConcept;;
    74;Appointment;status;token;status:code;;
    75;Appointment;supporting-info;reference;supportingInformation:Reference;;
    76;AppointmentResponse;actor;reference;actor:Reference;Practitioner Device Patient HealthcareService PractitionerRole RelatedPerson Location;
    77;AppointmentResponse;appointment;reference;appointment:Reference;Appointment;
    78;AppointmentResponse;identifier;token;identifier:Identifier;;
    79;AppointmentResponse;location;reference;actor@Location:Reference;Location;
    80;AppointmentResponse;part-status;token;participantStatus:code;;
    81;AppointmentResponse;patient;reference;actor@Patient:Reference;Patient;
    82;AppointmentResponse;practitioner;reference;actor@Practitioner:Reference;Practitioner;
    83;AuditEvent;action;token;action:code;;
    84;AuditEvent;address;string;agent.network.address:string;;
    85;AuditEvent;agent;reference;agent.who:Reference;Practitioner Organization Device Patient PractitionerRole RelatedPerson;
    86;AuditEvent;agent-name;string;agent.name:string;;
    87;AuditEvent;agent-role;token;agent.role:CodeableConcept;;
    88;AuditEvent;altid;token;agent.altId:string;;
    89;AuditEvent;date;date;recorded:instant;;
    90;AuditEvent;entity;reference;entity.what:Reference;;
    91;AuditEvent;entity-name;string;entity.name:string;;
    92;AuditEvent;entity-role;token;entity.role:Coding;;
    93;AuditEvent;entity-type;token;entity.type:Coding;;
    94;AuditEvent;outcome;token;outcome:code;;
    95;AuditEvent;patient;reference;agent.who@Patient:Reference,entity.what@Patient:Reference;Patient;
    96;AuditEvent;policy;uri;agent.policy:uri;;
    97;AuditEvent;site;token;source.site:string;;
    98;AuditEvent;source;reference;source.observer:Reference;Practitioner Organization Device Patient PractitionerRole RelatedPerson;
    99;AuditEvent;subtype;token;subtype:Coding;;
    100;AuditEvent;type;token;type:Coding;;
    101;Basic;author;reference;author:Reference;Practitioner Organization Patient PractitionerRole RelatedPerson;
    102;Basic;code;token;code:CodeableConcept;;
    103;Basic;created;date;created:date;;
    104;Basic;identifier;token;identifier:Identifier;;
    105;Basic;patient;reference;subject@Patient:Reference;Patient;
    106;Basic;subject;reference;subject:Reference;;
    107;BodyStructure;identifier;token;identifier:Identifier;;
    108;BodyStructure;location;token;location:CodeableConcept;;
    109;BodyStructure;morphology;token;morphology:CodeableConcept;;
    110;BodyStructure;patient;reference;patient:Reference;Patient;
    111;Bundle;identifier;token;identifier:Identifier;;
    112;Bundle;timestamp;date;timestamp:instant;;
    113;Bundle;type;token;type:code;;
    114;CapabilityStatement;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    115;CapabilityStatement;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    116;CapabilityStatement;context-type;token;useContext.code:Coding;;
    117;CapabilityStatement;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    118;CapabilityStatement;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    119;CapabilityStatement;date;date;date:dateTime;;
    120;CapabilityStatement;description;string;description:markdown;;
    121;CapabilityStatement;fhirversion;token;version:string;;
    122;CapabilityStatement;format;token;format:code;;
    123;CapabilityStatement;guide;reference;implementationGuide:canonical;ImplementationGuide;
    124;CapabilityStatement;jurisdiction;token;jurisdiction:CodeableConcept;;
    125;CapabilityStatement;mode;token;rest.mode:code;;
    126;CapabilityStatement;name;string;name:string;;
    127;CapabilityStatement;publisher;string;publisher:string;;
    128;CapabilityStatement;resource;token;rest.resource.type:code;;
    129;CapabilityStatement;resource-profile;reference;rest.resource.profile:canonical;StructureDefinition;
    130;CapabilityStatement;security-service;token;rest.security.service:CodeableConcept;;
    131;CapabilityStatement;software;string;software.name:string;;
    132;CapabilityStatement;status;token;status:code;;
    133;CapabilityStatement;supported-profile;reference;rest.resource.supportedProfile:canonical;StructureDefinition;
    134;CapabilityStatement;title;string;title:string;;
    135;CapabilityStatement;url;uri;url:uri;;
    136;CapabilityStatement;version;token;version:string;;
    137;CarePlan;activity-code;token;activity.detail.code:CodeableConcept;;
    138;CarePlan;activity-date;date;activity.detail.scheduledTiming:Timing,activity.detail.scheduledPeriod:Period;;
    139;CarePlan;activity-reference;reference;activity.reference:Reference;Appointment MedicationRequest Task NutritionOrder RequestGroup VisionPrescription DeviceRequest ServiceRequest CommunicationRequest;
    140;CarePlan;based-on;reference;basedOn:Reference;CarePlan;
    141;CarePlan;care-team;reference;careTeam:Reference;CareTeam;
    142;CarePlan;category;token;category:CodeableConcept;;
    143;CarePlan;condition;reference;addresses:Reference;Condition;
    144;CarePlan;date;date;period:Period;;
    145;CarePlan;encounter;reference;encounter:Reference;Encounter;
    146;CarePlan;goal;reference;goal:Reference;Goal;
    147;CarePlan;identifier;token;identifier:Identifier;;
    148;CarePlan;instantiates-canonical;reference;instantiatesCanonical:canonical;Questionnaire Measure PlanDefinition OperationDefinition ActivityDefinition;
    149;CarePlan;instantiates-uri;uri;instantiatesUri:uri;;
    150;CarePlan;intent;token;intent:code;;
    151;CarePlan;part-of;reference;partOf:Reference;CarePlan;
    152;CarePlan;patient;reference;subject@Patient:Reference;Patient Group;
    153;CarePlan;performer;reference;activity.detail.performer:Reference;Practitioner Organization CareTeam Device Patient HealthcareService PractitionerRole RelatedPerson;
    154;CarePlan;replaces;reference;replaces:Reference;CarePlan;
    155;CarePlan;status;token;status:code;;
    156;CarePlan;subject;reference;subject:Reference;Group Patient;
    157;CareTeam;category;token;category:CodeableConcept;;
    158;CareTeam;date;date;period:Period;;
    159;CareTeam;encounter;reference;encounter:Reference;Encounter;
    160;CareTeam;identifier;token;identifier:Identifier;;
    161;CareTeam;participant;reference;participant.member:Reference;Practitioner Organization CareTeam Patient PractitionerRole RelatedPerson;
    162;CareTeam;patient;reference;subject@Patient:Reference;Patient Group;
    163;CareTeam;status;token;status:code;;
    164;CareTeam;subject;reference;subject:Reference;Group Patient;
    165;ChargeItem;account;reference;account:Reference;Account;
    166;ChargeItem;code;token;code:CodeableConcept;;
    167;ChargeItem;context;reference;context:Reference;EpisodeOfCare Encounter;
    168;ChargeItem;entered-date;date;enteredDate:dateTime;;
    169;ChargeItem;enterer;reference;enterer:Reference;Practitioner Organization Device Patient PractitionerRole RelatedPerson;
    170;ChargeItem;factor-override;number;factorOverride:decimal;;
    171;ChargeItem;identifier;token;identifier:Identifier;;
    172;ChargeItem;occurrence;date;occurrenceDateTime:dateTime,occurrencePeriod:Period,occurrenceTiming:Timing;;
    173;ChargeItem;patient;reference;subject@Patient:Reference;Patient;
    174;ChargeItem;performer-actor;reference;performer.actor:Reference;Practitioner Organization CareTeam Device Patient PractitionerRole RelatedPerson;
    175;ChargeItem;performer-function;token;performer.function:CodeableConcept;;
    176;ChargeItem;performing-organization;reference;performingOrganization:Reference;Organization;
    177;ChargeItem;price-override;quantity;priceOverride:Money;;
    178;ChargeItem;quantity;quantity;quantity:Quantity;;
    179;ChargeItem;requesting-organization;reference;requestingOrganization:Reference;Organization;
    180;ChargeItem;service;reference;service:Reference;Immunization MedicationDispense SupplyDelivery Observation DiagnosticReport ImagingStudy MedicationAdministration Procedure;
    181;ChargeItem;subject;reference;subject:Reference;Group Patient;
    182;ChargeItemDefinition;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    183;ChargeItemDefinition;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    184;ChargeItemDefinition;context-type;token;useContext.code:Coding;;
    185;ChargeItemDefinition;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    186;ChargeItemDefinition;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    187;ChargeItemDefinition;date;date;date:dateTime;;
    188;ChargeItemDefinition;description;string;description:markdown;;
    189;ChargeItemDefinition;effective;date;effectivePeriod:Period;;
    190;ChargeItemDefinition;identifier;token;identifier:Identifier;;
    191;ChargeItemDefinition;jurisdiction;token;jurisdiction:CodeableConcept;;
    192;ChargeItemDefinition;publisher;string;publisher:string;;
    193;ChargeItemDefinition;status;token;status:code;;
    194;ChargeItemDefinition;title;string;title:string;;
    195;ChargeItemDefinition;url;uri;url:uri;;
    196;ChargeItemDefinition;version;token;version:string;;
    197;Claim;care-team;reference;careTeam.provider:Reference;Practitioner Organization PractitionerRole;
    198;Claim;created;date;created:dateTime;;
    199;Claim;detail-udi;reference;item.detail.udi:Reference;Device;
    200;Claim;encounter;reference;item.encounter:Reference;Encounter;
    201;Claim;enterer;reference;enterer:Reference;Practitioner PractitionerRole;
    202;Claim;facility;reference;facility:Reference;Location;
    203;Claim;identifier;token;identifier:Identifier;;
    204;Claim;insurer;reference;insurer:Reference;Organization;
    205;Claim;item-udi;reference;item.udi:Reference;Device;
    206;Claim;patient;reference;patient:Reference;Patient;
    207;Claim;payee;reference;payee.party:Reference;Practitioner Organization Patient PractitionerRole RelatedPerson;
    208;Claim;priority;token;priority:CodeableConcept;;
    209;Claim;procedure-udi;reference;procedure.udi:Reference;Device;
    210;Claim;provider;reference;provider:Reference;Practitioner Organization PractitionerRole;
    211;Claim;status;token;status:code;;
    212;Claim;subdetail-udi;reference;item.detail.subDetail.udi:Reference;Device;
    213;Claim;use;token;use:code;;
    214;ClaimResponse;created;date;created:dateTime;;
    215;ClaimResponse;disposition;string;disposition:string;;
    216;ClaimResponse;identifier;token;identifier:Identifier;;
    217;ClaimResponse;insurer;reference;insurer:Reference;Organization;
    218;ClaimResponse;outcome;token;outcome:code;;
    219;ClaimResponse;patient;reference;patient:Reference;Patient;
    220;ClaimResponse;payment-date;date;payment.date:date;;
    221;ClaimResponse;request;reference;request:Reference;Claim;
    222;ClaimResponse;requestor;reference;requestor:Reference;Practitioner Organization PractitionerRole;
    223;ClaimResponse;status;token;status:code;;
    224;ClaimResponse;use;token;use:code;;
    225;ClinicalImpression;assessor;reference;assessor:Reference;Practitioner PractitionerRole;
    226;ClinicalImpression;date;date;date:dateTime;;
    227;ClinicalImpression;encounter;reference;encounter:Reference;Encounter;
    228;ClinicalImpression;finding-code;token;finding.itemCodeableConcept:CodeableConcept;;
    229;ClinicalImpression;finding-ref;reference;finding.itemReference:Reference;Condition Observation Media;
    230;ClinicalImpression;identifier;token;identifier:Identifier;;
    231;ClinicalImpression;investigation;reference;investigation.item:Reference;RiskAssessment FamilyMemberHistory Observation Media DiagnosticReport ImagingStudy QuestionnaireResponse;
    232;ClinicalImpression;patient;reference;subject@Patient:Reference;Patient Group;
    233;ClinicalImpression;previous;reference;previous:Reference;ClinicalImpression;
    234;ClinicalImpression;problem;reference;problem:Reference;Condition AllergyIntolerance;
    235;ClinicalImpression;status;token;status:code;;
    236;ClinicalImpression;subject;reference;subject:Reference;Group Patient;
    237;ClinicalImpression;supporting-info;reference;supportingInfo:Reference;;
    238;CodeSystem;code;token;concept.code:code;;
    239;CodeSystem;content-mode;token;content:code;;
    240;CodeSystem;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    241;CodeSystem;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    242;CodeSystem;context-type;token;useContext.code:Coding;;
    243;CodeSystem;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    244;CodeSystem;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    245;CodeSystem;date;date;date:dateTime;;
    246;CodeSystem;description;string;description:markdown;;
    247;CodeSystem;identifier;token;identifier:Identifier;;
    248;CodeSystem;jurisdiction;token;jurisdiction:CodeableConcept;;
    249;CodeSystem;language;token;concept.designation.language:code;;
    250;CodeSystem;name;string;name:string;;
    251;CodeSystem;publisher;string;publisher:string;;
    252;CodeSystem;status;token;status:code;;
    253;CodeSystem;supplements;reference;supplements:canonical;CodeSystem;
    254;CodeSystem;system;uri;url:uri;;
    255;CodeSystem;title;string;title:string;;
    256;CodeSystem;url;uri;url:uri;;
    257;CodeSystem;version;token;version:string;;
    258;Communication;based-on;reference;basedOn:Reference;;
    259;Communication;category;token;category:CodeableConcept;;
    260;Communication;encounter;reference;encounter:Reference;Encounter;
    261;Communication;identifier;token;identifier:Identifier;;
    262;Communication;instantiates-canonical;reference;instantiatesCanonical:canonical;Questionnaire Measure PlanDefinition OperationDefinition ActivityDefinition;
    263;Communication;instantiates-uri;uri;instantiatesUri:uri;;
    264;Communication;medium;token;medium:CodeableConcept;;
    265;Communication;part-of;reference;partOf:Reference;;
    266;Communication;patient;reference;subject@Patient:Reference;Patient;
    267;Communication;received;date;received:dateTime;;
    268;Communication;recipient;reference;recipient:Reference;Practitioner Group Organization CareTeam Device Patient HealthcareService PractitionerRole RelatedPerson;
    269;Communication;sender;reference;sender:Reference;Practitioner Organization Device Patient HealthcareService PractitionerRole RelatedPerson;
    270;Communication;sent;date;sent:dateTime;;
    271;Communication;status;token;status:code;;
    272;Communication;subject;reference;subject:Reference;Group Patient;
    273;CommunicationRequest;authored;date;authoredOn:dateTime;;
    274;CommunicationRequest;based-on;reference;basedOn:Reference;;
    275;CommunicationRequest;category;token;category:CodeableConcept;;
    276;CommunicationRequest;encounter;reference;encounter:Reference;Encounter;
    277;CommunicationRequest;group-identifier;token;groupIdentifier:Identifier;;
    278;CommunicationRequest;identifier;token;identifier:Identifier;;
    279;CommunicationRequest;medium;token;medium:CodeableConcept;;
    280;CommunicationRequest;occurrence;date;occurrenceDateTime:dateTime;;
    281;CommunicationRequest;patient;reference;subject@Patient:Reference;Patient;
    282;CommunicationRequest;priority;token;priority:code;;
    283;CommunicationRequest;recipient;reference;recipient:Reference;Practitioner Group Organization CareTeam Device Patient HealthcareService PractitionerRole RelatedPerson;
    284;CommunicationRequest;replaces;reference;replaces:Reference;CommunicationRequest;
    285;CommunicationRequest;requester;reference;requester:Reference;Practitioner Organization Device Patient PractitionerRole RelatedPerson;
    286;CommunicationRequest;sender;reference;sender:Reference;Practitioner Organization Device Patient HealthcareService PractitionerRole RelatedPerson;
    287;CommunicationRequest;status;token;status:code;;
    288;CommunicationRequest;subject;reference;subject:Reference;Group Patient;
    289;CompartmentDefinition;code;token;code:code;;
    290;CompartmentDefinition;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    291;CompartmentDefinition;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    292;CompartmentDefinition;context-type;token;useContext.code:Coding;;
    293;CompartmentDefinition;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    294;CompartmentDefinition;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    295;CompartmentDefinition;date;date;date:dateTime;;
    296;CompartmentDefinition;description;string;description:markdown;;
    297;CompartmentDefinition;name;string;name:string;;
    298;CompartmentDefinition;publisher;string;publisher:string;;
    299;CompartmentDefinition;resource;token;resource.code:code;;
    300;CompartmentDefinition;status;token;status:code;;
    301;CompartmentDefinition;url;uri;url:uri;;
    302;CompartmentDefinition;version;token;version:string;;
    303;Composition;attester;reference;attester.party:Reference;Practitioner Organization Patient PractitionerRole RelatedPerson;
    304;Composition;author;reference;author:Reference;Practitioner Organization Device Patient PractitionerRole RelatedPerson;
    305;Composition;category;token;category:CodeableConcept;;
    306;Composition;confidentiality;token;confidentiality:code;;
    307;Composition;context;token;event.code:CodeableConcept;;
    308;Composition;date;date;date:dateTime;;
    309;Composition;encounter;reference;encounter:Reference;Encounter EpisodeOfCare;
    310;Composition;entry;reference;section.entry:Reference;;
    311;Composition;identifier;token;identifier:Identifier;;
    312;Composition;patient;reference;subject@Patient:Reference;Patient Group;
    313;Composition;period;date;event.period:Period;;
    314;Composition;related-id;token;relatesTo.targetIdentifier:Identifier;;
    315;Composition;related-ref;reference;relatesTo.targetReference:Reference;Composition;
    316;Composition;section;token;section.code:CodeableConcept;;
    317;Composition;status;token;status:code;;
    318;Composition;subject;reference;subject:Reference;;
    319;Composition;title;string;title:string;;
    320;Composition;type;token;type:CodeableConcept;;
    321;ConceptMap;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    322;ConceptMap;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    323;ConceptMap;context-type;token;useContext.code:Coding;;
    324;ConceptMap;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    325;ConceptMap;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    326;ConceptMap;date;date;date:dateTime;;
    327;ConceptMap;dependson;uri;group.element.target.dependsOn.property:uri;;
    328;ConceptMap;description;string;description:markdown;;
    329;ConceptMap;identifier;token;identifier:Identifier;;
    330;ConceptMap;jurisdiction;token;jurisdiction:CodeableConcept;;
    331;ConceptMap;name;string;name:string;;
    332;ConceptMap;other;reference;group.unmapped.url:canonical;ConceptMap;
    333;ConceptMap;product;uri;group.element.target.product.property:uri;;
    334;ConceptMap;publisher;string;publisher:string;;
    335;ConceptMap;source;reference;sourceCanonical:canonical;ValueSet;
    336;ConceptMap;source-code;token;group.element.code:code;;
    337;ConceptMap;source-system;uri;group.source:uri;;
    338;ConceptMap;source-uri;reference;sourceUri:uri;ValueSet;
    339;ConceptMap;status;token;status:code;;
    340;ConceptMap;target;reference;targetCanonical:canonical;ValueSet;
    341;ConceptMap;target-code;token;group.element.target.code:code;;
    342;ConceptMap;target-system;uri;group.target:uri;;
    343;ConceptMap;target-uri;reference;targetUri:uri;ValueSet;
    344;ConceptMap;title;string;title:string;;
    345;ConceptMap;url;uri;url:uri;;
    346;ConceptMap;version;token;version:string;;
    347;Condition;abatement-age;quantity;abatementAge:Age,abatementRange:Range;;
    348;Condition;abatement-date;date;abatementDateTime:dateTime,abatementPeriod:Period;;
    349;Condition;abatement-string;string;abatementString:string;;
    350;Condition;asserter;reference;asserter:Reference;Practitioner Patient PractitionerRole RelatedPerson;
    351;Condition;body-site;token;bodySite:CodeableConcept;;
    352;Condition;category;token;category:CodeableConcept;;
    353;Condition;clinical-status;token;clinicalStatus:CodeableConcept;;
    354;Condition;code;token;code:CodeableConcept;;
    355;Condition;encounter;reference;encounter:Reference;Encounter;
    356;Condition;evidence;token;evidence.code:CodeableConcept;;
    357;Condition;evidence-detail;reference;evidence.detail:Reference;;
    358;Condition;identifier;token;identifier:Identifier;;
    359;Condition;onset-age;quantity;onsetAge:Age,onsetRange:Range;;
    360;Condition;onset-date;date;onsetDateTime:dateTime,onsetPeriod:Period;;
    361;Condition;onset-info;string;onsetString:string;;
    362;Condition;patient;reference;subject@Patient:Reference;Patient Group;
    363;Condition;recorded-date;date;recordedDate:dateTime;;
    364;Condition;severity;token;severity:CodeableConcept;;
    365;Condition;stage;token;stage.summary:CodeableConcept;;
    366;Condition;subject;reference;subject:Reference;Group Patient;
    367;Condition;verification-status;token;verificationStatus:CodeableConcept;;
    368;Consent;action;token;provision.action:CodeableConcept;;
    369;Consent;actor;reference;provision.actor.reference:Reference;Practitioner Group Organization CareTeam Device Patient PractitionerRole RelatedPerson;
    370;Consent;category;token;category:CodeableConcept;;
    371;Consent;consentor;reference;performer:Reference;Practitioner Organization Patient PractitionerRole RelatedPerson;
    372;Consent;data;reference;provision.data.reference:Reference;;
    373;Consent;date;date;dateTime:dateTime;;
    374;Consent;identifier;token;identifier:Identifier;;
    375;Consent;organization;reference;organization:Reference;Organization;
    376;Consent;patient;reference;patient:Reference;Patient Group;
    377;Consent;period;date;provision.period:Period;;
    378;Consent;purpose;token;provision.purpose:Coding;;
    379;Consent;scope;token;scope:CodeableConcept;;
    380;Consent;security-label;token;provision.securityLabel:Coding;;
    381;Consent;source-reference;reference;sourceReference:Reference;Consent Contract QuestionnaireResponse DocumentReference;
    382;Consent;status;token;status:code;;
    383;Contract;authority;reference;authority:Reference;Organization;
    384;Contract;domain;reference;domain:Reference;Location;
    385;Contract;identifier;token;identifier:Identifier;;
    386;Contract;instantiates;uri;instantiatesUri:uri;;
    387;Contract;issued;date;issued:dateTime;;
    388;Contract;patient;reference;subject@Patient:Reference;Patient;
    389;Contract;signer;reference;signer.party:Reference;Practitioner Organization Patient PractitionerRole RelatedPerson;
    390;Contract;status;token;status:code;;
    391;Contract;subject;reference;subject:Reference;;
    392;Contract;url;uri;url:uri;;
    393;Coverage;beneficiary;reference;beneficiary:Reference;Patient;
    394;Coverage;class-type;token;class.type:CodeableConcept;;
    395;Coverage;class-value;string;class.value:string;;
    396;Coverage;dependent;string;dependent:string;;
    397;Coverage;identifier;token;identifier:Identifier;;
    398;Coverage;patient;reference;beneficiary:Reference;Patient;
    399;Coverage;payor;reference;payor:Reference;Organization Patient RelatedPerson;
    400;Coverage;policy-holder;reference;policyHolder:Reference;Organization Patient RelatedPerson;
    401;Coverage;status;token;status:code;;
    402;Coverage;subscriber;reference;subscriber:Reference;Patient RelatedPerson;
    403;Coverage;type;token;type:CodeableConcept;;
    404;CoverageEligibilityRequest;created;date;created:dateTime;;
    405;CoverageEligibilityRequest;enterer;reference;enterer:Reference;Practitioner PractitionerRole;
    406;CoverageEligibilityRequest;facility;reference;facility:Reference;Location;
    407;CoverageEligibilityRequest;identifier;token;identifier:Identifier;;
    408;CoverageEligibilityRequest;patient;reference;patient:Reference;Patient;
    409;CoverageEligibilityRequest;provider;reference;provider:Reference;Practitioner Organization PractitionerRole;
    410;CoverageEligibilityRequest;status;token;status:code;;
    411;CoverageEligibilityResponse;created;date;created:dateTime;;
    412;CoverageEligibilityResponse;disposition;string;disposition:string;;
    413;CoverageEligibilityResponse;identifier;token;identifier:Identifier;;
    414;CoverageEligibilityResponse;insurer;reference;insurer:Reference;Organization;
    415;CoverageEligibilityResponse;outcome;token;outcome:code;;
    416;CoverageEligibilityResponse;patient;reference;patient:Reference;Patient;
    417;CoverageEligibilityResponse;request;reference;request:Reference;CoverageEligibilityRequest;
    418;CoverageEligibilityResponse;requestor;reference;requestor:Reference;Practitioner Organization PractitionerRole;
    419;CoverageEligibilityResponse;status;token;status:code;;
    420;DetectedIssue;author;reference;author:Reference;Practitioner Device PractitionerRole;
    421;DetectedIssue;code;token;code:CodeableConcept;;
    422;DetectedIssue;identified;date;identifiedDateTime:dateTime,identifiedPeriod:Period;;
    423;DetectedIssue;identifier;token;identifier:Identifier;;
    424;DetectedIssue;implicated;reference;implicated:Reference;;
    425;DetectedIssue;patient;reference;patient:Reference;Patient Group;
    426;Device;device-name;string;deviceName.name:string,type.coding.display:string,type.text:string;;
    427;Device;identifier;token;identifier:Identifier;;
    428;Device;location;reference;location:Reference;Location;
    429;Device;manufacturer;string;manufacturer:string;;
    430;Device;model;string;modelNumber:string;;
    431;Device;organization;reference;owner:Reference;Organization;
    432;Device;patient;reference;patient:Reference;Patient;
    433;Device;status;token;status:code;;
    434;Device;type;token;type:CodeableConcept;;
    435;Device;udi-carrier;string;udiCarrier.carrierHRF:string;;
    436;Device;udi-di;string;udiCarrier.deviceIdentifier:string;;
    437;Device;url;uri;url:uri;;
    438;DeviceDefinition;identifier;token;identifier:Identifier;;
    439;DeviceDefinition;parent;reference;parentDevice:Reference;DeviceDefinition;
    440;DeviceDefinition;type;token;type:CodeableConcept;;
    441;DeviceMetric;category;token;category:code;;
    442;DeviceMetric;identifier;token;identifier:Identifier;;
    443;DeviceMetric;parent;reference;parent:Reference;Device;
    444;DeviceMetric;source;reference;source:Reference;Device;
    445;DeviceMetric;type;token;type:CodeableConcept;;
    446;DeviceRequest;authored-on;date;authoredOn:dateTime;;
    447;DeviceRequest;based-on;reference;basedOn:Reference;;
    448;DeviceRequest;code;token;codeCodeableConcept:CodeableConcept;;
    449;DeviceRequest;device;reference;codeReference:Reference;Device;
    450;DeviceRequest;encounter;reference;encounter:Reference;Encounter EpisodeOfCare;
    451;DeviceRequest;event-date;date;occurrenceDateTime:dateTime,occurrencePeriod:Period;;
    452;DeviceRequest;group-identifier;token;groupIdentifier:Identifier;;
    453;DeviceRequest;identifier;token;identifier:Identifier;;
    454;DeviceRequest;instantiates-canonical;reference;instantiatesCanonical:canonical;PlanDefinition ActivityDefinition;
    455;DeviceRequest;instantiates-uri;uri;instantiatesUri:uri;;
    456;DeviceRequest;insurance;reference;insurance:Reference;ClaimResponse Coverage;
    457;DeviceRequest;intent;token;intent:code;;
    458;DeviceRequest;patient;reference;subject@Patient:Reference;Patient Group;
    459;DeviceRequest;performer;reference;performer:Reference;Practitioner Organization CareTeam Device Patient HealthcareService PractitionerRole RelatedPerson;
    460;DeviceRequest;prior-request;reference;priorRequest:Reference;;
    461;DeviceRequest;requester;reference;requester:Reference;Practitioner Organization Device PractitionerRole;
    462;DeviceRequest;status;token;status:code;;
    463;DeviceRequest;subject;reference;subject:Reference;Group Device Patient Location;
    464;DeviceUseStatement;device;reference;device:Reference;Device;
    465;DeviceUseStatement;identifier;token;identifier:Identifier;;
    466;DeviceUseStatement;patient;reference;subject:Reference;Patient Group;
    467;DeviceUseStatement;subject;reference;subject:Reference;Group Patient;
    468;DiagnosticReport;based-on;reference;basedOn:Reference;CarePlan MedicationRequest NutritionOrder ServiceRequest ImmunizationRecommendation;
    469;DiagnosticReport;category;token;category:CodeableConcept;;
    470;DiagnosticReport;code;token;code:CodeableConcept;;
    471;DiagnosticReport;conclusion;token;conclusionCode:CodeableConcept;;
    472;DiagnosticReport;date;date;effectiveDateTime:dateTime,effectivePeriod:Period;;
    473;DiagnosticReport;encounter;reference;encounter:Reference;Encounter EpisodeOfCare;
    474;DiagnosticReport;identifier;token;identifier:Identifier;;
    475;DiagnosticReport;issued;date;issued:instant;;
    476;DiagnosticReport;media;reference;media.link:Reference;Media;
    477;DiagnosticReport;patient;reference;subject@Patient:Reference;Patient Group;
    478;DiagnosticReport;performer;reference;performer:Reference;Practitioner Organization CareTeam PractitionerRole;
    479;DiagnosticReport;result;reference;result:Reference;Observation;
    480;DiagnosticReport;results-interpreter;reference;resultsInterpreter:Reference;Practitioner Organization CareTeam PractitionerRole;
    481;DiagnosticReport;specimen;reference;specimen:Reference;Specimen;
    482;DiagnosticReport;status;token;status:code;;
    483;DiagnosticReport;subject;reference;subject:Reference;Group Device Patient Location;
    484;DocumentManifest;author;reference;author:Reference;Practitioner Organization Device Patient PractitionerRole RelatedPerson;
    485;DocumentManifest;created;date;created:dateTime;;
    486;DocumentManifest;description;string;description:string;;
    487;DocumentManifest;identifier;token;masterIdentifier:Identifier,identifier:Identifier;;
    488;DocumentManifest;item;reference;content:Reference;;
    489;DocumentManifest;patient;reference;subject@Patient:Reference;Patient Group;
    490;DocumentManifest;recipient;reference;recipient:Reference;Practitioner Organization Patient PractitionerRole RelatedPerson;
    491;DocumentManifest;related-id;token;related.identifier:Identifier;;
    492;DocumentManifest;related-ref;reference;related.ref:Reference;;
    493;DocumentManifest;source;uri;source:uri;;
    494;DocumentManifest;status;token;status:code;;
    495;DocumentManifest;subject;reference;subject:Reference;Practitioner Group Device Patient;
    496;DocumentManifest;type;token;type:CodeableConcept;;
    497;DocumentReference;authenticator;reference;authenticator:Reference;Practitioner Organization PractitionerRole;
    498;DocumentReference;author;reference;author:Reference;Practitioner Organization Device Patient PractitionerRole RelatedPerson;
    499;DocumentReference;category;token;category:CodeableConcept;;
    500;DocumentReference;contenttype;token;content.attachment.contentType:code;;
    501;DocumentReference;custodian;reference;custodian:Reference;Organization;
    502;DocumentReference;date;date;date:instant;;
    503;DocumentReference;description;string;description:string;;
    504;DocumentReference;encounter;reference;context.encounter:Reference;Encounter EpisodeOfCare;
    505;DocumentReference;event;token;context.event:CodeableConcept;;
    506;DocumentReference;facility;token;context.facilityType:CodeableConcept;;
    507;DocumentReference;format;token;content.format:Coding;;
    508;DocumentReference;identifier;token;masterIdentifier:Identifier,identifier:Identifier;;
    509;DocumentReference;language;token;content.attachment.language:code;;
    510;DocumentReference;location;uri;content.attachment.url:url;;
    511;DocumentReference;patient;reference;subject@Patient:Reference;Patient Group;
    512;DocumentReference;period;date;context.period:Period;;
    513;DocumentReference;related;reference;context.related:Reference;;
    514;DocumentReference;relatesto;reference;relatesTo.target:Reference;DocumentReference;
    515;DocumentReference;relation;token;relatesTo.code:code;;
    516;DocumentReference;relationship;composite;relatesTo;;relatesto/reference/&relation/token/
    517;DocumentReference;security-label;token;securityLabel:CodeableConcept;;
    518;DocumentReference;setting;token;context.practiceSetting:CodeableConcept;;
    519;DocumentReference;status;token;status:code;;
    520;DocumentReference;subject;reference;subject:Reference;Practitioner Group Device Patient;
    521;DocumentReference;type;token;type:CodeableConcept;;
    522;EffectEvidenceSynthesis;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    523;EffectEvidenceSynthesis;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    524;EffectEvidenceSynthesis;context-type;token;useContext.code:Coding;;
    525;EffectEvidenceSynthesis;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    526;EffectEvidenceSynthesis;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    527;EffectEvidenceSynthesis;date;date;date:dateTime;;
    528;EffectEvidenceSynthesis;description;string;description:markdown;;
    529;EffectEvidenceSynthesis;effective;date;effectivePeriod:Period;;
    530;EffectEvidenceSynthesis;identifier;token;identifier:Identifier;;
    531;EffectEvidenceSynthesis;jurisdiction;token;jurisdiction:CodeableConcept;;
    532;EffectEvidenceSynthesis;name;string;name:string;;
    533;EffectEvidenceSynthesis;publisher;string;publisher:string;;
    534;EffectEvidenceSynthesis;status;token;status:code;;
    535;EffectEvidenceSynthesis;title;string;title:string;;
    536;EffectEvidenceSynthesis;url;uri;url:uri;;
    537;EffectEvidenceSynthesis;version;token;version:string;;
    538;Encounter;account;reference;account:Reference;Account;
    539;Encounter;appointment;reference;appointment:Reference;Appointment;
    540;Encounter;based-on;reference;basedOn:Reference;ServiceRequest;
    541;Encounter;class;token;class:Coding;;
    542;Encounter;date;date;period:Period;;
    543;Encounter;diagnosis;reference;diagnosis.condition:Reference;Condition Procedure;
    544;Encounter;episode-of-care;reference;episodeOfCare:Reference;EpisodeOfCare;
    545;Encounter;identifier;token;identifier:Identifier;;
    546;Encounter;length;quantity;length:Duration;;
    547;Encounter;location;reference;location.location:Reference;Location;
    548;Encounter;location-period;date;location.period:Period;;
    549;Encounter;part-of;reference;partOf:Reference;Encounter;
    550;Encounter;participant;reference;participant.individual:Reference;Practitioner PractitionerRole RelatedPerson;
    551;Encounter;participant-type;token;participant.type:CodeableConcept;;
    552;Encounter;patient;reference;subject@Patient:Reference;Patient Group;
    553;Encounter;practitioner;reference;participant.individual@Practitioner:Reference;Practitioner;
    554;Encounter;reason-code;token;reasonCode:CodeableConcept;;
    555;Encounter;reason-reference;reference;reasonReference:Reference;Condition Observation Procedure ImmunizationRecommendation;
    556;Encounter;service-provider;reference;serviceProvider:Reference;Organization;
    557;Encounter;special-arrangement;token;hospitalization.specialArrangement:CodeableConcept;;
    558;Encounter;status;token;status:code;;
    559;Encounter;subject;reference;subject:Reference;Group Patient;
    560;Encounter;type;token;type:CodeableConcept;;
    561;Endpoint;connection-type;token;connectionType:Coding;;
    562;Endpoint;identifier;token;identifier:Identifier;;
    563;Endpoint;name;string;name:string;;
    564;Endpoint;organization;reference;managingOrganization:Reference;Organization;
    565;Endpoint;payload-type;token;payloadType:CodeableConcept;;
    566;Endpoint;status;token;status:code;;
    567;EnrollmentRequest;identifier;token;identifier:Identifier;;
    568;EnrollmentRequest;patient;reference;candidate:Reference;Patient;
    569;EnrollmentRequest;status;token;status:code;;
    570;EnrollmentRequest;subject;reference;candidate:Reference;Patient;
    571;EnrollmentResponse;identifier;token;identifier:Identifier;;
    572;EnrollmentResponse;request;reference;request:Reference;EnrollmentRequest;
    573;EnrollmentResponse;status;token;status:code;;
    574;EpisodeOfCare;care-manager;reference;careManager@Practitioner:Reference;Practitioner;
    575;EpisodeOfCare;condition;reference;diagnosis.condition:Reference;Condition;
    576;EpisodeOfCare;date;date;period:Period;;
    577;EpisodeOfCare;identifier;token;identifier:Identifier;;
    578;EpisodeOfCare;incoming-referral;reference;referralRequest:Reference;ServiceRequest;
    579;EpisodeOfCare;organization;reference;managingOrganization:Reference;Organization;
    580;EpisodeOfCare;patient;reference;patient:Reference;Patient Group;
    581;EpisodeOfCare;status;token;status:code;;
    582;EpisodeOfCare;type;token;type:CodeableConcept;;
    583;EventDefinition;composed-of;reference;relatedArtifact[type=composed-of].resource:canonical;;
    584;EventDefinition;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    585;EventDefinition;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    586;EventDefinition;context-type;token;useContext.code:Coding;;
    587;EventDefinition;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    588;EventDefinition;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    589;EventDefinition;date;date;date:dateTime;;
    590;EventDefinition;depends-on;reference;relatedArtifact[type=depends-on].resource:canonical;;
    591;EventDefinition;derived-from;reference;relatedArtifact[type=derived-from].resource:canonical;;
    592;EventDefinition;description;string;description:markdown;;
    593;EventDefinition;effective;date;effectivePeriod:Period;;
    594;EventDefinition;identifier;token;identifier:Identifier;;
    595;EventDefinition;jurisdiction;token;jurisdiction:CodeableConcept;;
    596;EventDefinition;name;string;name:string;;
    597;EventDefinition;predecessor;reference;relatedArtifact[type=predecessor].resource:canonical;;
    598;EventDefinition;publisher;string;publisher:string;;
    599;EventDefinition;status;token;status:code;;
    600;EventDefinition;successor;reference;relatedArtifact[type=successor].resource:canonical;;
    601;EventDefinition;title;string;title:string;;
    602;EventDefinition;topic;token;topic:CodeableConcept;;
    603;EventDefinition;url;uri;url:uri;;
    604;EventDefinition;version;token;version:string;;
    605;Evidence;composed-of;reference;relatedArtifact[type=composed-of].resource:canonical;;
    606;Evidence;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    607;Evidence;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    608;Evidence;context-type;token;useContext.code:Coding;;
    609;Evidence;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    610;Evidence;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    611;Evidence;date;date;date:dateTime;;
    612;Evidence;depends-on;reference;relatedArtifact[type=depends-on].resource:canonical;;
    613;Evidence;derived-from;reference;relatedArtifact[type=derived-from].resource:canonical;;
    614;Evidence;description;string;description:markdown;;
    615;Evidence;effective;date;effectivePeriod:Period;;
    616;Evidence;identifier;token;identifier:Identifier;;
    617;Evidence;jurisdiction;token;jurisdiction:CodeableConcept;;
    618;Evidence;name;string;name:string;;
    619;Evidence;predecessor;reference;relatedArtifact[type=predecessor].resource:canonical;;
    620;Evidence;publisher;string;publisher:string;;
    621;Evidence;status;token;status:code;;
    622;Evidence;successor;reference;relatedArtifact[type=successor].resource:canonical;;
    623;Evidence;title;string;title:string;;
    624;Evidence;topic;token;topic:CodeableConcept;;
    625;Evidence;url;uri;url:uri;;
    626;Evidence;version;token;version:string;;
    627;EvidenceVariable;composed-of;reference;relatedArtifact[type=composed-of].resource:canonical;;
    628;EvidenceVariable;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    629;EvidenceVariable;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    630;EvidenceVariable;context-type;token;useContext.code:Coding;;
    631;EvidenceVariable;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    632;EvidenceVariable;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    633;EvidenceVariable;date;date;date:dateTime;;
    634;EvidenceVariable;depends-on;reference;relatedArtifact[type=depends-on].resource:canonical;;
    635;EvidenceVariable;derived-from;reference;relatedArtifact[type=derived-from].resource:canonical;;
    636;EvidenceVariable;description;string;description:markdown;;
    637;EvidenceVariable;effective;date;effectivePeriod:Period;;
    638;EvidenceVariable;identifier;token;identifier:Identifier;;
    639;EvidenceVariable;jurisdiction;token;jurisdiction:CodeableConcept;;
    640;EvidenceVariable;name;string;name:string;;
    641;EvidenceVariable;predecessor;reference;relatedArtifact[type=predecessor].resource:canonical;;
    642;EvidenceVariable;publisher;string;publisher:string;;
    643;EvidenceVariable;status;token;status:code;;
    644;EvidenceVariable;successor;reference;relatedArtifact[type=successor].resource:canonical;;
    645;EvidenceVariable;title;string;title:string;;
    646;EvidenceVariable;topic;token;topic:CodeableConcept;;
    647;EvidenceVariable;url;uri;url:uri;;
    648;EvidenceVariable;version;token;version:string;;
    649;ExampleScenario;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    650;ExampleScenario;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    651;ExampleScenario;context-type;token;useContext.code:Coding;;
    652;ExampleScenario;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    653;ExampleScenario;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    654;ExampleScenario;date;date;date:dateTime;;
    655;ExampleScenario;identifier;token;identifier:Identifier;;
    656;ExampleScenario;jurisdiction;token;jurisdiction:CodeableConcept;;
    657;ExampleScenario;name;string;name:string;;
    658;ExampleScenario;publisher;string;publisher:string;;
    659;ExampleScenario;status;token;status:code;;
    660;ExampleScenario;url;uri;url:uri;;
    661;ExampleScenario;version;token;version:string;;
    662;ExplanationOfBenefit;care-team;reference;careTeam.provider:Reference;Practitioner Organization PractitionerRole;
    663;ExplanationOfBenefit;claim;reference;claim:Reference;Claim;
    664;ExplanationOfBenefit;coverage;reference;insurance.coverage:Reference;Coverage;
    665;ExplanationOfBenefit;created;date;created:dateTime;;
    666;ExplanationOfBenefit;detail-udi;reference;item.detail.udi:Reference;Device;
    667;ExplanationOfBenefit;disposition;string;disposition:string;;
    668;ExplanationOfBenefit;encounter;reference;item.encounter:Reference;Encounter;
    669;ExplanationOfBenefit;enterer;reference;enterer:Reference;Practitioner PractitionerRole;
    670;ExplanationOfBenefit;facility;reference;facility:Reference;Location;
    671;ExplanationOfBenefit;identifier;token;identifier:Identifier;;
    672;ExplanationOfBenefit;item-udi;reference;item.udi:Reference;Device;
    673;ExplanationOfBenefit;patient;reference;patient:Reference;Patient;
    674;ExplanationOfBenefit;payee;reference;payee.party:Reference;Practitioner Organization Patient PractitionerRole RelatedPerson;
    675;ExplanationOfBenefit;procedure-udi;reference;procedure.udi:Reference;Device;
    676;ExplanationOfBenefit;provider;reference;provider:Reference;Practitioner Organization PractitionerRole;
    677;ExplanationOfBenefit;status;token;status:code;;
    678;ExplanationOfBenefit;subdetail-udi;reference;item.detail.subDetail.udi:Reference;Device;
    679;FamilyMemberHistory;code;token;condition.code:CodeableConcept;;
    680;FamilyMemberHistory;date;date;date:dateTime;;
    681;FamilyMemberHistory;identifier;token;identifier:Identifier;;
    682;FamilyMemberHistory;instantiates-canonical;reference;instantiatesCanonical:canonical;Questionnaire Measure PlanDefinition OperationDefinition ActivityDefinition;
    683;FamilyMemberHistory;instantiates-uri;uri;instantiatesUri:uri;;
    684;FamilyMemberHistory;patient;reference;patient:Reference;Patient Group;
    685;FamilyMemberHistory;relationship;token;relationship:CodeableConcept;;
    686;FamilyMemberHistory;sex;token;sex:CodeableConcept;;
    687;FamilyMemberHistory;status;token;status:code;;
    688;Flag;author;reference;author:Reference;Practitioner Organization Device Patient PractitionerRole;
    689;Flag;date;date;period:Period;;
    690;Flag;encounter;reference;encounter:Reference;Encounter EpisodeOfCare;
    691;Flag;identifier;token;identifier:Identifier;;
    692;Flag;patient;reference;subject@Patient:Reference;Patient Group;
    693;Flag;subject;reference;subject:Reference;Practitioner Group Organization Medication Patient PlanDefinition Procedure Location;
    694;Goal;achievement-status;token;achievementStatus:CodeableConcept;;
    695;Goal;category;token;category:CodeableConcept;;
    696;Goal;identifier;token;identifier:Identifier;;
    697;Goal;lifecycle-status;token;lifecycleStatus:code;;
    698;Goal;patient;reference;subject@Patient:Reference;Patient Group;
    699;Goal;start-date;date;startDate:date;;
    700;Goal;subject;reference;subject:Reference;Group Organization Patient;
    701;Goal;target-date;date;target.dueDate:date;;
    702;GraphDefinition;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    703;GraphDefinition;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    704;GraphDefinition;context-type;token;useContext.code:Coding;;
    705;GraphDefinition;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    706;GraphDefinition;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    707;GraphDefinition;date;date;date:dateTime;;
    708;GraphDefinition;description;string;description:markdown;;
    709;GraphDefinition;jurisdiction;token;jurisdiction:CodeableConcept;;
    710;GraphDefinition;name;string;name:string;;
    711;GraphDefinition;publisher;string;publisher:string;;
    712;GraphDefinition;start;token;start:code;;
    713;GraphDefinition;status;token;status:code;;
    714;GraphDefinition;url;uri;url:uri;;
    715;GraphDefinition;version;token;version:string;;
    716;Group;actual;token;actual:boolean;;
    717;Group;characteristic;token;characteristic.code:CodeableConcept;;
    718;Group;characteristic-value;composite;characteristic;;characteristic/token/code:CodeableConcept&value/token/valueCodeableConcept:CodeableConcept,valueBoolean:boolean
    719;Group;code;token;code:CodeableConcept;;
    720;Group;exclude;token;characteristic.exclude:boolean;;
    721;Group;identifier;token;identifier:Identifier;;
    722;Group;managing-entity;reference;managingEntity:Reference;Practitioner Organization PractitionerRole RelatedPerson;
    723;Group;member;reference;member.entity:Reference;Practitioner Group Device Medication Patient Substance PractitionerRole;
    724;Group;type;token;type:code;;
    725;Group;value;token;characteristic.valueCodeableConcept:CodeableConcept,characteristic.valueBoolean:boolean;;
    726;GuidanceResponse;identifier;token;identifier:Identifier;;
    727;GuidanceResponse;patient;reference;subject@Patient:Reference;Patient;
    728;GuidanceResponse;request;token;requestIdentifier:Identifier;;
    729;GuidanceResponse;subject;reference;subject:Reference;Group Patient;
    730;HealthcareService;active;token;active:boolean;;
    731;HealthcareService;characteristic;token;characteristic:CodeableConcept;;
    732;HealthcareService;coverage-area;reference;coverageArea:Reference;Location;
    733;HealthcareService;endpoint;reference;endpoint:Reference;Endpoint;
    734;HealthcareService;identifier;token;identifier:Identifier;;
    735;HealthcareService;location;reference;location:Reference;Location;
    736;HealthcareService;name;string;name:string;;
    737;HealthcareService;organization;reference;providedBy:Reference;Organization;
    738;HealthcareService;program;token;program:CodeableConcept;;
    739;HealthcareService;service-category;token;category:CodeableConcept;;
    740;HealthcareService;service-type;token;type:CodeableConcept;;
    741;HealthcareService;specialty;token;specialty:CodeableConcept;;
    742;ImagingStudy;basedon;reference;basedOn:Reference;Appointment AppointmentResponse CarePlan Task ServiceRequest;
    743;ImagingStudy;bodysite;token;series.bodySite:Coding;;
    744;ImagingStudy;dicom-class;token;series.instance.sopClass:Coding;;
    745;ImagingStudy;encounter;reference;encounter:Reference;Encounter;
    746;ImagingStudy;endpoint;reference;endpoint:Reference,series.endpoint:Reference;Endpoint;
    747;ImagingStudy;identifier;token;identifier:Identifier;;
    748;ImagingStudy;instance;token;series.instance.uid:id;;
    749;ImagingStudy;interpreter;reference;interpreter:Reference;Practitioner PractitionerRole;
    750;ImagingStudy;modality;token;series.modality:Coding;;
    751;ImagingStudy;patient;reference;subject@Patient:Reference;Patient Group;
    752;ImagingStudy;performer;reference;series.performer.actor:Reference;Practitioner Organization CareTeam Device Patient PractitionerRole RelatedPerson;
    753;ImagingStudy;reason;token;reasonCode:CodeableConcept;;
    754;ImagingStudy;referrer;reference;referrer:Reference;Practitioner PractitionerRole;
    755;ImagingStudy;series;token;series.uid:id;;
    756;ImagingStudy;started;date;started:dateTime;;
    757;ImagingStudy;status;token;status:code;;
    758;ImagingStudy;subject;reference;subject:Reference;Group Device Patient;
    759;Immunization;date;date;occurrenceDateTime:dateTime;;
    760;Immunization;identifier;token;identifier:Identifier;;
    761;Immunization;location;reference;location:Reference;Location;
    762;Immunization;lot-number;string;lotNumber:string;;
    763;Immunization;manufacturer;reference;manufacturer:Reference;Organization;
    764;Immunization;patient;reference;patient:Reference;Patient Group;
    765;Immunization;performer;reference;performer.actor:Reference;Practitioner Organization PractitionerRole;
    766;Immunization;reaction;reference;reaction.detail:Reference;Observation;
    767;Immunization;reaction-date;date;reaction.date:dateTime;;
    768;Immunization;reason-code;token;reasonCode:CodeableConcept;;
    769;Immunization;reason-reference;reference;reasonReference:Reference;Condition Observation DiagnosticReport;
    770;Immunization;series;string;protocolApplied.series:string;;
    771;Immunization;status;token;status:code;;
    772;Immunization;status-reason;token;statusReason:CodeableConcept;;
    773;Immunization;target-disease;token;protocolApplied.targetDisease:CodeableConcept;;
    774;Immunization;vaccine-code;token;vaccineCode:CodeableConcept;;
    775;ImmunizationEvaluation;date;date;date:dateTime;;
    776;ImmunizationEvaluation;dose-status;token;doseStatus:CodeableConcept;;
    777;ImmunizationEvaluation;identifier;token;identifier:Identifier;;
    778;ImmunizationEvaluation;immunization-event;reference;immunizationEvent:Reference;Immunization;
    779;ImmunizationEvaluation;patient;reference;patient:Reference;Patient;
    780;ImmunizationEvaluation;status;token;status:code;;
    781;ImmunizationEvaluation;target-disease;token;targetDisease:CodeableConcept;;
    782;ImmunizationRecommendation;date;date;date:dateTime;;
    783;ImmunizationRecommendation;identifier;token;identifier:Identifier;;
    784;ImmunizationRecommendation;information;reference;recommendation.supportingPatientInformation:Reference;;
    785;ImmunizationRecommendation;patient;reference;patient:Reference;Patient;
    786;ImmunizationRecommendation;status;token;recommendation.forecastStatus:CodeableConcept;;
    787;ImmunizationRecommendation;support;reference;recommendation.supportingImmunization:Reference;Immunization ImmunizationEvaluation;
    788;ImmunizationRecommendation;target-disease;token;recommendation.targetDisease:CodeableConcept;;
    789;ImmunizationRecommendation;vaccine-type;token;recommendation.vaccineCode:CodeableConcept;;
    790;ImplementationGuide;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    791;ImplementationGuide;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    792;ImplementationGuide;context-type;token;useContext.code:Coding;;
    793;ImplementationGuide;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    794;ImplementationGuide;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    795;ImplementationGuide;date;date;date:dateTime;;
    796;ImplementationGuide;depends-on;reference;dependsOn.uri:canonical;ImplementationGuide;
    797;ImplementationGuide;description;string;description:markdown;;
    798;ImplementationGuide;experimental;token;experimental:boolean;;
    799;ImplementationGuide;global;reference;global.profile:canonical;StructureDefinition;
    800;ImplementationGuide;jurisdiction;token;jurisdiction:CodeableConcept;;
    801;ImplementationGuide;name;string;name:string;;
    802;ImplementationGuide;publisher;string;publisher:string;;
    803;ImplementationGuide;resource;reference;definition.resource.reference:Reference;;
    804;ImplementationGuide;status;token;status:code;;
    805;ImplementationGuide;title;string;title:string;;
    806;ImplementationGuide;url;uri;url:uri;;
    807;ImplementationGuide;version;token;version:string;;
    808;InsurancePlan;address;string;contact.address:Address;;
    809;InsurancePlan;address-city;string;contact.address.city:string;;
    810;InsurancePlan;address-country;string;contact.address.country:string;;
    811;InsurancePlan;address-postalcode;string;contact.address.postalCode:string;;
    812;InsurancePlan;address-state;string;contact.address.state:string;;
    813;InsurancePlan;address-use;token;contact.address.use:code;;
    814;InsurancePlan;administered-by;reference;administeredBy:Reference;Organization;
    815;InsurancePlan;endpoint;reference;endpoint:Reference;Endpoint;
    816;InsurancePlan;identifier;token;identifier:Identifier;;
    817;InsurancePlan;name;string;name:string,alias:string;;
    818;InsurancePlan;owned-by;reference;ownedBy:Reference;Organization;
    819;InsurancePlan;phonetic;string;name:string;;
    820;InsurancePlan;status;token;status:code;;
    821;InsurancePlan;type;token;type:CodeableConcept;;
    822;Invoice;account;reference;account:Reference;Account;
    823;Invoice;date;date;date:dateTime;;
    824;Invoice;identifier;token;identifier:Identifier;;
    825;Invoice;issuer;reference;issuer:Reference;Organization;
    826;Invoice;participant;reference;participant.actor:Reference;Practitioner Organization Device Patient PractitionerRole RelatedPerson;
    827;Invoice;participant-role;token;participant.role:CodeableConcept;;
    828;Invoice;patient;reference;subject@Patient:Reference;Patient;
    829;Invoice;recipient;reference;recipient:Reference;Organization Patient RelatedPerson;
    830;Invoice;status;token;status:code;;
    831;Invoice;subject;reference;subject:Reference;Group Patient;
    832;Invoice;totalgross;quantity;totalGross:Money;;
    833;Invoice;totalnet;quantity;totalNet:Money;;
    834;Invoice;type;token;type:CodeableConcept;;
    835;Library;composed-of;reference;relatedArtifact[type=composed-of].resource:canonical;;
    836;Library;content-type;token;content.contentType:code;;
    837;Library;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    838;Library;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    839;Library;context-type;token;useContext.code:Coding;;
    840;Library;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    841;Library;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    842;Library;date;date;date:dateTime;;
    843;Library;depends-on;reference;relatedArtifact[type=depends-on].resource:canonical;;
    844;Library;derived-from;reference;relatedArtifact[type=derived-from].resource:canonical;;
    845;Library;description;string;description:markdown;;
    846;Library;effective;date;effectivePeriod:Period;;
    847;Library;identifier;token;identifier:Identifier;;
    848;Library;jurisdiction;token;jurisdiction:CodeableConcept;;
    849;Library;name;string;name:string;;
    850;Library;predecessor;reference;relatedArtifact[type=predecessor].resource:canonical;;
    851;Library;publisher;string;publisher:string;;
    852;Library;status;token;status:code;;
    853;Library;successor;reference;relatedArtifact[type=successor].resource:canonical;;
    854;Library;title;string;title:string;;
    855;Library;topic;token;topic:CodeableConcept;;
    856;Library;type;token;type:CodeableConcept;;
    857;Library;url;uri;url:uri;;
    858;Library;version;token;version:string;;
    859;Linkage;author;reference;author:Reference;Practitioner Organization PractitionerRole;
    860;Linkage;item;reference;item.resource:Reference;;
    861;Linkage;source;reference;item.resource:Reference;;
    862;List;code;token;code:CodeableConcept;;
    863;List;date;date;date:dateTime;;
    864;List;empty-reason;token;emptyReason:CodeableConcept;;
    865;List;encounter;reference;encounter:Reference;Encounter EpisodeOfCare;
    866;List;identifier;token;identifier:Identifier;;
    867;List;item;reference;entry.item:Reference;;
    868;List;notes;string;note.text:markdown;;
    869;List;patient;reference;subject@Patient:Reference;Patient Group;
    870;List;source;reference;source:Reference;Practitioner Device Patient PractitionerRole;
    871;List;status;token;status:code;;
    872;List;subject;reference;subject:Reference;Group Device Patient Location;
    873;List;title;string;title:string;;
    874;Location;address;string;address:Address;;
    875;Location;address-city;string;address.city:string;;
    876;Location;address-country;string;address.country:string;;
    877;Location;address-postalcode;string;address.postalCode:string;;
    878;Location;address-state;string;address.state:string;;
    879;Location;address-use;token;address.use:code;;
    880;Location;endpoint;reference;endpoint:Reference;Endpoint;
    881;Location;identifier;token;identifier:Identifier;;
    882;Location;name;string;name:string,alias:string;;
    883;Location;operational-status;token;operationalStatus:Coding;;
    884;Location;organization;reference;managingOrganization:Reference;Organization;
    885;Location;partof;reference;partOf:Reference;Location;
    886;Location;status;token;status:code;;
    887;Location;type;token;type:CodeableConcept;;
    888;Measure;composed-of;reference;relatedArtifact[type=composed-of].resource:canonical;;
    889;Measure;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    890;Measure;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    891;Measure;context-type;token;useContext.code:Coding;;
    892;Measure;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    893;Measure;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    894;Measure;date;date;date:dateTime;;
    895;Measure;depends-on;reference;relatedArtifact[type=depends-on].resource:canonical,library:canonical;;
    896;Measure;derived-from;reference;relatedArtifact[type=derived-from].resource:canonical;;
    897;Measure;description;string;description:markdown;;
    898;Measure;effective;date;effectivePeriod:Period;;
    899;Measure;identifier;token;identifier:Identifier;;
    900;Measure;jurisdiction;token;jurisdiction:CodeableConcept;;
    901;Measure;name;string;name:string;;
    902;Measure;predecessor;reference;relatedArtifact[type=predecessor].resource:canonical;;
    903;Measure;publisher;string;publisher:string;;
    904;Measure;status;token;status:code;;
    905;Measure;successor;reference;relatedArtifact[type=successor].resource:canonical;;
    906;Measure;title;string;title:string;;
    907;Measure;topic;token;topic:CodeableConcept;;
    908;Measure;url;uri;url:uri;;
    909;Measure;version;token;version:string;;
    910;MeasureReport;date;date;date:dateTime;;
    911;MeasureReport;evaluated-resource;reference;evaluatedResource:Reference;;
    912;MeasureReport;identifier;token;identifier:Identifier;;
    913;MeasureReport;measure;reference;measure:canonical;Measure;
    914;MeasureReport;patient;reference;subject@Patient:Reference;Patient;
    915;MeasureReport;period;date;period:Period;;
    916;MeasureReport;reporter;reference;reporter:Reference;Practitioner Organization PractitionerRole Location;
    917;MeasureReport;status;token;status:code;;
    918;MeasureReport;subject;reference;subject:Reference;Practitioner Group Device Patient PractitionerRole RelatedPerson Location;
    919;Media;based-on;reference;basedOn:Reference;CarePlan ServiceRequest;
    920;Media;created;date;createdDateTime:dateTime,createdPeriod:Period;;
    921;Media;device;reference;device:Reference;Device DeviceMetric;
    922;Media;encounter;reference;encounter:Reference;Encounter;
    923;Media;identifier;token;identifier:Identifier;;
    924;Media;modality;token;modality:CodeableConcept;;
    925;Media;operator;reference;operator:Reference;Practitioner Organization CareTeam Device Patient PractitionerRole RelatedPerson;
    926;Media;patient;reference;subject@Patient:Reference;Patient;
    927;Media;site;token;bodySite:CodeableConcept;;
    928;Media;status;token;status:code;;
    929;Media;subject;reference;subject:Reference;Practitioner Group Specimen Device Patient PractitionerRole Location;
    930;Media;type;token;type:CodeableConcept;;
    931;Media;view;token;view:CodeableConcept;;
    932;Medication;code;token;code:CodeableConcept;;
    933;Medication;expiration-date;date;batch.expirationDate:dateTime;;
    934;Medication;form;token;form:CodeableConcept;;
    935;Medication;identifier;token;identifier:Identifier;;
    936;Medication;ingredient;reference;ingredient.itemReference:Reference;Medication Substance;
    937;Medication;ingredient-code;token;ingredient.itemCodeableConcept:CodeableConcept;;
    938;Medication;lot-number;token;batch.lotNumber:string;;
    939;Medication;manufacturer;reference;manufacturer:Reference;Organization;
    940;Medication;status;token;status:code;;
    941;MedicationAdministration;code;token;medicationCodeableConcept:CodeableConcept;;
    942;MedicationAdministration;context;reference;context:Reference;EpisodeOfCare Encounter;
    943;MedicationAdministration;device;reference;device:Reference;Device;
    944;MedicationAdministration;effective-time;date;effectiveDateTime:dateTime,effectivePeriod:Period;;
    945;MedicationAdministration;identifier;token;identifier:Identifier;;
    946;MedicationAdministration;medication;reference;medicationReference:Reference;Medication;
    947;MedicationAdministration;patient;reference;subject@Patient:Reference;Patient Group;
    948;MedicationAdministration;performer;reference;performer.actor:Reference;Practitioner Device Patient PractitionerRole RelatedPerson;
    949;MedicationAdministration;reason-given;token;reasonCode:CodeableConcept;;
    950;MedicationAdministration;reason-not-given;token;statusReason:CodeableConcept;;
    951;MedicationAdministration;request;reference;request:Reference;MedicationRequest;
    952;MedicationAdministration;status;token;status:code;;
    953;MedicationAdministration;subject;reference;subject:Reference;Group Patient;
    954;MedicationDispense;code;token;medicationCodeableConcept:CodeableConcept;;
    955;MedicationDispense;context;reference;context:Reference;EpisodeOfCare Encounter;
    956;MedicationDispense;destination;reference;destination:Reference;Location;
    957;MedicationDispense;identifier;token;identifier:Identifier;;
    958;MedicationDispense;medication;reference;medicationReference:Reference;Medication;
    959;MedicationDispense;patient;reference;subject@Patient:Reference;Patient Group;
    960;MedicationDispense;performer;reference;performer.actor:Reference;Practitioner Organization Device Patient PractitionerRole RelatedPerson;
    961;MedicationDispense;prescription;reference;authorizingPrescription:Reference;MedicationRequest;
    962;MedicationDispense;receiver;reference;receiver:Reference;Practitioner Patient;
    963;MedicationDispense;responsibleparty;reference;substitution.responsibleParty:Reference;Practitioner PractitionerRole;
    964;MedicationDispense;status;token;status:code;;
    965;MedicationDispense;subject;reference;subject:Reference;Group Patient;
    966;MedicationDispense;type;token;type:CodeableConcept;;
    967;MedicationDispense;whenhandedover;date;whenHandedOver:dateTime;;
    968;MedicationDispense;whenprepared;date;whenPrepared:dateTime;;
    969;MedicationKnowledge;classification;token;medicineClassification.classification:CodeableConcept;;
    970;MedicationKnowledge;classification-type;token;medicineClassification.type:CodeableConcept;;
    971;MedicationKnowledge;code;token;code:CodeableConcept;;
    972;MedicationKnowledge;doseform;token;doseForm:CodeableConcept;;
    973;MedicationKnowledge;ingredient;reference;ingredient.itemReference:Reference;Substance;
    974;MedicationKnowledge;ingredient-code;token;ingredient.itemCodeableConcept:CodeableConcept;;
    975;MedicationKnowledge;manufacturer;reference;manufacturer:Reference;Organization;
    976;MedicationKnowledge;monitoring-program-name;token;monitoringProgram.name:string;;
    977;MedicationKnowledge;monitoring-program-type;token;monitoringProgram.type:CodeableConcept;;
    978;MedicationKnowledge;monograph;reference;monograph.source:Reference;Media DocumentReference;
    979;MedicationKnowledge;monograph-type;token;monograph.type:CodeableConcept;;
    980;MedicationKnowledge;source-cost;token;cost.source:string;;
    981;MedicationKnowledge;status;token;status:code;;
    982;MedicationRequest;authoredon;date;authoredOn:dateTime;;
    983;MedicationRequest;category;token;category:CodeableConcept;;
    984;MedicationRequest;code;token;medicationCodeableConcept:CodeableConcept;;
    985;MedicationRequest;date;date;dosageInstruction.timing.event:dateTime;;
    986;MedicationRequest;encounter;reference;encounter:Reference;Encounter;
    987;MedicationRequest;identifier;token;identifier:Identifier;;
    988;MedicationRequest;intended-dispenser;reference;dispenseRequest.performer:Reference;Organization;
    989;MedicationRequest;intended-performer;reference;performer:Reference;Practitioner Organization CareTeam Device Patient PractitionerRole RelatedPerson;
    990;MedicationRequest;intended-performertype;token;performerType:CodeableConcept;;
    991;MedicationRequest;intent;token;intent:code;;
    992;MedicationRequest;medication;reference;medicationReference:Reference;Medication;
    993;MedicationRequest;patient;reference;subject@Patient:Reference;Patient Group;
    994;MedicationRequest;priority;token;priority:code;;
    995;MedicationRequest;requester;reference;requester:Reference;Practitioner Organization Device Patient PractitionerRole RelatedPerson;
    996;MedicationRequest;status;token;status:code;;
    997;MedicationRequest;subject;reference;subject:Reference;Group Patient;
    998;MedicationStatement;category;token;category:CodeableConcept;;
    999;MedicationStatement;code;token;medicationCodeableConcept:CodeableConcept;;
    1000;MedicationStatement;context;reference;context:Reference;EpisodeOfCare Encounter;
    1001;MedicationStatement;effective;date;effectiveDateTime:dateTime,effectivePeriod:Period;;
    1002;MedicationStatement;identifier;token;identifier:Identifier;;
    1003;MedicationStatement;medication;reference;medicationReference:Reference;Medication;
    1004;MedicationStatement;part-of;reference;partOf:Reference;MedicationDispense Observation MedicationAdministration Procedure MedicationStatement;
    1005;MedicationStatement;patient;reference;subject@Patient:Reference;Patient Group;
    1006;MedicationStatement;source;reference;informationSource:Reference;Practitioner Organization Patient PractitionerRole RelatedPerson;
    1007;MedicationStatement;status;token;status:code;;
    1008;MedicationStatement;subject;reference;subject:Reference;Group Patient;
    1009;MedicinalProduct;identifier;token;identifier:Identifier;;
    1010;MedicinalProduct;name;string;name.productName:string;;
    1011;MedicinalProduct;name-language;token;name.countryLanguage.language:CodeableConcept;;
    1012;MedicinalProductAuthorization;country;token;country:CodeableConcept;;
    1013;MedicinalProductAuthorization;holder;reference;holder:Reference;Organization;
    1014;MedicinalProductAuthorization;identifier;token;identifier:Identifier;;
    1015;MedicinalProductAuthorization;status;token;status:CodeableConcept;;
    1016;MedicinalProductAuthorization;subject;reference;subject:Reference;MedicinalProductPackaged MedicinalProduct;
    1017;MedicinalProductContraindication;subject;reference;subject:Reference;Medication MedicinalProduct;
    1018;MedicinalProductIndication;subject;reference;subject:Reference;Medication MedicinalProduct;
    1019;MedicinalProductInteraction;subject;reference;subject:Reference;Medication Substance MedicinalProduct;
    1020;MedicinalProductPackaged;identifier;token;identifier:Identifier;;
    1021;MedicinalProductPackaged;subject;reference;subject:Reference;MedicinalProduct;
    1022;MedicinalProductPharmaceutical;identifier;token;identifier:Identifier;;
    1023;MedicinalProductPharmaceutical;route;token;routeOfAdministration.code:CodeableConcept;;
    1024;MedicinalProductPharmaceutical;target-species;token;routeOfAdministration.targetSpecies.code:CodeableConcept;;
    1025;MedicinalProductUndesirableEffect;subject;reference;subject:Reference;Medication MedicinalProduct;
    1026;MessageDefinition;category;token;category:code;;
    1027;MessageDefinition;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    1028;MessageDefinition;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    1029;MessageDefinition;context-type;token;useContext.code:Coding;;
    1030;MessageDefinition;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    1031;MessageDefinition;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    1032;MessageDefinition;date;date;date:dateTime;;
    1033;MessageDefinition;description;string;description:markdown;;
    1034;MessageDefinition;event;token;eventCoding:Coding,eventUri:uri;;
    1035;MessageDefinition;focus;token;focus.code:code;;
    1036;MessageDefinition;identifier;token;identifier:Identifier;;
    1037;MessageDefinition;jurisdiction;token;jurisdiction:CodeableConcept;;
    1038;MessageDefinition;name;string;name:string;;
    1039;MessageDefinition;parent;reference;parent:canonical;PlanDefinition ActivityDefinition;
    1040;MessageDefinition;publisher;string;publisher:string;;
    1041;MessageDefinition;status;token;status:code;;
    1042;MessageDefinition;title;string;title:string;;
    1043;MessageDefinition;url;uri;url:uri;;
    1044;MessageDefinition;version;token;version:string;;
    1045;MessageHeader;author;reference;author:Reference;Practitioner PractitionerRole;
    1046;MessageHeader;code;token;response.code:code;;
    1047;MessageHeader;destination;string;destination.name:string;;
    1048;MessageHeader;destination-uri;uri;destination.endpoint:url;;
    1049;MessageHeader;enterer;reference;enterer:Reference;Practitioner PractitionerRole;
    1050;MessageHeader;event;token;eventCoding:Coding,eventUri:uri;;
    1051;MessageHeader;focus;reference;focus:Reference;;
    1052;MessageHeader;receiver;reference;destination.receiver:Reference;Practitioner Organization PractitionerRole;
    1053;MessageHeader;response-id;token;response.identifier:id;;
    1054;MessageHeader;responsible;reference;responsible:Reference;Practitioner Organization PractitionerRole;
    1055;MessageHeader;sender;reference;sender:Reference;Practitioner Organization PractitionerRole;
    1056;MessageHeader;source;string;source.name:string;;
    1057;MessageHeader;source-uri;uri;source.endpoint:url;;
    1058;MessageHeader;target;reference;destination.target:Reference;Device;
    1059;MolecularSequence;chromosome;token;referenceSeq.chromosome:CodeableConcept;;
    1060;MolecularSequence;chromosome-variant-coordinate;composite;variant;;chromosome/token/&variant-start/number/start:integer&variant-end/number/end:integer
    1061;MolecularSequence;chromosome-window-coordinate;composite;referenceSeq;;chromosome/token/chromosome:CodeableConcept&window-start/number/windowStart:integer&window-end/number/windowEnd:integer
    1062;MolecularSequence;identifier;token;identifier:Identifier;;
    1063;MolecularSequence;patient;reference;patient:Reference;Patient;
    1064;MolecularSequence;referenceseqid;token;referenceSeq.referenceSeqId:CodeableConcept;;
    1065;MolecularSequence;referenceseqid-variant-coordinate;composite;variant;;referenceseqid/token/&variant-start/number/start:integer&variant-end/number/end:integer
    1066;MolecularSequence;referenceseqid-window-coordinate;composite;referenceSeq;;referenceseqid/token/referenceSeqId:CodeableConcept&window-start/number/windowStart:integer&window-end/number/windowEnd:integer
    1067;MolecularSequence;type;token;type:code;;
    1068;MolecularSequence;variant-end;number;variant.end:integer;;
    1069;MolecularSequence;variant-start;number;variant.start:integer;;
    1070;MolecularSequence;window-end;number;referenceSeq.windowEnd:integer;;
    1071;MolecularSequence;window-start;number;referenceSeq.windowStart:integer;;
    1072;NamingSystem;contact;string;contact.name:string;;
    1073;NamingSystem;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    1074;NamingSystem;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    1075;NamingSystem;context-type;token;useContext.code:Coding;;
    1076;NamingSystem;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    1077;NamingSystem;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    1078;NamingSystem;date;date;date:dateTime;;
    1079;NamingSystem;description;string;description:markdown;;
    1080;NamingSystem;id-type;token;uniqueId.type:code;;
    1081;NamingSystem;jurisdiction;token;jurisdiction:CodeableConcept;;
    1082;NamingSystem;kind;token;kind:code;;
    1083;NamingSystem;name;string;name:string;;
    1084;NamingSystem;period;date;uniqueId.period:Period;;
    1085;NamingSystem;publisher;string;publisher:string;;
    1086;NamingSystem;responsible;string;responsible:string;;
    1087;NamingSystem;status;token;status:code;;
    1088;NamingSystem;telecom;token;contact.telecom:ContactPoint;;
    1089;NamingSystem;type;token;type:CodeableConcept;;
    1090;NamingSystem;value;string;uniqueId.value:string;;
    1091;NutritionOrder;additive;token;enteralFormula.additiveType:CodeableConcept;;
    1092;NutritionOrder;datetime;date;dateTime:dateTime;;
    1093;NutritionOrder;encounter;reference;encounter:Reference;Encounter EpisodeOfCare;
    1094;NutritionOrder;formula;token;enteralFormula.baseFormulaType:CodeableConcept;;
    1095;NutritionOrder;identifier;token;identifier:Identifier;;
    1096;NutritionOrder;instantiates-canonical;reference;instantiatesCanonical:canonical;PlanDefinition ActivityDefinition;
    1097;NutritionOrder;instantiates-uri;uri;instantiatesUri:uri;;
    1098;NutritionOrder;oraldiet;token;oralDiet.type:CodeableConcept;;
    1099;NutritionOrder;patient;reference;patient:Reference;Patient Group;
    1100;NutritionOrder;provider;reference;orderer:Reference;Practitioner PractitionerRole;
    1101;NutritionOrder;status;token;status:code;;
    1102;NutritionOrder;supplement;token;supplement.type:CodeableConcept;;
    1103;Observation;based-on;reference;basedOn:Reference;CarePlan MedicationRequest NutritionOrder DeviceRequest ServiceRequest ImmunizationRecommendation;
    1104;Observation;category;token;category:CodeableConcept;;
    1105;Observation;code;token;code:CodeableConcept;;
    1106;Observation;code-value-concept;composite;;;code/token/code:CodeableConcept&value-concept/token/valueCodeableConcept:CodeableConcept
    1107;Observation;code-value-date;composite;;;code/token/code:CodeableConcept&value-date/date/valueDateTime:dateTime,valuePeriod:Period
    1108;Observation;code-value-quantity;composite;;;code/token/code:CodeableConcept&value-quantity/quantity/valueQuantity:Quantity
    1109;Observation;code-value-string;composite;;;code/token/code:CodeableConcept&value-string/string/valueString:string
    1110;Observation;combo-code;token;code:CodeableConcept,component.code:CodeableConcept;;
    1111;Observation;combo-code-value-concept;composite;,component;;combo-code/token/code:CodeableConcept&combo-value-concept/token/valueCodeableConcept:CodeableConcept
    1112;Observation;combo-code-value-quantity;composite;,component;;combo-code/token/code:CodeableConcept&combo-value-quantity/quantity/valueQuantity:Quantity
    1113;Observation;combo-data-absent-reason;token;dataAbsentReason:CodeableConcept,component.dataAbsentReason:CodeableConcept;;
    1114;Observation;combo-value-concept;token;valueCodeableConcept:CodeableConcept,component.valueCodeableConcept:CodeableConcept;;
    1115;Observation;combo-value-quantity;quantity;valueQuantity:Quantity,valueSampledData:SampledData,component.valueQuantity:Quantity,component.valueSampledData:SampledData;;
    1116;Observation;component-code;token;component.code:CodeableConcept;;
    1117;Observation;component-code-value-concept;composite;component;;component-code/token/code:CodeableConcept&component-value-concept/token/valueCodeableConcept:CodeableConcept
    1118;Observation;component-code-value-quantity;composite;component;;component-code/token/code:CodeableConcept&component-value-quantity/quantity/valueQuantity:Quantity
    1119;Observation;component-data-absent-reason;token;component.dataAbsentReason:CodeableConcept;;
    1120;Observation;component-value-concept;token;component.valueCodeableConcept:CodeableConcept;;
    1121;Observation;component-value-quantity;quantity;component.valueQuantity:Quantity,component.valueSampledData:SampledData;;
    1122;Observation;data-absent-reason;token;dataAbsentReason:CodeableConcept;;
    1123;Observation;date;date;effectiveDateTime:dateTime,effectivePeriod:Period,effectiveTiming:Timing,effectiveInstant:instant;;
    1124;Observation;derived-from;reference;derivedFrom:Reference;Media Observation ImagingStudy MolecularSequence QuestionnaireResponse DocumentReference;
    1125;Observation;device;reference;device:Reference;Device DeviceMetric;
    1126;Observation;encounter;reference;encounter:Reference;Encounter EpisodeOfCare;
    1127;Observation;focus;reference;focus:Reference;;
    1128;Observation;has-member;reference;hasMember:Reference;Observation MolecularSequence QuestionnaireResponse;
    1129;Observation;identifier;token;identifier:Identifier;;
    1130;Observation;method;token;method:CodeableConcept;;
    1131;Observation;part-of;reference;partOf:Reference;Immunization MedicationDispense MedicationAdministration Procedure ImagingStudy MedicationStatement;
    1132;Observation;patient;reference;subject@Patient:Reference;Patient Group;
    1133;Observation;performer;reference;performer:Reference;Practitioner Organization CareTeam Patient PractitionerRole RelatedPerson;
    1134;Observation;specimen;reference;specimen:Reference;Specimen;
    1135;Observation;status;token;status:code;;
    1136;Observation;subject;reference;subject:Reference;Group Device Patient Location;
    1137;Observation;value-concept;token;valueCodeableConcept:CodeableConcept;;
    1138;Observation;value-date;date;valueDateTime:dateTime,valuePeriod:Period;;
    1139;Observation;value-quantity;quantity;valueQuantity:Quantity,valueSampledData:SampledData;;
    1140;Observation;value-string;string;valueString:string,valueCodeableConcept.text:string;;
    1141;OperationDefinition;base;reference;base:canonical;OperationDefinition;
    1142;OperationDefinition;code;token;code:code;;
    1143;OperationDefinition;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    1144;OperationDefinition;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    1145;OperationDefinition;context-type;token;useContext.code:Coding;;
    1146;OperationDefinition;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    1147;OperationDefinition;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    1148;OperationDefinition;date;date;date:dateTime;;
    1149;OperationDefinition;description;string;description:markdown;;
    1150;OperationDefinition;input-profile;reference;inputProfile:canonical;StructureDefinition;
    1151;OperationDefinition;instance;token;instance:boolean;;
    1152;OperationDefinition;jurisdiction;token;jurisdiction:CodeableConcept;;
    1153;OperationDefinition;kind;token;kind:code;;
    1154;OperationDefinition;name;string;name:string;;
    1155;OperationDefinition;output-profile;reference;outputProfile:canonical;StructureDefinition;
    1156;OperationDefinition;publisher;string;publisher:string;;
    1157;OperationDefinition;status;token;status:code;;
    1158;OperationDefinition;system;token;system:boolean;;
    1159;OperationDefinition;title;string;title:string;;
    1160;OperationDefinition;type;token;type:boolean;;
    1161;OperationDefinition;url;uri;url:uri;;
    1162;OperationDefinition;version;token;version:string;;
    1163;Organization;active;token;active:boolean;;
    1164;Organization;address;string;address:Address;;
    1165;Organization;address-city;string;address.city:string;;
    1166;Organization;address-country;string;address.country:string;;
    1167;Organization;address-postalcode;string;address.postalCode:string;;
    1168;Organization;address-state;string;address.state:string;;
    1169;Organization;address-use;token;address.use:code;;
    1170;Organization;endpoint;reference;endpoint:Reference;Endpoint;
    1171;Organization;identifier;token;identifier:Identifier;;
    1172;Organization;name;string;name:string,alias:string;;
    1173;Organization;partof;reference;partOf:Reference;Organization;
    1174;Organization;phonetic;string;name:string;;
    1175;Organization;type;token;type:CodeableConcept;;
    1176;OrganizationAffiliation;active;token;active:boolean;;
    1177;OrganizationAffiliation;date;date;period:Period;;
    1178;OrganizationAffiliation;email;token;telecom[system=email]:ContactPoint;;
    1179;OrganizationAffiliation;endpoint;reference;endpoint:Reference;Endpoint;
    1180;OrganizationAffiliation;identifier;token;identifier:Identifier;;
    1181;OrganizationAffiliation;location;reference;location:Reference;Location;
    1182;OrganizationAffiliation;network;reference;network:Reference;Organization;
    1183;OrganizationAffiliation;participating-organization;reference;participatingOrganization:Reference;Organization;
    1184;OrganizationAffiliation;phone;token;telecom[system=phone]:ContactPoint;;
    1185;OrganizationAffiliation;primary-organization;reference;organization:Reference;Organization;
    1186;OrganizationAffiliation;role;token;code:CodeableConcept;;
    1187;OrganizationAffiliation;service;reference;healthcareService:Reference;HealthcareService;
    1188;OrganizationAffiliation;specialty;token;specialty:CodeableConcept;;
    1189;OrganizationAffiliation;telecom;token;telecom:ContactPoint;;
    1190;Patient;active;token;active:boolean;;
    1191;Patient;address;string;address:Address;;
    1192;Patient;address-city;string;address.city:string;;
    1193;Patient;address-country;string;address.country:string;;
    1194;Patient;address-postalcode;string;address.postalCode:string;;
    1195;Patient;address-state;string;address.state:string;;
    1196;Patient;address-use;token;address.use:code;;
    1197;Patient;birthdate;date;birthDate:date;;
    1198;Patient;death-date;date;deceasedDateTime:dateTime;;
    1199;Patient;deceased;token;deceasedBoolean:deceased,deceasedDateTime:deceased;;
    1200;Patient;email;token;telecom[system=email]:ContactPoint;;
    1201;Patient;family;string;name.family:string;;
    1202;Patient;gender;token;gender:code;;
    1203;Patient;general-practitioner;reference;generalPractitioner:Reference;Practitioner Organization PractitionerRole;
    1204;Patient;given;string;name.given:string;;
    1205;Patient;identifier;token;identifier:Identifier;;
    1206;Patient;language;token;communication.language:CodeableConcept;;
    1207;Patient;link;reference;link.other:Reference;Patient RelatedPerson;
    1208;Patient;name;string;name:HumanName;;
    1209;Patient;organization;reference;managingOrganization:Reference;Organization;
    1210;Patient;phone;token;telecom[system=phone]:ContactPoint;;
    1211;Patient;phonetic;string;name:HumanName;;
    1212;Patient;telecom;token;telecom:ContactPoint;;
    1213;PaymentNotice;created;date;created:dateTime;;
    1214;PaymentNotice;identifier;token;identifier:Identifier;;
    1215;PaymentNotice;payment-status;token;paymentStatus:CodeableConcept;;
    1216;PaymentNotice;provider;reference;provider:Reference;Practitioner Organization PractitionerRole;
    1217;PaymentNotice;request;reference;request:Reference;;
    1218;PaymentNotice;response;reference;response:Reference;;
    1219;PaymentNotice;status;token;status:code;;
    1220;PaymentReconciliation;created;date;created:dateTime;;
    1221;PaymentReconciliation;disposition;string;disposition:string;;
    1222;PaymentReconciliation;identifier;token;identifier:Identifier;;
    1223;PaymentReconciliation;outcome;token;outcome:code;;
    1224;PaymentReconciliation;payment-issuer;reference;paymentIssuer:Reference;Organization;
    1225;PaymentReconciliation;request;reference;request:Reference;Task;
    1226;PaymentReconciliation;requestor;reference;requestor:Reference;Practitioner Organization PractitionerRole;
    1227;PaymentReconciliation;status;token;status:code;;
    1228;Person;address;string;address:Address;;
    1229;Person;address-city;string;address.city:string;;
    1230;Person;address-country;string;address.country:string;;
    1231;Person;address-postalcode;string;address.postalCode:string;;
    1232;Person;address-state;string;address.state:string;;
    1233;Person;address-use;token;address.use:code;;
    1234;Person;birthdate;date;birthDate:date;;
    1235;Person;email;token;telecom[system=email]:ContactPoint;;
    1236;Person;gender;token;gender:code;;
    1237;Person;identifier;token;identifier:Identifier;;
    1238;Person;link;reference;link.target:Reference;Practitioner Patient Person RelatedPerson;
    1239;Person;name;string;name:HumanName;;
    1240;Person;organization;reference;managingOrganization:Reference;Organization;
    1241;Person;patient;reference;link.target@Patient:Reference;Patient;
    1242;Person;phone;token;telecom[system=phone]:ContactPoint;;
    1243;Person;phonetic;string;name:HumanName;;
    1244;Person;practitioner;reference;link.target@Practitioner:Reference;Practitioner;
    1245;Person;relatedperson;reference;link.target@RelatedPerson:Reference;RelatedPerson;
    1246;Person;telecom;token;telecom:ContactPoint;;
    1247;PlanDefinition;composed-of;reference;relatedArtifact[type=composed-of].resource:canonical;;
    1248;PlanDefinition;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    1249;PlanDefinition;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    1250;PlanDefinition;context-type;token;useContext.code:Coding;;
    1251;PlanDefinition;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    1252;PlanDefinition;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    1253;PlanDefinition;date;date;date:dateTime;;
    1254;PlanDefinition;definition;reference;action.definitionCanonical:canonical,action.definitionUri:uri;Questionnaire PlanDefinition ActivityDefinition;
    1255;PlanDefinition;depends-on;reference;relatedArtifact[type=depends-on].resource:canonical,library:canonical;;
    1256;PlanDefinition;derived-from;reference;relatedArtifact[type=derived-from].resource:canonical;;
    1257;PlanDefinition;description;string;description:markdown;;
    1258;PlanDefinition;effective;date;effectivePeriod:Period;;
    1259;PlanDefinition;identifier;token;identifier:Identifier;;
    1260;PlanDefinition;jurisdiction;token;jurisdiction:CodeableConcept;;
    1261;PlanDefinition;name;string;name:string;;
    1262;PlanDefinition;predecessor;reference;relatedArtifact[type=predecessor].resource:canonical;;
    1263;PlanDefinition;publisher;string;publisher:string;;
    1264;PlanDefinition;status;token;status:code;;
    1265;PlanDefinition;successor;reference;relatedArtifact[type=successor].resource:canonical;;
    1266;PlanDefinition;title;string;title:string;;
    1267;PlanDefinition;topic;token;topic:CodeableConcept;;
    1268;PlanDefinition;type;token;type:CodeableConcept;;
    1269;PlanDefinition;url;uri;url:uri;;
    1270;PlanDefinition;version;token;version:string;;
    1271;Practitioner;active;token;active:boolean;;
    1272;Practitioner;address;string;address:Address;;
    1273;Practitioner;address-city;string;address.city:string;;
    1274;Practitioner;address-country;string;address.country:string;;
    1275;Practitioner;address-postalcode;string;address.postalCode:string;;
    1276;Practitioner;address-state;string;address.state:string;;
    1277;Practitioner;address-use;token;address.use:code;;
    1278;Practitioner;communication;token;communication:CodeableConcept;;
    1279;Practitioner;email;token;telecom[system=email]:ContactPoint;;
    1280;Practitioner;family;string;name.family:string;;
    1281;Practitioner;gender;token;gender:code;;
    1282;Practitioner;given;string;name.given:string;;
    1283;Practitioner;identifier;token;identifier:Identifier;;
    1284;Practitioner;name;string;name:HumanName;;
    1285;Practitioner;phone;token;telecom[system=phone]:ContactPoint;;
    1286;Practitioner;phonetic;string;name:HumanName;;
    1287;Practitioner;telecom;token;telecom:ContactPoint;;
    1288;PractitionerRole;active;token;active:boolean;;
    1289;PractitionerRole;date;date;period:Period;;
    1290;PractitionerRole;email;token;telecom[system=email]:ContactPoint;;
    1291;PractitionerRole;endpoint;reference;endpoint:Reference;Endpoint;
    1292;PractitionerRole;identifier;token;identifier:Identifier;;
    1293;PractitionerRole;location;reference;location:Reference;Location;
    1294;PractitionerRole;organization;reference;organization:Reference;Organization;
    1295;PractitionerRole;phone;token;telecom[system=phone]:ContactPoint;;
    1296;PractitionerRole;practitioner;reference;practitioner:Reference;Practitioner;
    1297;PractitionerRole;role;token;code:CodeableConcept;;
    1298;PractitionerRole;service;reference;healthcareService:Reference;HealthcareService;
    1299;PractitionerRole;specialty;token;specialty:CodeableConcept;;
    1300;PractitionerRole;telecom;token;telecom:ContactPoint;;
    1301;Procedure;based-on;reference;basedOn:Reference;CarePlan ServiceRequest;
    1302;Procedure;category;token;category:CodeableConcept;;
    1303;Procedure;code;token;code:CodeableConcept;;
    1304;Procedure;date;date;performedDateTime:dateTime,performedPeriod:Period;;
    1305;Procedure;encounter;reference;encounter:Reference;Encounter EpisodeOfCare;
    1306;Procedure;identifier;token;identifier:Identifier;;
    1307;Procedure;instantiates-canonical;reference;instantiatesCanonical:canonical;Questionnaire Measure PlanDefinition OperationDefinition ActivityDefinition;
    1308;Procedure;instantiates-uri;uri;instantiatesUri:uri;;
    1309;Procedure;location;reference;location:Reference;Location;
    1310;Procedure;part-of;reference;partOf:Reference;Observation Procedure MedicationAdministration;
    1311;Procedure;patient;reference;subject@Patient:Reference;Patient Group;
    1312;Procedure;performer;reference;performer.actor:Reference;Practitioner Organization Device Patient PractitionerRole RelatedPerson;
    1313;Procedure;reason-code;token;reasonCode:CodeableConcept;;
    1314;Procedure;reason-reference;reference;reasonReference:Reference;Condition Observation Procedure DiagnosticReport DocumentReference;
    1315;Procedure;status;token;status:code;;
    1316;Procedure;subject;reference;subject:Reference;Group Patient;
    1317;Provenance;agent;reference;agent.who:Reference;Practitioner Organization Device Patient PractitionerRole RelatedPerson;
    1318;Provenance;agent-role;token;agent.role:CodeableConcept;;
    1319;Provenance;agent-type;token;agent.type:CodeableConcept;;
    1320;Provenance;entity;reference;entity.what:Reference;;
    1321;Provenance;location;reference;location:Reference;Location;
    1322;Provenance;patient;reference;target@Patient:Reference;Patient;
    1323;Provenance;recorded;date;recorded:instant;;
    1324;Provenance;signature-type;token;signature.type:Coding;;
    1325;Provenance;target;reference;target:Reference;;
    1326;Provenance;when;date;occurredDateTime:dateTime;;
    1327;Questionnaire;code;token;item.code:Coding;;
    1328;Questionnaire;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    1329;Questionnaire;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    1330;Questionnaire;context-type;token;useContext.code:Coding;;
    1331;Questionnaire;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    1332;Questionnaire;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    1333;Questionnaire;date;date;date:dateTime;;
    1334;Questionnaire;definition;uri;item.definition:uri;;
    1335;Questionnaire;description;string;description:markdown;;
    1336;Questionnaire;effective;date;effectivePeriod:Period;;
    1337;Questionnaire;identifier;token;identifier:Identifier;;
    1338;Questionnaire;jurisdiction;token;jurisdiction:CodeableConcept;;
    1339;Questionnaire;name;string;name:string;;
    1340;Questionnaire;publisher;string;publisher:string;;
    1341;Questionnaire;status;token;status:code;;
    1342;Questionnaire;subject-type;token;subjectType:code;;
    1343;Questionnaire;title;string;title:string;;
    1344;Questionnaire;url;uri;url:uri;;
    1345;Questionnaire;version;token;version:string;;
    1346;QuestionnaireResponse;author;reference;author:Reference;Practitioner Organization Device Patient PractitionerRole RelatedPerson;
    1347;QuestionnaireResponse;authored;date;authored:dateTime;;
    1348;QuestionnaireResponse;based-on;reference;basedOn:Reference;CarePlan ServiceRequest;
    1349;QuestionnaireResponse;encounter;reference;encounter:Reference;Encounter;
    1350;QuestionnaireResponse;identifier;token;identifier:Identifier;;
    1351;QuestionnaireResponse;part-of;reference;partOf:Reference;Observation Procedure;
    1352;QuestionnaireResponse;patient;reference;subject@Patient:Reference;Patient;
    1353;QuestionnaireResponse;questionnaire;reference;questionnaire:canonical;Questionnaire;
    1354;QuestionnaireResponse;source;reference;source:Reference;Practitioner Patient PractitionerRole RelatedPerson;
    1355;QuestionnaireResponse;status;token;status:code;;
    1356;QuestionnaireResponse;subject;reference;subject:Reference;;
    1357;RelatedPerson;active;token;active:boolean;;
    1358;RelatedPerson;address;string;address:Address;;
    1359;RelatedPerson;address-city;string;address.city:string;;
    1360;RelatedPerson;address-country;string;address.country:string;;
    1361;RelatedPerson;address-postalcode;string;address.postalCode:string;;
    1362;RelatedPerson;address-state;string;address.state:string;;
    1363;RelatedPerson;address-use;token;address.use:code;;
    1364;RelatedPerson;birthdate;date;birthDate:date;;
    1365;RelatedPerson;email;token;telecom[system=email]:ContactPoint;;
    1366;RelatedPerson;gender;token;gender:code;;
    1367;RelatedPerson;identifier;token;identifier:Identifier;;
    1368;RelatedPerson;name;string;name:HumanName;;
    1369;RelatedPerson;patient;reference;patient:Reference;Patient;
    1370;RelatedPerson;phone;token;telecom[system=phone]:ContactPoint;;
    1371;RelatedPerson;phonetic;string;name:HumanName;;
    1372;RelatedPerson;relationship;token;relationship:CodeableConcept;;
    1373;RelatedPerson;telecom;token;telecom:ContactPoint;;
    1374;RequestGroup;author;reference;author:Reference;Practitioner Device PractitionerRole;
    1375;RequestGroup;authored;date;authoredOn:dateTime;;
    1376;RequestGroup;code;token;code:CodeableConcept;;
    1377;RequestGroup;encounter;reference;encounter:Reference;Encounter;
    1378;RequestGroup;group-identifier;token;groupIdentifier:Identifier;;
    1379;RequestGroup;identifier;token;identifier:Identifier;;
    1380;RequestGroup;instantiates-canonical;reference;instantiatesCanonical:canonical;;
    1381;RequestGroup;instantiates-uri;uri;instantiatesUri:uri;;
    1382;RequestGroup;intent;token;intent:code;;
    1383;RequestGroup;participant;reference;action.participant:Reference;Practitioner Device Patient PractitionerRole RelatedPerson;
    1384;RequestGroup;patient;reference;subject@Patient:Reference;Patient;
    1385;RequestGroup;priority;token;priority:code;;
    1386;RequestGroup;status;token;status:code;;
    1387;RequestGroup;subject;reference;subject:Reference;Group Patient;
    1388;ResearchDefinition;composed-of;reference;relatedArtifact[type=composed-of].resource:canonical;;
    1389;ResearchDefinition;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    1390;ResearchDefinition;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    1391;ResearchDefinition;context-type;token;useContext.code:Coding;;
    1392;ResearchDefinition;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    1393;ResearchDefinition;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    1394;ResearchDefinition;date;date;date:dateTime;;
    1395;ResearchDefinition;depends-on;reference;relatedArtifact[type=depends-on].resource:canonical,library:canonical;;
    1396;ResearchDefinition;derived-from;reference;relatedArtifact[type=derived-from].resource:canonical;;
    1397;ResearchDefinition;description;string;description:markdown;;
    1398;ResearchDefinition;effective;date;effectivePeriod:Period;;
    1399;ResearchDefinition;identifier;token;identifier:Identifier;;
    1400;ResearchDefinition;jurisdiction;token;jurisdiction:CodeableConcept;;
    1401;ResearchDefinition;name;string;name:string;;
    1402;ResearchDefinition;predecessor;reference;relatedArtifact[type=predecessor].resource:canonical;;
    1403;ResearchDefinition;publisher;string;publisher:string;;
    1404;ResearchDefinition;status;token;status:code;;
    1405;ResearchDefinition;successor;reference;relatedArtifact[type=successor].resource:canonical;;
    1406;ResearchDefinition;title;string;title:string;;
    1407;ResearchDefinition;topic;token;topic:CodeableConcept;;
    1408;ResearchDefinition;url;uri;url:uri;;
    1409;ResearchDefinition;version;token;version:string;;
    1410;ResearchElementDefinition;composed-of;reference;relatedArtifact[type=composed-of].resource:canonical;;
    1411;ResearchElementDefinition;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    1412;ResearchElementDefinition;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    1413;ResearchElementDefinition;context-type;token;useContext.code:Coding;;
    1414;ResearchElementDefinition;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    1415;ResearchElementDefinition;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    1416;ResearchElementDefinition;date;date;date:dateTime;;
    1417;ResearchElementDefinition;depends-on;reference;relatedArtifact[type=depends-on].resource:canonical,library:canonical;;
    1418;ResearchElementDefinition;derived-from;reference;relatedArtifact[type=derived-from].resource:canonical;;
    1419;ResearchElementDefinition;description;string;description:markdown;;
    1420;ResearchElementDefinition;effective;date;effectivePeriod:Period;;
    1421;ResearchElementDefinition;identifier;token;identifier:Identifier;;
    1422;ResearchElementDefinition;jurisdiction;token;jurisdiction:CodeableConcept;;
    1423;ResearchElementDefinition;name;string;name:string;;
    1424;ResearchElementDefinition;predecessor;reference;relatedArtifact[type=predecessor].resource:canonical;;
    1425;ResearchElementDefinition;publisher;string;publisher:string;;
    1426;ResearchElementDefinition;status;token;status:code;;
    1427;ResearchElementDefinition;successor;reference;relatedArtifact[type=successor].resource:canonical;;
    1428;ResearchElementDefinition;title;string;title:string;;
    1429;ResearchElementDefinition;topic;token;topic:CodeableConcept;;
    1430;ResearchElementDefinition;url;uri;url:uri;;
    1431;ResearchElementDefinition;version;token;version:string;;
    1432;ResearchStudy;category;token;category:CodeableConcept;;
    1433;ResearchStudy;date;date;period:Period;;
    1434;ResearchStudy;focus;token;focus:CodeableConcept;;
    1435;ResearchStudy;identifier;token;identifier:Identifier;;
    1436;ResearchStudy;keyword;token;keyword:CodeableConcept;;
    1437;ResearchStudy;location;token;location:CodeableConcept;;
    1438;ResearchStudy;partof;reference;partOf:Reference;ResearchStudy;
    1439;ResearchStudy;principalinvestigator;reference;principalInvestigator:Reference;Practitioner PractitionerRole;
    1440;ResearchStudy;protocol;reference;protocol:Reference;PlanDefinition;
    1441;ResearchStudy;site;reference;site:Reference;Location;
    1442;ResearchStudy;sponsor;reference;sponsor:Reference;Organization;
    1443;ResearchStudy;status;token;status:code;;
    1444;ResearchStudy;title;string;title:string;;
    1445;ResearchSubject;date;date;period:Period;;
    1446;ResearchSubject;identifier;token;identifier:Identifier;;
    1447;ResearchSubject;individual;reference;individual:Reference;Patient;
    1448;ResearchSubject;patient;reference;individual:Reference;Patient;
    1449;ResearchSubject;status;token;status:code;;
    1450;ResearchSubject;study;reference;study:Reference;ResearchStudy;
    1451;Resource;_profile;uri;meta.profile:canonical;;
    1452;Resource;_security;token;meta.security:Coding;;
    1453;Resource;_source;uri;meta.source:uri;;
    1454;Resource;_tag;token;meta.tag:Coding;;
    1455;RiskAssessment;condition;reference;condition:Reference;Condition;
    1456;RiskAssessment;date;date;occurrenceDateTime:dateTime;;
    1457;RiskAssessment;encounter;reference;encounter:Reference;Encounter EpisodeOfCare;
    1458;RiskAssessment;identifier;token;identifier:Identifier;;
    1459;RiskAssessment;method;token;method:CodeableConcept;;
    1460;RiskAssessment;patient;reference;subject@Patient:Reference;Patient Group;
    1461;RiskAssessment;performer;reference;performer:Reference;Practitioner Device PractitionerRole;
    1462;RiskAssessment;probability;number;prediction.probabilityDecimal:decimal,prediction.probabilityRange:Range;;
    1463;RiskAssessment;risk;token;prediction.qualitativeRisk:CodeableConcept;;
    1464;RiskAssessment;subject;reference;subject:Reference;Group Patient;
    1465;RiskEvidenceSynthesis;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    1466;RiskEvidenceSynthesis;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    1467;RiskEvidenceSynthesis;context-type;token;useContext.code:Coding;;
    1468;RiskEvidenceSynthesis;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    1469;RiskEvidenceSynthesis;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    1470;RiskEvidenceSynthesis;date;date;date:dateTime;;
    1471;RiskEvidenceSynthesis;description;string;description:markdown;;
    1472;RiskEvidenceSynthesis;effective;date;effectivePeriod:Period;;
    1473;RiskEvidenceSynthesis;identifier;token;identifier:Identifier;;
    1474;RiskEvidenceSynthesis;jurisdiction;token;jurisdiction:CodeableConcept;;
    1475;RiskEvidenceSynthesis;name;string;name:string;;
    1476;RiskEvidenceSynthesis;publisher;string;publisher:string;;
    1477;RiskEvidenceSynthesis;status;token;status:code;;
    1478;RiskEvidenceSynthesis;title;string;title:string;;
    1479;RiskEvidenceSynthesis;url;uri;url:uri;;
    1480;RiskEvidenceSynthesis;version;token;version:string;;
    1481;Schedule;active;token;active:boolean;;
    1482;Schedule;actor;reference;actor:Reference;Practitioner Device Patient HealthcareService PractitionerRole RelatedPerson Location;
    1483;Schedule;date;date;planningHorizon:Period;;
    1484;Schedule;identifier;token;identifier:Identifier;;
    1485;Schedule;service-category;token;serviceCategory:CodeableConcept;;
    1486;Schedule;service-type;token;serviceType:CodeableConcept;;
    1487;Schedule;specialty;token;specialty:CodeableConcept;;
    1488;SearchParameter;base;token;base:code;;
    1489;SearchParameter;code;token;code:code;;
    1490;SearchParameter;component;reference;component.definition:canonical;SearchParameter;
    1491;SearchParameter;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    1492;SearchParameter;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    1493;SearchParameter;context-type;token;useContext.code:Coding;;
    1494;SearchParameter;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    1495;SearchParameter;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    1496;SearchParameter;date;date;date:dateTime;;
    1497;SearchParameter;derived-from;reference;derivedFrom:canonical;SearchParameter;
    1498;SearchParameter;description;string;description:markdown;;
    1499;SearchParameter;jurisdiction;token;jurisdiction:CodeableConcept;;
    1500;SearchParameter;name;string;name:string;;
    1501;SearchParameter;publisher;string;publisher:string;;
    1502;SearchParameter;status;token;status:code;;
    1503;SearchParameter;target;token;target:code;;
    1504;SearchParameter;type;token;type:code;;
    1505;SearchParameter;url;uri;url:uri;;
    1506;SearchParameter;version;token;version:string;;
    1507;ServiceRequest;authored;date;authoredOn:dateTime;;
    1508;ServiceRequest;based-on;reference;basedOn:Reference;CarePlan MedicationRequest ServiceRequest;
    1509;ServiceRequest;body-site;token;bodySite:CodeableConcept;;
    1510;ServiceRequest;category;token;category:CodeableConcept;;
    1511;ServiceRequest;code;token;code:CodeableConcept;;
    1512;ServiceRequest;encounter;reference;encounter:Reference;Encounter EpisodeOfCare;
    1513;ServiceRequest;identifier;token;identifier:Identifier;;
    1514;ServiceRequest;instantiates-canonical;reference;instantiatesCanonical:canonical;PlanDefinition ActivityDefinition;
    1515;ServiceRequest;instantiates-uri;uri;instantiatesUri:uri;;
    1516;ServiceRequest;intent;token;intent:code;;
    1517;ServiceRequest;occurrence;date;occurrenceDateTime:dateTime,occurrencePeriod:Period,occurrenceTiming:Timing;;
    1518;ServiceRequest;patient;reference;subject@Patient:Reference;Patient Group;
    1519;ServiceRequest;performer;reference;performer:Reference;Practitioner Organization CareTeam Device Patient HealthcareService PractitionerRole RelatedPerson;
    1520;ServiceRequest;performer-type;token;performerType:CodeableConcept;;
    1521;ServiceRequest;priority;token;priority:code;;
    1522;ServiceRequest;replaces;reference;replaces:Reference;ServiceRequest;
    1523;ServiceRequest;requester;reference;requester:Reference;Practitioner Organization Device Patient PractitionerRole RelatedPerson;
    1524;ServiceRequest;requisition;token;requisition:Identifier;;
    1525;ServiceRequest;specimen;reference;specimen:Reference;Specimen;
    1526;ServiceRequest;status;token;status:code;;
    1527;ServiceRequest;subject;reference;subject:Reference;Group Device Patient Location;
    1528;Slot;appointment-type;token;appointmentType:CodeableConcept;;
    1529;Slot;identifier;token;identifier:Identifier;;
    1530;Slot;schedule;reference;schedule:Reference;Schedule;
    1531;Slot;service-category;token;serviceCategory:CodeableConcept;;
    1532;Slot;service-type;token;serviceType:CodeableConcept;;
    1533;Slot;specialty;token;specialty:CodeableConcept;;
    1534;Slot;start;date;start:instant;;
    1535;Slot;status;token;status:code;;
    1536;Specimen;accession;token;accessionIdentifier:Identifier;;
    1537;Specimen;bodysite;token;collection.bodySite:CodeableConcept;;
    1538;Specimen;collected;date;collection.collectedDateTime:dateTime,collection.collectedPeriod:Period;;
    1539;Specimen;collector;reference;collection.collector:Reference;Practitioner PractitionerRole;
    1540;Specimen;container;token;container.type:CodeableConcept;;
    1541;Specimen;container-id;token;container.identifier:Identifier;;
    1542;Specimen;identifier;token;identifier:Identifier;;
    1543;Specimen;parent;reference;parent:Reference;Specimen;
    1544;Specimen;patient;reference;subject@Patient:Reference;Patient;
    1545;Specimen;status;token;status:code;;
    1546;Specimen;subject;reference;subject:Reference;Group Device Patient Substance Location;
    1547;Specimen;type;token;type:CodeableConcept;;
    1548;SpecimenDefinition;container;token;typeTested.container.type:CodeableConcept;;
    1549;SpecimenDefinition;identifier;token;identifier:Identifier;;
    1550;SpecimenDefinition;type;token;typeCollected:CodeableConcept;;
    1551;StructureDefinition;abstract;token;abstract:boolean;;
    1552;StructureDefinition;base;reference;baseDefinition:canonical;StructureDefinition;
    1553;StructureDefinition;base-path;token;snapshot.element.base.path:string,differential.element.base.path:string;;
    1554;StructureDefinition;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    1555;StructureDefinition;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    1556;StructureDefinition;context-type;token;useContext.code:Coding;;
    1557;StructureDefinition;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    1558;StructureDefinition;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    1559;StructureDefinition;date;date;date:dateTime;;
    1560;StructureDefinition;derivation;token;derivation:code;;
    1561;StructureDefinition;description;string;description:markdown;;
    1562;StructureDefinition;experimental;token;experimental:boolean;;
    1563;StructureDefinition;ext-context;token;context.type:code;;
    1564;StructureDefinition;identifier;token;identifier:Identifier;;
    1565;StructureDefinition;jurisdiction;token;jurisdiction:CodeableConcept;;
    1566;StructureDefinition;keyword;token;keyword:Coding;;
    1567;StructureDefinition;kind;token;kind:code;;
    1568;StructureDefinition;name;string;name:string;;
    1569;StructureDefinition;path;token;snapshot.element.path:string,differential.element.path:string;;
    1570;StructureDefinition;publisher;string;publisher:string;;
    1571;StructureDefinition;status;token;status:code;;
    1572;StructureDefinition;title;string;title:string;;
    1573;StructureDefinition;type;uri;type:uri;;
    1574;StructureDefinition;url;uri;url:uri;;
    1575;StructureDefinition;valueset;reference;snapshot.element.binding.valueSet:canonical;ValueSet;
    1576;StructureDefinition;version;token;version:string;;
    1577;StructureMap;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    1578;StructureMap;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    1579;StructureMap;context-type;token;useContext.code:Coding;;
    1580;StructureMap;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    1581;StructureMap;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    1582;StructureMap;date;date;date:dateTime;;
    1583;StructureMap;description;string;description:markdown;;
    1584;StructureMap;identifier;token;identifier:Identifier;;
    1585;StructureMap;jurisdiction;token;jurisdiction:CodeableConcept;;
    1586;StructureMap;name;string;name:string;;
    1587;StructureMap;publisher;string;publisher:string;;
    1588;StructureMap;status;token;status:code;;
    1589;StructureMap;title;string;title:string;;
    1590;StructureMap;url;uri;url:uri;;
    1591;StructureMap;version;token;version:string;;
    1592;Subscription;contact;token;contact:ContactPoint;;
    1593;Subscription;criteria;string;criteria:string;;
    1594;Subscription;payload;token;channel.payload:code;;
    1595;Subscription;status;token;status:code;;
    1596;Subscription;type;token;channel.type:code;;
    1597;Subscription;url;uri;channel.endpoint:url;;
    1598;Substance;category;token;category:CodeableConcept;;
    1599;Substance;code;token;code:CodeableConcept,ingredient.substanceCodeableConcept:CodeableConcept;;
    1600;Substance;container-identifier;token;instance.identifier:Identifier;;
    1601;Substance;expiry;date;instance.expiry:dateTime;;
    1602;Substance;identifier;token;identifier:Identifier;;
    1603;Substance;quantity;quantity;instance.quantity:Quantity;;
    1604;Substance;status;token;status:code;;
    1605;Substance;substance-reference;reference;ingredient.substanceReference:Reference;Substance;
    1606;SubstanceSpecification;code;token;code.code:CodeableConcept;;
    1607;SupplyDelivery;identifier;token;identifier:Identifier;;
    1608;SupplyDelivery;patient;reference;patient:Reference;Patient Group;
    1609;SupplyDelivery;receiver;reference;receiver:Reference;Practitioner PractitionerRole;
    1610;SupplyDelivery;status;token;status:code;;
    1611;SupplyDelivery;supplier;reference;supplier:Reference;Practitioner Organization PractitionerRole;
    1612;SupplyRequest;category;token;category:CodeableConcept;;
    1613;SupplyRequest;date;date;authoredOn:dateTime;;
    1614;SupplyRequest;identifier;token;identifier:Identifier;;
    1615;SupplyRequest;requester;reference;requester:Reference;Practitioner Organization Device Patient PractitionerRole RelatedPerson;
    1616;SupplyRequest;status;token;status:code;;
    1617;SupplyRequest;subject;reference;deliverTo:Reference;Organization Patient Location;
    1618;SupplyRequest;supplier;reference;supplier:Reference;Organization HealthcareService;
    1619;Task;authored-on;date;authoredOn:dateTime;;
    1620;Task;based-on;reference;basedOn:Reference;;
    1621;Task;business-status;token;businessStatus:CodeableConcept;;
    1622;Task;code;token;code:CodeableConcept;;
    1623;Task;encounter;reference;encounter:Reference;Encounter;
    1624;Task;focus;reference;focus:Reference;;
    1625;Task;group-identifier;token;groupIdentifier:Identifier;;
    1626;Task;identifier;token;identifier:Identifier;;
    1627;Task;intent;token;intent:code;;
    1628;Task;modified;date;lastModified:dateTime;;
    1629;Task;owner;reference;owner:Reference;Practitioner Organization CareTeam Device Patient HealthcareService PractitionerRole RelatedPerson;
    1630;Task;part-of;reference;partOf:Reference;Task;
    1631;Task;patient;reference;for@Patient:Reference;Patient;
    1632;Task;performer;token;performerType:CodeableConcept;;
    1633;Task;period;date;executionPeriod:Period;;
    1634;Task;priority;token;priority:code;;
    1635;Task;requester;reference;requester:Reference;Practitioner Organization Device Patient PractitionerRole RelatedPerson;
    1636;Task;status;token;status:code;;
    1637;Task;subject;reference;for:Reference;;
    1638;TerminologyCapabilities;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    1639;TerminologyCapabilities;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    1640;TerminologyCapabilities;context-type;token;useContext.code:Coding;;
    1641;TerminologyCapabilities;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    1642;TerminologyCapabilities;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    1643;TerminologyCapabilities;date;date;date:dateTime;;
    1644;TerminologyCapabilities;description;string;description:markdown;;
    1645;TerminologyCapabilities;jurisdiction;token;jurisdiction:CodeableConcept;;
    1646;TerminologyCapabilities;name;string;name:string;;
    1647;TerminologyCapabilities;publisher;string;publisher:string;;
    1648;TerminologyCapabilities;status;token;status:code;;
    1649;TerminologyCapabilities;title;string;title:string;;
    1650;TerminologyCapabilities;url;uri;url:uri;;
    1651;TerminologyCapabilities;version;token;version:string;;
    1652;TestReport;identifier;token;identifier:Identifier;;
    1653;TestReport;issued;date;issued:dateTime;;
    1654;TestReport;participant;uri;participant.uri:uri;;
    1655;TestReport;result;token;result:code;;
    1656;TestReport;tester;string;tester:string;;
    1657;TestReport;testscript;reference;testScript:Reference;TestScript;
    1658;TestScript;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    1659;TestScript;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    1660;TestScript;context-type;token;useContext.code:Coding;;
    1661;TestScript;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    1662;TestScript;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    1663;TestScript;date;date;date:dateTime;;
    1664;TestScript;description;string;description:markdown;;
    1665;TestScript;identifier;token;identifier:Identifier;;
    1666;TestScript;jurisdiction;token;jurisdiction:CodeableConcept;;
    1667;TestScript;name;string;name:string;;
    1668;TestScript;publisher;string;publisher:string;;
    1669;TestScript;status;token;status:code;;
    1670;TestScript;testscript-capability;string;metadata.capability.description:string;;
    1671;TestScript;title;string;title:string;;
    1672;TestScript;url;uri;url:uri;;
    1673;TestScript;version;token;version:string;;
    1674;ValueSet;code;token;expansion.contains.code:code,compose.include.concept.code:code;;
    1675;ValueSet;context;token;useContext.valueCodeableConcept:CodeableConcept;;
    1676;ValueSet;context-quantity;quantity;useContext.valueQuantity:Quantity,useContext.valueRange:Range;;
    1677;ValueSet;context-type;token;useContext.code:Coding;;
    1678;ValueSet;context-type-quantity;composite;useContext;;context-type/token/code:Coding&context-quantity/quantity/valueQuantity:Quantity,valueRange:Range
    1679;ValueSet;context-type-value;composite;useContext;;context-type/token/code:Coding&context/token/valueCodeableConcept:CodeableConcept
    1680;ValueSet;date;date;date:dateTime;;
    1681;ValueSet;description;string;description:markdown;;
    1682;ValueSet;expansion;uri;expansion.identifier:uri;;
    1683;ValueSet;identifier;token;identifier:Identifier;;
    1684;ValueSet;jurisdiction;token;jurisdiction:CodeableConcept;;
    1685;ValueSet;name;string;name:string;;
    1686;ValueSet;publisher;string;publisher:string;;
    1687;ValueSet;reference;uri;compose.include.system:uri;;
    1688;ValueSet;status;token;status:code;;
    1689;ValueSet;title;string;title:string;;
    1690;ValueSet;url;uri;url:uri;;
    1691;ValueSet;version;token;version:string;;
    1692;VerificationResult;target;reference;target:Reference;;
    1693;VisionPrescription;datewritten;date;dateWritten:dateTime;;
    1694;VisionPrescription;encounter;reference;encounter:Reference;Encounter EpisodeOfCare;
    1695;VisionPrescription;identifier;token;identifier:Identifier;;
    1696;VisionPrescription;patient;reference;patient:Reference;Patient Group;
    1697;VisionPrescription;prescriber;reference;prescriber:Reference;Practitioner PractitionerRole;
    1698;VisionPrescription;status;token;status:code;;
    """

  /// The elements of each type that are part of its summary, those that are mandatory marked !.
  static let summaries: StaticString = """
    Account;implicitRules identifier !status type name subject servicePeriod coverage owner description
    ActivityDefinition;implicitRules url identifier version name title !status experimental date publisher contact description useContext jurisdiction effectivePeriod kind code doNotPerform
    AdverseEvent;implicitRules identifier !actuality category event !subject encounter date detected recordedDate resultingCondition location seriousness severity outcome recorder contributor suspectEntity subjectMedicalHistory referenceDocument study
    AllergyIntolerance;implicitRules identifier clinicalStatus verificationStatus type category criticality code !patient asserter
    Appointment;implicitRules identifier !status cancelationReason serviceCategory serviceType specialty appointmentType reasonCode start end !-participant
    AppointmentResponse;implicitRules identifier !appointment participantType actor !participantStatus
    AuditEvent;implicitRules !type subtype action !recorded outcome outcomeDesc purposeOfEvent !-agent !-source
    Basic;implicitRules identifier !code subject created author
    Binary;implicitRules !contentType securityContext
    BiologicallyDerivedProduct;implicitRules identifier
    BodyStructure;implicitRules identifier active morphology location description !patient
    Bundle;implicitRules identifier !type timestamp total link entry signature
    CapabilityStatement;implicitRules url version name title !status experimental !date publisher contact useContext jurisdiction !kind instantiates imports software implementation !fhirVersion !format patchFormat implementationGuide rest messaging document
    CarePlan;implicitRules identifier instantiatesCanonical instantiatesUri basedOn replaces partOf !status !intent category title description !subject encounter period created author addresses
    CareTeam;implicitRules identifier status category name subject encounter period managingOrganization
    CatalogEntry;implicitRules identifier !orderable !referencedItem
    ChargeItem;implicitRules identifier !status !code !subject context occurrenceDateTime occurrencePeriod occurrenceTiming quantity bodysite enterer enteredDate account
    ChargeItemDefinition;implicitRules !url identifier version title derivedFromUri partOf replaces !status experimental date publisher contact description useContext jurisdiction effectivePeriod code
    Claim;implicitRules !status !type !use !patient billablePeriod !created insurer !provider !priority !insurance
    ClaimResponse;implicitRules !status !type !use !patient !created !insurer request !outcome total
    ClinicalImpression;implicitRules identifier !status code description !subject encounter effectiveDateTime effectivePeriod date assessor problem
    CodeSystem;implicitRules url identifier version name title !status experimental date publisher contact useContext jurisdiction caseSensitive valueSet hierarchyMeaning compositional versionNeeded !content supplements count filter property
    Communication;implicitRules identifier instantiatesCanonical instantiatesUri basedOn partOf !status statusReason priority subject encounter reasonCode reasonReference
    CommunicationRequest;implicitRules identifier basedOn replaces groupIdentifier !status priority doNotPerform encounter occurrenceDateTime occurrencePeriod authoredOn requester sender reasonCode reasonReference
    CompartmentDefinition;implicitRules !url version !name !status experimental date publisher contact useContext !code !search resource
    Composition;implicitRules identifier !status !type category subject encounter !date !author !title confidentiality custodian event
    ConceptMap;implicitRules url identifier version name title !status experimental date publisher contact useContext jurisdiction sourceUri sourceCanonical targetUri targetCanonical
    Condition;implicitRules identifier clinicalStatus verificationStatus code bodySite !subject encounter onsetDateTime onsetAge onsetPeriod onsetRange onsetString recordedDate recorder asserter
    Consent;implicitRules identifier !status !scope !category patient dateTime performer organization sourceAttachment sourceReference policyRule verification provision
    Contract;implicitRules identifier version status issued applies subject name title type subType
    Coverage;implicitRules identifier !status type policyHolder subscriber subscriberId !beneficiary dependent period !payor order network
    CoverageEligibilityRequest;implicitRules !status !purpose !patient !created !insurer
    CoverageEligibilityResponse;implicitRules !status !purpose !patient !created !request !outcome !insurer
    DetectedIssue;implicitRules identifier !status code severity patient identifiedDateTime identifiedPeriod author implicated
    Device;implicitRules udiCarrier status safety
    DeviceDefinition;implicitRules safety parentDevice
    DeviceMetric;implicitRules identifier !type unit source parent operationalStatus color !category measurementPeriod calibration
    DeviceRequest;implicitRules identifier instantiatesCanonical instantiatesUri basedOn priorRequest groupIdentifier status !intent priority !codeReference !codeCodeableConcept !subject encounter occurrenceDateTime occurrencePeriod occurrenceTiming authoredOn requester performerType performer reasonCode reasonReference
    DeviceUseStatement;implicitRules identifier basedOn !status !subject derivedFrom timingTiming timingPeriod timingDateTime recordedOn source !device reasonCode reasonReference bodySite
    DiagnosticReport;implicitRules identifier !status category !code subject encounter effectiveDateTime effectivePeriod issued performer resultsInterpreter media
    DocumentManifest;implicitRules masterIdentifier identifier !status type subject author description !content
    DocumentReference;implicitRules masterIdentifier identifier !status docStatus type category subject date author relatesTo description securityLabel !content context
    EffectEvidenceSynthesis;implicitRules url identifier version name title !status date publisher contact description useContext jurisdiction effectivePeriod !population !exposure !exposureAlternative !outcome effectEstimate
    Encounter;implicitRules identifier !status !class type serviceType subject episodeOfCare participant appointment reasonCode reasonReference diagnosis
    Endpoint;implicitRules identifier !status !connectionType name managingOrganization period !payloadType payloadMimeType !address
    EnrollmentRequest;implicitRules status
    EnrollmentResponse;implicitRules status
    EpisodeOfCare;implicitRules !status type diagnosis !patient managingOrganization period
    EventDefinition;implicitRules url identifier version name title !status experimental date publisher contact useContext jurisdiction approvalDate lastReviewDate effectivePeriod !trigger
    Evidence;implicitRules url identifier version name title !status date publisher contact description useContext jurisdiction effectivePeriod !exposureBackground exposureVariant outcome
    EvidenceVariable;implicitRules url identifier version name title shortTitle !status date publisher contact description useContext jurisdiction effectivePeriod type !characteristic
    ExampleScenario;implicitRules url identifier version name !status experimental date publisher contact useContext jurisdiction
    ExplanationOfBenefit;implicitRules !status !type !use !patient billablePeriod !created !insurer !provider !outcome !insurance total
    FamilyMemberHistory;implicitRules identifier instantiatesCanonical instantiatesUri !status dataAbsentReason !patient date name !relationship sex ageAge ageRange ageString estimatedAge deceasedBoolean deceasedAge deceasedRange deceasedDate deceasedString reasonCode reasonReference
    Flag;implicitRules identifier !status category !code !subject period encounter author
    Goal;implicitRules !lifecycleStatus achievementStatus category priority !description !subject startDate startCodeableConcept statusDate expressedBy
    GraphDefinition;implicitRules url version !name !status experimental date publisher contact useContext jurisdiction !start
    Group;implicitRules identifier active !type !actual code name quantity managingEntity
    GuidanceResponse;implicitRules requestIdentifier identifier !moduleUri !moduleCanonical !moduleCodeableConcept !status
    HealthcareService;implicitRules identifier active providedBy category type specialty location name comment photo
    ImagingStudy;implicitRules identifier !status modality !subject encounter started basedOn referrer interpreter endpoint numberOfSeries numberOfInstances procedureReference procedureCode location reasonCode reasonReference note description series
    Immunization;implicitRules !status !vaccineCode !patient !occurrenceDateTime !occurrenceString primarySource performer note isSubpotent
    ImmunizationEvaluation;implicitRules !status !patient !targetDisease !immunizationEvent !doseStatus
    ImmunizationRecommendation;implicitRules identifier !patient !date !recommendation
    ImplementationGuide;implicitRules !url version !name title !status experimental date publisher contact useContext jurisdiction !packageId license !fhirVersion dependsOn global
    InsurancePlan;implicitRules identifier status type name ownedBy administeredBy coverageArea
    Invoice;implicitRules identifier !status type subject recipient date totalNet totalGross
    Library;implicitRules url identifier version name title !status experimental !type date publisher contact description useContext jurisdiction effectivePeriod content
    Linkage;implicitRules active author !item
    List;implicitRules !status !mode title code subject date source
    Location;implicitRules identifier status operationalStatus name description mode type physicalType managingOrganization
    Measure;implicitRules url identifier version name title !status experimental date publisher contact description useContext jurisdiction effectivePeriod disclaimer scoring compositeScoring type riskAdjustment rateAggregation rationale clinicalRecommendationStatement improvementNotation definition guidance
    MeasureReport;implicitRules identifier !status !type !measure subject date reporter !period improvementNotation
    Media;implicitRules identifier basedOn partOf !status type modality view subject encounter createdDateTime createdPeriod issued operator reasonCode bodySite deviceName device height width frames duration !content
    Medication;implicitRules identifier code status manufacturer amount
    MedicationAdministration;implicitRules instantiates partOf !status !medicationCodeableConcept !medicationReference !subject !effectiveDateTime !effectivePeriod performer
    MedicationDispense;implicitRules !status !medicationCodeableConcept !medicationReference subject whenPrepared
    MedicationKnowledge;implicitRules code status manufacturer amount synonym
    MedicationRequest;implicitRules !status !intent priority doNotPerform reportedBoolean reportedReference !medicationCodeableConcept !medicationReference !subject authoredOn requester performerType instantiatesCanonical instantiatesUri basedOn groupIdentifier
    MedicationStatement;implicitRules identifier basedOn partOf !status category !medicationCodeableConcept !medicationReference !subject context effectiveDateTime effectivePeriod dateAsserted
    MedicinalProduct;implicitRules identifier type domain combinedPharmaceuticalDoseForm legalStatusOfSupply additionalMonitoringIndicator specialMeasures paediatricUseIndicator productClassification marketingStatus pharmaceuticalProduct packagedMedicinalProduct attachedDocument masterFile contact clinicalTrial !name crossReference manufacturingBusinessOperation specialDesignation
    MedicinalProductAuthorization;implicitRules identifier subject country jurisdiction status statusDate restoreDate validityPeriod dataExclusivityPeriod dateOfFirstAuthorization internationalBirthDate legalBasis jurisdictionalAuthorization holder regulator procedure
    MedicinalProductContraindication;implicitRules subject disease diseaseStatus comorbidity therapeuticIndication otherTherapy population
    MedicinalProductIndication;implicitRules subject diseaseSymptomProcedure diseaseStatus comorbidity intendedEffect duration otherTherapy undesirableEffect population
    MedicinalProductIngredient;implicitRules identifier !role allergenicIndicator manufacturer specifiedSubstance substance
    MedicinalProductInteraction;implicitRules subject description interactant type effect incidence management
    MedicinalProductManufactured;implicitRules !manufacturedDoseForm unitOfPresentation !quantity manufacturer ingredient physicalCharacteristics otherCharacteristics
    MedicinalProductPackaged;implicitRules identifier subject description legalStatusOfSupply marketingStatus marketingAuthorization manufacturer batchIdentifier !packageItem
    MedicinalProductPharmaceutical;implicitRules identifier !administrableDoseForm unitOfPresentation ingredient device characteristics !routeOfAdministration
    MedicinalProductUndesirableEffect;implicitRules subject symptomConditionEffect classification frequencyOfOccurrence population
    MessageDefinition;implicitRules url identifier version name title replaces !status experimental !date publisher contact description useContext jurisdiction purpose base parent !eventCoding !eventUri category focus
    MessageHeader;implicitRules !eventCoding !eventUri destination sender enterer author !source responsible reason response focus definition
    MolecularSequence;implicitRules identifier type !coordinateSystem patient specimen device performer quantity referenceSeq variant observedSeq quality readCoverage repository pointer structureVariant
    NamingSystem;implicitRules !name !status !kind !date publisher contact useContext jurisdiction !uniqueId
    NutritionOrder;implicitRules instantiatesCanonical instantiatesUri !status !intent !patient !dateTime orderer
    Observation;implicitRules identifier basedOn partOf !status !code subject focus encounter effectiveDateTime effectivePeriod effectiveTiming effectiveInstant issued performer valueQuantity valueCodeableConcept valueString valueBoolean valueInteger valueRange valueRatio valueSampledData valueTime valueDateTime valuePeriod hasMember derivedFrom component
    ObservationDefinition;implicitRules category !code identifier
    OperationDefinition;implicitRules url version !name title !status !kind experimental date publisher contact useContext jurisdiction affectsState !code base resource !system !type !instance
    OperationOutcome;implicitRules !issue
    Organization;implicitRules identifier active type name partOf
    OrganizationAffiliation;implicitRules identifier active period organization participatingOrganization network code specialty location telecom
    Parameters;implicitRules parameter
    Patient;implicitRules identifier active name telecom gender birthDate deceasedBoolean deceasedDateTime address managingOrganization link
    PaymentNotice;implicitRules !status !created !payment !recipient !amount
    PaymentReconciliation;implicitRules !status period !created paymentIssuer !paymentDate !paymentAmount
    Person;implicitRules name telecom gender birthDate managingOrganization active
    PlanDefinition;implicitRules url identifier version name title type !status experimental date publisher contact description useContext jurisdiction effectivePeriod
    Practitioner;implicitRules identifier active name telecom address gender birthDate
    PractitionerRole;implicitRules identifier active period practitioner organization code specialty location telecom
    Procedure;implicitRules identifier instantiatesCanonical instantiatesUri basedOn partOf !status statusReason category code !subject encounter performedDateTime performedPeriod performedString performedAge performedRange recorder asserter performer location reasonCode reasonReference bodySite outcome
    Provenance;implicitRules !target !recorded !-agent
    Questionnaire;implicitRules url identifier version name title !status experimental subjectType date publisher contact useContext jurisdiction effectivePeriod code
    QuestionnaireResponse;implicitRules identifier basedOn partOf questionnaire !status subject encounter authored author source
    RelatedPerson;implicitRules identifier active !patient relationship name telecom gender birthDate address
    RequestGroup;implicitRules identifier instantiatesCanonical instantiatesUri groupIdentifier !status !intent priority code
    ResearchDefinition;implicitRules url identifier version name title !status experimental date publisher contact description useContext jurisdiction effectivePeriod !population exposure exposureAlternative outcome
    ResearchElementDefinition;implicitRules url identifier version name title shortTitle !status experimental date publisher contact description useContext jurisdiction effectivePeriod !type !characteristic
    ResearchStudy;implicitRules identifier title protocol partOf !status primaryPurposeType phase category focus condition contact keyword location enrollment period sponsor principalInvestigator site reasonStopped
    ResearchSubject;implicitRules identifier !status period !study !individual
    RiskAssessment;implicitRules identifier !status method code !subject encounter occurrenceDateTime occurrencePeriod condition performer
    RiskEvidenceSynthesis;implicitRules url identifier version name title !status date publisher contact description useContext jurisdiction effectivePeriod !population exposure !outcome riskEstimate
    Schedule;implicitRules identifier active serviceCategory serviceType specialty !actor planningHorizon
    SearchParameter;implicitRules !url version !name !status experimental date publisher contact !description useContext jurisdiction !code !base !type
    ServiceRequest;implicitRules identifier instantiatesCanonical instantiatesUri basedOn replaces requisition !status !intent category priority doNotPerform code orderDetail quantityQuantity quantityRatio quantityRange !subject encounter occurrenceDateTime occurrencePeriod occurrenceTiming asNeededBoolean asNeededCodeableConcept authoredOn requester performerType performer locationCode locationReference reasonCode reasonReference specimen bodySite patientInstruction
    Slot;implicitRules identifier serviceCategory serviceType specialty appointmentType !schedule !status !start !end
    Specimen;implicitRules identifier accessionIdentifier status type subject receivedTime condition
    SpecimenDefinition;implicitRules identifier typeCollected patientPreparation timeAspect collection
    StructureDefinition;implicitRules !url identifier version !name title !status experimental date publisher contact useContext jurisdiction keyword fhirVersion !kind !abstract context contextInvariant !type baseDefinition derivation
    StructureMap;implicitRules !url identifier version !name title !status experimental date publisher contact useContext jurisdiction structure import !group
    Subscription;implicitRules !status contact end !reason !criteria error !channel
    Substance;implicitRules identifier status category !code description instance ingredient
    SubstanceNucleicAcid;implicitRules sequenceType numberOfSubunits areaOfHybridisation oligoNucleotideType subunit
    SubstancePolymer;implicitRules class geometry copolymerConnectivity modification monomerSet repeat
    SubstanceProtein;implicitRules sequenceType numberOfSubunits disulfideLinkage subunit
    SubstanceReferenceInformation;implicitRules comment gene geneElement classification target
    SubstanceSourceMaterial;implicitRules sourceMaterialClass sourceMaterialType sourceMaterialState organismId organismName parentSubstanceId parentSubstanceName countryOfOrigin geographicalLocation developmentStage fractionDescription organism partDescription
    SubstanceSpecification;implicitRules identifier type status domain description source comment moiety property referenceInformation structure code name molecularWeight relationship nucleicAcid polymer protein sourceMaterial
    SupplyDelivery;implicitRules basedOn partOf status occurrenceDateTime occurrencePeriod occurrenceTiming
    SupplyRequest;implicitRules identifier status category priority !itemCodeableConcept !itemReference !quantity occurrenceDateTime occurrencePeriod occurrenceTiming authoredOn requester supplier
    Task;implicitRules instantiatesCanonical instantiatesUri basedOn groupIdentifier partOf !status statusReason businessStatus !intent code description focus for encounter executionPeriod lastModified requester owner location
    TerminologyCapabilities;implicitRules url version name title !status experimental !date publisher contact useContext jurisdiction copyright !kind software implementation lockedDate
    TestReport;implicitRules identifier name !status !testScript !result score tester issued
    TestScript;implicitRules !url identifier version !name title !status experimental date publisher contact useContext jurisdiction
    ValueSet;implicitRules url identifier version name title !status experimental date publisher contact useContext jurisdiction immutable
    VerificationResult;implicitRules target targetLocation need !status statusDate validationType validationProcess failureAction
    VisionPrescription;implicitRules !status !created !patient !dateWritten !prescriber !lensSpecification
    """
}
