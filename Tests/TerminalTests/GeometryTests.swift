// SPDX-License-Identifier: Apache-2.0

import Terminal
import Testing

@Suite struct GeometryTests {
  private let screen = Rect(x: 2, y: 3, width: 10, height: 4)

  @Test(arguments: [-3, 0, 1, 4, 9])
  func splitsCoverTheWhole(_ count: Int) {
    let (top, belowTop) = screen.split(top: count)
    #expect(top.height + belowTop.height == 4 && belowTop.y == top.maxY)
    let (aboveBottom, bottom) = screen.split(bottom: count)
    #expect(aboveBottom.height + bottom.height == 4 && bottom.maxY == screen.maxY)
    let (left, rightOfLeft) = screen.split(left: count)
    #expect(left.width + rightOfLeft.width == 10 && rightOfLeft.x == left.maxX)
    let (leftOfRight, right) = screen.split(right: count)
    #expect(leftOfRight.width + right.width == 10 && right.maxX == screen.maxX)
  }

  @Test func intersectionOfStrangersIsEmpty() {
    #expect(screen.intersection(Rect(x: 20, y: 20, width: 3, height: 3)).isEmpty)
    #expect(
      screen.intersection(Rect(x: 0, y: 0, width: 4, height: 4))
        == Rect(x: 2, y: 3, width: 2, height: 1)
    )
  }

  @Test func centeredIsCut() {
    #expect(screen.centered(Size(width: 4, height: 2)) == Rect(x: 5, y: 4, width: 4, height: 2))
    #expect(screen.centered(Size(width: 40, height: 20)) == screen)
  }
}
