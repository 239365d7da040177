public import Foundation
import Synchronization

/// A server of `Fixtures/smtp`, started on loopback for a test and ended with it.
public final class TestProcess: Sendable {
  /// Where it keeps what it was sent.
  public let folder: URL
  /// Where it listens, on 127.0.0.1.
  public let port: Int
  private let process: Mutex<Process>

  /// The folder of the servers' programs.
  private static let programs = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures/smtp")

  /// The path of a Python with aiosmtpd, else of any. Itself and not a script that looks for it each time.
  public static let python: String = {
    let found = (try? Python.command(importing: ["aiosmtpd"])) ?? "python3"
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [found, "-c", "import sys; print(sys.executable)"]
    process.standardOutput = output
    guard (try? process.run()) != nil else { return found }
    let path = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self).dropLast()
    process.waitUntilExit()
    return path.isEmpty ? found : String(path)
  }()

  /// Why tests with mail servers cannot run here; `nil` when they can.
  public static let reasonWithoutMail: String? = {
    run([python, "-c", "import aiosmtpd"]) ? nil : "there is no python3 with aiosmtpd"
  }()
  /// Why tests with web servers cannot run here; `nil` when they can.
  public static let reasonWithoutWeb: String? = run([python, "-c", ""]) ? nil : "there is no python3"
  /// Why tests with TLS cannot run here; `nil` when they can.
  public static let reasonWithoutTLS: String? = run(["openssl", "version"]) ? nil : "there is no openssl"

  /// - Parameters:
  ///   - program: `server.py` or `web.py`.
  ///   - arguments: beside folder and port.
  /// - Throws: ``TestServerError`` when it does not start.
  public init(_ program: String, _ arguments: [String] = []) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "c6mail-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let portFile = folder.appending(path: "port")
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      [
        TestProcess.python, TestProcess.programs.appending(path: program).path, "--folder", folder.path, "--port-file",
        portFile.path,
      ]
      + arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    let log = folder.appending(path: "log")
    _ = FileManager.default.createFile(atPath: log.path, contents: nil)
    process.standardError = try FileHandle(forWritingTo: log)
    try process.run()
    self.process = Mutex(process)
    for _ in 0..<3000 {
      if let text = try? String(contentsOf: portFile, encoding: .utf8), let port = Int(text.dropLast()) {
        self.port = port
        return
      }
      guard self.process.withLock({ $0.isRunning }) else { break }
      usleep(10_000)
    }
    let words = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
    throw TestServerError(description: "\(program) does not start: \(words)")
  }

  deinit { stop() }

  /// Ends it and removes its folder.
  public func stop() {
    process.withLock { process in
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      process.waitUntilExit()
    }
    try? FileManager.default.removeItem(at: folder)
  }

  /// Sets what a recipient's mails are answered from now on: see `Fixtures/smtp/server.py`.
  public func answer(_ address: String, _ rule: String) throws {
    try rule.write(to: folder.appending(path: "rules/\(address)"), atomically: true, encoding: .utf8)
  }

  /// A mail that was accepted.
  public struct Accepted: Decodable, Sendable {
    public let file: String
    public let from: String
    public let to: [String]
    public let messageID: String?
    public let sha256: String
    public let size: Int

    enum CodingKeys: String, CodingKey {
      case file, from, to, sha256, size
      case messageID = "message_id"
    }
  }

  /// The mails that were accepted, in their order.
  public var accepted: [Accepted] {
    get throws {
      let path = folder.appending(path: "accepted.jsonl")
      guard let text = try? String(contentsOf: path, encoding: .utf8) else { return [] }
      return try text.split(separator: "\n").map { try JSONDecoder().decode(Accepted.self, from: Data($0.utf8)) }
    }
  }

  /// The bytes of a mail or request that was accepted.
  public func bytes(_ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: "accepted/\(file)")))
  }

  /// Makes a certificate for a name, and 127.0.0.1, that nobody signed, with its key, in one file.
  /// - Returns: the file's path; the caller removes it.
  public static func certificate(of name: String = "localhost") throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "c6cert-\(UUID().uuidString).pem").path
    let made = run([
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
      "-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:\(name),IP:127.0.0.1", "-keyout", file, "-out",
      file + ".crt",
    ])
    guard made else { throw TestServerError(description: "openssl makes no certificate.") }
    let both =
      try String(contentsOfFile: file, encoding: .utf8) + String(contentsOfFile: file + ".crt", encoding: .utf8)
    try both.write(toFile: file, atomically: true, encoding: .utf8)
    try FileManager.default.removeItem(atPath: file + ".crt")
    return file
  }

  private static func run(_ words: [String]) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
