/// Which column of a file says what: the YAML file that stands beside a spreadsheet.
///
/// See `docs/import.md` for the whole form. Nothing is guessed: a word the mapping does not explain is refused.
public struct Mapping: Sendable {
  /// Which register the file is an edition of: what a later edition lacks is gone.
  public var source: String
  /// SHA-256 of the mapping's text.
  public let sha256: String
  let noun: ImportNoun
  let form: TableForm
  /// Keys of rows that are none, such as totals; folded.
  let ignored: Set<String>
  /// Whether of rows with one key the last counts, and the others are not rejected.
  let lastCounts: Bool
  let fields: [MappedField]
  /// Whether the file is in the form that the program itself writes.
  var isOwnForm = false

  /// What the file is a list of.
  public var nounName: String { noun.name }

  /// The columns the file must have.
  public var columns: [String] {
    var seen: Set<String> = []
    return fields.flatMap(\.columns).filter { seen.insert($0).inserted }
  }
}

/// Where a field's value comes from and how its cells are read.
struct MappedField: Sendable {
  let field: ImportField
  /// Names of the columns; several are one value together. None when the value is the same for every row.
  var columns: [String] = []
  /// What stands between the values of several columns.
  var join = " "
  var constant: String?
  var reading: CellReading
  /// Whether a file may lack its columns.
  var isOptional = false
  /// What stands between several vendors in one cell.
  var split: [String] = []
  /// A regular expression whose matches are cut from each value.
  var remove: String?

  /// What the rejects file calls the place of its cells.
  var columnName: String { columns.isEmpty ? field.name : columns.joined(separator: ", ") }
}
