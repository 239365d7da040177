public import Postgres
import Schema

/// A question that managers and auditors ask, with the SQL that answers it for any day: a function in `SQL/reports`, or a
/// file of the organisation's own.
public struct Report: Sendable, Equatable {
  /// What an answer can be narrowed to.
  public struct Filter: Sendable, Equatable {
    public let name: String
    /// Its type in PostgreSQL.
    public let type: String
    /// The words it may be; empty where it may be anything of its type.
    public let choices: [String]
    public let help: String
  }

  /// A text in English, and in Japanese where there is one.
  public struct Words: Sendable, Equatable {
    public let english: String
    public let japanese: String?

    /// - Parameter language: `en` or `ja`.
    public func text(in language: String) -> String { language == "ja" ? japanese ?? english : english }
  }

  enum Source: Sendable, Equatable {
    /// A function of the schema `reports`.
    case function(String)
    /// A SELECT in which `:as_of` and the filters stand for values.
    case file(path: String, body: String)
  }

  /// Small letters, digits and hyphens.
  public let name: String
  public let title: Words
  public let question: Words
  public let filters: [Filter]
  /// Whether it can be asked about the days from one to another.
  public let takesPeriod: Bool
  /// Whether its sentences are in the language asked for.
  public let takesLanguage: Bool
  public let charts: [ReportChart]
  let source: Source

  /// The SQL of a built-in report, or the file, for whoever wants to know exactly what is asked.
  public var path: String {
    switch source {
    case .function(let function): "reports.\(function)"
    case .file(let path, _): path
    }
  }
}

/// The reports that can be asked: those of the database, and those in folders of the organisation's own.
public struct ReportSet: Sendable {
  public let reports: [Report]

  /// The report of a name; `started_early` is found as `started-early`.
  /// - Throws: ``Clause6Error`` when there is none.
  public func named(_ name: String) throws(Clause6Error) -> Report {
    let wanted = name.replacing("_", with: "-")
    guard let report = reports.first(where: { $0.name == wanted }) else {
      throw Clause6Error(
        "There is no report \"\(name)\"\(suggestion(name, reports.map(\.name))): \"clause6 report list\" shows them; --reports names a folder of your own."
      )
    }
    return report
  }
}

extension Connection {
  /// The reports of the database and of folders, by name.
  /// - Parameter folders: every file that ends in `.sql` is a report.
  /// - Throws: ``Clause6Error`` for a folder or file that cannot be read, and for a name that two reports have.
  public func reports(folders: [String] = []) throws -> ReportSet {
    struct Function: Decodable {
      let name: String
      let comment: String
      let names: [String]
      let types: [String]
    }
    // What was known is asked of functions made from the same text.
    let functions = try rows(
      """
      SELECT p.proname AS name, coalesce(obj_description(p.oid, 'pg_proc'), '') AS comment,
        p.proargnames[1:p.pronargs] AS names, array(SELECT format_type(t, NULL) FROM unnest(p.proargtypes) t) AS types
      FROM pg_proc p WHERE p.pronamespace = to_regnamespace('reports') ORDER BY p.proname
      """, as: Function.self)
    var reports: [Report] = []
    for function in functions {
      reports.append(
        try Report(
          function: function.name, comment: function.comment, parameters: Array(zip(function.names, function.types))))
    }
    for folder in folders {
      for file in try SQLFolder.files(in: folder, of: "report") {
        let report = try Report(source: file.text, path: file.path)
        if let other = reports.first(where: { $0.name == report.name }) {
          throw Clause6Error("\(report.path) and \(other.path) are both called \(report.name): give one another name.")
        }
        reports.append(report)
      }
    }
    return ReportSet(reports: reports.sorted { $0.name < $1.name })
  }
}
