/// A first mapping for a file, from its headings and its first rows.
///
/// Whatever is a guess has a comment that begins with CHECK.
public struct MappingProposal: Sendable {
  /// The mapping, with comments.
  public let yaml: String
  /// What was found out, and what cannot be read with it, in sentences.
  public let notes: [String]

  /// - Parameters:
  ///   - path: the file; only its beginning is read.
  ///   - noun: what the file is a list of; the one that fits best when it is not said.
  ///   - terms: what contracts settle, with titles, so that columns are known by them.
  /// - Throws: ``Clause6Error`` when the file cannot be read or there is no such noun.
  public init(
    file path: String, noun: String? = nil, terms: [(key: String, en: String, ja: String)] = []
  ) throws(Clause6Error) {
    let (found, index, sample) = try MappingProposal.sample(path, noun, terms)
    let contents = sample.header.indices.map(sample.contents)
    let usual = DayEvidence.proven(contents)
    let fit = FieldFit(noun: found, usualOrder: usual)
    let matches = ColumnMatcher(found, index, sample, contents, fit).matches()
    let fields = ProposedFields(found, sample, contents, matches, usualOrder: usual)
    let text = ProposalText(noun: found, sample: sample, contents: contents, fields: fields)
    yaml = text.yaml
    let rehearsal = try ProposalRehearsal(yaml, sample, termKeys: Set(terms.map(\.key)))
    notes = text.notes + rehearsal.notes
  }

  /// The noun whose fields the headings name best, and the file read by it.
  private static func sample(
    _ path: String, _ name: String?, _ terms: [(key: String, en: String, ja: String)]
  ) throws(Clause6Error) -> (noun: ImportNoun, index: HeadingIndex, sample: TableSample) {
    let nouns = ImportNoun.proposed.filter { name == nil || $0.name == name }
    var best: (noun: ImportNoun, index: HeadingIndex, sample: TableSample)?
    for noun in nouns {
      let index = HeadingIndex(noun, terms: terms)
      let sample = try TableSample(path, index)
      if best == nil || sample.score > best?.sample.score ?? 0 { best = (noun, index, sample) }
    }
    guard let best else {
      let names = ImportNoun.proposed.map(\.plural).joined(separator: ", ")
      throw Clause6Error(
        "--propose knows how people call the columns of \(names), and not of \"\(name ?? "")\".",
        hint: "Call the columns as \"clause6 export\" does, or write a mapping: docs/export.md names the fields.")
    }
    return best
  }
}

/// Reads the sample with the proposed mapping, as an import would.
struct ProposalRehearsal {
  let notes: [String]

  init(_ yaml: String, _ sample: TableSample, termKeys: Set<String>) throws(Clause6Error) {
    let mapping: Mapping
    let reader: RowReader
    do {
      mapping = try Mapping(yaml: yaml, path: "the proposed mapping", termKeys: termKeys)
      reader = try RowReader(mapping: mapping, header: sample.header, path: sample.path)
    } catch let error as Clause6Error {
      throw error
    } catch {
      throw Clause6Error("\(error)")
    }
    var rejects = RejectList(path: sample.path)
    for record in sample.rows where !reader.isIgnored(record) { _ = try reader.read(record, &rejects) }
    guard let first = rejects.all.first else {
      notes = []
      return
    }
    let cells = rejects.all.count { !$0.isRow }
    let place = first.column.map { ", column \($0)" } ?? ""
    let text = first.text.map { ": \"\(YAMLText.comment($0))\"" } ?? ": it"
    notes = [
      "Of the first \(sample.rows.count) rows, \(rejects.all.count - cells) rows and \(cells) cells cannot be read "
        + "with it. The first is in line \(first.line)\(place)\(text) \(first.reason)."
    ]
  }
}
