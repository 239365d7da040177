#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension ConnectionInfo {
  /// Whether some host of the address is on another machine, as far as its name tells.
  ///
  /// A socket's folder begins with `/`, or `@` for an abstract one.
  var isRemote: Bool {
    let hosts = settings["host"] ?? settings["hostaddr"] ?? variable("PGHOST") ?? variable("PGHOSTADDR") ?? ""
    return hosts.split(separator: ",").contains { host in
      guard let first = host.first, first != "/", first != "@" else { return false }
      return !(host == "localhost" || host.hasSuffix(".localhost") || host.hasPrefix("127.") || host == "::1")
    }
  }

  /// The address with what libpq leaves to chance unless somebody says otherwise there, in the environment or in a service file.
  ///
  /// - The text is UTF-8.
  /// - A connection is given up after 15 seconds for each host.
  /// - A network that has gone away is noticed after two minutes, and not after the system's two hours: whoever waits for an
  ///   answer meanwhile asks whether the server's machine is still there.
  /// - Another machine proves by a certificate that it is the one that was named: `sslmode=verify-full`. Without it libpq
  ///   takes any certificate, and none.
  func completed() -> ConnectionInfo {
    var changes = ["client_encoding": "UTF8"]
    let given = settings
    // A service file says things that the address does not show, and that it would overrule.
    guard given["service"] == nil, variable("PGSERVICE") == nil else { return with(changes) }
    func fill(_ key: String, _ value: String, unless name: String? = nil) {
      if given[key] == nil, name.flatMap(variable) == nil { changes[key] = value }
    }
    fill("connect_timeout", "15", unless: "PGCONNECT_TIMEOUT")
    fill("keepalives_idle", "60")
    fill("keepalives_interval", "10")
    fill("keepalives_count", "6")
    fill("tcp_user_timeout", "120000")
    if isRemote, given["sslmode"] == nil, variable("PGSSLMODE") == nil {
      changes["sslmode"] = "verify-full"
      if let bundle = trustedCertificates { fill("sslrootcert", bundle, unless: "PGSSLROOTCERT") }
    }
    return with(changes)
  }

  /// The machine's own list of whom it trusts, where the user has none for PostgreSQL (`~/.postgresql/root.crt`), which
  /// libpq would read.
  private var trustedCertificates: String? {
    if let home = variable("HOME"), access("\(home)/.postgresql/root.crt", R_OK) == 0 { return nil }
    return [
      "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
      "/etc/ssl/cert.pem",
    ].first { access($0, R_OK) == 0 }
  }

  private func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
