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
  let clause6: String
  let psql: String
  let server: ConnectionInfo
  let rows: Int

  func run() throws {
    let folder = "/tmp/clause6-import.\(getpid())"
    guard mkdir(folder, 0o700) == 0 else { throw Failure("\(folder) cannot be made.") }
    let file = ContractFile(rows: rows)
    let (first, edited, mapping) = (folder + "/first.csv", folder + "/edited.csv", folder + "/mapping.yaml")
    defer {
      for path in [first, edited, mapping] { unlink(path) }
      rmdir(folder)
    }
    try write(first) { out in file.write(to: out, isEdited: false) }
    try write(edited) { out in file.write(to: out, isEdited: true) }
    try write(mapping) { out in fputs(ContractFile.mapping, out) }

    let editedRows = file.editedRows
    var figures = [
      ImportFigure("first", first, [rows, 0, 0]), ImportFigure("identical", first, [0, 0, rows]),
      ImportFigure("edited", edited, [0, editedRows, rows - editedRows]),
    ]
    for _ in 0..<ImportBenchmark.rounds {
      // Of its own for each round: what an earlier one left behind would be in the way.
      try withRegister("clause6_bench_import", clause6, server) { register in
        for index in figures.indices { try measure(&figures[index], register, mapping) }
      }
    }
    print("\(rows) rows, \(file.vendors) vendors; the best of \(ImportBenchmark.rounds) rounds")
    print(ImportFigure.heading)
    for figure in figures { print(figure.row(rows)) }
    for figure in figures { print(figure.json(rows, rounds: ImportBenchmark.rounds)) }
  }

  private func measure(_ figure: inout ImportFigure, _ register: ConnectionInfo, _ mapping: String) throws {
    let connection = try Connection(register)
    let columns = ContractFile.columns.indices.map { "c\($0) text" }.joined(separator: ", ")
    try connection.execute("CREATE TABLE public.floor (\(SQL(verbatim: columns)))")
    // What the server still has to write of the run before is not this one's cost.
    try connection.execute("CHECKPOINT")
    figure.floor.append(
      try Invocation(psql, "-Xqc", "\\copy public.floor from '\(figure.file)' csv header", register.text).run())
    try connection.execute("DROP TABLE public.floor")
    try connection.execute("CHECKPOINT")
    figure.ours.append(
      try Invocation(
        clause6, "import", "contract", figure.file, "--mapping", mapping, "--format", "csv", "--database", register.text
      ).run())
    let counts = try connection.row(
      "SELECT ARRAY[added, changed, identical] AS counts FROM register.import_run ORDER BY id DESC LIMIT 1",
      as: ImportCounts.self)
    guard counts?.counts == figure.expected else {
      throw Failure("The import \"\(figure.name)\" added, changed and left other rows than it should.")
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
private struct ImportFigure {
  let name: String
  let file: String
  /// Rows added, changed and identical.
  let expected: [Int]
  var ours: [Cost] = []
  var floor: [Cost] = []

  init(_ name: String, _ file: String, _ expected: [Int]) {
    self.name = name
    self.file = file
    self.expected = expected
  }

  private var wall: Double { ours.map(\.wall).min() ?? 0 }
  private var cpu: Double { ours.map(\.cpu).min() ?? 0 }
  private var peak: Double { ours.map(\.peak).max() ?? 0 }
  private var floorWall: Double { floor.map(\.wall).min() ?? 0 }
  private var ratio: Double { wall / floorWall }

  static var heading: String {
    pad("ms", 10) + columns(["wall", "rows/s", "cpu", "MB", "floor", "ratio"]) + "  import"
  }

  func row(_ rows: Int) -> String {
    let rate = String(Int((Double(rows) / wall * 1e3).rounded()))
    return pad(name, 10) + columns([whole(wall), rate, whole(cpu), whole(peak), whole(floorWall), decimal(ratio)])
      + "  \(expected[0]) new, \(expected[1]) changed, \(expected[2]) identical"
  }

  func json(_ rows: Int, rounds: Int) -> String {
    let members = [
      ("wall_min_ms", wall), ("rows_per_s", Double(rows) / wall * 1e3), ("cpu_ms", cpu), ("peak_mb", peak),
      ("floor_wall_min_ms", floorWall), ("ratio", ratio),
    ]
    let text = members.map { "\"\($0.0)\":\(decimal($0.1))" }.joined(separator: ",")
    return "{\"figure\":\"import.\(name)\",\"rows\":\(rows),\"runs\":\(rounds),\(text)}"
  }
}
