import Foundation
import Postgres
import Synchronization
import Testing

@testable import Commands

struct OutputTerminalTests {
  @Test(
    arguments: [
      (ColorChoice.auto, true, [:], true), (.auto, false, [:], false), (.auto, true, ["TERM": "dumb"], false),
      (.auto, true, ["NO_COLOR": "1"], false), (.auto, true, ["NO_COLOR": ""], true),
      (.auto, false, ["CLICOLOR_FORCE": "1"], true), (.auto, false, ["CLICOLOR_FORCE": "0"], false),
      (.auto, false, ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false),
      (.always, false, ["NO_COLOR": "1"], true), (.never, true, ["CLICOLOR_FORCE": "1"], false),
    ] as [(ColorChoice, Bool, [String: String], Bool)])
  func colour(_ choice: ColorChoice, _ isTerminal: Bool, _ environment: [String: String], _ expected: Bool) {
    #expect(choice.allows(isTerminal: isTerminal) { environment[$0] } == expected)
  }

  @Test func isReplacedForATask() async {
    let terminal = Terminal.inMemory()
    await Terminal.$current.withValue(terminal) {
      await Task { Terminal.current.print("result") }.value
      Terminal.current.note("message")
    }
    #expect(terminal.out.takeText() == "result\n")
    #expect(terminal.err.takeText() == "message\n")
  }

  @Test func cutsOnATerminalOnly() {
    let table = Table(columns: [.init(name: "t", kind: .text)], rows: [[String(repeating: "x", count: 50)]])
    #expect(render(table, format: .table, for: .inMemory(width: 40, isTerminal: true)).contains("x…\n"))
    #expect(!render(table, format: .table, for: .inMemory(width: 40)).contains("…"))
  }

  @Test func coloursWhenAllowed() {
    let table = Table(columns: [.init(name: "state", kind: .text)], rows: [["lapsed"]])
    #expect(render(table, format: .table, for: .inMemory(color: .always)).contains("\u{1B}[31mlapsed\u{1B}[0m"))
    for format in Format.allCases { #expect(!render(table, format: format, for: .inMemory()).contains("\u{1B}")) }
  }

  @Test func writesToADescriptorInOrder() throws {
    let pipe = Pipe()
    let stream = TextStream(descriptor: pipe.fileHandleForWriting.fileDescriptor, capacity: 8)
    for word in ["one ", "two ", "three ", "株式会社"] { stream.write(word) }
    stream.flush()
    try pipe.fileHandleForWriting.close()
    let data = try #require(try pipe.fileHandleForReading.readToEnd())
    #expect(String(decoding: data, as: UTF8.self) == "one two three 株式会社")
  }

  @Test func tellsWhyItCannotWrite() throws {
    let failures = Mutex<[TextStream.Failure]>([])
    let readOnly = try FileHandle(forReadingFrom: URL(filePath: "/dev/null"))
    let stream = TextStream(descriptor: readOnly.fileDescriptor, capacity: 0) { failure in
      failures.withLock { $0.append(failure) }
    }
    stream.write("x")
    stream.flush()
    #expect(failures.withLock { $0 } == [.system(EBADF)])
  }

  @Test func noticesThatTheReaderLeft() throws {
    let previous = signal(SIGPIPE, SIG_IGN)
    defer { signal(SIGPIPE, previous) }
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let failures = Mutex<[TextStream.Failure]>([])
    let stream = TextStream(descriptor: pipe.fileHandleForWriting.fileDescriptor, capacity: 0) { failure in
      failures.withLock { $0.append(failure) }
    }
    stream.write("x")
    #expect(failures.withLock { $0 } == [.readerLeft])
  }
}
