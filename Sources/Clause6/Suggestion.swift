/// ` (did you mean x?)` when one of the known words is close to the one that was typed, else nothing.
func suggestion(_ word: String, _ known: [String]) -> String {
  let nearest = known.map { (word: $0, distance: editDistance(word, $0)) }.min { $0.distance < $1.distance }
  guard let nearest, nearest.distance <= max(1, word.count / 3) else { return "" }
  return " (did you mean \"\(nearest.word)\"?)"
}

/// Levenshtein's distance: how many letters to add, drop or replace.
func editDistance(_ left: String, _ right: String) -> Int {
  let right = Array(right)
  var row = Array(0...right.count)
  for (i, a) in left.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, b) in right.enumerated() {
      let replaced = diagonal + (a == b ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[right.count]
}
