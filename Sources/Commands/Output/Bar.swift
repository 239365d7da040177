/// Horizontal bars drawn to an eighth of a column.
enum Bar {
  private static let eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

  /// - Parameter share: of the width, 0 to 1. What is more than nothing shows at least an eighth.
  static func text(share: Double, width: Int) -> String {
    let filled = min(max(share, 0), 1) * Double(width * 8)
    let count = share > 0 ? max(1, Int(filled.rounded())) : 0
    return String(repeating: "█", count: count / 8) + eighths[count % 8]
  }
}
