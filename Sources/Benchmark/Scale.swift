/// How large the registers are that figures are taken on.
enum Scale: String, CaseIterable {
  case small
  case hundredThousand = "100k"
  case million = "1m"

  /// Vendors of a register; it has half as many contracts again, and of the rest what `Fixtures/bench/register.sql` says.
  var vendors: Int { pick(2_000, 100_000, 1_000_000) }

  /// Rows of the list of contracts that is imported; a fifth as many vendors.
  var importRows: Int { pick(10_000, 200_000, 1_000_000) }

  /// How often a command that only starts is run beside its floor.
  var starts: Int { pick(31, 101, 101) }

  /// How often each vendor is changed before history is asked about.
  var changes: Int { pick(10, 10, 1) }

  /// Vendors of the registers whose costs are compared to tell how a cost grows.
  var growth: [Int] { pick([500, 1_000, 2_000], [10_000, 30_000, 100_000], [10_000, 100_000, 1_000_000]) }

  private func pick<T>(_ small: T, _ hundredThousand: T, _ million: T) -> T {
    switch self {
    case .small: small
    case .hundredThousand: hundredThousand
    case .million: million
    }
  }
}
