import Bytes
public import Postgres

/// Where the content of a file is kept.
public enum EvidencePlace: String, Sendable, CaseIterable, PostgresEncodable, PostgresDecodable, Decodable {
  case folder, database
}

/// A file of a piece of evidence.
public struct EvidenceFile: Sendable, Decodable, Equatable {
  public let fileId: Int
  public let evidenceId: Int
  /// The name it gets in a folder of exported files: evidence, file and name, so that no two are the same.
  public let exportedAs: String
  public let fileName: String
  /// Of its content, in hexadecimal.
  public let sha256: String
  public let sizeBytes: Int
  public let stored: EvidencePlace
}

/// What became of a file since it was recorded.
public enum EvidenceFileState: String, Sendable {
  /// The content is what was recorded, to the byte.
  case intact
  /// There is no content.
  case missing
  /// The content is another.
  case altered
}

extension Connection {
  /// The files of a piece of evidence, or of all.
  public func evidenceFiles(of id: Int? = nil) throws -> [EvidenceFile] {
    try readFacts { connection in
      try connection.rows(
        """
        SELECT file_id, evidence_id, exported_as, file_name, sha256, size_bytes, stored FROM facts.evidence_file(facts.as_of())
        WHERE \(id)::bigint IS NULL OR evidence_id = \(id)::bigint ORDER BY file_id
        """)
    }
  }

  /// Attaches a file to evidence that nobody has read yet.
  ///
  /// The content is in its place before the transaction can end, so that what is recorded is there. A transaction that
  /// fails afterwards may leave content in the folder that no record names; it does no harm.
  /// - Parameters:
  ///   - path: the file; it is copied, and stays.
  ///   - id: the evidence.
  ///   - place: where its contents are kept: in the folder or in the database.
  ///   - folder: the folder of contents.
  ///   - rehearse: leaves nothing in the folder.
  public func attachFile(
    _ path: String, toEvidence id: Int, in place: EvidencePlace, folder: EvidenceFolder, rehearse: Bool = false
  ) throws {
    let source = try ByteReader(path: path)
    switch place {
    case .folder:
      try folder.take(source) { sha256, size in
        try record(source, sha256, size, place, id)
        return !rehearse
      }
    case .database:
      let (sha256, size) = try EvidenceContent.store(source, in: self)
      try record(source, sha256, size, place, id)
    }
  }

  private func record(_ source: ByteReader, _ sha256: String, _ size: Int, _ place: EvidencePlace, _ id: Int) throws {
    let name = String(source.path.split(separator: "/").last ?? "")
    _ = try insert(
      into: "evidence_file",
      [
        Assignment("evidence_id", id), Assignment("sha256", sha256), Assignment("size_bytes", size),
        Assignment("file_name", name), Assignment("media_type", MediaType.of(name)), Assignment("stored", place),
      ])
  }

  /// Whether a file still is what was recorded: its content is read and hashed anew.
  public func verify(_ file: EvidenceFile, folder: EvidenceFolder) throws -> EvidenceFileState {
    try read(file, folder: folder) { _ in }
  }

  /// Copies a file's content into a folder. What is not intact is not copied.
  /// - Parameters:
  ///   - file: the file.
  ///   - path: the folder; made when it is not there.
  ///   - name: what the copy is called, else ``EvidenceFile/exportedAs``.
  ///   - folder: the folder of contents.
  public func export(
    _ file: EvidenceFile, to path: String, as name: String? = nil, folder: EvidenceFolder
  ) throws -> EvidenceFileState {
    try makeFolder(path)
    let target = "\(path)/\(name ?? file.exportedAs)"
    let copy = try ByteWriter(beside: target)
    let state = try read(file, folder: folder) { try copy.write($0) }
    guard state == .intact else { return state }
    try copy.synchronize()
    try copy.finish(as: target)
    return state
  }

  private func read(
    _ file: EvidenceFile, folder: EvidenceFolder, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws -> EvidenceFileState {
    let hash = SHA256()
    func piece(_ bytes: UnsafeRawBufferPointer) throws {
      hash.update(bytes)
      try body(bytes)
    }
    let isThere =
      switch file.stored {
      case .folder: try folder.read(file.sha256, piece)
      case .database: try EvidenceContent.read(file.sha256, in: self, piece)
      }
    guard isThere else { return .missing }
    return hash.hexadecimal() == file.sha256 ? .intact : .altered
  }
}

/// What a file is, by the ending of its name, as IANA calls it.
enum MediaType {
  private static let byEnding = [
    "pdf": "application/pdf", "txt": "text/plain", "csv": "text/csv", "html": "text/html", "json": "application/json",
    "xml": "application/xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "tif": "image/tiff",
    "tiff": "image/tiff", "zip": "application/zip", "eml": "message/rfc822", "p7m": "application/pkcs7-mime",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ]

  static func of(_ name: String) -> String {
    byEnding[name.split(separator: ".").last?.lowercased() ?? ""] ?? "application/octet-stream"
  }
}
