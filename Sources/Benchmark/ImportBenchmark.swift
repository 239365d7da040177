import Postgres

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What it costs to import a register of contracts, beside `psql \copy` of the same file into columns of text.
struct ImportBenchmark {
  private static let rounds = 3
  let bench: Bench

  func run() throws {
    let folder = "/tmp/clause6-import.\(getpid())"
    guard mkdir(folder, 0o700) == 0 else { throw Failure("\(folder) cannot be made.") }
    let (rows, file) = (bench.scale.importRows, ContractFile(rows: bench.scale.importRows))
    let (first, edited, mapping) = (folder + "/first.csv", folder + "/edited.csv", folder + "/mapping.yaml")
    defer {
      for path in [first, edited, mapping] { unlink(path) }
      rmdir(folder)
    }
    try write(first) { out in file.write(to: out, isEdited: false) }
    try write(edited) { out in file.write(to: out, isEdited: true) }
    try write(mapping) { out in fputs(ContractFile.mapping, out) }

    let editedRows = file.editedRows
    var imports = [
      Import("first", first, 6, [rows, 0, 0]), Import("identical", first, 3, [0, 0, rows]),
      Import("edited", edited, 3, [0, editedRows, rows - editedRows]),
    ]
    for _ in 0..<ImportBenchmark.rounds {
      // Of its own for each round: what an earlier one left behind would be in the way.
      try bench.withEmptyRegister { register in
        for index in imports.indices { try measure(&imports[index], register, mapping) }
      }
    }
    for one in imports { bench.sheet.add(one.figure(rows)) }
  }

  private func measure(_ one: inout Import, _ register: ConnectionInfo, _ mapping: String) throws {
    let connection = try Connection(register)
    let columns = ContractFile.columns.indices.map { "c\($0) text" }.joined(separator: ", ")
    try connection.execute("CREATE TABLE public.floor (\(SQL(verbatim: columns)))")
    // What the server still has to write of the run before is not this one's cost.
    try connection.execute("CHECKPOINT")
    one.floor.append(
      try Invocation(bench.psql, "-Xqc", "\\copy public.floor from '\(one.file)' csv header", register.text).run())
    try connection.execute("DROP TABLE public.floor")
    try connection.execute("CHECKPOINT")
    one.ours.append(
      try Invocation(
        bench.clause6, "import", "contract", one.file, "--mapping", mapping, "--format", "csv", "--database",
        register.text
      ).run())
    let counts = try connection.row(
      "SELECT ARRAY[added, changed, identical] AS counts FROM register.import_run ORDER BY id DESC LIMIT 1",
      as: ImportCounts.self)
    guard counts?.counts == one.expected else {
      throw Failure("The import \"\(one.name)\" added, changed and left other rows than it should.")
    }
  }

  private func write(_ path: String, _ body: (UnsafeMutablePointer<FILE>) -> Void) throws {
    guard let out = fopen(path, "w") else { throw Failure("\(path) cannot be written.") }
    body(out)
    guard fclose(out) == 0 else { throw Failure("\(path) cannot be written.") }
  }

  private struct ImportCounts: Decodable { let counts: [Int] }
}

/// One import beside its floor.
private struct Import {
  let name: String
  let file: String
  let aim: Double
  /// Rows added, changed and identical.
  let expected: [Int]
  var ours: [Cost] = []
  var floor: [Cost] = []

  init(_ name: String, _ file: String, _ aim: Double, _ expected: [Int]) {
    (self.name, self.file, self.aim, self.expected) = (name, file, aim, expected)
  }

  func figure(_ rows: Int) -> Figure {
    Figure(
      what: "import.\(name)", unit: .ms, ours: ours.map(\.wall).min() ?? 0, floor: floor.map(\.wall).min() ?? 0,
      beside: "\\copy of the file into text", aim: .atMost(aim), rows: rows, peak: ours.map(\.peak).max())
  }
}
