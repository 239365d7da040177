import Testing

@testable import Transport

/// The table of `docs/channels.md`, line by line.
@Suite struct SMTPVerdictTests {
  /// - Parameter reply: the newest answer's code; 0 for none.
  private func verdict(
    _ ending: Ending, _ step: SMTPDialogue.Step, _ reply: Int = 0, marked: Bool = false, international: Bool = false
  ) -> Attempt.Verdict {
    SMTPVerdict.verdict(
      SMTPVerdict.Exchange(
        ending: ending, step: step, isMarked: marked,
        reply: reply == 0 ? nil : SMTPDialogue.Reply(code: reply, text: "\(reply)"), isInternational: international))
  }

  @Test func whatEndedWellIsAccepted() {
    #expect(verdict(.done, .data, 250, marked: true) == .accepted)
  }

  @Test(arguments: SMTPDialogue.Step.allCases)
  func anAnswerForNowIsRetriedWhereverItComes(step: SMTPDialogue.Step) {
    for ending in Ending.allCases where ending != .done {
      for code in [421, 450, 451, 452, 454, 455] {
        #expect(verdict(ending, step, code) == .retry)
        #expect(verdict(ending, .data, code, marked: true) == .retry)
      }
    }
  }

  @Test(arguments: [500, 501, 503, 521, 541, 550, 551, 552, 553, 554, 555, 556])
  func arefusalOfARecipientOrMessageIsForEver(code: Int) {
    #expect(verdict(.broken, .recipient, code) == .dead)
    #expect(verdict(.broken, .data, code) == .dead)
    #expect(verdict(.refused, .data, code, marked: true) == .dead)
    for step in [SMTPDialogue.Step.connecting, .hello, .startTLS, .login] {
      #expect(verdict(.refused, step, code) == .misconfigured)
    }
  }

  @Test func aRefusalOfTheSenderIsASettingUnlessItIsTheMessage() {
    #expect(verdict(.broken, .sender, 550) == .misconfigured)
    #expect(verdict(.broken, .sender, 552) == .dead)
    #expect(verdict(.broken, .sender, 553, international: true) == .dead)
  }

  @Test(arguments: [530, 534, 535, 538])
  func loginIsASetting(code: Int) {
    for step in SMTPDialogue.Step.allCases { #expect(verdict(.broken, step, code) == .misconfigured) }
    #expect(verdict(.loginDenied, .login) == .misconfigured)
  }

  @Test(arguments: [Ending.certificate, .noTLS, .authorities, .impossible, .loginDenied])
  func soIsTLS(ending: Ending) {
    for code in [0, 220, 250] { #expect(verdict(ending, .startTLS, code) == .misconfigured) }
  }

  @Test(arguments: [Ending.noName, .noConnection])
  func aWayThatIsNotThereIsUnreachable(ending: Ending) { #expect(verdict(ending, .connecting) == .unreachable) }

  @Test(arguments: [Ending.broken, .tooSlow])
  func whatBreaksBeforeTheEnvelopeConcernsEveryMailAndLaterThisOne(ending: Ending) {
    for step in [SMTPDialogue.Step.connecting, .hello, .startTLS, .login] {
      #expect(verdict(ending, step, 220) == .unreachable)
    }
    for step in [SMTPDialogue.Step.sender, .recipient, .data] { #expect(verdict(ending, step, 250) == .retry) }
  }

  @Test func whatIsNoMailServerIsASetting() { #expect(verdict(.refused, .connecting) == .misconfigured) }

  @Test(arguments: Ending.allCases.filter { $0 != .done })
  func withoutAnAnswerToTheWholeMessageNobodyKnows(ending: Ending) {
    #expect(verdict(ending, .data, marked: true) == .uncertain)
    #expect(verdict(ending, .data, 250, marked: true) == .accepted)
  }

  // MARK: Answers

  @Test func answersOfSeveralLinesAreOneAndGoodbyesNone() {
    let dialogue = SMTPDialogue()
    for line in ["550-5.1.1 no such user\r\n", "550 5.1.1 here\r\n", "221 2.0.0 bye\r\n"] { dialogue.hear(line) }
    #expect(dialogue.reply == SMTPDialogue.Reply(code: 550, text: "550-5.1.1 no such user 5.1.1 here"))
    dialogue.mark()
    dialogue.hear("250-half of an answer\r\n")
    #expect(dialogue.reply == nil)
  }

  @Test func whatIsOfferedBeforeTLSCountsNoMore() {
    let dialogue = SMTPDialogue()
    dialogue.say("EHLO")
    dialogue.hear("250-mail.example\r\n")
    dialogue.hear("250 SMTPUTF8\r\n")
    #expect(dialogue.offersUTF8)
    dialogue.say("EHLO")
    #expect(!dialogue.offersUTF8)
  }

  @Test func anAnswerIsOneLineOfAFewWords() {
    let dialogue = SMTPDialogue()
    dialogue.hear("550 a\u{1b}[31m\u{7}b " + String(repeating: "x", count: 2000))
    #expect(dialogue.reply?.text.count == 500)
    #expect(dialogue.reply?.text.hasPrefix("550 a [31m b x") == true)
  }
}
