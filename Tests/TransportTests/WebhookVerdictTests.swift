import Testing

@testable import Transport

/// The table of `docs/channels.md`, line by line.
@Suite struct WebhookVerdictTests {
  private func verdict(_ ending: Ending, _ status: Int? = nil, marked: Bool = true, refused: Bool = false)
    -> Attempt.Verdict
  {
    WebhookVerdict.attempt(
      WebhookVerdict.Exchange(ending: ending, isMarked: marked, status: status, refusedAddress: refused)
    ).verdict
  }

  @Test(arguments: [
    (200, Attempt.Verdict.accepted), (204, .accepted), (299, .accepted), (301, .retry), (302, .retry), (307, .retry),
    (400, .retry), (401, .retry), (404, .retry), (408, .retry), (410, .dead), (429, .retry), (500, .retry),
    (503, .retry),
  ])
  func anAnswerDecides(status: Int, expected: Attempt.Verdict) {
    for ending in Ending.allCases { #expect(verdict(ending, status) == expected) }
    #expect(verdict(.done, status, marked: false) == expected)
  }

  @Test(arguments: Ending.allCases)
  func withoutAnAnswerToTheWholeBodyNobodyKnows(ending: Ending) { #expect(verdict(ending) == .uncertain) }

  @Test(arguments: [
    (Ending.noName, Attempt.Verdict.unreachable), (.noConnection, .unreachable), (.broken, .unreachable),
    (.tooSlow, .unreachable), (.certificate, .misconfigured), (.noTLS, .misconfigured), (.authorities, .misconfigured),
    (.impossible, .misconfigured),
  ])
  func beforeItIsTheWay(ending: Ending, expected: Attempt.Verdict) {
    #expect(verdict(ending, marked: false) == expected)
  }

  @Test func aPrivateAddressIsASetting() {
    #expect(verdict(.noConnection, marked: false, refused: true) == .misconfigured)
  }

  @Test(arguments: [
    ("120", 120), ("0", 0), (" 7", 7), ("99999999999999999999", 86400), ("Sun, 06 Nov 1994 08:49:37 GMT", 37),
    ("Sun, 06 Nov 1994 08:48:00 GMT", 0), ("Sun, 06 Nov 1996 08:48:00 GMT", 86400),
  ])
  func howLongToWaitIsRead(value: String, seconds: Int) {
    // 08:49:00 of that day.
    #expect(RetryAfter.seconds(value.trimmed, now: 784_111_740) == seconds)
  }

  @Test(arguments: ["", "-1", "soon", "1.5", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT"])
  func whatIsNoWaitIsNone(value: String) { #expect(RetryAfter.seconds(value, now: 0) == nil) }

  @Test func theLastAnswerCounts() {
    let answer = HTTPAnswer()
    for line in ["HTTP/1.1 100 Continue\r\n", "\r\n"] { answer.hear(line) }
    #expect(answer.status == nil)
    for line in ["HTTP/1.1 429 Too Many Requests\r\n", "Retry-After: 9\r\n", "\r\n"] { answer.hear(line) }
    #expect(answer.status == 429)
    #expect(answer.retryAfter == 9)
  }
}
