import Clause6
import Postgres

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How costs grow with the register: 1 says that twice the rows cost twice as much.
struct GrowthBenchmark {
  let bench: Bench

  func run() throws {
    let (sizes, rules) = (bench.scale.growth, try RuleSet.shipped().rules)
    var (floors, costs): ([Double], [String: [Double]]) = ([], [:])
    for vendors in sizes {
      try bench.withRegister(vendors: vendors) { register in
        let session = try Meter(register)
        floors.append(try session.countTables().cpu)
        costs["rules", default: []].append(try session.costs(of: rules).reduce(0) { $0 + $1.cpu })
        costs["reports", default: []].append(try reports(session))
        costs["deadlines", default: []].append(
          try session.all {
            _ = try session.connection.readFacts {
              try $0.value("SELECT count(d) FROM facts.deadline(\(Bench.day)) d", as: Int.self)
            }
          }.cpu)
      }
    }
    for (name, costs) in costs.sorted(by: { $0.key < $1.key }) {
      bench.sheet.add(
        Figure(
          what: "growth.\(name)", unit: .exponent, ours: exponent(sizes, costs), floor: exponent(sizes, floors),
          beside: "a count of the tables; \(sizes[0]) to \(sizes.last ?? 0) vendors", rows: sizes.last))
    }
  }

  private func reports(_ session: Meter) throws -> Double {
    try session.all {
      for report in try session.connection.reports().reports {
        let name = report.name.replacing("-", with: "_")
        _ = try session.connection.readWhole {
          try $0.value(SQL(verbatim: "SELECT count(r) FROM reports.\(name)('\(Bench.day)') r"), as: Int.self)
        }
      }
    }.cpu
  }

  /// The slope of the line that lies nearest to the logarithms.
  private func exponent(_ sizes: [Int], _ costs: [Double]) -> Double {
    let points = zip(sizes, costs).map { (x: log(Double($0)), y: log(max($1, 0.001))) }
    let x = points.reduce(0) { $0 + $1.x } / Double(points.count)
    let y = points.reduce(0) { $0 + $1.y } / Double(points.count)
    let (over, under) = points.reduce((0.0, 0.0)) { sum, point in
      (sum.0 + (point.x - x) * (point.y - y), sum.1 + (point.x - x) * (point.x - x))
    }
    return over / under
  }
}
