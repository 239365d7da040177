import Testing
import Transport

@Suite struct AttemptTests {
  @Test func anAttemptKeepsWhatTheOtherSideSaid() {
    #expect(Attempt(.retry, code: 451, reply: "4.7.1 later").code == 451)
  }
}
