import ArgumentParser
import Clause6
import Postgres

struct RemindPolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "When who is reminded: ladders, hours, fallback.",
    subcommands: [RemindPolicyShow.self, RemindPolicyLoad.self])
}

struct RemindPolicyShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print the policy in force as the file that \"load\" reads.",
    discussion: """
      EXAMPLE:
        clause6 remind policy show > reminders.yaml
      """)

  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let text = try read(database) { try $0.reminderPolicyFile() }
    for line in text.split(separator: "\n") { Terminal.current.print(String(line)) }
  }
}

struct RemindPolicyLoad: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load", abstract: "Make a file the policy; what it does not name stays as it is.",
    discussion: """
      "ladders" are taken all together: those that the file does not have are gone. What is planned already stays.

      EXAMPLE:
        clause6 remind policy load reminders.yaml --reason "the committee of November"
      """)

  @Argument(help: ArgumentHelp("The policy's file.", valueName: "file"), completion: .file(extensions: ["yaml"]))
  var file: String

  @OptionGroup var options: WriteOptions
  @OptionGroup var database: DatabaseOptions

  func run() throws {
    let yaml = try TextFile.read(file)
    let changed = try write(database, options) { connection, author in
      try connection.change(as: author, rehearse: options.dryRun) { connection in
        let policy = try ReminderPolicy(yaml: yaml, path: file) { try connection.registeredPerson(called: $0) }
        return try connection.setReminderPolicy(policy)
      }
    }
    Terminal.current.note(changed ? "\(file) is the policy now." : "The policy was so already: nothing changed.")
  }
}
