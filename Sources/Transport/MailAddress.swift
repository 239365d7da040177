/// What an envelope may hold: `user@host`, nothing that could end it early or begin another command.
public enum MailAddress {
  /// - Returns: what is wrong with an address, as the end of a sentence; `nil` when it may stand in an envelope.
  public static func problem(_ address: String) -> String? {
    guard let at = address.lastIndex(of: "@"), at != address.startIndex, address[at...].count > 1 else {
      return "is not of the form user@host"
    }
    for scalar in address.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: return "has a control character"
      case .spaceSeparator: return "has a space"
      default: if scalar == "<" || scalar == ">" { return "has \"\(scalar)\"" }
      }
    }
    // A program that is handed it would take it for an option.
    if address.hasPrefix("-") { return "begins with \"-\"" }
    // RFC 5321 §4.5.3.1.3.
    return address.utf8.count > 254 ? "is longer than 254 bytes" : nil
  }

  /// Whether servers need SMTPUTF8 for it (RFC 6531).
  static func isInternational(_ address: String) -> Bool { !address.utf8.allSatisfy { $0 < 0x80 } }

  /// What is said of an envelope that cannot be sent; `nil` when it can.
  static func refusal(from: String, to: String) -> Attempt? {
    if let problem = problem(from) {
      return Attempt(.misconfigured, reply: "The sender's address \"\(from.asReply)\" \(problem): correct the setting.")
    }
    return problem(to).map { Attempt(.dead, reply: "The address \"\(to.asReply)\" \($0): correct it.") }
  }
}
