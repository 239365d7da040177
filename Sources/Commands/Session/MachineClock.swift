#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The clock of this machine, for what no register is asked about.
enum MachineClock {
  /// Seconds since 1970.
  static var now: Int { time(nil) }
}
