import Clause6

/// What holds for every file with rows.
enum TableCheck {
  /// Reads all rows; a file that is refused in a sentence is none of our concern.
  /// - Returns: the cells of the first rows.
  @discardableResult
  static func rows(_ path: String, _ form: TableForm, columns: [String] = []) throws(Failure) -> [[String]] {
    var rows: [[String]] = []
    var failure: Failure?
    do throws(Clause6Error) {
      let reader = try TableReader(path: path, form, columns: columns)
      while let record = try reader.next() {
        failure = failure ?? Self.failure(record, reader.header.count)
        if rows.count < 100 { rows.append(record.fields) }
      }
      _ = reader.notes
    } catch {
      guard !error.message.isEmpty else { throw Failure("A refusal says nothing.") }
    }
    if let failure { throw failure }
    return rows
  }

  private static func failure(_ record: TableRecord, _ width: Int) -> Failure? {
    if record.problem == nil, record.fields.count != width {
      return Failure("Line \(record.line) has \(record.fields.count) cells under \(width) headings.")
    }
    guard record.unreadable.keys.allSatisfy(record.fields.indices.contains) else {
      return Failure("Line \(record.line) has a problem with a cell that it has not.")
    }
    return nil
  }

  /// What is proposed for a file is a mapping that can be read.
  static func proposal(_ path: String) throws(Failure) {
    do {
      let proposal = try MappingProposal(file: path)
      do {
        _ = try Mapping(yaml: proposal.yaml, path: "the proposal", termKeys: [])
      } catch {
        throw Failure("What is proposed is no mapping: \(error)\n\(proposal.yaml)")
      }
    } catch let error as Failure {
      throw error
    } catch {}
  }

  /// What we write as CSV is read as the same cells.
  static func writtenAgain(_ rows: [[String]]) throws(Failure) {
    for row in rows where !row.isEmpty {
      for isGuarded in [false, true] {
        let line = CSVLine.text(isGuarded ? row.map(CSVLine.guarded) : row)
        var cells = DelimitedReader.cells(of: line, Dialect())
        if isGuarded { cells = cells.map(CSVLine.unguarded) }
        guard cells.areSameTexts(as: row) else {
          throw Failure("The cells \(row) are written as \(line.debugDescription) and read as \(cells).")
        }
      }
    }
  }
}
