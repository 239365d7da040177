import ArgumentParser
import Clause6
import Postgres
import Proof

struct HistoryKey: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key", abstract: "Print the public keys of the log, for auditors; or have one take over from another.",
    discussion: """
      Print them once, and give them to the auditor by another way than the checkpoints. To replace a key, --rotate makes \
      a second one: from the next seal on both sign, so that whoever knows the old one sees that the new one is right. \
      --retire ends the old one once everybody has the new one.

      EXAMPLE:
        clause6 history key > log.keys
      """)

  @Flag(help: "Make a new key, which signs beside the old one.")
  var rotate = false

  @Option(help: ArgumentHelp("Stop signing with this key: the eight digits in the middle of it.", valueName: "number"))
  var retire: String?

  @OptionGroup var keys: KeyOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    if rotate, retire != nil { throw ValidationError("Rotate and retire one after the other: seal between them.") }
  }

  func run() throws {
    let origin = try database.connect().logOrigin()
    let file = keys.file(origin: origin)
    guard file.exists else {
      throw Clause6Error("There is no key in \(file.path): the first \"clause6 history seal\" makes it.")
    }
    var known = try rotate ? file.rotate(origin: origin) : file.keys()
    if let retire {
      let rest = known.filter { $0.publicKey.hexadecimalID != retire }
      guard rest.count < known.count else {
        throw Clause6Error("The log has no key \(retire): \"clause6 history key\" prints them.")
      }
      guard !rest.isEmpty else {
        throw Clause6Error("\(retire) is the log's only key: --rotate makes another one first.")
      }
      known = rest
      try file.keep(known)
    }
    for key in known { Terminal.current.print(key.publicKey.description) }
  }
}
