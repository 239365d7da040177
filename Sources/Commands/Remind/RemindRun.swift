import ArgumentParser
import Clause6
import Postgres

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

struct RemindRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Plan reminders and send what is to go; for cron or, with --watch, as a service.",
    discussion: """
      As often as you like: how often it runs never changes what is sent. Where mails go is in the environment \
      (CLAUSE6_SMTP, CLAUSE6_MAIL_FROM, CLAUSE6_SMTP_PASSWORD_FILE) or in a file (--channels), never in the arguments' \
      way: docs/channels.md. Exit 2: something failed that a person must look at.

      EXAMPLE:
        CLAUSE6_SMTP=smtp://localhost:25 CLAUSE6_MAIL_FROM=clause6@tsubame.example clause6 remind run
      """)

  @OptionGroup var channels: ChannelOptions

  @Flag(help: "Stay and go on reminding until told to stop (SIGTERM).")
  var watch = false

  @Flag(help: "Send now what waits for office hours and business days, too.")
  var anyHour = false

  @Flag(help: "Remind although nobody has for more than 90 days.")
  var catchUp = false

  @OptionGroup var authorship: AuthorOptions
  @OptionGroup var keys: KeyOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let author = try authorship.author(defaultReason: "reminders")
    let stop = StopSignal(isWanted: watch)
    var wait = RemindWait()
    while true {
      do {
        let run = try once(author, stop)
        note(run)
        if !watch {
          if !run.problems.isEmpty || run.nobody > 0 { throw ExitCode(2) }
          return
        }
        wait.went(well: run.problems.isEmpty)
      } catch let error as PostgresError where watch && error.isTransient {
        Terminal.current.note("\(error.sentence); trying again.")
        wait.went(well: false)
      }
      if stop.wait(seconds: wait.seconds) { return }
    }
  }

  /// A session a run: one that breaks off is gone with the next.
  private func once(_ author: Authorship, _ stop: StopSignal) throws -> ReminderRun {
    // The rest between two runs takes as long as it takes.
    defer { Patience.end() }
    let connection = try database.connect()
    try connection.setZone(forTransaction: false)
    if let warning = try connection.checkClock(now: MachineClock.now, catchesUp: catchUp) {
      Terminal.current.note(warning)
    }
    let channels = try channels.read(connection)
    let couriers = try channels.couriers(source: connection.registerURI(), clock: { MachineClock.now })
    let run = try connection.remind(
      as: author, over: couriers, webhooks: channels.scopes, atAnyHour: anyHour, host: RemindRun.host,
      isStopped: { stop.isSet },
      note: { Terminal.current.note($0) })
    keys.sealAfterRun(connection)
    return run
  }

  private func note(_ run: ReminderRun) {
    // Every few minutes the same line would hide the others.
    if watch, run.planned + run.suppressed + run.sent + run.failed == 0 { return }
    var sentence = "\(run.planned) planned, \(run.suppressed) suppressed, \(run.sent) sent"
    if run.failed > 0 { sentence += ", \(run.failed) failed" }
    if run.nobody > 0 {
      sentence += "; \(run.nobody) have nobody to go to: \"clause6 remind plan --dry-run\" shows them"
    }
    Terminal.current.note(sentence + ".")
  }

  private static var host: String {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    let text = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return "\(text) (\(getpid()))"
  }
}

/// How long a service rests: five minutes, and after trouble one, two, five, ten, fifteen.
private struct RemindWait {
  private var failures = 0

  mutating func went(well isWell: Bool) { failures = isWell ? 0 : failures + 1 }

  var seconds: Int { failures == 0 ? 300 : [60, 120, 300, 600, 900][min(failures, 5) - 1] }
}

/// By what this host hands reminders over.
struct ChannelOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "File with mail server and webhooks; else CLAUSE6_CHANNELS, else CLAUSE6_SMTP and CLAUSE6_MAIL_FROM.",
      valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var channels: String?

  /// - Throws: ``Clause6Error`` when there is no mail server: reminders are mails, and webhooks hear of them beside.
  func read(_ connection: Connection) throws -> Channels {
    let invocation = Invocation.current
    let path = channels ?? invocation.variable("CLAUSE6_CHANNELS")
    let read = try Channels(
      yaml: try path.map { try TextFile.read($0) }, path: path ?? "", environment: invocation.environment,
      kinds: try connection.deadlineKinds())
    guard read.mail != nil else {
      throw Clause6Error(
        "No mail server is set up, so nobody can be reminded: set CLAUSE6_SMTP and CLAUSE6_MAIL_FROM, or give --channels.",
        hint: "docs/channels.md shows both.")
    }
    return read
  }
}
