// SPDX-License-Identifier: Apache-2.0

import Terminal
import Testing

@Suite struct HeadlessBackendTests {
  private let size = Size(width: 4, height: 2)

  @Test func inputsComeInOrderThenItCloses() {
    let backend = HeadlessBackend(
      size: size,
      inputs: [.key(Key("j")), .resize(Size(width: 9, height: 3))]
    )
    #expect(backend.nextInput(timeout: nil) == .key(Key("j")))
    #expect(backend.size == size)
    #expect(backend.nextInput(timeout: nil) == .resize(Size(width: 9, height: 3)))
    #expect(backend.size == Size(width: 9, height: 3))
    #expect(backend.nextInput(timeout: .seconds(5)) == nil)
    #expect(backend.nextInput(timeout: nil) == .closed)
  }

  @Test func manyWakesAreOne() async {
    let backend = HeadlessBackend(size: size, waitsForOthers: true)
    let waker = backend.waker
    await Task.detached { for _ in 0..<5 { waker.wake() } }.value
    #expect(backend.nextInput(timeout: nil) == .wake)
    #expect(backend.nextInput(timeout: .zero) == nil)
  }

  @Test func sameFrameIsKeptOnce() {
    let backend = HeadlessBackend(size: size)
    let grid = CellGrid(size: size)
    grid.canvas.put("ab", x: 0, y: 0)
    backend.present(grid)
    backend.present(grid)
    grid.canvas.put("c", x: 2, y: 0)
    backend.present(grid, cursor: Position(x: 1, y: 0))
    #expect(backend.frames.map(\.text) == ["ab\n\n", "abc\n\n"])
    #expect(backend.frames.last?.isCursorVisible == true)
  }

  @Test func suspendGoesOnAtOnce() {
    let backend = HeadlessBackend(size: size)
    backend.suspend()
    #expect(backend.nextInput(timeout: nil) == .resumed)
    #expect(backend.close() == "" && backend.isClosed)
  }
}
