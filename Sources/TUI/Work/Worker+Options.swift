// SPDX-License-Identifier: Apache-2.0

extension Worker {
  /// Creates a worker that can do what the browser was started for, and no more.
  ///
  /// With `--readonly` it has nothing that writes, whatever a command may ask for. With
  /// `--deidentify` nothing that names a patient comes as far as the screen.
  init(source: any LakeSource, options: BrowserOptions) {
    let isReadOnly = options.isReadOnly
    self.init(
      source: source,
      editor: isReadOnly ? nil : options.editor,
      keeper: isReadOnly || options.isDeidentified ? nil : options.worklists,
      writeFile: isReadOnly || options.isDeidentified ? nil : options.writeFile
    )
  }
}
