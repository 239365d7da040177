/// What stands in place of a key in rows that add up the others, and below the last one.
enum TotalWords {
  static func contains(_ text: String) -> Bool {
    // None of the words ends with a digit, as nearly every key does.
    guard let last = text.utf8.last, !(48...57).contains(last) else { return false }
    return all.contains(text.foldedWord.filter { !" :：【】[]()".contains($0) })
  }

  private static let all: Set<String> = [
    "合計", "総合計", "総計", "小計", "計", "累計", "total", "totals", "grandtotal", "subtotal", "sub-total", "sum", "gesamt",
    "summe", "totalgénéral", "以上", "以下余白",
  ]
}
