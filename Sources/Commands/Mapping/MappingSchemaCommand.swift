import ArgumentParser
import Clause6

struct MappingSchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Print the JSON Schema of mappings, for editors.",
    discussion: """
      An editor that knows JSON Schema says of each word of a mapping what it means, offers those that there are, and \
      marks those that there are not. Keep what is printed in a file beside your mappings, and name it in their first line: \
      # yaml-language-server: $schema=mapping.schema.json

      EXAMPLE:
        clause6 mapping schema
      """)

  func run() { Terminal.current.out.write(Mapping.schema) }
}
