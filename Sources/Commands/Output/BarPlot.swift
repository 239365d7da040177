import Clause6

/// Counts as horizontal bars, for reports where people would rather look than read.
enum BarPlot {
  private static let gap = 2
  private static let defaultWidth = 80
  private static let narrowestBar = 10

  /// One line a bar: the label, the bar, the count. All scale to the largest count.
  ///
  /// - Parameter width: columns at most; `nil` is 80. Labels give way before bars do.
  static func render(_ bars: [(label: String, count: Int)], width: Int? = nil) -> String {
    let width = width ?? defaultWidth
    let counts = bars.map { String($0.count) }
    let countWidth = counts.map(\.utf8.count).max() ?? 0
    let largest = max(bars.map(\.count).max() ?? 0, 1)
    let room = width - 2 * gap - countWidth
    let longest = bars.map { TextWidth.of(TextWidth.visible($0.label)) }.max() ?? 0
    let labelWidth = min(longest, max(room - narrowestBar, room / 2, 1))
    let barWidth = max(room - labelWidth, 1)
    return zip(bars, counts).map { bar, count in
      let label = TextWidth.truncated(TextWidth.visible(bar.label), to: labelWidth)
      let padding = String(repeating: " ", count: labelWidth - TextWidth.of(label) + gap)
      let drawn = Bar.text(share: Double(bar.count) / Double(largest), width: barWidth)
      return label + padding + drawn + (drawn.isEmpty ? "" : " ") + count + "\n"
    }.joined()
  }
}
