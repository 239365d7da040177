import Testing

@testable import Clause6
@testable import Transport

@Suite struct ChannelsFileTests {
  private static let environment = [
    "PASSWORD": "hunter2", "URL": "https://hooks.chat.example/hunter2",
    "SECRET": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  ]

  private func channels(_ yaml: String?, _ more: [String: String] = [:], kinds: [String] = []) throws -> Channels {
    try Channels(
      yaml: yaml, path: "channels.yaml", environment: ChannelsFileTests.environment.merging(more) { $1 }, kinds: kinds)
  }

  @Test func aWholeFileIsRead() throws {
    let channels = try channels(
      """
      mail:
        server: smtp://clause6@mail.tsubame.example
        password: env:PASSWORD
        from: clause6 <clause6@tsubame.example>
      webhooks:
        security-chat:
          url: env:URL
          form: slack
          kinds: [notice, contract_end]
        hub:
          url: https://10.0.0.1/hook
          form: standard
          secret: [env:SECRET, env:SECRET]
          allow-private: yes
      """)
    let mail = try #require(channels.mail)
    #expect(mail.route == .server(try MailServer("smtp://clause6@mail.tsubame.example:587")))
    #expect(mail.password == Secret("hunter2"))
    #expect(mail.from == Mailbox("clause6 <clause6@tsubame.example>"))
    #expect(try mail.sender() is SMTPSender)
    #expect(channels.webhooks.map(\.name) == ["security-chat", "hub"])
    #expect(channels.webhooks.map(\.form) == [.slack, .standard])
    #expect(channels.webhooks.map(\.allowsPrivate) == [false, true])
    #expect(channels.webhooks.map(\.kinds) == [["notice", "contract_end"], nil])
    #expect(channels.webhooks[1].signer != nil)
    var dumped = ""
    dump(channels, to: &dumped)
    #expect(!dumped.contains("hunter2"))
  }

  @Test(arguments: [
    ("mails: {}", "line 1: \"mails\" is not a word of the file (did you mean \"mail\"?)"),
    ("mail:\n  server: smtp://localhost", "line 2: mail has no from"),
    ("mail: {server: smtp://localhost, from: nobody}", "line 1: from is an address"),
    ("mail: {server: 'smtp://a:hunter2@b.example', from: a@b.example}", "line 1: The URL of the mail server b.example"),
    ("mail:\n  server: smtp://a@b.example\n  from: a@b.example", "line 2: The mail server b.example has a user and no"),
    ("mail:\n  server: smtp://a@b.example\n  password: hunter2", "line 2: mail has no from"),
    ("mail:\n  server: smtp://a@b.example\n  from: a@b.example\n  password: hunter2", "line 4: A secret is written as"),
    (
      "mail:\n  server: smtp://a@b.example\n  from: a@b.example\n  password: env:NONE",
      "line 4: The environment has no NONE"
    ),
    ("mail: x", "line 1: mail must be a list"), ("webhooks: [a]", "line 1: webhooks must be a list"),
    ("webhooks:\n  chat:\n    form: slack", "line 3: chat has no url"),
    ("webhooks:\n  chat:\n    url: https://a.example\n", "line 3: chat has no form"),
    ("webhooks: {chat: {url: 'https://a.example', form: slak}}", "(did you mean \"slack\"?)"),
    (
      "webhooks: {chat: {url: 'ftp://a.example/hunter2', form: slack}}", "A URL is not of the form https://chat.example"
    ),
    ("webhooks: {chat: {url: 'https://a.example', form: slack, secret: 'env:SECRET'}}", "slack is not signed"),
    ("webhooks: {chat: {url: 'https://a.example', form: standard}}", "the form standard is signed: add secret"),
    ("webhooks: {chat: {url: 'https://a.example', form: standard, secret: hunter2}}", "A secret is written as"),
    ("webhooks: {chat: {url: 'https://a.example', form: standard, secret: 'env:PASSWORD'}}", "openssl rand -base64 32"),
    ("webhooks: {chat: {url: 'https://a.example', form: slack, kinds: [notise]}}", "(did you mean \"notice\"?)"),
    ("webhooks: {chat: {url: 'https://a.example', form: slack, kinds: []}}", "leave it out for all"),
    ("webhooks: {chat: {url: 'https://a.example', form: slack, allow-private: maybe}}", "allow-private is yes or no"),
    ("webhooks: {a b: {url: 'https://a.example', form: slack}}", "a webhook's name is"),
    ("mail: {", "is not YAML"), ("mail: 1\nmail: 2", "line 2 is not YAML: \"mail\" stands twice"),
  ])
  func whatIsWrongIsSaidWithItsLine(yaml: String, problem: String) {
    #expect { try channels(yaml, kinds: ["notice", "contract_end"]) } throws: { error in
      "\(error)".hasPrefix("channels.yaml line ") && "\(error)".contains(problem) && !"\(error)".contains("hunter2")
    }
  }

  @Test func withoutAFileTheEnvironmentSaysHowMailsGo() throws {
    #expect(try channels(nil).mail == nil)
    #expect(try channels("").mail == nil)
    let set = [
      "CLAUSE6_SMTP": "smtp://a@b.example", "CLAUSE6_MAIL_FROM": "a@b.example", "CLAUSE6_SMTP_PASSWORD": "hunter2",
    ]
    #expect(try channels(nil, set).mail?.password == Secret("hunter2"))
    #expect(try channels(nil, set).mail?.from.address == "a@b.example")
    let file = "mail: {server: smtp://localhost, from: c@d.example}"
    #expect(try channels(file, set).mail?.from.address == "c@d.example")
  }

  @Test(arguments: [
    (["CLAUSE6_SMTP": "smtp://localhost"], "no address in CLAUSE6_MAIL_FROM"),
    (["CLAUSE6_SMTP": "smtp://a@b.example", "CLAUSE6_MAIL_FROM": "a@b.example"], "a user and no password"),
    (
      [
        "CLAUSE6_SMTP": "smtp://a@b.example", "CLAUSE6_MAIL_FROM": "a@b.example", "CLAUSE6_SMTP_PASSWORD": "a",
        "CLAUSE6_SMTP_PASSWORD_FILE": "/a",
      ], "take one of them out"
    ),
    (
      [
        "CLAUSE6_SMTP": "smtp://a@b.example", "CLAUSE6_MAIL_FROM": "a@b.example",
        "CLAUSE6_SMTP_PASSWORD_FILE": "/none/a",
      ], "/none/a, a secret's file, cannot be read"
    ),
  ])
  func whatIsWrongThereIsSaid(environment: [String: String], problem: String) {
    #expect { try channels(nil, environment) } throws: { "\($0)".contains(problem) }
  }

  @Test(
    arguments: [
      ("a@b.example", nil, "a@b.example"), ("A B <a@b.example>", "A B", "a@b.example"),
      ("\"B, A\" <a@b.example>", "B, A", "a@b.example"), ("<a@b.example>", nil, "a@b.example"),
      ("佐藤 <a@b.example>", "佐藤", "a@b.example"),
    ] as [(String, String?, String)])
  func whoMailsAreFrom(text: String, name: String?, address: String) {
    #expect(Mailbox(text)?.name == name)
    #expect(Mailbox(text)?.address == address)
  }

  @Test(arguments: ["", "a", "A <a@b.example", "A <a>", "A\u{7} <a@b.example>", "A <a@b.example> b", "<<a@b.example>>"])
  func whatIsNoMailbox(text: String) { #expect(Mailbox(text) == nil) }
}
