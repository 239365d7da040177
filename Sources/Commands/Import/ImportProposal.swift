import Clause6

/// Prints a first mapping for a file, so that it can be redirected into one; what should be known goes to stderr.
/// - Parameters:
///   - noun: what the file is a list of; `nil` to choose by its headings.
///   - terms: what contracts settle, with titles: `SELECT key, title_en, title_ja FROM register.term_kind ORDER BY position`.
func proposeMapping(
  file: String, noun: String?, terms: [(key: String, en: String, ja: String)]
) throws(Clause6Error) {
  let proposal = try MappingProposal(file: file, noun: noun, terms: terms)
  for note in proposal.notes { Terminal.current.note(note) }
  Terminal.current.print(String(proposal.yaml.dropLast()))
}
