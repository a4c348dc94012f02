// SPDX-License-Identifier: Apache-2.0

/// What the attributes of a tag say of showing it.
struct HTMLTag {
  /// Whether the element is not shown, or struck out: `hidden`, `style="display: none"`,
  /// `style="visibility:hidden"`, `style="text-decoration: line-through"`.
  private(set) var isHidden = false
  /// Whether the tag ends its own element: `<div/>`.
  let isEmpty: Bool

  /// Reads the attributes.
  ///
  /// - Parameter scalars: What stands behind the name, with the ">".
  init(_ scalars: ArraySlice<Unicode.Scalar>) {
    let rest = scalars.dropLast()
    isEmpty = rest.last == "/"
    var at = rest.startIndex
    func isSpace(_ scalar: Unicode.Scalar) -> Bool {
      scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r" || scalar == "/"
    }
    while at < rest.endIndex, !isHidden {
      while at < rest.endIndex, isSpace(rest[at]) { at += 1 }
      var name = ""
      while at < rest.endIndex, !isSpace(rest[at]), rest[at] != "=" {
        name.unicodeScalars.append(rest[at])
        at += 1
      }
      while at < rest.endIndex, isSpace(rest[at]), rest[at] != "/" { at += 1 }
      var value = ""
      if at < rest.endIndex, rest[at] == "=" {
        at += 1
        while at < rest.endIndex, isSpace(rest[at]) { at += 1 }
        let quote = at < rest.endIndex && (rest[at] == "\"" || rest[at] == "'") ? rest[at] : nil
        if quote != nil { at += 1 }
        while at < rest.endIndex, quote.map({ rest[at] != $0 }) ?? !isSpace(rest[at]) {
          value.unicodeScalars.append(rest[at])
          at += 1
        }
        if quote != nil, at < rest.endIndex { at += 1 }
      }
      switch name.lowercased() {
      case "hidden": isHidden = true
      case "style": isHidden = Self.hides(value)
      default: break
      }
    }
  }

  private static func hides(_ style: String) -> Bool {
    style.lowercased().split(separator: ";").contains { declaration in
      let words = declaration.filter { !$0.isWhitespace }
      if words.hasPrefix("text-decoration"), words.contains("line-through") { return true }
      return ["display:none", "visibility:hidden", "mso-hide:all"].contains {
        words == $0 || words == $0 + "!important"
      }
    }
  }
}
