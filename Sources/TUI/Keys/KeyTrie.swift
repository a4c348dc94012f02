// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// The key sequences of one context, by their keys.
///
/// A sequence may be the beginning of another only where its command runs at once and the longer
/// sequence refines it: `z` zooms in, `z 3` goes to the third level.
struct KeyTrie: Sendable {
  struct Node: Sendable {
    /// The command that runs when its keys end here.
    var command: String?

    /// The next keys, in the order they were bound.
    var children: [(key: Key, node: Node)] = []

    func child(_ key: Key) -> Node? { children.first { $0.key == key }?.node }
  }

  private(set) var root = Node()

  /// Binds a sequence, taking the place of what was bound to it.
  mutating func bind(_ keys: some Collection<Key>, to command: String) {
    Self.bind(keys[...], to: command, in: &root)
  }

  /// Returns what a sequence leads to.
  func node(_ keys: some Sequence<Key>) -> Node? {
    var node = root
    for key in keys {
      guard let next = node.child(key) else { return nil }
      node = next
    }
    return node
  }

  private static func bind(
    _ keys: some Collection<Key>,
    to command: String,
    in node: inout Node
  ) {
    guard let first = keys.first else {
      node.command = command
      return
    }
    let index = node.children.firstIndex { $0.key == first }
    var child = index.map { node.children[$0].node } ?? Node()
    bind(keys.dropFirst()[...], to: command, in: &child)
    if let index { node.children[index].node = child } else { node.children.append((first, child)) }
  }
}
