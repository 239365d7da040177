extension DoraTable {
  /// What one row has to have because of what else it says.
  mutating func checkRows() {
    let ranks = template.code == "B_05.02" ? values(of: DoraTable.rankColumns) : []
    for (line, cells) in rows {
      func has(_ column: String) -> Bool { !(cells[column] ?? "").isEmpty }
      func needs(_ column: String, _ rule: String, because: String) {
        guard !has(column), let label = template.column(column)?.label else { return }
        add(.warning, rule, line, column, "\(label) is empty, \(because)")
      }
      func isLEI(_ column: String, _ rule: String) { checkLEI(cells[column] ?? "", column, rule, line) }
      func isNotNegative(_ column: String, _ rule: String) {
        if cells[column]?.hasPrefix("-") == true { add(.warning, rule, line, column, "is below zero") }
      }
      switch template.code {
      case "B_01.01": isLEI("c0010", "v8890_m")
      case "B_01.02":
        isLEI("c0010", "v8891_m")
        isLEI("c0060", "v8826_m")
        if has("c0110") { needs("c0100", "v8803_m", because: "and an amount has one") }
        // All but the two kinds that are no financial entities.
        if !["eba_CT:x317", "eba_CT:x318"].contains(cells["c0040"] ?? "") {
          needs("c0110", "v8804_m", because: "and a financial entity has some")
        }
        isNotNegative("c0110", "v22913_s")
      case "B_01.03": isLEI("c0020", "v8892_m")
      case "B_02.01":
        if cells["c0020"] == "eba_CO:x3" { needs("c0030", "v8805_m", because: "and a subsequent arrangement has one") }
        isNotNegative("c0050", "v23716_s")
      case "B_02.02":
        isLEI("c0020", "own")
        if cells["c0140"] == "eba_BT:x28" {
          needs("c0170", "own", because: "and data is stored")
          if cells["c0150"] == "eba_GA:qx2007" {
            add(.warning, "own", line, "c0150", "says that the country does not apply, and data is stored")
          }
        }
      case "B_05.01":
        if has("c0030") { needs("c0040", "own", because: "and there is an additional code") }
        if has("c0100") { needs("c0090", "own", because: "and an amount has one") }
        if has("c0110") { needs("c0120", "own", because: "and there is a parent") }
        if cells["c0020"] == "eba_qCO:qx2000" { isLEI("c0010", "own") }
        if cells["c0120"] == "eba_qCO:qx2000" { isLEI("c0110", "own") }
      case "B_05.02": checkRank(cells, line, ranks)
      case "B_06.01":
        isLEI("c0040", "own")
        if let reasons = cells["c0060"], reasons.unicodeScalars.count > 300 {
          add(.warning, "own", line, "c0060", "has more than 300 characters")
        }
      case "B_07.01":
        if ["eba_ZZ:x959", "eba_ZZ:x960"].contains(cells["c0050"] ?? "") {
          needs("c0060", "v8825_m", because: "and the service is hard to replace")
        }
      default: break
      }
    }
    checkCount()
  }

  private mutating func checkCount() {
    switch template.code {
    case "B_01.01" where rows.count != 1: refuse("own", nil, "has \(rows.count) rows: one entity keeps the register")
    case "B_01.02" where rows.isEmpty:
      refuse("own", nil, "has no row: the entity that keeps the register is in its scope")
    case "B_99.01" where rows.count > 1: refuse("own", nil, "has more than one row")
    default: break
    }
  }

  /// The form and the check digits (ISO 17442, ISO 7064 MOD 97-10); whether it was issued is the GLEIF's to say.
  private mutating func checkLEI(_ value: String, _ column: String, _ rule: String, _ line: Int) {
    if value.isEmpty { return }
    guard value.wholeMatch(of: /[A-Z0-9]{18}[0-9]{2}/) != nil else {
      return add(.warning, rule, line, column, "is no LEI of 20 capital letters and digits: \(value.prefix(40))")
    }
    if !DoraTable.hasCheckDigits(value) {
      add(.warning, rule, line, column, "is an LEI with wrong check digits: \(value)")
    }
  }

  static func hasCheckDigits(_ lei: String) -> Bool {
    lei.utf8.reduce(0) { rest, byte in
      byte < 65 ? (rest * 10 + Int(byte - 48)) % 97 : (rest * 100 + Int(byte - 55)) % 97
    } == 1
  }

  /// Whoever works for somebody in the chain works for one who is in it, one rank nearer to us.
  /// - Parameter ranks: of all rows, their ``rankColumns``.
  private mutating func checkRank(_ cells: [String: String], _ line: Int, _ ranks: Set<[String]>) {
    guard let rank = Int(cells["c0050"] ?? "") else { return }
    guard rank >= 1 else { return refuse("own", line, in: "c0050", "is a rank below 1") }
    if rank == 1 {
      if cells["c0060"] != cells["c0030"] {
        add(.warning, "own", line, "c0060", "is another than the provider, which at rank 1 is repeated there")
      }
      return
    }
    let nearer = [cells["c0010"], cells["c0020"], cells["c0060"], String(rank - 1)].map { $0 ?? "" }
    if !ranks.contains(nearer) {
      add(.warning, "own", line, "c0060", "has no row of rank \(rank - 1) for the same contract and service")
    }
  }

  /// Contract, service, provider, rank.
  private static let rankColumns = ["c0010", "c0020", "c0030", "c0050"]
}
