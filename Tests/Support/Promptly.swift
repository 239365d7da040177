/// Runs expectations about processes that end, which then go on as soon as one has ended, before tests that wait for their turn.
///
/// Until they do, the thread by which the testing library waits for processes finds the ended one again and again. All tests begin at once,
/// and few go on at a time: it took half of a core for as long as the tests went on.
public func promptly(_ body: @escaping @Sendable () async throws -> Void) async throws {
  try await Task(priority: .high) { try await body() }.value
}
