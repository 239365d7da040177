package import Postgres

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The register of information of an entity, as it is reported for a day: Regulation (EU) 2022/2554, article 28(3).
package struct DoraRegister: Sendable {
  package enum Scope: String, Sendable, CaseIterable {
    /// Of all entities that are listed.
    case whole = "con"
    /// Of the entity by itself; those above it are named.
    case alone = "ind"
  }

  private struct Entity: Decodable {
    let country: String
  }

  /// The LEI of the entity that keeps it.
  package let entity: String
  package let scope: Scope
  /// The reference date.
  package let day: CalendarDate
  private let country: String

  /// - Throws: ``Clause6Error`` when no such entity is listed on the day; ``PostgresError``, also when the login is limited to units.
  package init(_ connection: Connection, of entity: String, scope: Scope, on day: CalendarDate) throws {
    (self.entity, self.scope, self.day) = (entity, scope, day)
    // What a part of it reports is no register of information, and would not say so.
    try connection.execute("SELECT audit.refuse_limited()")
    let found = try connection.row(
      """
      SELECT e.country FROM register.dora_entity e
      WHERE e.lei = \(entity) AND e.id IN (SELECT s.entity_id FROM facts.dora_entity(\(day), \(entity), \(scope == .alone)) s)
      """, as: Entity.self)
    guard let found else {
      throw Clause6Error(
        "No entity \(entity) is in the register of information on \(day): \"clause6 export dora_entity\" shows which are."
      )
    }
    country = found.country
  }

  /// What the register lacks for it: the rows of the report `dora-gaps`.
  package func gaps(_ connection: Connection) throws -> Table {
    try connection.table("SELECT * FROM reports.dora_gaps(\(day), \(entity), \(scope == .alone))")
  }

  /// Writes the package.
  /// - Parameters:
  ///   - folder: where to; made when it is not there.
  ///   - stamp: when it was made, as 17 digits: year to millisecond. It is part of the name.
  ///   - currency: in which its author thinks; amounts have their own.
  ///   - isArchive: whether it is a zip file, and not a folder.
  /// - Returns: its path, and how many rows the templates have.
  /// - Throws: ``Clause6Error`` when it cannot be written, or is there already; ``PostgresError``.
  package func write(
    _ connection: Connection, into folder: String, stamp: String, currency: String, isArchive: Bool
  ) throws -> (path: String, rows: Int) {
    let name = "\(entity).\(scope.rawValue.uppercased())_\(country)_DORA010100_DORA_\(day)_\(stamp)"
    let path = "\(folder)/\(name)" + (isArchive ? ".zip" : "")
    guard access(path, F_OK) != 0 else { throw Clause6Error("\(path) is there already: nothing was written.") }
    try makeFolder(folder)
    let package = try PackFolder(beside: path)
    var count = 0
    let rows = try rows(connection)
    for template in DoraLayout.templates {
      let table = Table(
        columns: template.columns.map { Table.Column(name: $0.code, kind: .text) }, rows: rows[template.code] ?? [])
      count += table.rows.count
      let text = CSVText.render(table, guardsFormulas: false)
      try package.write(PackEntry(file: template.file, kind: .rows), text: text)
    }
    for (file, text) in frame(currency) { try package.write(PackEntry(file: file, kind: .rows), text: text) }
    if isArchive { try package.archive(to: path, root: name) } else { try package.place(at: path) }
    return (path, count)
  }

  /// Of each template, sorted.
  private func rows(_ connection: Connection) throws -> [String: [[String?]]] {
    let table = try connection.table(
      """
      SELECT template, cells FROM facts.dora_row(\(day), \(entity), \(scope == .alone))
      ORDER BY template, cells COLLATE "C"
      """)
    return Dictionary(grouping: table.rows) { $0[0] ?? "" }
      .mapValues { $0.map { row in row[1].flatMap(Table.elements(ofList:)) ?? [] } }
  }

  /// What stands around the templates.
  private func frame(_ currency: String) -> [(file: String, text: String)] {
    [
      (DoraPackage.packaging, #"{"documentInfo":{"documentType":"https://xbrl.org/report-package/2023"}}"#),
      (
        DoraPackage.report,
        """
        {"documentInfo":{"documentType":"https://xbrl.org/2021/xbrl-csv","extends":\
        ["http://www.eba.europa.eu/eu/fr/xbrl/crr/fws\(DoraPackage.module)"]}}
        """
      ),
      (
        DoraPackage.parameters,
        """
        name,value
        entityID,rs:\(entity).\(scope.rawValue.uppercased())
        refPeriod,\(day)
        baseCurrency,iso4217:\(currency)
        decimalsInteger,0
        decimalsMonetary,0

        """
      ),
      (
        DoraPackage.indicators,
        "templateID,reported\n" + DoraLayout.templates.map { "\($0.code),true\n" }.joined()
      ),
    ]
  }
}
