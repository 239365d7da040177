import ArgumentParser
import Clause6
import Postgres

struct VendorChain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chain", abstract: "Show who stands behind a vendor: its subcontractors, at any depth.",
    discussion: """
      The vendor has rank 1. A subcontractor that is itself a vendor of ours brings along the subcontractors that it uses \
      for all it does; through says so. A company that stands above in its own line is marked "(again)" and not followed.

      EXAMPLE:
        clause6 vendor chain T0012 --as-of 2026-03-31
      """)

  @Argument(help: "Its code, its name, or # and its number.")
  var vendor: String

  @OptionGroup var day: DayOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      let id = try connection.vendor(called: vendor)
      guard format.format == .table else {
        return format.print(
          try connection.table(
            "SELECT * FROM facts.chain(\(asOf)::date) WHERE vendor_id = \(id) ORDER BY place"))
      }
      let top = try connection.table("SELECT name, country FROM register.vendor WHERE id = \(id)").rows[0]
      let links = try connection.chain(ofVendor: id, on: asOf)
      format.print(ChainTree(links).table(top: top[0] ?? "", country: top[1]))
      let others = try connection.value(
        "SELECT count(*) FROM facts.subcontractor(\(asOf)::date) WHERE vendor_id = \(id) AND state <> 'active'",
        as: Int.self)
      if let others, others > 0 {
        Terminal.current.note(
          "Not at work on \(asOf): \(others) more; \"clause6 subcontractor list --vendor \(vendor)\" shows them.")
      } else if links.isEmpty {
        Terminal.current.note("No subcontractor of it is recorded.")
      }
    }
  }
}

/// The links of a chain, in the order in which a tree shows them.
struct ChainTree {
  let links: [ChainLink]
  /// For each company the last of those below it.
  private let lastBelow: [[Int]: [Int]]

  /// - Parameter links: each behind the one above it.
  init(_ links: [ChainLink]) {
    self.links = links
    lastBelow = Dictionary(links.map { (Array($0.pathIds.dropLast()), $0.pathIds) }) { _, last in last }
  }

  func table(top: String, country: String?) -> Table {
    let columns: [(String, Table.Kind)] = [
      ("company", .text), ("rank", .number), ("engagement", .text), ("country", .text), ("service", .text),
      ("data", .text), ("consent_state", .text), ("flow_down", .text), ("through", .text),
    ]
    let rows = links.map { link -> [String?] in
      [
        branch(link) + link.name + (link.isCircular ? " (again)" : ""), "\(link.rank)", link.engagement, link.country,
        link.service, link.data?.joined(separator: ", "), link.consentState, link.flowDown, link.through,
      ]
    }
    return Table(
      columns: columns.map { Table.Column(name: $0.0, kind: $0.1) },
      rows: [[top, "1", nil, country, nil, nil, nil, nil, nil]] + rows)
  }

  /// `│  ├─ ` before a name: for each company above it whether others follow that one.
  private func branch(_ link: ChainLink) -> String {
    let ids = link.pathIds
    let above = ids.indices.dropLast().map { hasNext(Array(ids[...$0])) ? "│  " : "   " }
    return above.joined() + (hasNext(ids) ? "├─ " : "└─ ")
  }

  private func hasNext(_ path: [Int]) -> Bool { lastBelow[path.dropLast()] != path }
}
