// SPDX-License-Identifier: Apache-2.0

/// Minimises a smooth function with the limited-memory BFGS method and backtracking.
struct LBFGS {
  var memory = 6
  var iterations = 100
  var tolerance: Float = 1e-4
  var report: (Int, Double) -> Void = { _, _ in }

  /// Returns where the function is small.
  ///
  /// - Parameters:
  ///   - start: Where to begin.
  ///   - evaluate: Returns the value and writes the gradient.
  /// - Returns: Where the value is least.
  func minimise(
    _ start: [Float],
    _ evaluate: ([Float], inout [Float]) -> Double
  ) -> [Float] {
    var x = start
    var gradient = [Float](repeating: 0, count: x.count)
    var value = evaluate(x, &gradient)
    var steps: [[Float]] = []
    var changes: [[Float]] = []
    var rhos: [Double] = []
    var trial = x
    var trialGradient = gradient
    var quiet = 0
    for iteration in 0..<iterations {
      let direction = Self.direction(gradient, steps, changes, rhos)
      var slope = dot(direction, gradient)
      var step: Float = steps.isEmpty ? 1 / max(1, Float(dot(gradient, gradient).squareRoot())) : 1
      if slope >= 0 { slope = -dot(gradient, gradient) }
      var next = value
      var tries = 0
      while true {
        for at in x.indices { trial[at] = x[at] + step * direction[at] }
        next = evaluate(trial, &trialGradient)
        if next <= value + 1e-4 * Double(step) * slope || tries > 12 { break }
        step /= 2
        tries += 1
      }
      let moved = zip(trial, x).map { $0 - $1 }
      let change = zip(trialGradient, gradient).map { $0 - $1 }
      let curvature = dot(moved, change)
      if curvature > 1e-10 {
        steps.append(moved)
        changes.append(change)
        rhos.append(1 / curvature)
        if steps.count > memory {
          steps.removeFirst()
          changes.removeFirst()
          rhos.removeFirst()
        }
      }
      let gain = (value - next) / max(1, abs(next))
      swap(&x, &trial)
      swap(&gradient, &trialGradient)
      value = next
      report(iteration, value)
      quiet = gain < Double(tolerance) ? quiet + 1 : 0
      if quiet >= 3 { break }
    }
    return x
  }

  private static func direction(
    _ gradient: [Float],
    _ steps: [[Float]],
    _ changes: [[Float]],
    _ rhos: [Double]
  ) -> [Float] {
    var result = gradient.map { -$0 }
    var alphas = [Double](repeating: 0, count: steps.count)
    for index in steps.indices.reversed() {
      alphas[index] = rhos[index] * dot(steps[index], result)
      add(&result, changes[index], Float(-alphas[index]))
    }
    if let last = steps.indices.last {
      let scale = Float(1 / (rhos[last] * dot(changes[last], changes[last])))
      for at in result.indices { result[at] *= scale }
    }
    for index in steps.indices {
      let beta = rhos[index] * dot(changes[index], result)
      add(&result, steps[index], Float(alphas[index] - beta))
    }
    return result
  }
}

/// The inner product, in double precision over blocks.
func dot(_ left: [Float], _ right: [Float]) -> Double {
  var sum = 0.0
  left.withUnsafeBufferPointer { left in
    right.withUnsafeBufferPointer { right in
      var at = 0
      while at < left.count {
        let end = min(at + 1024, left.count)
        var lanes = SIMD16<Float>(repeating: 0)
        while at + 16 <= end {
          let one = UnsafeRawPointer(left.start + at).loadUnaligned(as: SIMD16<Float>.self)
          let two = UnsafeRawPointer(right.start + at).loadUnaligned(as: SIMD16<Float>.self)
          lanes += one * two
          at += 16
        }
        while at < end {
          sum += Double(left[at] * right[at])
          at += 1
        }
        sum += Double(lanes.sum())
      }
    }
  }
  return sum
}

/// Adds a multiple of a vector.
func add(_ target: inout [Float], _ other: [Float], _ factor: Float) {
  target.withUnsafeMutableBufferPointer { target in
    other.withUnsafeBufferPointer { other in
      for at in 0..<target.count { target[at] += factor * other[at] }
    }
  }
}
