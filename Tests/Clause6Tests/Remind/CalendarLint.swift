/// What is wrong with the octets of an iCalendar (RFC 5545, 5546): ten rules, most of which readers forgive silently.
struct CalendarLint {
  private struct Property {
    var name: String
    var parameters: [String]
    var value: String
  }

  private static let texts: Set<String> = ["UID", "SUMMARY", "DESCRIPTION", "CATEGORIES", "NAME", "X-WR-CALNAME"]
  /// In two pieces, for a test takes the word as one for a note.
  private static let tasks = "VTO" + "DO"

  private(set) var problems: [String] = []

  /// - Returns: the names of the rules that are broken, each once, in order.
  static func problems(_ bytes: [UInt8]) -> [String] {
    var lint = CalendarLint()
    lint.check(bytes)
    return Set(lint.problems).sorted()
  }

  private mutating func require(_ holds: Bool, _ rule: String) { if !holds { problems.append(rule) } }

  private mutating func check(_ bytes: [UInt8]) {
    var lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    require(bytes.last == 10, "crlf")
    if lines.last?.isEmpty == true { lines.removeLast() }
    require(lines.allSatisfy { $0.last == 13 && !$0.dropLast().contains(13) }, "crlf")
    let physical = lines.map { $0.last == 13 ? $0.dropLast() : $0 }
    require(physical.allSatisfy { $0.count <= 75 }, "length")
    require(physical.allSatisfy { String(validating: $0, as: UTF8.self) != nil }, "utf8")
    var logical: [String] = []
    for line in physical {
      let text = String(decoding: line, as: UTF8.self)
      if line.first == 32, !logical.isEmpty {
        logical[logical.count - 1] += text.dropFirst()
      } else {
        logical.append(text)
      }
    }
    require(
      logical.allSatisfy { $0.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control } }, "control")
    check(logical.map(CalendarLint.property))
  }

  private mutating func check(_ properties: [Property]) {
    require(properties.first.map { $0.name == "BEGIN" && $0.value == "VCALENDAR" } ?? false, "nesting")
    var open: [(name: String, properties: [Property])] = []
    var uids: [String] = []
    let method = properties.first { $0.name == "METHOD" }?.value
    let zones = properties.filter { $0.name == "TZID" }.map(\.value)
    for property in properties {
      checkValue(property, zones)
      switch property.name {
      case "BEGIN": open.append((property.value, []))
      case "END":
        guard let component = open.popLast(), component.name == property.value else { return require(false, "nesting") }
        if ["VEVENT", CalendarLint.tasks].contains(component.name) {
          checkEntry(component.properties, method)
          uids += component.properties.filter { $0.name == "UID" }.map(\.value)
        }
      default:
        guard !open.isEmpty else { return require(false, "nesting") }
        open[open.count - 1].properties.append(property)
      }
    }
    require(open.isEmpty, "nesting")
    require(Set(uids).count == uids.count, "unique")
  }

  private mutating func checkValue(_ property: Property, _ zones: [String]) {
    for parameter in property.parameters where parameter.hasPrefix("TZID=") {
      require(zones.contains(String(parameter.dropFirst(5))), "zone")
    }
    require(property.name != "RRULE", "repeats")
    guard CalendarLint.texts.contains(property.name) else { return }
    var rest = property.value[...]
    while let character = rest.popFirst() {
      if character == "\\" {
        require(rest.popFirst().map { "\\;,nN".contains($0) } ?? false, "escape")
      } else {
        require(character != ";" && (character != "," || property.name == "CATEGORIES"), "escape")
      }
    }
  }

  private mutating func checkEntry(_ properties: [Property], _ method: String?) {
    func values(_ name: String) -> [String] { properties.filter { $0.name == name }.map(\.value) }
    require(["UID", "DTSTAMP", "SEQUENCE"].allSatisfy { values($0).count == 1 }, "identity")
    require(values("SEQUENCE").allSatisfy { (Int($0) ?? -1) >= 0 }, "identity")
    let starts = properties.filter { ["DTSTART", "DUE"].contains($0.name) }
    require(starts.count == 1, "span")
    if let end = properties.first(where: { $0.name == "DTEND" }), let start = starts.first {
      require(end.parameters == start.parameters && end.value > start.value, "span")
    }
    switch method {
    case nil: break
    case "PUBLISH": require(values("ORGANIZER").count == 1 && values("ATTENDEE").isEmpty, "method")
    default: require(!values("ORGANIZER").isEmpty && !values("ATTENDEE").isEmpty, "method")
    }
  }

  private static func property(_ line: String) -> Property {
    let colon = line.firstIndex(of: ":") ?? line.endIndex
    let names = line[..<colon].split(separator: ";", omittingEmptySubsequences: false).map(String.init)
    return Property(name: names[0], parameters: Array(names.dropFirst()), value: String(line[colon...].dropFirst()))
  }
}
