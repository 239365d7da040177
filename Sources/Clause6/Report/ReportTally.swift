import Bytes
import Postgres

/// What is counted while rows go by, so that two answers can be compared without their rows.
public struct ReportTally: Sendable, Equatable {
  /// The sum of a column of numbers, exact; written as its numbers are.
  public struct Total: Sendable, Equatable {
    public let column: String
    public let sum: String
  }

  public let rows: Int
  /// For each column of numbers.
  public let totals: [Total]
  /// SHA-256 of the rows as `--format csv-raw` writes them, with their header: 64 hexadecimal digits.
  public let hash: String
}

/// Counts rows as they go by.
final class ReportCounter {
  private let columns: [Table.Column]
  private var rows = 0
  private var sums: [(index: Int, sum: DecimalSum)]
  private let hash = SHA256()

  init(_ columns: [Table.Column]) {
    self.columns = columns
    sums = columns.indices.filter { columns[$0].kind == .number }.map { ($0, DecimalSum()) }
    hash.update(CSVText.header(columns, guardsFormulas: false))
  }

  /// - Parameter line: the row as `csv-raw` writes it.
  func count(_ row: [String?], line: String) {
    rows += 1
    for place in sums.indices {
      if let number = row[sums[place].index] { sums[place].sum.add(number) }
    }
    hash.update(line)
  }

  func tally() -> ReportTally {
    ReportTally(
      rows: rows,
      totals: sums.compactMap { sum in
        sum.sum.text.map { ReportTally.Total(column: columns[sum.index].name, sum: $0) }
      }, hash: hash.hexadecimal())
  }
}

/// An exact sum of decimal numbers as PostgreSQL writes them.
struct DecimalSum {
  private var digits: Int128 = 0
  private var scale = 0
  /// What is no such number, or too many digits, has no sum.
  private var isLost = false

  mutating func add(_ number: String) {
    guard !isLost else { return }
    var value: Int128 = 0
    var decimals = 0
    var isNegative = false
    var isPoint = false
    for byte in number.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard let next = value.times(10, plus: Int128(byte - UInt8(ascii: "0"))) else { return isLost = true }
        value = next
        if isPoint { decimals += 1 }
      case UInt8(ascii: "-") where value == 0 && !isPoint && !isNegative: isNegative = true
      case UInt8(ascii: ".") where !isPoint: isPoint = true
      default: return isLost = true
      }
    }
    while decimals < scale {
      guard let next = value.times(10, plus: 0) else { return isLost = true }
      value = next
      decimals += 1
    }
    while scale < decimals {
      guard let next = digits.times(10, plus: 0) else { return isLost = true }
      digits = next
      scale += 1
    }
    let (sum, overflow) = digits.addingReportingOverflow(isNegative ? -value : value)
    isLost = overflow
    digits = sum
  }

  /// `nil` where there is none.
  var text: String? {
    if isLost { return nil }
    let all = String(digits.magnitude)
    let padded = String(repeating: "0", count: max(0, scale + 1 - all.count)) + all
    let whole = padded.dropLast(scale)
    return (digits < 0 ? "-" : "") + whole + (scale > 0 ? "." + padded.suffix(scale) : "")
  }
}

extension Int128 {
  fileprivate func times(_ factor: Int128, plus more: Int128) -> Int128? {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    if overflow { return nil }
    let (sum, isTooLarge) = product.addingReportingOverflow(more)
    return isTooLarge ? nil : sum
  }
}
