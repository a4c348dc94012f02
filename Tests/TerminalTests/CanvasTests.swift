// SPDX-License-Identifier: Apache-2.0

import Terminal
import Testing

@Suite struct CanvasTests {
  private func grid(_ width: Int, _ height: Int, _ repertoire: Repertoire = .unicode) -> CellGrid {
    CellGrid(size: Size(width: width, height: height), repertoire: repertoire)
  }

  @Test(arguments: 0..<200)
  func nothingOutsideTheRectangleChanges(_ seed: UInt64) {
    var random = SplitMix(seed: seed)
    func below(_ limit: Int) -> Int { Int(random.next() % UInt64(limit)) }
    let grid = grid(30, 10)
    grid.canvas.fill(grid.canvas.bounds, with: "x")
    let rect = Rect(x: below(32), y: below(12), width: below(20), height: below(8))
    let canvas = grid.canvas.clipped(to: rect)
    for _ in 0..<20 {
      let x = below(40) - 10
      let y = below(14) - 3
      let style = StyleID(rawValue: 1)
      switch below(5) {
      case 0: canvas.put(random.text(), x: x, y: y, style: style)
      case 1: canvas.put(random.text(), x: x, y: y, style: style, width: below(20))
      case 2:
        canvas.box(
          Rect(x: x, y: y, width: below(30), height: below(12)),
          glyphs: .unicode,
          style: style
        )
      case 3:
        canvas.fill(Rect(x: x, y: y, width: below(30), height: below(12)), with: "·", style: style)
      default:
        canvas.put(
          random.text(),
          in: Rect(x: x, y: y, width: below(30), height: 1),
          alignment: .center,
          style: style
        )
      }
      grid.checkInvariants()
    }
    let inside = rect.intersection(Rect(size: grid.size))
    for y in 0..<10 {
      for x in 0..<30 where !inside.contains(Position(x: x, y: y)) {
        #expect(grid[Position(x: x, y: y)] == Cell(cluster: ClusterID("x"), style: .plain))
      }
    }
  }

  @Test func wideClustersAreNeverHalved() {
    let grid = grid(6, 1)
    grid.canvas.put("山田太", x: 0, y: 0)
    grid.canvas.put("x", x: 1, y: 0)
    #expect(grid.text == " x田太\n")
    grid.canvas.put("y", x: 2, y: 0)
    #expect(grid.text == " xy 太\n")
    grid.checkInvariants()
  }

  @Test func textIsCutWithAnEllipsis() {
    let grid = grid(8, 3)
    #expect(grid.canvas.put("creatinine", x: 0, y: 0) == 8)
    #expect(grid.canvas.put("creatinine", x: 0, y: 1, width: 5) == 5)
    #expect(grid.canvas.put("abc", x: -1, y: 2) == 2)
    #expect(grid.text == "creatin…\ncrea…\nbc\n")
  }

  @Test(arguments: [
    (Alignment.leading, "ab   |"), (.center, " ab  |"), (.trailing, "   ab|"),
  ])
  func fieldsAreFilled(_ alignment: Alignment, _ expected: String) {
    let grid = grid(6, 1)
    grid.canvas.put("xxxxx|", x: 0, y: 0)
    grid.canvas.put("ab", in: Rect(x: 0, y: 0, width: 5, height: 1), alignment: alignment)
    #expect(grid.text == expected + "\n")
  }

  @Test func asciiGridsKeepTheLayout() {
    let unicode = grid(20, 3)
    let ascii = grid(20, 3, .ascii)
    for grid in [unicode, ascii] {
      let inside = grid.canvas.box(grid.canvas.bounds, glyphs: Glyphs(grid.repertoire))
      grid.canvas.put("山 Müller … ▸", x: inside.x, y: inside.y)
    }
    #expect(unicode.text == "┌──────────────────┐\n│山 Müller … ▸     │\n└──────────────────┘\n")
    #expect(ascii.text == "+------------------+\n|?  Muller ~ >     |\n+------------------+\n")
  }

  @Test func attributePlaneNamesRoles() {
    let sheet = StyleSheet(
      names: ["ui.text", "flag.high"],
      styles: [Style(), Style()],
      overlays: [StyleSheet.Overlay(name: "ui.selection", style: Style(attributes: .reverse))]
    )
    let grid = grid(10, 2)
    grid.canvas.put("HbA1c  H", x: 0, y: 0)
    grid.canvas.put("H", x: 7, y: 0, style: StyleID(rawValue: 1))
    grid.canvas.overlay(Rect(x: 0, y: 1, width: 10, height: 1), 1)
    #expect(grid.attributePlane(sheet) == "0: 7-7 flag.high\n1: 0-9 ui.text+ui.selection\n")
  }

  @Test func overlayKeepsColorsItDoesNotHave() {
    let red = Color.indexed(1)
    let ground = Color.indexed(4)
    let sheet = StyleSheet(
      names: ["ui.text", "flag.high", "flag.critical"],
      styles: [
        Style(), Style(foreground: red), Style(foreground: .indexed(7), background: red),
      ],
      overlays: [
        StyleSheet.Overlay(name: "a", style: Style(background: ground, attributes: .bold)),
        StyleSheet.Overlay(name: "b", style: Style(foreground: .indexed(0), background: ground)),
      ]
    )
    let high = StyleID(rawValue: 1)
    let critical = StyleID(rawValue: 2)
    #expect(sheet[high.under(1)] == Style(foreground: red, background: ground, attributes: .bold))
    #expect(sheet[critical.under(1)].background == red)
    #expect(sheet[critical.under(2)] == Style(foreground: .indexed(0), background: ground))
    #expect(high.under(2).role == 1 && high.under(2).under(0) == high)
  }
}
