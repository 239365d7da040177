extension String {
  /// Replaces names after a colon, as in `:as_of`, where they stand alone: not after another colon, as in a cast.
  /// - Parameter value: what takes a name's place; `nil` leaves it.
  func replacingParameters(_ value: (String) -> String?) -> String {
    var result = ""
    var rest = self[...]
    while let colon = rest.firstIndex(of: ":") {
      let before = rest[..<colon].last ?? result.last
      let name = rest[rest.index(after: colon)...].prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      result += rest[..<colon]
      rest = rest[name.endIndex...]
      if before != ":", !name.isEmpty, let text = value(String(name)) { result += text } else { result += ":\(name)" }
    }
    return result + rest
  }

  func replacingDay(with text: String) -> String { replacingParameters { $0 == "as_of" ? text : nil } }

  /// Whether a name stands after a colon somewhere.
  func names(_ parameter: String) -> Bool {
    var isNamed = false
    _ = replacingParameters { name in
      if name == parameter { isNamed = true }
      return nil
    }
    return isNamed
  }
}
