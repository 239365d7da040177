#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A register of contracts as offices keep it, the same at every run: Japanese and English, five contracts a vendor.
struct ContractFile {
  let rows: Int

  var vendors: Int { max(2, rows / 5) }
  /// One row in a hundred has another value in the edited file.
  var editedRows: Int { (0..<rows).count { isEdited($0) } }

  static let columns = [
    "契約番号", "契約名", "取引先", "取引先コード", "開始日", "終了日", "自動更新", "予告月数", "金額", "通貨", "担当者", "業務", "重要度", "備考",
  ]

  static let mapping = """
    clause6: mapping/1
    noun: contract
    source: benchmark
    fields:
      reference: 契約番号
      title: 契約名
      vendors: {column: 取引先, split: ";"}
      vendor_codes: {column: 取引先コード, split: ";"}
      starts_on: 開始日
      ends_on: 終了日
      auto_renews: 自動更新
      notice_months: 予告月数
      value_amount: 金額
      value_currency: 通貨
      owner: 担当者
      engagement: 業務
      tier: 重要度
      note: 備考

    """

  func write(to out: UnsafeMutablePointer<FILE>, isEdited: Bool) {
    fputs(ContractFile.columns.joined(separator: ",") + "\r\n", out)
    for row in 0..<rows { fputs(line(row, isEdited: isEdited && self.isEdited(row)), out) }
  }

  private func isEdited(_ row: Int) -> Bool { row % 100 == 17 }

  private func line(_ row: Int, isEdited: Bool) -> String {
    let vendor = row * 7919 % vendors
    let named = row % 20 == 0 ? [vendor, (vendor + 1) % vendors] : [vendor]
    let (year, month) = (2018 + row % 8, padded(1 + row % 12, 2))
    let work = pick(ContractFile.works, vendor + row / vendors % 2)
    let amount = row % 997 * 12500 + 100_000 + (isEdited ? 1 : 0)
    let cells = [
      "C\(year)-\(padded(row, 6))", pick(ContractFile.titles, row) + "（\(work)）",
      named.map(name).joined(separator: "; "), named.map { "V" + padded($0, 5) }.joined(separator: "; "),
      "\(year)-\(month)-01", row % 9 == 0 ? "" : "\(year + 1 + row % 4)/\(month)/28", pick(["はい", "いいえ"], row),
      pick(["1", "2", "3", "6"], row), row % 3 == 0 ? "\"\(grouped(amount))\"" : String(amount),
      pick(["JPY", "JPY", "AUD", "USD"], row), "owner\(padded(row % 400, 3))@example.co.jp", work,
      pick(["critical", "high", "medium", "low"], vendor * 3), pick(ContractFile.notes, row),
    ]
    return cells.joined(separator: ",") + "\r\n"
  }

  private func name(_ vendor: Int) -> String {
    let form = pick(ContractFile.forms, vendor)
    return form.0 + pick(ContractFile.names, vendor) + padded(vendor, 5) + form.1
  }

  private func pick<T>(_ values: [T], _ index: Int) -> T { values[index % values.count] }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private func grouped(_ number: Int) -> String {
    number < 1000 ? String(number) : grouped(number / 1000) + "," + padded(number % 1000, 3)
  }

  private static let names = [
    "青葉システム", "Northwind Analytics", "三崎物流", "Harbour Data", "東都クリーニング", "Kestrel Cloud Services", "日の出印刷",
    "Ridgeway Payroll",
  ]
  private static let forms = [
    ("株式会社", ""), ("", " Pty Ltd"), ("", " 株式会社"), ("", " K.K."), ("合同会社", ""), ("", " Limited"),
  ]
  private static let works = [
    "給与計算", "Hosting of the customer portal", "倉庫と配送", "Penetration testing", "清掃", "コールセンター", "Backup and archive",
    "人事システムの保守",
  ]
  private static let titles = [
    "業務委託基本契約書", "Master services agreement", "保守契約", "Statement of work", "秘密保持契約書", "Data processing agreement",
  ]
  private static let notes = [
    "", "", "更新時に再委託先の一覧を受け取ること", "\"Price review each April, notice by letter\"", "押印済み原本は総務部、写しは電子",
    "\"Renewal agreed by phone; see \"\"Minutes\"\" of May\"", "",
  ]
}
