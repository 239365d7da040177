/// A path that a file has, for a mapping to be proposed.
struct JSONColumn: Equatable, Sendable {
  let path: String
  /// A few different texts that stand there.
  var samples: [String] = []
}

extension JSONRowReader {
  /// The paths in the first rows of a file, in order of appearance.
  static func columns(
    path: String, pull: @escaping () throws(Clause6Error) -> ArraySlice<UInt8>?, rows: String?, first count: Int = 100
  ) throws(Clause6Error) -> [JSONColumn] {
    let reader = try JSONRowReader(path: path, pull: pull, columns: [], rows: rows)
    let rowNames = try rows.map { text throws(Clause6Error) in try JSONPath(rows: text).steps.compactMap(\.name) } ?? []
    var sampler = JSONSampler()
    var read = 0
    while read < count, let row = try reader.nextRow() {
      read += 1
      sampler.walk(row.value, "")
      for (index, object) in row.around.reversed().enumerated() {
        sampler.walkAround(object, String(repeating: "../", count: index + 1), except: rowNames)
      }
    }
    return sampler.columns
  }
}

private struct JSONSampler {
  var columns: [JSONColumn] = []
  private var places: [String: Int] = [:]

  mutating func walk(_ value: JSONValue, _ path: String) {
    switch value {
    case .object(let object):
      let start = path.isEmpty || path.hasSuffix("/") ? path : path + "."
      for member in object.members { walk(member.value, start + member.name.pathName) }
    case .list(let values) where !values.allSatisfy(\.isPlain):
      for element in values { walk(element, path.hasSuffix("[]") ? path : path + "[]") }
    default: if !path.isEmpty { note(path, JSONCell([value]).text) }
    }
  }

  /// What is around a row, without its lists: the row stands in one of them.
  mutating func walkAround(_ value: JSONValue, _ path: String, except names: [String]) {
    guard case .object(let object) = value else { return }
    for member in object.members where !names.contains(member.name) {
      if member.value.isObject {
        walk(member.value, path + member.name.pathName)
      } else if member.value.isPlain {
        note(path + member.name.pathName, JSONCell([member.value]).text)
      }
    }
  }

  private mutating func note(_ path: String, _ text: String) {
    if places[path] == nil {
      // Objects that are tables by themselves would have no end of paths.
      guard columns.count < 1000 else { return }
      places[path] = columns.count
      columns.append(JSONColumn(path: path))
    }
    guard let place = places[path], !text.isEmpty, columns[place].samples.count < 3 else { return }
    let sample = String(text.prefix(200))
    if !columns[place].samples.contains(sample) { columns[place].samples.append(sample) }
  }
}

extension JSONStep {
  fileprivate var name: String? { if case .member(let name) = self { name } else { nil } }
}
