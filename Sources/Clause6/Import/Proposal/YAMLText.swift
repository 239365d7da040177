/// Writes texts as YAML that reads back as the same texts.
enum YAMLText {
  /// A text as a value or a key, in flow style too: plain where nobody can take it for anything else, else quoted.
  static func scalar(_ text: String) -> String { isPlain(text) ? text : quoted(text) }

  static func list(_ texts: [String]) -> String { "[\(texts.map(scalar).joined(separator: ", "))]" }

  /// Texts that programs read as something other than a text.
  private static let reserved: Set<String> = [
    "yes", "no", "y", "n", "true", "false", "on", "off", "null", "nan", "inf",
  ]

  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.isWordLetter, text.last != " ", text.count <= 200,
      !reserved.contains(text.lowercased())
    else { return false }
    return text.unicodeScalars.allSatisfy { $0.isWordLetter || $0.isPlainMark }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default: result += scalar.isShown ? String(scalar) : escape(scalar)
      }
    }
    return result + "\""
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let (mark, width) = scalar.value > 0xFFFF ? ("U", 8) : scalar.value > 0xFF ? ("u", 4) : ("x", 2)
    return "\\\(mark)" + String(repeating: "0", count: width - digits.count) + digits
  }

  /// A sentence on lines that fit a screen.
  static func wrapped(_ sentence: String, width: Int = 100) -> [String] {
    var lines: [String] = []
    for word in sentence.split(separator: " ") {
      if let last = lines.last, last.count + word.count < width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(lines.isEmpty ? String(word) : "  " + word)
      }
    }
    return lines
  }

  /// A text within a comment: on one line, short, and with nothing that a terminal would act on.
  static func comment(_ text: String, limit: Int = 60) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.columnName.unicodeScalars.prefix(limit * 8) where scalar.isShown { scalars.append(scalar) }
    let line = String(scalars)
    return line.count > limit ? line.prefix(limit - 1) + "…" : line
  }
}

extension Unicode.Scalar {
  /// Letters and digits that look the same in every composition.
  fileprivate var isWordLetter: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .otherLetter, .modifierLetter, .decimalNumber: isShown
    default: false
    }
  }

  fileprivate var isPlainMark: Bool { " _-./（）()・＿%".unicodeScalars.contains(self) }

  /// Whether YAML takes it as it is and people see it.
  fileprivate var isShown: Bool {
    switch properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    case .spaceSeparator: self == " " || self == "\u{3000}"
    default: true
    }
  }
}
