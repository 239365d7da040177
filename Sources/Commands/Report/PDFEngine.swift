import Clause6
import LocalPostgres

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A browser of this machine, which prints a page as it shows it.
struct PDFEngine {
  private let path: String
  private let environment: [String: String]

  private static let names = [
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge",
  ]

  /// The one that `CLAUSE6_PDF` names, else the first in the path.
  /// - Throws: ``Clause6Error`` when there is none.
  init(_ invocation: Invocation) throws(Clause6Error) {
    environment = invocation.environment
    if let chosen = invocation.variable("CLAUSE6_PDF") {
      guard chosen.hasPrefix("/"), access(chosen, X_OK) == 0 else {
        throw Clause6Error("CLAUSE6_PDF is \"\(chosen)\", which is no program: give its path from /.")
      }
      path = chosen
      return
    }
    let folders = (invocation.variable("PATH") ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
    let places = PDFEngine.names.flatMap { name in folders.map { "\($0)/\(name)" } }
    guard let found = places.first(where: { access($0, X_OK) == 0 }) else {
      throw Clause6Error(
        "A PDF is printed by a browser, and none is installed here: install Chromium, or name a browser of its kind in CLAUSE6_PDF.",
        hint: "Or write --format html and print it from any browser: it is made for A4.")
    }
    path = found
  }

  /// Prints a page.
  /// - Parameters:
  ///   - page: the path of an HTML file, from `/`.
  ///   - pdf: the path of the file to write, from `/`.
  /// - Throws: ``Clause6Error`` when the program failed, with the last of what it said.
  func print(_ page: String, to pdf: String) throws {
    let folder = try TemporaryFolder()
    let program = Program(words(page, pdf, profile: folder.path), environment: environment)
    let outcome: Program.Outcome
    do { outcome = try program.run() } catch {
      throw Clause6Error("\(path) could not be run: \(error).")
    }
    guard outcome.succeeded, access(pdf, R_OK) == 0 else {
      let said = outcome.output.split(separator: "\n").last.map { ": \($0)" } ?? ""
      throw Clause6Error("\(path) did not print the page\(said).")
    }
  }

  private func words(_ page: String, _ pdf: String, profile: String) -> [String] {
    // A browser refuses to be root with its sandbox; the page runs nothing and fetches nothing.
    let asRoot = geteuid() == 0 ? ["--no-sandbox"] : []
    return [path, "--headless"] + asRoot + [
      "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
      "--no-first-run", "--disable-dev-shm-usage", "--user-data-dir=\(profile)", "--no-pdf-header-footer",
      "--print-to-pdf=\(pdf)", "file://\(page)",
    ]
  }
}

/// A folder of one's own that goes with what made it.
final class TemporaryFolder {
  let path: String

  init() throws(Clause6Error) {
    let base = Invocation.current.variable("TMPDIR") ?? "/tmp"
    var name = Array("\(base)/clause6-\(String(repeating: "X", count: 6))".utf8CString)
    guard mkdtemp(&name) != nil else { throw Clause6Error("No temporary folder can be made in \(base).") }
    path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { TemporaryFolder.removeAll(path) }

  /// With all that a program left in it; links are removed and not followed.
  private static func removeAll(_ path: String) {
    var about = stat()
    guard lstat(path, &about) == 0 else { return }
    if about.st_mode & S_IFMT == S_IFDIR {
      for name in Files.names(in: path) { removeAll(path + "/" + name) }
    }
    remove(path)
  }
}
