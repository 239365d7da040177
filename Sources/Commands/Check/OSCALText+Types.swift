import Clause6
import Postgres

/// OSCAL's types of data: https://pages.nist.gov/metaschema/specification/datatypes/
extension OSCALText {
  static func start(of day: CalendarDate) -> String { "\(day)T00:00:00Z" }
  static func end(of day: CalendarDate) -> String { "\(day)T23:59:59Z" }

  /// Only a name: nothing is there. A URN would do by the schema, but not by the models of trestle 3.
  private static let namespace: JSONValue = "https://clause6.example/ns/oscal"

  /// Properties under names of our own, those without a value left out.
  static func props(_ values: [(String, String?)]) -> JSONValue {
    .list(
      values.compactMap { name, value in
        let line = value.map(line) ?? ""
        return line.isEmpty ? nil : ["name": .text(name), "ns": namespace, "value": .text(line)]
      })
  }

  /// A text on one line with nothing around it, and without characters that XML has no way to write.
  static func line(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isBlank = scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
      // Neither XML nor JavaScript takes these for a part of a text.
      if scalar.value == 0xFEFF || scalar.value & 0xFFFE == 0xFFFE { continue }
      if !isBlank {
        scalars.append(scalar)
      } else if let last = scalars.last, last != " " {
        scalars.append(" ")
      }
    }
    if scalars.last == " " { scalars.removeLast() }
    return String(scalars)
  }

  /// A text as Markdown that reads as the text itself; never empty.
  static func markup(_ text: String) -> String {
    var escaped = ""
    for scalar in line(text).unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "~", "^", "[", "]", "<", ">", "{", "}", "&": escaped += "\\"
      default: break
      }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped.isEmpty ? "–" : escaped
  }

  /// What identifies something: letters, digits, `.`, `-` and `_`, the first a letter or `_`.
  static func token(_ text: String) -> String {
    var token = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case ".", "-", "_": token.unicodeScalars.append(scalar)
      case " ": token += "_"
      case _ where isLetter(scalar) || isNumber(scalar): token.unicodeScalars.append(scalar)
      default: token += "-"
      }
    }
    return token.unicodeScalars.first.map { isLetter($0) || $0 == "_" } == true ? token : "_" + token
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter].contains(
      scalar.properties.generalCategory)
  }

  private static func isNumber(_ scalar: Unicode.Scalar) -> Bool {
    [.decimalNumber, .letterNumber, .otherNumber].contains(scalar.properties.generalCategory)
  }
}
