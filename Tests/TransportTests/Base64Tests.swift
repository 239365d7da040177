import Bytes
import Foundation
import Testing

@testable import Transport

@Suite struct Base64Tests {
  /// RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("foobar", "Zm9vYmFy"),
  ])
  func theVectorsOfTheStandard(text: String, encoded: String) { #expect(Base64.encode(Array(text.utf8)) == encoded) }

  @Test func everyByteAndLength() {
    for length in 0..<300 {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ length) }
      #expect(Base64.encode(bytes) == Data(bytes).base64EncodedString())
      let lines = String(decoding: Base64.lines(bytes), as: UTF8.self)
      #expect(lines.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 76 })
      #expect(Data(base64Encoded: lines.replacing("\r\n", with: "")) == Data(bytes))
    }
  }
}

@Suite struct UTCTimeTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 +0000"),
    (-1, "1969-12-31T23:59:59Z", "Wed, 31 Dec 1969 23:59:59 +0000"),
    (951_782_399, "2000-02-28T23:59:59Z", "Mon, 28 Feb 2000 23:59:59 +0000"),
    (951_782_400, "2000-02-29T00:00:00Z", "Tue, 29 Feb 2000 00:00:00 +0000"),
    (4_107_542_400, "2100-03-01T00:00:00Z", "Mon, 01 Mar 2100 00:00:00 +0000"),
    (Int.max, "9999-12-31T23:59:59Z", "Fri, 31 Dec 9999 23:59:59 +0000"),
    (Int.min, "0001-01-01T00:00:00Z", "Mon, 01 Jan 0001 00:00:00 +0000"),
  ])
  func secondsAsClocksShowThem(seconds: Int, iso: String, mail: String) {
    let time = UTCTime(secondsSince1970: seconds)
    #expect(time.iso == iso)
    #expect(time.mail == mail)
    #expect(time.calendar == iso.filter { $0 != "-" && $0 != ":" })
  }

  /// Foundation's calendar knows them, too.
  @Test func everyThousandthDayOfTheYears1600To2500() throws {
    for days in stride(from: -135_140, to: 193_580, by: 997) {
      let date = Date(timeIntervalSince1970: Double(days * 86_400 + 12_345))
      #expect(UTCTime(secondsSince1970: days * 86_400 + 12_345).iso == date.ISO8601Format())
    }
  }
}
