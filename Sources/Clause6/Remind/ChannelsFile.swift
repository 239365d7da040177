internal import Transport

extension Channels {
  /// Reads the channels of this host; without a mail channel in the file, the environment's.
  /// - Parameters:
  ///   - yaml: the file's text; `nil` when there is no file.
  ///   - path: the file's name, for messages.
  ///   - environment: the program's, which may hold secrets, `CLAUSE6_SMTP`, `CLAUSE6_SMTP_PASSWORD` or
  ///     `CLAUSE6_SMTP_PASSWORD_FILE`, and `CLAUSE6_MAIL_FROM`.
  ///   - kinds: the kinds of deadlines there are, one of which each word of `kinds` must be; unchecked when empty.
  /// - Throws: ``Clause6Error`` that names file, line and word, and never a secret.
  public init(yaml: String?, path: String, environment: [String: String], kinds: [String] = []) throws {
    self.init()
    if let yaml { self = try ChannelsFile(path: path, environment: environment, kinds: kinds).channels(yaml) }
    if mail == nil { mail = try MailChannel(environment: environment) }
  }
}

extension MailChannel {
  /// The channel that the environment describes; `nil` when it has no `CLAUSE6_SMTP`.
  init?(environment: [String: String]) throws {
    guard let server = environment["CLAUSE6_SMTP"], !server.isEmpty else { return nil }
    guard let text = environment["CLAUSE6_MAIL_FROM"], let from = Mailbox(text) else {
      throw Clause6Error(
        "The environment has CLAUSE6_SMTP and no address in CLAUSE6_MAIL_FROM: set it, as in \"clause6 <clause6@tsubame.example>\"."
      )
    }
    do {
      let file = environment["CLAUSE6_SMTP_PASSWORD_FILE"].map { "file:\($0)" }
      if file != nil, environment["CLAUSE6_SMTP_PASSWORD"] != nil {
        throw Clause6Error(
          "The environment has both CLAUSE6_SMTP_PASSWORD and CLAUSE6_SMTP_PASSWORD_FILE: take one of them out.")
      }
      let reference = file ?? environment["CLAUSE6_SMTP_PASSWORD"].map { _ in "env:CLAUSE6_SMTP_PASSWORD" }
      let password = try reference.map { try Secret(reading: $0, environment: environment) }
      self.init(route: try MailRoute(server), password: password, from: from)
      _ = try sender()
    } catch let error as TransportError {
      throw Clause6Error(error.message)
    }
  }
}

/// Reads the words of one file; every refusal names the line.
struct ChannelsFile {
  let path: String
  let environment: [String: String]
  let kinds: [String]

  func channels(_ yaml: String) throws -> Channels {
    let document = try YAMLNode.document(yaml, at: path)
    guard let document else { return Channels() }
    let keys = try words(document, "the file", required: [], optional: ["mail", "webhooks"])
    var channels = Channels(mail: try keys["mail"].map(mail))
    if let node = keys["webhooks"] {
      guard let pairs = node.pairs else {
        throw refusal(node, "webhooks must be a list of \"name:\" lines, each with its words below it")
      }
      channels.webhooks = try pairs.map { try webhook($0.key, $0.value) }
    }
    return channels
  }

  private func mail(_ node: YAMLNode) throws -> MailChannel {
    let keys = try words(node, "mail", required: ["server", "from"], optional: ["password"])
    let server = keys["server"]!
    let route = try at(server) { try MailRoute(text(server, "server")) }
    let password = try keys["password"].map(secret)
    let from = keys["from"]!
    guard let mailbox = Mailbox(try text(from, "from")) else {
      throw refusal(from, "from is an address, as in \"clause6 <clause6@tsubame.example>\"")
    }
    let channel = MailChannel(route: route, password: password, from: mailbox)
    // Whether user and password go together.
    _ = try at(server) { try channel.sender() }
    return channel
  }

  private func webhook(_ key: YAMLNode, _ node: YAMLNode) throws -> WebhookChannel {
    let name = key.text ?? ""
    guard !name.isEmpty, name.utf8.count <= 40,
      name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
    else { throw refusal(key, "a webhook's name is at most 40 letters, digits and \"-\"") }
    let keys = try words(
      node, name, required: ["url", "form"], optional: ["secret", "kinds", "allow-private"])
    let form = keys["form"]!
    guard let known = WebhookChannel.Form(rawValue: try text(form, "form")) else {
      let forms = WebhookChannel.Form.allCases.map(\.rawValue)
      throw refusal(form, "form is one of \(forms.joined(separator: ", "))\(suggestion(form.text ?? "", forms))")
    }
    return WebhookChannel(
      name: name, url: try url(keys["url"]!), form: known, signer: try signer(keys["secret"], known, node),
      kinds: try keys["kinds"].map(kindList), allowsPrivate: try keys["allow-private"].map(flag) ?? false)
  }

  private func url(_ node: YAMLNode) throws -> Secret {
    let text = try text(node, "url")
    let url = Secret.isReference(text) ? try secret(node) : Secret(text)
    try at(node) { try WebhookSender.check(url) }
    return url
  }

  private func signer(_ node: YAMLNode?, _ form: WebhookChannel.Form, _ channel: YAMLNode) throws -> StandardWebhooks? {
    guard form == .standard || form == .cloudevents else {
      if let node { throw refusal(node, "the form \(form.rawValue) is not signed: take secret out") }
      return nil
    }
    guard let node else {
      if form == .cloudevents { return nil }
      throw refusal(channel, "the form standard is signed: add secret, as env:NAME or file:PATH")
    }
    // Two of them while one takes the other's place.
    let secrets = try (node.list ?? [node]).map(secret)
    return try at(node) { try StandardWebhooks(secrets: secrets) }
  }

  private func kindList(_ node: YAMLNode) throws -> Set<String> {
    guard let list = node.list, !list.isEmpty else {
      throw refusal(node, "kinds is a list, as in [notice, contract_end]; leave it out for all")
    }
    return Set(
      try list.map { item in
        let kind = try text(item, "kinds")
        guard kinds.isEmpty || kinds.contains(kind) else {
          throw refusal(
            item,
            "\"\(kind)\" is no kind of deadline\(suggestion(kind, kinds)); these are: \(kinds.joined(separator: ", "))")
        }
        return kind
      })
  }

  // MARK: Values

  private func words(
    _ node: YAMLNode, _ what: String, required: [String], optional: [String]
  ) throws -> [String: YAMLNode] {
    let result = try MappingWords(path: path).mapping(node, what, allowed: required + optional)
    if let missing = required.first(where: { result[$0] == nil }) {
      throw refusal(node, "\(what) has no \(missing): add \"\(missing): …\"")
    }
    return result
  }

  private func text(_ node: YAMLNode, _ what: String) throws -> String {
    guard let text = node.text, !text.isEmpty else { throw refusal(node, "\(what) must be one text") }
    return text
  }

  private func flag(_ node: YAMLNode) throws -> Bool {
    guard let flag = try? node.text?.flag() else { throw refusal(node, "allow-private is yes or no") }
    return flag
  }

  private func secret(_ node: YAMLNode) throws -> Secret {
    let reference = try text(node, "a secret")
    return try at(node) { try Secret(reading: reference, environment: environment) }
  }

  /// Says at which line something that cannot be sent stands.
  private func at<T>(_ node: YAMLNode, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as TransportError {
      throw Clause6Error("\(path) line \(node.line): \(error.message)")
    }
  }

  private func refusal(_ node: YAMLNode, _ sentence: String) -> Clause6Error {
    MappingWords(path: path).refusal(node, sentence)
  }
}
