// SPDX-License-Identifier: Apache-2.0

/// A part of a life: a disease with what it leads to, or what everybody goes through.
protocol LifeModule: SendableMetatype {
  /// Adds to a life what befalls the person by chance.
  static func plan(_ life: inout Life)
}

/// The modules, in the order in which one may lead to the next.
enum LifeModules {
  static let all: [any LifeModule.Type] = [
    FamilyHistoryModule.self, AllergyModule.self, ChildhoodModule.self, HypertensionModule.self,
    LipidModule.self, DiabetesModule.self, KidneyModule.self, AirwayModule.self,
    CoronaryModule.self, FibrillationModule.self, HeartFailureModule.self, StrokeModule.self,
    ThyroidModule.self, MoodModule.self, BrainModule.self, JointModule.self, CancerModule.self,
    PregnancyModule.self, InjuryModule.self, InfectionModule.self, HIVModule.self,
    SepsisModule.self, VariousModule.self, AgeingModule.self, WellnessModule.self,
  ]

  /// Plans a whole life by chance.
  static func plan(_ life: inout Life) {
    for module in all { module.plan(&life) }
  }
}
