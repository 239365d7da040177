import Foundation
public import Postgres
import Synchronization

/// Stands between a program and PostgreSQL, passes on what both say, and breaks off at a turn that is named.
///
/// A turn is a place at which the program waits for an answer: a statement, the end of a copy, a synchronisation. They are
/// counted over all connections, from 1, so a fault can be tried at every one of them.
public final class FaultProxy: Sendable {
  /// What happens at the turn.
  public enum Fault: Sendable, CaseIterable {
    /// The server never hears of it: all connections end.
    case before
    /// The server gets half of the bytes.
    case half
    /// The server does what it was told, and its answer does not arrive.
    case after
    /// Nothing passes any more, and no connection ends.
    case stall
  }

  /// Where the program connects to.
  public let info: ConnectionInfo
  private let port: BoundPort
  private let server: String
  private let plan: (fault: Fault, turn: Int)?
  private let action: @Sendable () throws -> Void
  private let staysDown: Bool
  private struct State {
    var turns = 0
    var isBroken = false
    var pairs: [Pair] = []
  }
  private let state = Mutex(State())
  private let answered = DispatchSemaphore(value: 0)
  private let acted = DispatchSemaphore(value: 0)

  /// How many turns have been begun.
  public var turns: Int { state.withLock { $0.turns } }
  /// Whether the fault has happened.
  public var isBroken: Bool { state.withLock { $0.isBroken } }

  /// - Parameters:
  ///   - database: of a server that listens at a socket.
  ///   - fault: what happens, and at which turn; `nil` for nothing.
  ///   - staysDown: whether connections are refused afterwards.
  ///   - action: is done when it happens, such as killing the server.
  public init(
    _ database: ConnectionInfo, _ fault: (Fault, Int)? = nil, staysDown: Bool = false,
    action: @escaping @Sendable () throws -> Void = {}
  ) throws {
    let settings = database.settings
    server = "\(settings["host"] ?? "")/.s.PGSQL.\(settings["port"] ?? "5432")"
    plan = fault.map { (fault: $0.0, turn: $0.1) }
    self.action = action
    self.staysDown = staysDown
    port = try BoundPort()
    guard listen(port.descriptor, 16) == 0 else { throw TestServerError(description: "Nobody can listen at a port.") }
    info = database.with([
      "host": "127.0.0.1", "port": "\(port.number)", "sslmode": "disable",
      "gssencmode": "disable", "connect_timeout": "6",
    ])
    Thread.detachNewThread { [self] in accept() }
  }

  /// Ends all connections and takes no more, once the action of a fault that has happened is done.
  public func stop() {
    if isBroken, plan?.fault != .stall { _ = acted.wait(timeout: .now() + 60) }
    shutdown(port.descriptor, Int32(SHUT_RDWR))
    for pair in state.withLock({ $0.pairs }) { pair.end() }
  }

  private func accept() {
    while true {
      let client = Foundation.accept(port.descriptor, nil, nil)
      guard client >= 0 else { break }
      if staysDown, isBroken {
        close(client)
        continue
      }
      guard let upstream = connectToServer() else {
        close(client)
        continue
      }
      let pair = Pair(client: client, upstream: upstream)
      state.withLock { $0.pairs.append(pair) }
      Thread.detachNewThread { [self] in listenToProgram(pair) }
      Thread.detachNewThread { [self] in listenToServer(pair) }
    }
  }

  private func connectToServer() -> Int32? {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: server.utf8) }
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
    if isConnected { return descriptor }
    close(descriptor)
    return nil
  }

  // MARK: What is passed on

  private func listenToServer(_ pair: Pair) {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(pair.upstream, &bytes, bytes.count)
      guard count > 0 else { break }
      if pair.isCut.load(ordering: .acquiring) {
        answered.signal()
        guard plan?.fault == .stall else { break }
      } else if !send(bytes[..<count], to: pair.client) {
        break
      }
    }
    pair.end()
  }

  private func listenToProgram(_ pair: Pair) {
    var messages = MessageSplitter()
    var bytes = [UInt8](repeating: 0, count: 65_536)
    reading: while true {
      let count = read(pair.client, &bytes, bytes.count)
      guard count > 0 else { break }
      for message in messages.add(bytes[..<count]) {
        guard pass(message, of: pair) else { break reading }
      }
    }
    pair.end()
    state.withLock { state in state.pairs.removeAll { $0 === pair } }
  }

  /// - Returns: whether the connection goes on.
  private func pass(_ message: MessageSplitter.Message, of pair: Pair) -> Bool {
    if pair.isCut.load(ordering: .acquiring) { return plan?.fault == .stall }
    let isNow = state.withLock { state in
      guard !state.isBroken, message.isTurn else { return false }
      state.turns += 1
      guard let plan, state.turns == plan.turn else { return false }
      state.isBroken = true
      for pair in state.pairs { pair.isCut.store(true, ordering: .releasing) }
      return true
    }
    guard isNow, let plan else { return send(message.bytes[...], to: pair.upstream) }
    switch plan.fault {
    case .before: break
    case .half: _ = send(message.bytes.prefix(message.bytes.count / 2), to: pair.upstream)
    case .after:
      _ = send(message.bytes[...], to: pair.upstream)
      // What the server says to it is swallowed; it has done it when it says something.
      _ = answered.wait(timeout: .now() + 10)
    case .stall: return true
    }
    try? action()
    acted.signal()
    breakOff()
    return false
  }

  private func breakOff() {
    for pair in state.withLock({ $0.pairs }) where pair.isCut.load(ordering: .acquiring) { pair.end() }
  }

  private func send(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}

/// The two ends of a connection; closed when nobody listens to either any more.
private final class Pair: Sendable {
  let client: Int32
  let upstream: Int32
  /// Nothing passes any more.
  let isCut = Atomic(false)

  init(client: Int32, upstream: Int32) {
    self.client = client
    self.upstream = upstream
  }

  deinit {
    close(client)
    close(upstream)
  }

  func end() {
    shutdown(client, Int32(SHUT_RDWR))
    shutdown(upstream, Int32(SHUT_RDWR))
  }
}

/// Takes what a program sends to PostgreSQL apart: https://www.postgresql.org/docs/current/protocol-message-formats.html
struct MessageSplitter {
  struct Message {
    /// Of the message, or of the several that the server works on before it answers: a statement is executed before the
    /// Sync that ends it is read.
    let bytes: [UInt8]
    /// Whether the program waits for an answer after it: Query, Sync, CopyDone, CopyFail, FunctionCall.
    let isTurn: Bool
  }
  private var pending: [UInt8] = []
  private var batch: [UInt8] = []
  private var hasStarted = false

  mutating func add(_ bytes: ArraySlice<UInt8>) -> [Message] {
    pending += bytes
    var messages: [Message] = []
    var start = 0
    while true {
      // The first message has no type, but a length and a version; that of a request to cancel is the only one.
      let head = hasStarted ? 1 : 0
      guard pending.count >= start + head + 4 else { break }
      let length = pending[(start + head)..<(start + head + 4)].reduce(0) { $0 << 8 | Int($1) }
      let end = start + head + length
      guard pending.count >= end else { break }
      let type = hasStarted ? pending[start] : 0
      batch += pending[start..<end]
      // Parse, Bind, Describe, Execute and Close wait for what ends them.
      if !"PBDEC".utf8.contains(type) {
        messages.append(Message(bytes: batch, isTurn: "QScfF".utf8.contains(type)))
        batch = []
      }
      hasStarted = true
      start = end
    }
    pending.removeFirst(start)
    return messages
  }
}
