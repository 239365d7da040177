enum Digits {
  /// `1,234,567.5`: groups of three before the point, of what has more than four digits there.
  static func grouped(_ number: String) -> String {
    let digits = number.prefix { $0 != "." }
    let isNegative = digits.hasPrefix("-")
    let whole = digits.dropFirst(isNegative ? 1 : 0)
    guard whole.count > 4, whole.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return number }
    var grouped = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { grouped += "," }
      grouped.append(digit)
    }
    return (isNegative ? "-" : "") + grouped + number[digits.endIndex...]
  }
}
