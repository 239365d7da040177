import Bytes
package import Postgres
import Proof

/// What an audit pack is about.
package struct PackQuestion: Sendable {
  package let firstOn: CalendarDate
  package let lastOn: CalendarDate
  /// How many vendors are looked at closely.
  package let sample: Int
  /// What they are drawn with; an auditor chooses it.
  package let seed: String?
  /// `en` or `ja`.
  package let language: String

  package init(firstOn: CalendarDate, lastOn: CalendarDate, sample: Int, seed: String?, language: String) {
    self.firstOn = firstOn
    self.lastOn = lastOn
    self.sample = sample
    self.seed = seed
    self.language = language
  }
}

/// What an audit pack rests on: how much of the log was known, and the signed root over all of that.
package struct PackBasis: Sendable {
  let note: SignedNote
  let checkpoint: Checkpoint
  /// How many leaves were known; not more than the checkpoint has.
  package let leaves: Int

  /// Of the log.
  package var origin: String { checkpoint.origin }
  /// How many leaves the checkpoint has.
  package var size: Int { checkpoint.size }
  /// The root over them, in base64.
  package var root: String { Base64.encode(checkpoint.root.bytes) }
  /// The checkpoint's file.
  package var text: String { note.description }
  /// What to draw a sample with where nobody chose anything: what nobody can choose.
  package var seed: String { String(Hexadecimal.encode(checkpoint.root.bytes).prefix(16)) }
}

extension Connection {
  /// What a pack rests on.
  ///
  /// So that the same pack can be made again, it is of what was known once so many leaves were sealed, proven by the first
  /// checkpoint that has them: neither changes any more.
  /// - Parameter moment: whose knowledge is asked for; that of the newest checkpoint for `nil`.
  /// - Throws: ``Clause6Error`` when that was not signed yet.
  package func packBasis(known moment: KnownMoment?) throws -> PackBasis {
    try refuseLimited("To make an audit pack")
    guard let last = try lastCheckpoint() else {
      throw Clause6Error(
        "No checkpoint was signed yet, and a pack is of what one proves: run \"clause6 history seal\" first.")
    }
    guard let moment else { return PackBasis(note: last.note, checkpoint: last.checkpoint, leaves: last.size) }
    let leaves = try knowing(moment) { try $0.value("SELECT audit.known_size()", as: Int.self) ?? 0 }
    let row = try row(
      "SELECT size, root, range, note FROM (\(StoredCheckpoint.all)) c WHERE size >= \(leaves) ORDER BY size LIMIT 1",
      as: StoredCheckpoint.Row.self)
    guard let row else {
      throw Clause6Error(
        "What was known then has \(leaves) leaves, and no checkpoint of so many was signed yet: run \"clause6 history seal\"."
      )
    }
    let found = try StoredCheckpoint(row)
    return PackBasis(note: found.note, checkpoint: found.checkpoint, leaves: leaves)
  }

  /// Proves entries under the pack's checkpoint.
  package func prover(_ basis: PackBasis) -> LogProver {
    LogProver(self, under: basis.note, of: basis.checkpoint.size)
  }

  /// The files of a vendor's evidence; `nil` where this login may not read evidence.
  /// - Parameter vendor: as reports call it: by code, else by `#` and number.
  package func evidenceFiles(ofVendor vendor: String, _ day: CalendarDate) throws -> [EvidenceFile]? {
    // What may be read of today may be of what was known.
    let mayRead: Bool? = try value("SELECT has_table_privilege('known.evidence_file', 'SELECT')")
    guard mayRead == true else { return nil }
    return try rows(
      """
      SELECT f.file_id, f.evidence_id, f.exported_as, f.file_name, f.sha256, f.size_bytes, f.stored
      FROM facts.evidence_file(\(day)::date) f
      WHERE f.evidence_id IN (
        SELECT e.evidence_id FROM facts.evidence(\(day)::date) e
        WHERE e.vendor_id IN (SELECT v.vendor_id FROM facts.vendor_called(\(vendor), \(day)::date) v))
      ORDER BY f.file_id
      """)
  }
}
