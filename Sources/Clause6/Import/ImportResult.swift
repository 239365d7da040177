/// What an import did, or would do.
public struct ImportResult: Sendable {
  public let counts: ImportCounts
  /// Every row and cell that was not taken, by line.
  public let rejects: [Reject]
  public let header: [String]
  let rowForm: RowForm
  /// Columns of the file that the mapping does not use.
  public let unusedColumns: [String]
  /// What was found out about the file's form, in sentences.
  public let notes: [String]
  /// The first differences from what was registered.
  public let differences: [ImportDifference]
  /// The first new contracts.
  public let added: [ImportAddition]
  /// The first of those that an earlier edition had and that still bind.
  public let gone: [ImportGone]
}

/// Every row of the file is added, changed, identical, replaced by a later one or rejected.
public struct ImportCounts: Sendable, Decodable, Equatable {
  /// The number of the run.
  public let id: Int
  public let read: Int
  public let added: Int
  public let changed: Int
  public let identical: Int
  public let replaced: Int
  /// Entries of an earlier edition of the same source that this file lacks.
  public let gone: Int
  /// Those of them that the import ended; the others are kept.
  public let ended: Int
  public let rejectedRows: Int
  public let rejectedCells: Int
}

/// One field that the file would change.
public struct ImportDifference: Sendable, Decodable, Equatable {
  public let line: Int
  public let reference: String
  public let field: String
  public let old: String?
  public let new: String?
}

/// One contract that is new.
public struct ImportAddition: Sendable, Decodable, Equatable {
  public let line: Int
  public let reference: String
  public let title: String?
}

/// One contract that the file lacks.
public struct ImportGone: Sendable, Decodable, Equatable {
  public let reference: String
}

/// What becomes of entries that an earlier edition of a source had and a file lacks.
public enum GonePolicy: String, Sendable, CaseIterable {
  /// They stay as they are, and are counted.
  case keep
  /// They end on the day of the import, those that are not over.
  case end
  /// The import fails when there are any that are not over.
  case fail
}
