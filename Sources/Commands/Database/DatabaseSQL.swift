import ArgumentParser
import Clause6
import Schema

struct DatabaseSQL: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql", abstract: "Print the SQL that the program carries: the list of files, or one file.",
    discussion: """
      EXAMPLE:
        clause6 db sql facts/03_contract_state.sql
      """)

  @Argument(help: "A file of the list.")
  var path: String?

  func run() throws {
    guard let path else {
      for file in SQLFile.all { Terminal.current.print(file.path) }
      return
    }
    guard let file = SQLFile.all.first(where: { $0.path == path }) else {
      throw Clause6Error("The program carries no file \(path): \"clause6 db sql\" lists them.")
    }
    Terminal.current.out.write(file.text)
  }
}
