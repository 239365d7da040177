import Dispatch
public import Postgres
public import Testing

/// Gives a test a database of its own, as ``TestDatabase/current``.
///
/// ```swift
/// @Suite(.emptyDatabase) struct CopyTests { … }              // one database, shared by the suite
/// @Test(.emptyDatabase, arguments: files) func replays(…)    // one database a case
/// ```
public struct DatabaseTrait: SuiteTrait, TestTrait, TestScoping {
  let template: TestServer.Template

  public init(_ template: TestServer.Template) { self.template = template }

  @concurrent
  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    let template = template
    let database = try await offThePool { try TestServer.shared().makeDatabase(template: template) }
    let result: Result<Void, any Error>
    do {
      result = .success(try await TestDatabase.$current.withValue(database, operation: function))
    } catch {
      result = .failure(error)
    }
    try await offThePool { try TestServer.shared().drop(database, of: test.id.description) }
    try result.get()
  }
}

extension Trait where Self == DatabaseTrait {
  /// A new database with nothing in it.
  public static var emptyDatabase: Self { DatabaseTrait(.empty) }

  /// A new copy of a template.
  public static func database(_ template: TestServer.Template) -> Self { DatabaseTrait(template) }
}

/// The database of the running test.
public enum TestDatabase {
  /// Where it is. Without a ``DatabaseTrait`` on the test or its suite, an address that says so when it is used.
  @TaskLocal public static var current = ConnectionInfo("host=/this-test-has-no-database-trait")

  /// A session with it.
  public static func connect() throws -> Connection { try Connection(current) }
}

/// Runs blocking work where it does not hold up the threads that run the other tests.
public func offThePool<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue.global().async { continuation.resume(with: Result { try work() }) }
  }
}
