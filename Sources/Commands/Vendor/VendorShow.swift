import ArgumentParser
import Clause6
import Postgres

struct VendorShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one vendor: its names, identifiers, group, contacts, stages, engagements and contracts.",
    discussion: """
      EXAMPLE:
        clause6 vendor show T0012
      """)

  @Argument(help: "Its code, any of its names, or its number.")
  var vendor: String

  @OptionGroup var day: DayOptions
  @OptionGroup var format: FormatOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    try read(database, day) { connection, asOf in
      let id = try connection.vendor(called: vendor)
      try connection.noteMerger(of: vendor, into: id)
      format.print(
        try connection.record(vendor: id, on: asOf), sections: try connection.sections(vendor: id, on: asOf))
    }
  }
}

extension Connection {
  /// What is shown below a vendor, in this order.
  fileprivate func sections(vendor id: Int, on day: CalendarDate) throws -> [Section] {
    [
      (
        "Names",
        try table(
          """
          SELECT name, kind, language, from_on, until_on FROM facts.vendor_name(\(day)::date)
          WHERE vendor_id = \(id) ORDER BY kind, name, name_id
          """
        )
      )
    ] + (try identitySections(vendor: id, on: day)) + [
      (
        "Group",
        try table(
          """
          SELECT relation, coalesce(code, '#' || other_id) AS code, name, country FROM facts.vendor_group(\(day)::date)
          WHERE vendor_id = \(id) ORDER BY relation, name, other_id
          """)
      ),
      (
        "Contacts",
        try table(
          """
          SELECT contact, role, name, email, phone, language, until_on FROM facts.vendor_contact(\(day)::date)
          WHERE vendor_id = \(id) AND (until_on IS NULL OR until_on >= \(day)::date) ORDER BY role, name, contact_id
          """)
      ),
      (
        "Stages",
        try table(
          """
          SELECT from_on, until_on, stage, standing, moved_by, reason FROM facts.stage_history(\(day)::date)
          WHERE vendor_id = \(id) AND standing <> 'withdrawn' ORDER BY from_on
          """)
      ),
    ] + (try looking(at: .vendor(id), on: day) { try $0.workSections(vendor: id, on: day) })
  }

  private func workSections(vendor id: Int, on day: CalendarDate) throws -> [Section] {
    [
      (
        "Engagements",
        try table(
          """
          SELECT '#' || e.engagement_id AS engagement, e.title, e.state, e.tier, e.starts_on, e.ends_on
          FROM facts.engagement_sheet(\(day)::date) e WHERE e.vendor_id = \(id) ORDER BY e.engagement_id
          """)
      ),
      (
        "Contracts",
        try table(
          """
          SELECT reference, title, state, since, why FROM facts.contract(\(day)::date)
          WHERE \(id) = ANY (vendor_ids) ORDER BY reference
          """)
      ),
    ]
  }
}

extension Connection {
  func record(vendor id: Int, on day: CalendarDate) throws -> Table {
    try table("SELECT * FROM facts.vendor(\(day)::date) WHERE vendor_id = \(id)")
  }
}
