import Clause6
import Postgres

extension KeyOptions {
  /// Seals what a run of the scheduler wrote, where this account has the log's key and may seal.
  ///
  /// The run has done its work: that it could not be sealed is said, and shows in "history status".
  func sealAfterRun(_ connection: Connection) {
    do {
      let file = file(origin: try connection.logOrigin())
      guard file.exists, try connection.maySeal() else { return }
      _ = try connection.seal(by: try file.keys())
    } catch let error as Clause6Error {
      Terminal.current.note("What this run wrote is not sealed yet: \(error.message)")
    } catch let error as PostgresError {
      Terminal.current.note("What this run wrote is not sealed yet: \(error.sentence).")
    } catch {
      Terminal.current.note("What this run wrote is not sealed yet.")
    }
  }
}
