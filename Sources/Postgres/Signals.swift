#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Has signals reach this process: a parent that blocks them hands that down.
package func unblockSignals(_ numbers: Int32...) {
  var ours = sigset_t()
  sigemptyset(&ours)
  for number in numbers { sigaddset(&ours, number) }
  pthread_sigmask(SIG_UNBLOCK, &ours, nil)
}
