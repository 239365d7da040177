import Bytes

extension Mapping {
  /// The mapping of a file whose columns are called as the fields are, as ``Postgres/Connection/sheet(of:)`` writes them.
  ///
  /// Days are `2026-03-31`, amounts have a point before the fraction, the entries of a list stand on lines of their own
  /// within the cell; what a spreadsheet program would run has an apostrophe before it, which is taken away.
  /// - Parameters:
  ///   - noun: what the file is a list of, such as `vendor`.
  ///   - file: the file; its columns are read.
  ///   - source: which register the file is an edition of; by default the noun's own.
  /// - Throws: ``Clause6Error`` when the file cannot be read, or has a column that is no field of the noun.
  public static func ownForm(of noun: String, file: String, source: String? = nil) throws(Clause6Error) -> Mapping {
    guard let noun = ImportNoun.named(noun) else {
      throw Clause6Error("\"\(noun)\" cannot be imported; these can: \(nouns.joined(separator: ", ")).")
    }
    let columns = try columns(of: file, noun)
    var reading = CellReading()
    reading.numbers.decimal = "."
    let fields = try columns.map { column throws(Clause6Error) in
      guard let field = noun.field(column) else { throw unknown(column, noun, file) }
      var mapped = MappedField(field: field, columns: [column], reading: reading)
      if field.kind == .list { mapped.split = ["\n"] }
      return mapped
    }
    guard fields.contains(where: { $0.field.name == noun.key }) else {
      throw Clause6Error(
        "\(file) has no column \"\(noun.key)\", without which no row can be told from another: say with --mapping which column it is."
      )
    }
    return Mapping(
      source: source ?? "own \(noun.name)", sha256: SHA256.hexadecimal(of: columns.joined(separator: "\n")),
      noun: noun,
      form: TableForm(), ignored: [], lastCounts: false, fields: fields, isOwnForm: true)
  }

  /// What can be imported and exported, by the words of mappings.
  public static var nouns: [String] { ImportNoun.all.filter(\.isExported).map(\.name) }

  /// What several entries of a noun are called.
  package static func plural(of noun: String) -> String { ImportNoun.named(noun)?.plural ?? noun }

  private static func columns(of file: String, _ noun: ImportNoun) throws(Clause6Error) -> [String] {
    if JSONSource.endings.contains(where: { file.lowercased().hasSuffix($0) }) { return noun.exported.map(\.name) }
    return try TableReader(path: file, TableForm()).header.filter { !RejectsFile.columns.contains($0) }
  }

  private static func unknown(_ column: String, _ noun: ImportNoun, _ file: String) -> Clause6Error {
    let names = noun.fields.map(\.name)
    return Clause6Error(
      "\(file) has a column \"\(column)\", which is no field of a \(noun.name)\(suggestion(column, names)); these are: "
        + "\(names.joined(separator: ", ")).",
      hint: ImportNoun.proposed.contains { $0.name == noun.name }
        ? "Say with --mapping which column is what; --propose writes a first mapping."
        : "Say with --mapping which column is what.")
  }
}
