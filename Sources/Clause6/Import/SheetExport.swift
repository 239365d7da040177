public import Postgres

extension Connection {
  /// All entries of a noun, in words and in a fixed order, as an import without a mapping reads them again.
  ///
  /// - Parameter noun: one of ``Mapping/nouns``.
  /// - Returns: a column for each field that a mapping can name; lists have their entries on lines of their own.
  /// - Throws: ``Clause6Error`` when there is no such noun.
  public func sheet(of noun: String) throws -> Table {
    guard let noun = ImportNoun.named(noun), noun.isExported else {
      throw Clause6Error(
        "\"\(noun)\" cannot be exported\(suggestion(noun, Mapping.nouns)); these can: \(Mapping.nouns.joined(separator: ", "))."
      )
    }
    let columns = SQL.list(noun.exported.map(\.name))
    return try table("SELECT \(columns) FROM facts.\(identifier: noun.sheet) ORDER BY place COLLATE \"C\"")
  }
}
