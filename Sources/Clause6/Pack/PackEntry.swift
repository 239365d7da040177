import Bytes
package import Proof

/// A file of an audit pack, as the pack's `manifest.csv` says it.
package struct PackEntry: Sendable, Equatable {
  package enum Kind: String, Sendable {
    /// For people: the start page, and answers with charts.
    case page
    /// The rows of an answer as CSV for programs, so that the file's hash is the answer's.
    case rows
    /// What was kept of a vendor's papers.
    case evidence
    /// An entry of the log with all that proves it.
    case proof
    /// The signed root that the proofs lead to.
    case checkpoint
  }

  /// Its path in the pack, with `/` between folders.
  package let file: String
  package let kind: Kind
  /// Of the sample; by code, else by `#` and number.
  package var vendor: String?
  package var report: String?
  package var rows: Int?
  /// `amount 1200.50; days 31`: the exact sum of each column of numbers.
  package var sums: String?
  package var bytes = 0
  /// 64 hexadecimal digits.
  package var sha256 = ""
  /// What asks the same of the register again.
  package var command: String?

  package init(file: String, kind: Kind) {
    self.file = file
    self.kind = kind
  }

  static let columns = ["file", "kind", "vendor", "report", "rows", "sums", "bytes", "sha256", "command"]
  package static let checkpoint = "checkpoint.txt"
  static let manifest = "manifest.csv"
  static let sums = "SHA256SUMS"
  static let signature = "SHA256SUMS.signed"

  var cells: [String?] {
    [file, kind.rawValue, vendor, report, rows.map(String.init), sums, String(bytes), sha256, command]
  }

  /// A row of a manifest; `nil` when it is none that a pack has.
  init?(cells: [String]) {
    guard cells.count == PackEntry.columns.count, let kind = Kind(rawValue: cells[1]), let bytes = Int(cells[6]),
      bytes >= 0, Hexadecimal.decode(cells[7])?.count == 32
    else { return nil }
    file = cells[0]
    self.kind = kind
    vendor = PackEntry.given(cells[2])
    report = PackEntry.given(cells[3])
    rows = Int(cells[4])
    sums = PackEntry.given(cells[5])
    self.bytes = bytes
    sha256 = cells[7]
    command = PackEntry.given(cells[8])
    if kind == .rows, rows == nil { return nil }
  }

  /// What ``sums`` says; `nil` where nothing has a sum.
  package static func sums(_ totals: [(column: String, sum: String)]) -> String? {
    totals.isEmpty ? nil : totals.map { "\($0.column) \($0.sum)" }.joined(separator: "; ")
  }

  private static func given(_ cell: String) -> String? { cell.isEmpty ? nil : cell }

  /// A name as part of a path that every system can have: what is neither letter nor digit becomes `_`.
  package static func safe(_ name: String) -> String {
    var safe = String.UnicodeScalarView()
    for scalar in name.unicodeScalars.prefix(80) {
      let isPlain =
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil || "-_.".unicodeScalars.contains(scalar)
      safe.append(isPlain ? scalar : "_")
    }
    return String(safe)
  }
}

/// The signature over a whole pack.
package enum PackSignature {
  /// What is signed. Its second line is no number, so it is no checkpoint.
  static func text(hash: String) -> String { "clause6 audit pack\n\(hash)\n" }

  /// - Parameter hash: of the list of hashes.
  /// - Returns: `nil` without keys.
  package static func note(hash: String, by keys: [NoteSigningKey]) -> String? {
    guard !keys.isEmpty else { return nil }
    let text = text(hash: hash)
    return SignedNote(text: text, signatures: keys.map { $0.sign(text, at: 0) }).description
  }
}
