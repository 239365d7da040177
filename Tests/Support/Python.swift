import Foundation

/// Readers that others wrote, which tests try the program's files with.
public enum Python {
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  /// What a Python that has these modules is called: a package of the system is not seen by a Python that was installed
  /// beside the system's, so both are asked.
  /// - Returns: `nil` when no Python has them.
  static func command(importing modules: [String]) throws -> String? {
    try ["python3", "/usr/bin/python3"].first { try start($0, imports(modules), Data()).status == 0 }
  }

  private static func imports(_ modules: [String]) -> String { modules.map { "import \($0)\n" }.joined() }

  /// Runs a script that reads JSON from its standard input and prints JSON.
  /// - Parameters:
  ///   - modules: what it imports.
  ///   - script: in Python.
  /// - Throws: ``Failure`` when no Python has the modules, or with what the script wrote to its standard error.
  public static func run<Answer: Decodable>(
    _ script: String, importing modules: [String] = [], on input: some Encodable, as type: Answer.Type = Answer.self
  ) throws -> Answer {
    guard let python = try command(importing: modules) else {
      throw Failure(description: "scripts/setup installs Python's \(modules.joined(separator: " and "))")
    }
    let run = try start(python, imports(modules) + script, try JSONEncoder().encode(input))
    guard run.status == 0 else { throw Failure(description: run.error) }
    return try JSONDecoder().decode(Answer.self, from: run.output)
  }

  private static func start(_ python: String, _ script: String, _ input: Data) throws -> (
    status: Int32, output: Data, error: String
  ) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "clause6-python-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files and not pipes, which stand still when both sides wait for the other to read.
    let names = (
      input: folder.appending(path: "input"), output: folder.appending(path: "output"),
      error: folder.appending(path: "error")
    )
    try input.write(to: names.input)
    for name in [names.output, names.error] { try Data().write(to: name) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [python, "-c", script]
    process.standardInput = try FileHandle(forReadingFrom: names.input)
    process.standardOutput = try FileHandle(forWritingTo: names.output)
    process.standardError = try FileHandle(forWritingTo: names.error)
    try process.run()
    process.waitUntilExit()
    let error = try String(contentsOf: names.error, encoding: .utf8)
    return (process.terminationStatus, try Data(contentsOf: names.output), error)
  }
}
