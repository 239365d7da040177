import Clause6
import Postgres

enum VersionText {
  /// The versions of the program, of the schema it carries, and of libpq.
  static var text: String {
    let schema = Migrator().migrations.last?.version ?? 0
    let libpq = Connection.libraryVersion
    return "clause6 \(Clause6Command.version) (schema \(schema), libpq \(libpq / 10_000).\(libpq % 10_000))"
  }
}
