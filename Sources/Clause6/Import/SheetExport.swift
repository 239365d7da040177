public import Postgres

extension Connection {
  /// All entries of a noun, in words and in a fixed order, as an import without a mapping reads them again.
  ///
  /// - Parameters:
  ///   - noun: one of ``Mapping/nouns``.
  ///   - columns: told once, before the first row: one for each field that a mapping can name.
  ///   - row: given each entry; lists have their entries on lines of their own.
  /// - Throws: ``Clause6Error`` when there is no such noun; ``PostgresError``; what the closures throw.
  public func exportSheet(
    of noun: String, columns: ([Table.Column]) throws -> Void, row: ([String?]) throws -> Void
  ) throws {
    try forEachRow(exportStatement(of: noun), columns: columns, row: row)
  }

  /// What is asked for an export.
  package func exportStatement(of noun: String) throws(Clause6Error) -> SQL {
    guard let noun = ImportNoun.named(noun), noun.isExported else {
      throw Clause6Error(
        "\"\(noun)\" cannot be exported\(suggestion(noun, Mapping.nouns)); these can: \(Mapping.nouns.joined(separator: ", "))."
      )
    }
    let fields = SQL.list(noun.exported.map(\.name))
    return "SELECT \(fields) FROM facts.\(identifier: noun.sheet) ORDER BY place COLLATE \"C\""
  }

  /// The same at once.
  /// - Parameter noun: one of ``Mapping/nouns``.
  public func sheet(of noun: String) throws -> Table {
    var table = Table(columns: [], rows: [])
    try exportSheet(of: noun) {
      table.columns = $0
    } row: {
      table.rows.append($0)
    }
    return table
  }
}
