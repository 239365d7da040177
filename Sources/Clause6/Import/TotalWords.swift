/// What stands in place of a key in rows that add up the others, and below the last one.
enum TotalWords {
  static func contains(_ text: String) -> Bool { all.contains(text.foldedWord.filter { !" :：【】[]()".contains($0) }) }

  private static let all: Set<String> = [
    "合計", "総合計", "総計", "小計", "計", "累計", "total", "totals", "grandtotal", "subtotal", "sub-total", "sum", "gesamt",
    "summe", "totalgénéral", "以上", "以下余白",
  ]
}
