/// Which column of a file says what of a contract: the YAML file that stands beside a spreadsheet.
///
/// See `docs/import.md` for the whole form. Nothing is guessed: a word the mapping does not explain is refused.
public struct Mapping: Sendable {
  /// Which register the file is an edition of: what a later edition lacks is gone.
  public let source: String
  /// SHA-256 of the mapping's text.
  public let sha256: String
  let delimiter: UInt8?
  let fields: [MappedField]

  /// The columns the file must have.
  public var columns: [String] {
    var seen: Set<String> = []
    return fields.compactMap(\.column).filter { seen.insert($0).inserted }
  }
}

/// Where a field's value comes from and how its cells are read.
struct MappedField: Sendable {
  enum Target: Sendable, Equatable {
    case field(ContractField)
    /// A key of the closed list of terms.
    case term(String)
  }

  let target: Target
  /// The column's name; none when the value is the same for every row.
  var column: String?
  var constant: String?
  var dates: DateOrder
  /// Texts that mean: nothing recorded.
  var blank: Set<String>
  /// The file's words and ours.
  var values: [String: String]
  /// What stands between several vendors in one cell.
  var split: String?
  /// A regular expression whose matches are cut from each value.
  var remove: String?

  /// The word of the mapping.
  var name: String {
    switch target {
    case .field(let field): field.rawValue
    case .term(let key): "term.\(key)"
    }
  }
}
