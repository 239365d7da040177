import Postgres

/// A list below the record that a command shows.
typealias Section = (title: String, table: Table)

extension FormatOptions {
  /// One thing with its lists: below it for people, where there is anything in them; inside its object as JSON. CSV has
  /// the record alone, as a line has no room for lists.
  func print(_ record: Table, sections: [Section]) {
    guard format == .json || format == .ndjson else {
      print(record, layout: .record)
      if format == .table { for section in sections { printSection(section) } }
      return
    }
    var whole = record
    for section in sections {
      let key = section.title.lowercased().replacing(" ", with: "_")
      // A vendor's contracts are counted in its record already.
      let isTaken = whole.columns.contains { $0.name == key }
      whole.columns.append(Table.Column(name: isTaken ? key + "_list" : key, kind: .json))
      let list = JSONText.list(section.table)
      for index in whole.rows.indices { whole.rows[index].append(list) }
    }
    print(whole, layout: .record)
  }

  private func printSection(_ section: Section) {
    guard !section.table.rows.isEmpty else { return }
    Terminal.current.print("\n\(section.title)")
    print(section.table, layout: .wrapped)
  }
}
