import Foundation
@testable import Postgres
import TestSupport
import Testing

/// Another machine has to prove that it is the one that was named, unless somebody says otherwise.
@Suite(.enabled(if: TestProcess.reasonWithoutTLS == nil, "needs the program openssl"))
struct TLSTests {
  /// A server on loopback, as if it were called so elsewhere, with a certificate for that name.
  private struct Server {
    let server: TestServer
    let certificate: String
    let name: String

    init(certifiedAs name: String, isSecure: Bool = true) throws {
      certificate = try TestProcess.certificate(of: name)
      self.name = name
      chmod(certificate, 0o600)
      if geteuid() == 0, let account = getpwnam("postgres") {
        chown(certificate, account.pointee.pw_uid, account.pointee.pw_gid)
      }
      let port = try BoundPort().number
      server = try TestServer.dedicated(
        port: port,
        settings: ["listen_addresses=127.0.0.1"]
          + (isSecure ? ["ssl=on", "ssl_cert_file=\(certificate)", "ssl_key_file=\(certificate)"] : []))
    }

    func stop() {
      server.stop()
      try? FileManager.default.removeItem(atPath: certificate)
    }

    func address(_ host: String, _ more: [String: String] = [:]) -> ConnectionInfo {
      server.info.with(["host": host, "hostaddr": "127.0.0.1"].merging(more) { $1 })
    }

    var trusted: [String: String] { ["sslrootcert": certificate] }
  }

  private func refusal(_ info: ConnectionInfo) -> String {
    do {
      _ = try Connection(info)
      return ""
    } catch { return "\(error)" }
  }

  @Test func anotherMachineIsBelievedByItsCertificateAlone() throws {
    let server = try Server(certifiedAs: "db.example")
    defer { server.stop() }
    let connection = try Connection(server.address("db.example", server.trusted))
    #expect(try connection.value("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()", as: Bool.self) == true)
    // Nobody whom this machine trusts has signed it.
    #expect(refusal(server.address("db.example")).contains("certificate verify failed"))
    // It is somebody else's.
    #expect(refusal(server.address("other.example", server.trusted)).contains("does not match host name"))
    // Somebody says otherwise.
    #expect(refusal(server.address("other.example", ["sslmode": "require"])) == "")
  }

  @Test func aServerWithoutTLSIsBelievedOnThisMachineOnly() throws {
    let server = try Server(certifiedAs: "db.example", isSecure: false)
    defer { server.stop() }
    #expect(refusal(server.address("db.example")).contains("does not support SSL"))
    #expect(refusal(server.address("localhost")) == "")
    #expect(refusal(server.address("127.0.0.1")) == "")
    #expect(refusal(server.server.info) == "")
    #expect(refusal(server.address("db.example", ["sslmode": "disable"])) == "")
  }

  @Test(arguments: [
    ("db.example", true), ("10.0.0.7", true), ("/run/postgresql,db.example", true), ("localhost.example", true),
    ("", false),
    ("/run/postgresql", false), ("@clause6", false), ("localhost", false), ("db.localhost", false),
    ("127.0.0.1", false),
    ("127.8.8.8", false), ("::1", false), ("/a,/b,localhost", false),
  ])
  func whatIsAnotherMachine(_ host: String, _ isRemote: Bool) {
    #expect(ConnectionInfo(["host": host]).isRemote == isRemote)
  }

  @Test func whatIsSaidIsNotOverruled() {
    let usual = ConnectionInfo("host=db.example").completed().settings
    #expect(usual["sslmode"] == "verify-full" && usual["connect_timeout"] == "15" && usual["keepalives_idle"] == "60")
    let said = ConnectionInfo("host=db.example sslmode=require connect_timeout=3 keepalives_idle=5 tcp_user_timeout=9")
    #expect(
      said.completed().settings
        == said.settings.merging(["client_encoding": "UTF8", "keepalives_count": "6", "keepalives_interval": "10"]) {
          $1
        })
    // A service file says what is not seen here.
    #expect(
      ConnectionInfo("service=register").completed().settings == ["service": "register", "client_encoding": "UTF8"])
  }
}
