// SPDX-License-Identifier: Apache-2.0

extension Worker {
  /// Creates a worker that can do what the browser was started for, and no more.
  ///
  /// With `--readonly` it has nothing that writes, whatever a command may ask for: worklists and marks
  /// are read. With
  /// `--deidentify` nothing that names a patient comes as far as the screen, and nothing is written.
  init(source: any LakeSource, options: BrowserOptions) {
    let isDeidentified = options.isDeidentified
    let mayWrite = !options.isReadOnly && !isDeidentified
    self.init(
      source: isDeidentified ? DeidentifiedSource(source, now: options.now()) : source,
      editor: mayWrite ? options.editor : nil,
      keeper: isDeidentified
        ? nil : mayWrite ? options.worklists : options.worklists.map(ReadOnlyWorklists.init),
      hasDates: !isDeidentified,
      watcher: options.watcher,
      session: mayWrite ? options.session : nil,
      appearance: options.appearance,
      writeFile: mayWrite ? options.writeFile : nil
    )
  }

  /// Returns what the screens call a patient.
  func name(ofPatient id: String) -> String {
    (source as? DeidentifiedSource)?.pseudonym(ofPatient: id) ?? id
  }
}
