import Clause6
import Synchronization

/// How far long work has come, on stderr and only when that is a terminal: a bar, the rate, the time left.
///
/// Drawn at most ten times a second, so it may be told of every row; work that is over sooner draws nothing.
final class ProgressBar: Sendable {
  private struct State {
    var done = 0
    var drawnAt: Duration = .zero
    var isDrawn = false
  }
  private let label: String
  private let total: Int?
  private let terminal: Terminal
  private let elapsed: @Sendable () -> Duration
  private let state = Mutex(State())
  private static let interval = Duration.milliseconds(100)
  private static let barWidth = 24
  private static let clearLine = "\r\u{1B}[K"

  /// - Parameters:
  ///   - total: `nil` when nobody knows; then only the count and the rate are shown.
  ///   - elapsed: time since the start; tests pass their own clock.
  init(
    _ label: String, total: Int?, terminal: Terminal = .current,
    elapsed: @escaping @Sendable () -> Duration = ProgressBar.stopwatch()
  ) {
    self.label = TextWidth.visible(label)
    self.total = total
    self.terminal = terminal
    self.elapsed = elapsed
  }

  deinit { finish() }

  func advance(by count: Int = 1) { update { $0 + count } }

  func advance(to count: Int) { update { _ in count } }

  /// Removes the bar. Also called when the bar goes away.
  func finish() {
    let wasDrawn = state.withLock { state in
      defer { state.isDrawn = false }
      return state.isDrawn
    }
    if wasDrawn { terminal.err.write(ProgressBar.clearLine) }
  }

  private func update(_ change: (Int) -> Int) {
    guard terminal.errIsTerminal else { return }
    let line = state.withLock { state -> String? in
      state.done = change(state.done)
      let now = elapsed()
      guard now - state.drawnAt >= ProgressBar.interval else { return nil }
      state.drawnAt = now
      state.isDrawn = true
      return text(done: state.done, seconds: now / .seconds(1))
    }
    if let line { terminal.err.write(ProgressBar.clearLine + line) }
  }

  private func text(done: Int, seconds: Double) -> String {
    let rate = Double(done) / seconds
    let speed = "\(grouped(Int(rate)))/s"
    guard let total, total > 0 else { return fitted("\(label)  \(grouped(done))  \(speed)") }
    let share = min(Double(done) / Double(total), 1)
    let bar = Bar.text(share: share, width: ProgressBar.barWidth)
    let padding = String(repeating: " ", count: ProgressBar.barWidth - TextWidth.of(bar))
    let left = rate > 0 ? "  \(duration(Double(max(total - done, 0)) / rate)) left" : ""
    return fitted("\(label)  \(bar)\(padding)  \(Int(share * 100))%  \(speed)\(left)")
  }

  /// One column less than there are, because some terminals wrap after the last one.
  private func fitted(_ line: String) -> String { TextWidth.truncated(line, to: (terminal.width ?? 80) - 1) }

  private func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    return digits.indices.reduce(into: "") { text, index in
      if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
      text.append(digits[index])
    }
  }

  private func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds.rounded(.up), 359_999))
    if whole < 60 { return "\(whole) s" }
    return whole < 3600 ? "\(whole / 60) min \(whole % 60) s" : "\(whole / 3600) h \(whole % 3600 / 60) min"
  }

  /// The time since now.
  static func stopwatch() -> @Sendable () -> Duration {
    let start = ContinuousClock.now
    return { ContinuousClock.now - start }
  }
}
