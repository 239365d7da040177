import Clause6
import Synchronization
import Testing

@testable import Commands

struct OutputPlotTests {
  @Test func barsScaleToTheLargest() {
    let plot = BarPlot.render([("critical", 8), ("高", 4), ("ﾁｭｳ", 1), ("none", 0)], width: 30)
    #expect(
      plot == """
        critical  █████████████████ 8
        高        ████████▌ 4
        ﾁｭｳ       ██▏ 1
        none      0

        """)
  }

  @Test(arguments: [20, 40, 80])
  func barsFit(_ width: Int) {
    let bars = [("山田データ株式会社サービス部門", 12_345), (String(repeating: "long ", count: 30), 1), ("", 700)]
    for line in BarPlot.render(bars.map { (label: $0.0, count: $0.1) }, width: width).split(separator: "\n") {
      #expect(TextWidth.of(String(line)) <= width)
      #expect(line.last != " ")
    }
  }

  @Test func nothingToPlot() {
    #expect(BarPlot.render([]) == "")
    #expect(BarPlot.render([("a", 0)]) == "a  0\n")
  }

  @Test(arguments: [
    (0, ""), (0.001, "▏"), (0.5, "████"), (0.5625, "████▌"), (1, "████████"), (7, "████████"), (-1, ""),
  ])
  func eighths(_ share: Double, _ bar: String) {
    #expect(Bar.text(share: share, width: 8) == bar)
  }
}

struct OutputProgressTests {
  /// A clock that a test moves.
  final class Clock: Sendable {
    private let now = Mutex(Duration.zero)
    func move(_ milliseconds: Int) { now.withLock { $0 += .milliseconds(milliseconds) } }
    var read: @Sendable () -> Duration { { self.now.withLock { $0 } } }
  }

  @Test func drawsTenTimesASecondAndCleansUp() {
    let terminal = Terminal.inMemory(width: 80, errIsTerminal: true)
    let clock = Clock()
    let bar = ProgressBar("rows", total: 4_000, terminal: terminal, elapsed: clock.read)
    for _ in 0..<2_000 {
      clock.move(1)
      bar.advance()
    }
    let draws = terminal.err.takeText().split(separator: "\r\u{1B}[K")
    #expect(draws.count == 20)
    #expect(draws.last == "rows  ████████████              50%  1,000/s  2 s left")
    bar.finish()
    #expect(terminal.err.takeText() == "\r\u{1B}[K")
    bar.finish()
    #expect(terminal.err.takeText() == "")
    #expect(terminal.out.takeText() == "")
  }

  @Test func shortWorkDrawsNothing() {
    let terminal = Terminal.inMemory(errIsTerminal: true)
    let clock = Clock()
    do {
      let bar = ProgressBar("rows", total: 10, terminal: terminal, elapsed: clock.read)
      clock.move(99)
      bar.advance(to: 10)
    }
    #expect(terminal.err.takeText() == "")
  }

  @Test func isSilentWithoutATerminal() {
    let terminal = Terminal.inMemory(isTerminal: true)
    let clock = Clock()
    let bar = ProgressBar("rows", total: nil, terminal: terminal, elapsed: clock.read)
    clock.move(1_000)
    bar.advance(by: 5)
    bar.finish()
    #expect(terminal.err.takeText() == "")
  }

  @Test func fitsNarrowTerminalsAndUnknownTotals() {
    let terminal = Terminal.inMemory(width: 20, errIsTerminal: true)
    let clock = Clock()
    let bar = ProgressBar("行を読んでいます", total: nil, terminal: terminal, elapsed: clock.read)
    clock.move(500)
    bar.advance(to: 12_345)
    #expect(terminal.err.takeText() == "\r\u{1B}[K行を読んでいます  …")
  }
}
