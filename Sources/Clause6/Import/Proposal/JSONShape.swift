/// The rows that a JSON file has at one place, and the paths in them.
struct JSONShape {
  let rows: String?
  private(set) var columns: [String] = []
  /// How well the paths fit the noun.
  private(set) var score = 0.0

  /// Where rows may stand: where the reader finds them by itself, else where OCDS has contracts.
  static let places: [String?] = [
    nil, "records[].compiledRelease.contracts[]", "releases[].contracts[]", "records[].releases[].contracts[]",
    "contracts[]",
  ]

  init(_ path: String, encoding: TextEncoding?, rows: String?, _ index: HeadingIndex) throws(Clause6Error) {
    self.rows = rows
    let text = try DecodedText(try FileBytes(path: path), stated: encoding)
    let found = try JSONRowReader.columns(
      path: path, pull: { () throws(Clause6Error) in try text.next().map { $0[...] } }, rows: rows)
    guard !found.isEmpty else { throw Clause6Error("\(path) has no rows.") }
    // Of a path that cannot be written there is nothing to propose.
    columns = found.map(\.path).filter { (try? JSONPath(column: $0)) != nil }.prefix(300).map { $0 }
    if rows?.hasSuffix("contracts[]") == true, rows?.contains(".") == true, columns.contains("awardID") {
      columns += ["../awards[id=$awardID].suppliers[].name", "../awards[id=$awardID].suppliers[].id"]
    }
    var fields: [String: Double] = [:]
    for column in columns {
      let parts = JSONShape.parts(column)
      guard let best = index.candidates(parts.joined(separator: " "), parts: parts, isNearEnough: false).first else {
        continue
      }
      fields[best.field] = max(fields[best.field] ?? 0, best.score * (JSONShape.isSingle(column) ? 1 : 0.5))
    }
    score = fields.values.sorted().reduce(0, +)
  }

  /// The names on a path: of ../awards[id=$awardID].suppliers[].name the last two.
  static func parts(_ path: String) -> [String] {
    let names = path.replacing(/\[[^\]]*\]/, with: "").split(separator: ".").map { $0.filter { !"/\"".contains($0) } }
      .filter { !$0.isEmpty }
    return Array(path.hasPrefix("../") ? names.suffix(2) : names.suffix(4))
  }

  /// Whether a row has one value there at most.
  static func isSingle(_ path: String) -> Bool { !path.contains("[") }
}
