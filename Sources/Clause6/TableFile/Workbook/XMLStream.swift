import CExpat

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What listens to a part of a workbook, element by element.
protocol XMLHandler: AnyObject {
  func start(_ tag: XMLTag) throws(Clause6Error)
  func end(_ name: String) throws(Clause6Error) -> XMLStep
  /// Text may come in several pieces.
  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(Clause6Error)
}

enum XMLStep { case goOn, pause }

/// The beginning of an element; it is gone when the handler returns.
struct XMLTag {
  /// Without its namespace; empty when the element is none of a spreadsheet's own.
  let name: String
  fileprivate let attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>

  /// An attribute without a namespace.
  func bytes(_ name: StaticString) -> UnsafePointer<CChar>? {
    var place = attributes
    let wanted = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    while let key = place[0] {
      if strcmp(key, wanted) == 0 { return place[1] }
      place += 2
    }
    return nil
  }

  func attribute(_ name: StaticString) -> String? { bytes(name).map { String(cString: $0) } }

  /// An attribute of the namespace of relationships, of which there are two.
  func relationship(_ name: String) -> String? {
    let separator = Unicode.Scalar(XMLStream.separator)
    var place = attributes
    while let key = place[0], let value = place[1] {
      if String(cString: key).hasSuffix("/relationships\(separator)\(name)") { return String(cString: value) }
      place += 2
    }
    return nil
  }
}

/// Reads a part of a workbook as XML, piece by piece, so that its size costs no memory.
final class XMLStream {
  let entry: ArchiveEntry
  private let handler: any XMLHandler
  private let parser: OpaquePointer
  private var failure: Clause6Error?
  private var isPaused = false
  private var isAtEnd = false
  private var depth = 0

  private static let pieceSize = 64 * 1024
  private static let deepest = 100
  /// A tag is read again with every piece until it is whole.
  private static let longestTag = 1 << 20
  fileprivate static let separator = UInt8(ascii: "\n")

  init(_ entry: ArchiveEntry, handler: any XMLHandler) throws(Clause6Error) {
    self.entry = entry
    self.handler = handler
    guard let parser = XML_ParserCreateNS(nil, XML_Char(XMLStream.separator)) else {
      throw Clause6Error("\(entry.path) cannot be read: there is no memory left. Close other programs and try again.")
    }
    self.parser = parser
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetElementHandler(
      parser, { stream, name, attributes in XMLStream.at(stream).start(name, attributes) },
      { stream, name in XMLStream.at(stream).end(name) })
    XML_SetCharacterDataHandler(parser) { stream, text, length in XMLStream.at(stream).text(text, length) }
    XML_SetStartDoctypeDeclHandler(parser) { stream, _, _, _, _ in XMLStream.at(stream).refuseDoctype() }
  }

  deinit { XML_ParserFree(parser) }

  /// Reads all that is left.
  func finish() throws(Clause6Error) {
    while try advance() {}
  }

  /// Reads one piece, or less when the handler asks for a pause.
  /// - Returns: whether something may be left.
  func advance() throws(Clause6Error) -> Bool {
    if let failure { throw failure }
    guard isPaused || !isAtEnd else { return false }
    do {
      let status = isPaused ? XML_ResumeParser(parser) : try parseNextPiece()
      isPaused = status == XML_STATUS_SUSPENDED
      try check(status)
    } catch {
      failure = error
      throw error
    }
    return isPaused || !isAtEnd
  }

  private func parseNextPiece() throws(Clause6Error) -> XML_Status {
    guard let buffer = XML_GetBuffer(parser, Int32(XMLStream.pieceSize)) else { return XML_STATUS_ERROR }
    let count = try entry.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: XMLStream.pieceSize))
    isAtEnd = count == 0
    return XML_ParseBuffer(parser, Int32(count), isAtEnd ? 1 : 0)
  }

  private func check(_ status: XML_Status) throws(Clause6Error) {
    if let failure { throw failure }
    guard status != XML_STATUS_ERROR else {
      let problem = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "it cannot be read"
      throw refusal("is no XML a program can read (\(problem))")
    }
    if !isPaused, entry.bytesRead - Int(XML_GetCurrentByteIndex(parser)) > XMLStream.longestTag {
      throw refusal("holds a tag or a comment of more than a megabyte")
    }
  }

  // MARK: What expat calls

  private static func at(_ pointer: UnsafeMutableRawPointer?) -> XMLStream {
    guard let pointer else { fatalError("expat hands back what it was given") }
    return Unmanaged<XMLStream>.fromOpaque(pointer).takeUnretainedValue()
  }

  private func start(_ name: UnsafePointer<CChar>?, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
    guard failure == nil, let name, let attributes else { return }
    depth += 1
    guard depth <= XMLStream.deepest else {
      return stop(refusal("holds elements more than \(XMLStream.deepest) deep, as no spreadsheet writes them"))
    }
    do throws(Clause6Error) {
      try handler.start(XMLTag(name: XMLStream.ownName(name), attributes: attributes))
    } catch { stop(error) }
  }

  private func end(_ name: UnsafePointer<CChar>?) {
    guard failure == nil, let name else { return }
    depth -= 1
    do throws(Clause6Error) {
      if try handler.end(XMLStream.ownName(name)) == .pause { XML_StopParser(parser, 1) }
    } catch { stop(error) }
  }

  private func text(_ text: UnsafePointer<CChar>?, _ length: Int32) {
    guard failure == nil, let text else { return }
    let bytes = UnsafeRawBufferPointer(start: text, count: Int(length)).assumingMemoryBound(to: UInt8.self)
    do throws(Clause6Error) { try handler.text(bytes) } catch { stop(error) }
  }

  // Entities come with it, and with them texts that grow without end.
  private func refuseDoctype() {
    stop(
      Clause6Error(
        "\(entry.path): the part \(entry.part) has a document type declaration, which no spreadsheet writes: "
          + "it is refused. Open it in a spreadsheet program you trust and save it again as .xlsx."))
  }

  private func stop(_ error: Clause6Error) {
    failure = failure ?? error
    XML_StopParser(parser, 0)
  }

  private func refusal(_ problem: String) -> Clause6Error {
    Clause6Error(
      "\(entry.path): the part \(entry.part), line \(XML_GetCurrentLineNumber(parser)), \(problem): "
        + "open it in a spreadsheet program and save it again as .xlsx.")
  }

  // MARK: Names

  /// Transitional, strict, and the one of relationships.
  private static let namespaces: [StaticString] = [
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/package/2006/relationships",
  ]

  private static func ownName(_ name: UnsafePointer<CChar>) -> String {
    guard let end = strchr(name, Int32(separator)) else { return String(cString: name) }
    let length = UnsafePointer(end) - name
    for namespace in namespaces where namespace.utf8CodeUnitCount == length {
      if memcmp(namespace.utf8Start, name, length) == 0 { return String(cString: end + 1) }
    }
    return ""
  }
}
