/// What a workbook holds and where, as its relationships have it.
struct WorkbookContents {
  struct Sheet {
    let name: String
    let isHidden: Bool
    /// `nil` when the workbook does not say.
    let part: String?
  }

  /// In bytes, for the parts that are kept in memory.
  static let largestPart = 64 << 20

  let sheets: [Sheet]
  let is1904: Bool
  let stringsPart: String?
  let stylesPart: String?

  init(_ archive: WorkbookArchive) throws(Clause6Error) {
    let main = try WorkbookContents.mainPart(of: archive)
    let handler = WorkbookHandler()
    try XMLStream(try archive.entry(main, limit: WorkbookContents.largestPart), handler: handler).finish()
    guard handler.isWorkbook else {
      throw Clause6Error(
        "\(archive.path) holds no workbook, but another document: "
          + "name a file that a spreadsheet program saved as .xlsx.")
    }
    let relationships = try Relationships(of: main, in: archive)
    sheets = handler.sheets.compactMap { sheet in
      let target = sheet.id.flatMap { relationships.byID[$0] }
      if let target, !target.isType("worksheet") { return nil }
      return Sheet(name: sheet.name, isHidden: sheet.isHidden, part: target?.part)
    }
    is1904 = handler.is1904
    stringsPart = relationships.part(ofType: "sharedStrings")
    stylesPart = relationships.part(ofType: "styles")
  }

  private static func mainPart(of archive: WorkbookArchive) throws(Clause6Error) -> String {
    guard archive.holds(Relationships.place(of: "")) else {
      let kind = archive.holds("content.xml") ? "is an OpenDocument file" : "is a zip file, but holds no workbook"
      throw Clause6Error("\(archive.path) \(kind): open it in a spreadsheet program and save it as .xlsx.")
    }
    guard let part = try Relationships(of: "", in: archive).part(ofType: "officeDocument") else {
      throw Clause6Error(
        "\(archive.path) does not say where its workbook is: "
          + "open it in a spreadsheet program and save it again as .xlsx.")
    }
    guard !part.hasSuffix(".bin") else {
      throw Clause6Error(
        "\(archive.path) is a binary workbook (.xlsb): open it in a spreadsheet program and save it as .xlsx.")
    }
    return part
  }
}

/// Where the parts are that a part names.
private struct Relationships {
  struct Target {
    let type: String
    /// `nil` when it lies outside the file.
    let part: String?

    /// The rest of a type differs between the two kinds of workbook.
    func isType(_ name: String) -> Bool { type.hasSuffix("/\(name)") }
  }

  private(set) var byID: [String: Target] = [:]
  private var inOrder: [Target] = []

  /// - Parameter part: the part that names others, or nothing for the file as a whole.
  init(of part: String, in archive: WorkbookArchive) throws(Clause6Error) {
    let handler = RelationshipsHandler()
    let entry = try archive.entry(Relationships.place(of: part), limit: WorkbookContents.largestPart)
    try XMLStream(entry, handler: handler).finish()
    let folder = part.split(separator: "/").dropLast()
    for found in handler.found {
      let target = Target(
        type: found.type, part: found.isOutside ? nil : Relationships.resolve(found.target, from: Array(folder)))
      byID[found.id] = target
      inOrder.append(target)
    }
  }

  func part(ofType type: String) -> String? {
    inOrder.first { $0.isType(type) && $0.part != nil }?.part
  }

  /// `xl/workbook.xml` → `xl/_rels/workbook.xml.rels`
  static func place(of part: String) -> String {
    let names = part.split(separator: "/")
    return (names.dropLast() + ["_rels", "\(names.last ?? "").rels"]).joined(separator: "/")
  }

  private static func resolve(_ target: String, from folder: [Substring]) -> String {
    var names = target.hasPrefix("/") ? [] : folder
    for name in target.split(separator: "/") where name != "." {
      if name == ".." { _ = names.popLast() } else { names.append(name) }
    }
    return names.joined(separator: "/")
  }
}

private final class RelationshipsHandler: XMLHandler {
  var found: [(id: String, type: String, target: String, isOutside: Bool)] = []

  func start(_ tag: XMLTag) {
    guard tag.name == "Relationship", let id = tag.attribute("Id"), let type = tag.attribute("Type"),
      let target = tag.attribute("Target")
    else { return }
    found.append((id, type, target, tag.attribute("TargetMode") == "External"))
  }

  func end(_ name: String) -> XMLStep { .goOn }
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

private final class WorkbookHandler: XMLHandler {
  var isWorkbook = false
  var is1904 = false
  var sheets: [(name: String, isHidden: Bool, id: String?)] = []

  func start(_ tag: XMLTag) {
    switch tag.name {
    case "workbook": isWorkbook = true
    case "workbookPr": is1904 = ["1", "true", "on"].contains(tag.attribute("date1904"))
    case "sheet":
      guard let name = tag.attribute("name") else { return }
      let state = tag.attribute("state")
      sheets.append((name, state == "hidden" || state == "veryHidden", tag.relationship("id")))
    default: break
    }
  }

  func end(_ name: String) -> XMLStep { .goOn }
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
