import Clause6

extension Rule {
  /// A rule with the least of headers; its file is called `sample.sql` and its SELECT begins on line 8.
  static func sample(
    _ name: String = "sample", version: Int = 1, header: String? = nil, select: String
  ) throws(Clause6Error) -> Rule {
    var lines = [
      "-- rule: \(name)", "-- version: \(version)", "-- title: A sample", "-- severity: high", "-- subject: contract",
      "-- why: To have one", "-- fix: Nothing",
    ]
    if let header { lines.append(header) }
    return try Rule(source: lines.joined(separator: "\n") + "\n" + select, path: "\(name).sql")
  }

  /// A rule of which every contract is a breach, with the note as its reason.
  static let everyContract = """
    SELECT NULL::bigint AS vendor_id, id AS subject_id, starts_on AS since, coalesce(note, 'is there') AS reason
    FROM contract
    """
}
