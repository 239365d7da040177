import Postgres

extension Rule {
  /// `WITH params …, rule AS (body)`: what every statement about a rule begins with. `$1` is the day.
  ///
  /// Values of parameters are bound; the body is the file's own text but for `:as_of`.
  /// - Parameter facts: the schema that takes the place of `facts`.
  func with(
    _ day: CalendarDate, over facts: String = "facts", then rest: String, _ more: [(any PostgresEncodable)?] = []
  ) -> SQL {
    var bindings: [(any PostgresEncodable)?] = [day]
    let names = valueNames
    let rows = Rule.tiers.map { tier in
      let values = names.map { name in
        bindings.append(value(of: name, tier: tier))
        let type = parameters.first { $0.name == name }?.type ?? "text"
        return "$\(bindings.count)::text::\(type)"
      }
      return "('\(tier)', \(values.joined(separator: ", ")))"
    }
    // What follows numbers its own bindings from @1.
    var rest = rest
    for (index, value) in more.enumerated() {
      bindings.append(value)
      rest = rest.replacing("@\(index + 1)", with: "$\(bindings.count)")
    }
    // The day has a type here even in a rule that does not ask for it.
    var body = body.replacingDay(with: "$1::date")
    // What follows compares with all findings, whatever part of the register the rule looks at.
    if facts == FactSnapshot.schema { (body, rest) = (body.snapshottedRule, rest.snapshotted) }
    let text =
      "WITH asked (day) AS (VALUES ($1::date)), params (tier, \(names.joined(separator: ", "))) AS "
      + "(VALUES \(rows.joined(separator: ", "))), rule AS (\n" + body + "\n)\n" + rest
    return SQL(verbatim: text, bindings)
  }

  /// The line of the file that an error of the server points to.
  func line(ofPosition position: Int, in sql: SQL) -> Int {
    // The body begins on the second line of the statement and after the header in the file.
    let line = sql.text.unicodeScalars.prefix(position).count { $0 == "\n" }
    return headerLines + max(1, line)
  }

  /// How long it may take when its limit may pass so often; no longer than asked, or than the server can be told: 24 days.
  func seconds(_ patience: Int = 1, atMost asked: Int? = nil) -> Int {
    let longest = Int(Int32.max) / 1000
    return min(min(limit, longest) * patience, asked ?? longest, longest)
  }

  /// Sets the session as a rule sees it; for the rest of the transaction or savepoint.
  /// - Parameter names: the schemas that the session reads in the place of `facts` and `register`.
  static func session(seconds: Int = 60, over names: SchemaNames = SchemaNames()) -> String {
    """
    SET LOCAL search_path = \(names.name(of: "facts")), \(names.name(of: "register")), pg_catalog;
    SET LOCAL statement_timeout = '\(seconds)s';
    SET LOCAL transaction_read_only = on
    """
  }
}
