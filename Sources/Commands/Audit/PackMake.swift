import ArgumentParser
import Clause6
import Documents
import LocalPostgres
import Postgres
import Proof

struct PackMake: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make", abstract: "Make a pack: reports, a sample of vendors with their evidence, hashes and proofs.",
    discussion: """
      A pack is of what was known at a signed checkpoint, so the same question gives the same bytes, whenever it is asked. \
      It opens with index.html, and needs nothing else to be read. Of each vendor of the sample it has what is recorded, \
      the files of its evidence, and the proof of every change that was ever made to it. "make" may be left out.

      Without --seed, the sample is drawn with what nobody can choose, the checkpoint's root. With --sign, the log's key \
      signs the whole pack, so that its reports, too, are its word; else only what is proven is.

      EXAMPLE:
        clause6 audit pack make --from 2026-04-01 --to 2026-09-30 --out audit-2026h1.zip
      """)

  @Option(help: ArgumentHelp("The first day of the period.", valueName: "day"), transform: Day.parse)
  var from: CalendarDate

  @Option(
    help: ArgumentHelp("Its last day; reports about a day are of this one.", valueName: "day"), transform: Day.parse)
  var to: CalendarDate

  @Option(
    help: ArgumentHelp("Where to: a zip file when the name ends in .zip, else a new folder.", valueName: "path"))
  var out: String

  @Option(help: ArgumentHelp("How many vendors are looked at closely.", valueName: "vendors"))
  var sample = 25

  @Option(help: ArgumentHelp("What they are drawn with; any text.", valueName: "text"))
  var seed: String?

  @Flag(help: "Sign the pack with the log's key, which this account has to have.")
  var sign = false

  @OptionGroup var known: KnownOptions
  @OptionGroup var lang: LanguageOptions
  @OptionGroup var keys: KeyOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if to < from { throw ValidationError("The last day of the period, \(to), is before its first, \(from).") }
    if !(0...1000).contains(sample) { throw ValidationError("--sample is from 0 to 1000.") }
  }

  private var isArchive: Bool { out.lowercased().hasSuffix(".zip") }

  func run() throws {
    let target = out.hasSuffix("/") ? String(out.dropLast()) : out
    if !isArchive, Files.exists(target) { throw Clause6Error("\(target) is there already: name a new folder.") }
    let connection = try database.connect()
    let signing = try sign ? keys.file(origin: connection.logOrigin()).keys() : []
    let basis = try connection.packBasis(known: known.knownAt)
    let question = PackQuestion(
      firstOn: from, lastOn: to, sample: sample, seed: seed, language: lang.language.rawValue)
    let folder = try PackFolder(beside: target)
    let bar = ProgressBar("Packing", total: PackMaker.steps(question))
    var maker = PackMaker(
      question, basis, program: "clause6 \(Clause6Command.version)", to: folder, contents: database.evidenceFolder,
      reports: try connection.readFacts { try $0.reports() }
    ) { bar.advance() }
    try connection.knowing(.size(basis.leaves)) { connection in
      try connection.readFacts { connection in
        _ = try connection.day(asked: to)
        try maker.writeAnswers(connection)
      }
    }
    try maker.writeProofs(connection)
    let hash = try folder.finish { PackSignature.note(hash: $0, by: signing) }
    if isArchive {
      try folder.archive(to: target, root: "audit-pack-\(from)-\(to)")
    } else {
      try folder.place(at: target)
    }
    for line in maker.lacking { Terminal.current.note("Not in the pack: \(line).") }
    Terminal.current.note(
      "Known once the log had \(basis.leaves) leaves; \(folder.entries.count) files written to \(out).")
    Terminal.current.print("SHA-256 of the pack: \(hash)")
    if !maker.lacking.isEmpty { throw ExitCode(2) }
  }
}
