package import Clause6
package import Postgres

/// Makes an audit pack: what auditors ask of a period, what is known of a sample of vendors, and what proves it.
///
/// The answers are asked in a session that knows what was known; the proofs after it, from the whole log.
package struct PackMaker {
  /// What auditors ask of the whole register, in the order in which they read.
  package static let reports = [
    population, "register", "completeness", "started-early", "coverage", "lapsed", "reviews", "evidence", "findings",
    "waivers",
    "incidents", "subcontractors", "responsibilities", "offboarded", "changes", "erasures",
  ]
  /// What is asked of each vendor of the sample.
  package static let vendorReports = [
    "register", "contracts", "selection", "coverage", "reviews", "evidence", "findings", "subcontractors", "incidents",
    "responsibilities", vendorHistory,
  ]
  /// Of whom the sample is drawn.
  private static let population = "population"
  /// Has the leaves that are proven.
  private static let vendorHistory = "changes"
  /// A page of more rows is one that no browser shows well; they are in the file of rows all the same.
  private static let pageRows = 5_000

  let question: PackQuestion
  let basis: PackBasis
  let seed: String
  /// The program with its version.
  let program: String
  /// What makes the same pack again.
  let command: String
  private let folder: PackFolder
  private let contents: EvidenceFolder
  private let set: ReportSet
  private let step: () -> Void
  private var knownOn: CalendarDate
  private(set) var answers: [ReportStamp] = []
  private(set) var pages: Set<String> = []
  private(set) var vendors: [Vendor] = []
  /// How many the sample was drawn from.
  private(set) var population = 0
  /// Sentences without their full stop: files of evidence that are not what was recorded.
  package private(set) var lacking: [String] = []

  /// A vendor of the sample, with what came into the pack.
  struct Vendor {
    /// Its code, else `#` and its number.
    let called: String
    let name: String
    let place: String
    var leaves: [Int] = []
    var papers = 0
  }

  /// - Parameters:
  ///   - folder: what the files go to.
  ///   - contents: where the contents of evidence are kept.
  ///   - set: the reports of the register.
  ///   - step: is told of each of the ``steps(_:)``.
  package init(
    _ question: PackQuestion, _ basis: PackBasis, program: String, to folder: PackFolder, contents: EvidenceFolder,
    reports set: ReportSet, step: @escaping () -> Void
  ) {
    self.question = question
    self.basis = basis
    self.program = program
    self.folder = folder
    self.contents = contents
    self.set = set
    self.step = step
    knownOn = question.lastOn
    seed = question.seed ?? basis.seed
    command = PackMaker.command(question, basis, seed: seed)
  }

  private static func command(_ question: PackQuestion, _ basis: PackBasis, seed: String) -> String {
    var words = [
      "clause6", "audit", "pack", "--from", question.firstOn.description, "--to", question.lastOn.description,
    ]
    words += ["--known-at", "@\(basis.leaves)", "--sample", "\(question.sample)", "--seed", seed]
    if question.language == "ja" { words += ["--lang", "ja"] }
    return ShellText.command(words + ["--out", "pack.zip"])
  }

  /// How many steps a pack takes at most.
  package static func steps(_ question: PackQuestion) -> Int {
    reports.count + question.sample * (vendorReports.count + 1)
  }

  /// Asks the register; of what was known, as the session was told.
  package mutating func writeAnswers(_ connection: Connection) throws {
    // What was done to a vendor is told up to what was known, which may be after the period.
    let knownOn = try connection.value("SELECT facts.day_of(facts.known_instant())", as: CalendarDate.self)
    self.knownOn = max(knownOn ?? question.lastOn, question.lastOn)
    try drawSample(connection)
    for name in PackMaker.reports {
      let answer = try write(connection, name, in: "reports", vendor: nil)
      answers.append(answer.stamp)
      if let table = answer.table {
        pages.insert(name)
        try folder.write(PackEntry(file: "reports/\(name).html", kind: .page)) { file, entry in
          entry.report = name
          ReportPage(table, answer.stamp).write { file.write($0) }
        }
      }
      step()
    }
    for index in vendors.indices { try writeVendor(connection, index) }
  }

  /// As `report run population --sample --seed` draws it, too.
  private mutating func drawSample(_ connection: Connection) throws {
    let report = try set.named(PackMaker.population)
    var asked = self.asked(report, vendor: nil)
    asked.sample = ReportQuestion.Sample(size: question.sample, seed: seed)
    let (table, stamp) = try connection.answer(report, asked)
    population = stamp.population.rows
    vendors = table.rows.enumerated().map { index, row in
      let number = String(index + 1)
      let called = row[0] ?? ""
      let place = String(repeating: "0", count: max(0, 3 - number.count)) + number + "-" + PackEntry.safe(called)
      return Vendor(called: called, name: row[1] ?? called, place: "sample/" + place)
    }
  }

  private mutating func writeVendor(_ connection: Connection, _ index: Int) throws {
    let vendor = vendors[index]
    let place = vendor.place
    var parts: [PartsPage.Answer] = []
    for name in PackMaker.vendorReports {
      let answer = try write(connection, name, in: place, vendor: vendor.called)
      if name == PackMaker.vendorHistory { vendors[index].leaves = answer.leaves }
      if let table = answer.table { parts.append((table, answer.stamp)) }
      step()
    }
    try writeEvidence(connection, index)
    let isJapanese = question.language == "ja"
    let page = PartsPage(
      title: vendor.name, kind: "clause6 · audit pack · \(vendor.called)",
      lead: isJapanese ? "抽出された委託先についての記録" : "What is recorded of a vendor of the sample",
      entries: entries(isOfVendor: true), language: question.language, parts)
    try folder.write(PackEntry(file: place + "/index.html", kind: .page)) { file, entry in
      entry.vendor = vendor.called
      page.write { file.write($0) }
    }
  }

  private struct Written {
    let stamp: ReportStamp
    /// `nil` when it has too many rows for a page.
    let table: Table?
    let leaves: [Int]
  }

  /// Asks a report, and writes its rows as it comes.
  private func write(_ connection: Connection, _ name: String, in place: String, vendor: String?) throws -> Written {
    let report = try set.named(name)
    let asked = self.asked(report, vendor: vendor)
    var table = Table(columns: [], rows: [])
    var rows = 0
    var leaves: Set<Int> = []
    let stamp = try folder.write(PackEntry(file: "\(place)/\(name).csv", kind: .rows)) { file, entry in
      let answered = try connection.answer(report, asked) { columns in
        table.columns = columns
        file.write(CSVText.header(columns, guardsFormulas: false))
      } written: { row, line in
        file.write(line)
        rows += 1
        if rows <= PackMaker.pageRows { table.rows.append(row) }
        if name == PackMaker.vendorHistory, vendor != nil, let leaf = row[0].flatMap({ Int($0) }) {
          leaves.insert(leaf)
        }
      }
      entry.vendor = vendor
      entry.report = name
      entry.rows = answered.given.rows
      entry.sums = PackEntry.sums(answered.given.totals.map { ($0.column, $0.sum) })
      entry.command = answered.command
      return answered
    }
    return Written(stamp: stamp, table: rows <= PackMaker.pageRows ? table : nil, leaves: leaves.sorted())
  }

  private func asked(_ report: Report, vendor: String?) -> ReportQuestion {
    let isHistory = vendor != nil && report.name == PackMaker.vendorHistory
    var asked = ReportQuestion(asOf: isHistory ? knownOn : question.lastOn)
    asked.language = question.language
    // What happened to one vendor is told from the beginning.
    if report.takesPeriod, vendor == nil {
      asked.firstOn = question.firstOn
      asked.lastOn = question.lastOn
    }
    if let vendor { asked.filters["vendor"] = vendor }
    return asked
  }

  private mutating func writeEvidence(_ connection: Connection, _ index: Int) throws {
    let vendor = vendors[index]
    guard let files = try connection.evidenceFiles(ofVendor: vendor.called, question.lastOn) else {
      let sentence = "the files of evidence, which this login may not read"
      if !lacking.contains(sentence) { lacking.append(sentence) }
      return
    }
    for file in files {
      let name = PackEntry.safe("\(file.evidenceId)-\(file.fileId)-\(file.fileName)")
      var entry = PackEntry(file: "\(vendor.place)/evidence/\(name)", kind: .evidence)
      try folder.makeFolders(above: entry.file)
      let state = try connection.export(
        file, to: "\(folder.path)/\(vendor.place)/evidence", as: name, folder: contents)
      guard state == .intact else {
        lacking.append("evidence \(file.evidenceId) of \(vendor.called), \(file.fileName), is \(state.rawValue)")
        continue
      }
      entry.vendor = vendor.called
      entry.bytes = file.sizeBytes
      entry.sha256 = file.sha256
      folder.add(entry)
      vendors[index].papers += 1
    }
  }

  /// Proves every change of the sample's vendors, from the whole log; writes the start page.
  package mutating func writeProofs(_ connection: Connection) throws {
    try folder.write(PackEntry(file: PackEntry.checkpoint, kind: .checkpoint), text: basis.text)
    let prover = connection.prover(basis)
    for vendor in vendors {
      for leaf in vendor.leaves {
        var entry = PackEntry(file: "\(vendor.place)/proofs/leaf-\(leaf).proof", kind: .proof)
        entry.vendor = vendor.called
        try folder.write(entry, text: try prover.prove(leaf: leaf).text)
      }
      step()
    }
    try folder.write(PackEntry(file: "index.html", kind: .page)) { file, entry in
      entry.command = command
      PackIndexPage(self).write { file.write($0) }
    }
  }
}
