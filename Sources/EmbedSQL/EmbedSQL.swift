import PackagePlugin

/// Turns every .sql file of the target into a Swift string, so the binary needs no files beside it.
@main struct EmbedSQL: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    guard let target = target as? SourceModuleTarget else { return [] }
    let files = target.sourceFiles(withSuffix: "sql").map(\.url).sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedSQL.swift")
    return [
      .buildCommand(
        displayName: "Embedding SQL", executable: try context.tool(named: "EmbedSQLTool").url,
        arguments: [target.directoryURL.path, output.path] + files.map(\.path), inputFiles: files,
        outputFiles: [output])
    ]
  }
}
