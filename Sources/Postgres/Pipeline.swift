import CLibpq

extension Connection {
  /// Sends statements without waiting for each answer; a chunk costs one round trip.
  ///
  /// Inside a transaction all of them succeed or the transaction fails. Outside one, each chunk is a transaction.
  public func execute(pipelined statements: some Sequence<SQL>) throws(PostgresError) {
    try checkCancelled()
    // A chunk small enough that neither side's buffer fills while the other is still writing.
    let chunkSize = 200
    var chunk: [SQL] = []
    for statement in statements {
      chunk.append(statement)
      if chunk.count == chunkSize {
        try run(chunk)
        chunk.removeAll(keepingCapacity: true)
      }
    }
    if !chunk.isEmpty { try run(chunk) }
  }

  private func run(_ chunk: [SQL]) throws(PostgresError) {
    try checkCancelled()
    // Before the first is sent: what cannot be sent must not leave half a chunk behind.
    let chunk = try chunk.map { statement throws(PostgresError) in try ready(statement) }
    guard PQenterPipelineMode(raw) == 1 else { throw lost() }
    var failure: PostgresError?
    do throws(PostgresError) {
      for statement in chunk {
        log(statement)
        try dispatch(statement)
      }
    } catch {
      failure = error
    }
    guard PQpipelineSync(raw) == 1 else { throw failure ?? lost() }
    var synced = false
    while !synced, isUsable {
      // A nil result only separates the answers of two statements.
      guard let pointer = PQgetResult(raw) else { continue }
      let result = ResultSet(pointer)
      switch result.status {
      case PGRES_PIPELINE_SYNC: synced = true
      case PGRES_FATAL_ERROR: failure = failure ?? error(in: result)
      default: break
      }
    }
    // The server's farewell is an answer like any other; what counts is that the session has ended.
    guard isUsable else { throw lost() }
    guard PQexitPipelineMode(raw) == 1 else { throw failure ?? lost() }
    if let failure { throw failure }
  }
}
