#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The folder of the server's socket, which only the server's user may enter.
enum SocketFolder {
  /// Part of the socket's name; nothing listens on a port.
  static let port = "5432"
  private static let socketName = ".s.PGSQL.\(port)"

  /// `run` in the data folder, or, when the system could not address that, a folder for running programs' files.
  static func path(for folder: String, environment: [String: String], uid: UInt32) -> String {
    let usual = folder + "/run"
    if isAddressable(usual) { return usual }
    let name = "clause6-\(uid)-\(hash(folder))"
    // Root's runtime folder is closed to the server's user.
    let parents = uid == 0 ? [] : [environment["XDG_RUNTIME_DIR"], environment["TMPDIR"]].compactMap { $0 }
    return parents.filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }.first(where: isAddressable) ?? "/tmp/\(name)"
  }

  /// A socket's path has about 100 bytes, and libpq takes a comma for the end of a host.
  private static func isAddressable(_ folder: String) -> Bool {
    let room = MemoryLayout.size(ofValue: sockaddr_un().sun_path) - 1
    return folder.utf8.count + 1 + socketName.utf8.count <= room && !folder.contains { $0 == "," || $0 == "\n" }
  }

  /// FNV-1a: tells the data folders of one user apart.
  private static func hash(_ text: String) -> String {
    let value = text.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return String(value, radix: 16)
  }

  /// Makes the folder, and sees to it that only the server's user may enter.
  /// - Throws: ``LocalServerError/foreignFolder(path:owner:)`` when somebody else has put it there.
  static func prepare(_ path: String, for account: ServerAccount) throws(LocalServerError) {
    if mkdir(path, 0o700) != 0, errno != EEXIST { throw .cannotWrite(path) }
    guard let status = Files.status(path), status.st_mode & S_IFMT == S_IFDIR else {
      throw .foreignFolder(path: path, owner: "nobody")
    }
    if status.st_uid == 0, account.uid != 0 {
      guard lchown(path, account.uid, account.gid) == 0 else { throw .cannotWrite(path) }
    } else if status.st_uid != account.uid {
      throw .foreignFolder(path: path, owner: SystemUser(uid: status.st_uid)?.name ?? "user \(status.st_uid)")
    }
    if status.st_mode & 0o077 != 0, chmod(path, 0o700) != 0 { throw .cannotWrite(path) }
  }

  /// Removes what a dead server left: its lock may name a process that is another one by now.
  static func clear(_ path: String) {
    unlink("\(path)/\(socketName)")
    unlink("\(path)/\(socketName).lock")
  }

  /// Whether there is a socket at all, answered or not.
  static func hasSocket(_ path: String) -> Bool { Files.exists("\(path)/\(socketName)") }
}
