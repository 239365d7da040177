import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Looks every few milliseconds at how much memory a process holds that it shares with no other.
///
/// Linux tells the most that a process ever held, but counts with it what all of the server's processes share.
final class MemoryWatch: Sendable {
  private static let pause: UInt32 = 5_000
  private let path: String
  private let isStopped = Atomic(false)
  private let kilobytes = Atomic(0)
  private let queue = DispatchQueue(label: "memory")

  init(_ process: Int) {
    path = "/proc/\(process)/status"
    queue.async { [self] in watch() }
  }

  /// The most of it, in megabytes.
  func stop() -> Double {
    isStopped.store(true, ordering: .releasing)
    // Once it has looked a last time.
    queue.sync {}
    return Double(kilobytes.load(ordering: .acquiring)) / 1e3
  }

  private func watch() {
    repeat {
      kilobytes.max(held(), ordering: .relaxed)
      usleep(MemoryWatch.pause)
    } while !isStopped.load(ordering: .acquiring)
  }

  private func held() -> Int {
    guard let file = fopen(path, "r") else { return 0 }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, 256, file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      guard text.hasPrefix("RssAnon:") else { continue }
      return text.split(separator: " ").dropLast().last.flatMap { Int($0.split(separator: "\t").last ?? "") } ?? 0
    }
    return 0
  }
}
