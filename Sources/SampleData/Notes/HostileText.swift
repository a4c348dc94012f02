// SPDX-License-Identifier: Apache-2.0

/// Text that tries to break a screen: control characters, direction overrides, width tricks.
enum HostileText {
  /// A name with escape sequences and a direction override.
  static let family = "Eskape\u{1B}[31mRED\u{1B}[0m\u{202E}drazah\u{202C}"

  /// A given name that never ends.
  static let given =
    String(repeating: "Wolfeschlegelsteinhausenbergerdorff", count: 6) + " 👩‍⚕️👨‍👩‍👧‍👦🏳️‍🌈 Z̷̢a̸l̶g̵o̴"

  /// What stands at the beginning of each note.
  static let note =
    "\u{1B}]0;window title\u{07}\u{1B}[2J\u{1B}[H\u{9B}31mHostile header: \u{202E}txet desrever\u{202C} "
    + "\u{200B}zero\u{200B}width \u{FEFF}bom ｆｕｌｌｗｉｄｔｈ e\u{301}\u{301}\u{301} \u{0} null\u{8}\u{8} "
    + "\ttab\r\n<script>alert(1)</script> '; DROP TABLE resource;-- %s%n ${HOME} \\u0000\n\n"
}
