#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What something costs beside the least it can cost, both measured in the same run.
struct Figure {
  enum Unit: String {
    case ms
    case seconds = "s"
    case cpuSeconds = "s of CPU"
    case perSecond = "a second"
    /// The power of the number of rows with which the cost grows.
    case exponent
  }

  /// What is to hold.
  enum Aim {
    /// Of ours, in floors.
    case atMost(Double)
    case atLeast(Double)
    /// Of ours itself, in its unit.
    case under(Double)
  }

  /// Its section and its name, such as `import.first`.
  let what: String
  let unit: Unit
  let ours: Double
  let floor: Double
  /// In words: what the floor is.
  let beside: String
  var aim: Aim?
  var rows: Int?
  /// The most memory that the process held which did the work, in megabytes.
  var peak: Double?

  var ratio: Double { floor > 0 ? ours / floor : 0 }

  var holds: Bool? {
    switch aim {
    case .atMost(let most): ratio <= most
    case .atLeast(let least): ratio >= least
    case .under(let limit): ours < limit
    case nil: nil
    }
  }
}

/// Says each figure as soon as it is known: a row to read on standard error, a line of JSON on standard output.
///
/// The rows are those of a table in Markdown, as `docs/performance.md` has them.
struct Sheet {
  let scale: Scale

  func begin() {
    tell(row(["figure", "ours", "floor", "ratio", "aim", "MB", "rows"], "unit; the floor"))
    tell(row(["---", "---:", "---:", "---:", "---", "---:", "---:"], "---"))
  }

  func add(_ figure: Figure) {
    tell(
      row(
        [
          figure.what, number(figure.ours), number(figure.floor), number(figure.ratio), aim(figure),
          figure.peak.map(whole) ?? "", figure.rows.map(String.init) ?? "",
        ], "\(figure.unit.rawValue); \(figure.beside)"))
    print(json(figure))
    // Read while the next ones are measured.
    fflush(nil)
  }

  private func row(_ cells: [String], _ last: String) -> String {
    let widths = [-32, 9, 9, 8, -7, 5, 9]
    let padded = zip(cells, widths).map { cell, width in
      width < 0 ? pad(cell, -width) : String(repeating: " ", count: max(0, width - cell.count)) + cell
    }
    return "| \(padded.joined(separator: " | ")) | \(last) |"
  }

  /// An aim that is missed is marked.
  private func aim(_ figure: Figure) -> String {
    let text =
      switch figure.aim {
      case .atMost(let most): "≤ \(number(most))"
      case .atLeast(let least): "≥ \(number(least))"
      case .under(let limit): "< \(number(limit))"
      case nil: ""
      }
    return figure.holds == false ? text + " ✗" : text
  }

  private func json(_ figure: Figure) -> String {
    let beside = figure.beside.replacing("\\", with: "\\\\")
    var members = [
      "\"what\":\"\(figure.what)\"", "\"scale\":\"\(scale.rawValue)\"", "\"unit\":\"\(figure.unit.rawValue)\"",
      "\"ours\":\(number(figure.ours))", "\"floor\":\(number(figure.floor))", "\"beside\":\"\(beside)\"",
      "\"ratio\":\(number(figure.ratio))",
    ]
    if let holds = figure.holds { members.append("\"holds\":\(holds)") }
    if let peak = figure.peak { members.append("\"peak_mb\":\(decimal(peak))") }
    if let rows = figure.rows { members.append("\"rows\":\(rows)") }
    return "{\(members.joined(separator: ","))}"
  }

  /// Three places of what is small, and of what is large what is read of it.
  private func number(_ value: Double) -> String {
    if value.magnitude >= 1000 { return whole(value) }
    return value.magnitude >= 1 ? decimal(value) : decimal(value, places: 3)
  }

  private func tell(_ line: String) { printError(line) }
}

func decimal(_ number: Double, places: Int = 2) -> String {
  let unit = places == 3 ? 1000 : 100
  let scaled = Int((number.magnitude * Double(unit)).rounded())
  let fraction = String(scaled % unit)
  let sign = number < 0 ? "-" : ""
  return sign + "\(scaled / unit)." + String(repeating: "0", count: places - fraction.count) + fraction
}

func whole(_ number: Double) -> String { String(Int(number.rounded())) }

func pad(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}
