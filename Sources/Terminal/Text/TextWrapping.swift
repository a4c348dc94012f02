// SPDX-License-Identifier: Apache-2.0

extension DisplayText {
  /// Breaks the text into lines of at most some columns: after blanks where it can, else anywhere.
  ///
  /// Blanks at the end of a line may stand beyond the width. Every cluster is in exactly one line, in
  /// order; a text without clusters has one empty line.
  ///
  /// - Parameter width: The columns of a line; at least 2 are used, so that a wide cluster fits.
  /// - Returns: Ranges of ``clusters``.
  public func lines(width: Int) -> [Range<Int>] {
    let limit = max(2, width)
    var lines: [Range<Int>] = []
    var start = 0
    var columns = 0
    var afterBlank = 0
    var index = 0
    while index < clusters.count {
      let cluster = clusters[index]
      let isBlank = isBlank(cluster)
      if columns + cluster.width > limit, !isBlank {
        var end = afterBlank > start ? afterBlank : index
        while end > start + 1, clusters[end].joinsPrevious { end -= 1 }
        lines.append(start..<end)
        start = end
        index = end
        columns = 0
        continue
      }
      columns += cluster.width
      index += 1
      if isBlank { afterBlank = index }
    }
    if start < clusters.count || lines.isEmpty { lines.append(start..<clusters.count) }
    return lines
  }

  private func isBlank(_ cluster: Cluster) -> Bool {
    scalars(of: cluster).first == " " && cluster.end - cluster.start == 1
  }
}
