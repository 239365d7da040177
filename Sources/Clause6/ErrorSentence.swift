public import Postgres

extension PostgresError {
  /// One sentence for the person who asked, without a full stop.
  public var sentence: String {
    switch self {
    case .connection(let text), .connectionLost(let text, _), .commitUnknown(let text), .unsendable(let text): text
    case .server(let error): error.detail.map { "\(error.message) (\($0))" } ?? error.message
    case .decoding(let column, let expected): "the database's column \(column) is not \(expected)"
    case .unexpectedRowCount(let count): "the database gave \(count) rows where one was expected"
    case .cancelled: "interrupted"
    }
  }

  /// The named rule of the database that refused, when one did.
  public var constraint: String? {
    if case .server(let error) = self { error.constraint } else { nil }
  }
}

extension Connection {
  /// The comment on a constraint or unique index: the sentence the user reads when it is violated.
  public func sentence(ofConstraint name: String) throws(PostgresError) -> String? {
    try value(
      """
      SELECT coalesce((SELECT obj_description(oid, 'pg_constraint') FROM pg_constraint WHERE conname = \(name) LIMIT 1),
        (SELECT obj_description(oid, 'pg_class') FROM pg_class WHERE relname = \(name) AND relkind = 'i' LIMIT 1))
      """)
  }
}
