/// A picture of a report's rows, for people who would rather look than read.
public enum ReportChart: Sendable, Equatable {
  /// A bar for each value of a column, as long as there are rows with it; coloured by a second column.
  case count(column: String, by: String?)
  /// A bar for each value of a column, as long as the sum of a number; one picture for each value of a third column.
  case sum(number: String, column: String, each: String?)
  /// A column for each month of a day, coloured by a second column.
  case months(day: String, by: String?)
  /// A field for each pair of values, darker the larger the number.
  case heat(row: String, column: String, number: String)

  static let forms = [
    "count COLUMN", "count COLUMN by COLUMN", "sum NUMBER by COLUMN", "sum NUMBER by COLUMN each COLUMN",
    "months DAY", "months DAY by COLUMN", "heat COLUMN by COLUMN of NUMBER",
  ]

  /// Reads `count tier by state`.
  init(_ text: String, place: String) throws(Clause6Error) {
    let words = text.split(separator: " ").map(String.init)
    let isPair = words.count > 3 && words[2] == "by"
    switch (words.first, words.count) {
    case ("count", 2): self = .count(column: words[1], by: nil)
    case ("count", 4) where isPair: self = .count(column: words[1], by: words[3])
    case ("months", 2): self = .months(day: words[1], by: nil)
    case ("months", 4) where isPair: self = .months(day: words[1], by: words[3])
    case ("sum", 4) where isPair: self = .sum(number: words[1], column: words[3], each: nil)
    case ("sum", 6) where isPair && words[4] == "each": self = .sum(number: words[1], column: words[3], each: words[5])
    case ("heat", 6) where isPair && words[4] == "of": self = .heat(row: words[1], column: words[3], number: words[5])
    default:
      throw Clause6Error(
        "\(place): \"\(text)\" is no chart; these are: \(ReportChart.forms.joined(separator: "; ")).")
    }
  }

  /// The columns it is made from.
  public var columns: [String] {
    switch self {
    case .count(let column, let by), .months(let column, let by): [column] + (by.map { [$0] } ?? [])
    case .sum(let number, let column, let each): [number, column] + (each.map { [$0] } ?? [])
    case .heat(let row, let column, let number): [row, column, number]
    }
  }
}
