// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Exchange
import FHIR
import Foundation
import Store

/// The words and the exit status of a failure.
///
/// Modules throw codes and short technical messages; what to do about it is said here.
enum Failure {
  static func exit(with error: any Error) -> Never {
    switch error {
    case let error as StoreError:
      say(error.description, advice: advice(error))
      Foundation.exit(2)
    case let error as ExchangeError:
      say(error.description, advice: advice(error))
      Foundation.exit(2)
    case let error as SampleLakeBuilder.OtherFile:
      say(error.description, advice: SampleLakeBuilder.OtherFile.advice)
      Foundation.exit(2)
    default:
      // Usage errors, help and exit codes are the argument parser's.
      Tarn.exit(withError: error)
    }
  }

  /// What a person may do about a failure; `nil` where nothing is known.
  static func advice(for error: any Error) -> String? {
    switch error {
    case let error as StoreError: advice(error)
    case let error as ExchangeError: advice(error)
    case is SampleLakeBuilder.OtherFile: SampleLakeBuilder.OtherFile.advice
    default: nil
    }
  }

  private static func say(_ message: String, advice: String?) {
    Output.error("tarn: \(message)")
    if let advice { Output.error("  \(advice)") }
  }

  private static func advice(_ error: StoreError) -> String? {
    switch error.code {
    case .noLake:
      "Make one with 'tarn import PATH', try the sample with 'tarn demo', or name another with --lake"
    case .notALake: "Name a file that tarn made, or another path for a new lake"
    case .newerSchema: "Update tarn"
    case .olderSchema:
      "'tarn reindex --lake \(error.subject ?? "PATH")' brings it up to date; nothing in it is lost"
    case .cannotOpen: "Look at the permissions and the free space of its folder"
    case .readOnly: "Run the command without --readonly"
    case .busy: "Wait for the other process, or look with 'tarn jobs' what it does"
    case .diskFull: "Make room and run the same command again: what was stored is kept"
    case .corrupt: "Run 'tarn check' to see what is damaged"
    case .interrupted: "Run the same command again to go on"
    case .notFound: "Look for it with 'tarn search'"
    case .deleted: "See its versions with 'tarn history'"
    case .noVersion: "See its versions with 'tarn history'"
    case .noJob: "See the jobs with 'tarn jobs'"
    case .noDefinition:
      "Import the ValueSet with its expansion, or the CodeSystem with its concepts, by 'tarn import'"
    case .malformedQuery: "See 'tarn sql --help' for the views and their columns"
    case .conflict, .fault: nil
    }
  }

  private static func advice(_ error: ExchangeError) -> String? {
    switch error.code {
    case .noFile: "Look at the spelling of the path"
    case .cannotRead: "Look at the permissions of the file"
    case .cannotWrite: "Look at the permissions and the free space of the folder"
    case .outputExists: "Name another folder with --output"
    }
  }
}

/// Signals that the command line answers to.
enum Signals {
  /// A reader that goes away is no error: the write fails, and the command ends.
  static func ignoreBrokenPipe() { signal(SIGPIPE, SIG_IGN) }
}
