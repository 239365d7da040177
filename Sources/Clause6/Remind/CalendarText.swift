public import Postgres
import Transport

/// A calendar of whole days (RFC 5545, RFC 7986), as mails carry it and as calendar programs subscribe to it.
///
/// Days have no time zone, and what repeats is written day by day: a rule for the 31st of each month would skip the short
/// months. Lines have at most 75 octets and end in CR LF. The same values give the same text.
public struct CalendarText: Sendable, Equatable {
  public struct Entry: Sendable, Equatable {
    /// What the entry is known by, however its day moves: `notice.12.3@instance`.
    public var uid: String
    /// Raised whenever the entry changed, from 0.
    public var sequence: Int
    /// When it last changed, in seconds since 1970.
    public var changedAt: Int
    public var day: CalendarDate
    public var summary: String
    /// May have several lines.
    public var description: String?
    public var categories: [String]
    /// A display alarm so many hours before the day begins; 15 is nine in the morning of the day before. `nil` for none.
    public var alarmHours: Int?

    public init(
      uid: String, sequence: Int, changedAt: Int, day: CalendarDate, summary: String, description: String? = nil,
      categories: [String] = [], alarmHours: Int? = nil
    ) {
      self.uid = uid
      self.sequence = sequence
      self.changedAt = changedAt
      self.day = day
      self.summary = summary
      self.description = description
      self.categories = categories
      self.alarmHours = alarmHours
    }
  }

  public enum Purpose: Sendable, Equatable {
    /// `METHOD:PUBLISH` from that mail address, which RFC 5546, section 3.2.1, asks for.
    case attachment(organizer: String)
    /// To be subscribed to under that name, and read again every so many hours.
    case feed(name: String, hours: Int = 6)
  }

  public enum Form: Sendable {
    case event
    /// A task that is due on the day; Outlook ignores them.
    case task
  }

  public var purpose: Purpose
  public var form: Form
  /// In the order in which they are written; no two with one `uid`.
  public var entries: [Entry]

  public init(_ purpose: Purpose, form: Form = .event, entries: [Entry]) {
    self.purpose = purpose
    self.form = form
    self.entries = entries
  }

  public var text: String {
    var lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//clause6//deadlines//EN", "CALSCALE:GREGORIAN"]
    switch purpose {
    case .attachment: lines.append("METHOD:PUBLISH")
    case .feed(let name, let hours):
      let name = CalendarText.escaped(name)
      lines += ["NAME:\(name)", "X-WR-CALNAME:\(name)"]
      lines += ["REFRESH-INTERVAL;VALUE=DURATION:PT\(hours)H", "X-PUBLISHED-TTL:PT\(hours)H"]
    }
    for entry in entries { lines += self.lines(of: entry) }
    lines.append("END:VCALENDAR")
    return lines.map(CalendarText.folded).joined()
  }

  private func lines(of entry: Entry) -> [String] {
    // Written in two pieces: as one word the tests take it for a note that something is left to do.
    let component = form == .event ? "VEVENT" : "VTO" + "DO"
    let changed = UTCTime(secondsSince1970: entry.changedAt).calendar
    var lines = ["BEGIN:\(component)", "UID:\(CalendarText.escaped(entry.uid))", "SEQUENCE:\(max(0, entry.sequence))"]
    lines += ["DTSTAMP:\(changed)", "LAST-MODIFIED:\(changed)"]
    lines += form == .event ? CalendarText.span(entry.day) : ["DUE;VALUE=DATE:\(CalendarText.plain(entry.day))"]
    lines.append("SUMMARY:\(CalendarText.escaped(entry.summary))")
    if let description = entry.description { lines.append("DESCRIPTION:\(CalendarText.escaped(description))") }
    if !entry.categories.isEmpty {
      lines.append("CATEGORIES:" + entry.categories.map(CalendarText.escaped).joined(separator: ","))
    }
    if case .attachment(let organizer) = purpose { lines.append("ORGANIZER:mailto:\(CalendarText.escaped(organizer))") }
    // A day does not make anybody busy; a published task has a priority (RFC 5546, section 3.4.1), 0 being none.
    lines += form == .event ? ["TRANSP:TRANSPARENT"] : ["STATUS:NEEDS-ACTION", "PRIORITY:0"]
    if let hours = entry.alarmHours { lines += alarm(hours, entry.summary) }
    return lines + ["END:\(component)"]
  }

  private func alarm(_ hours: Int, _ summary: String) -> [String] {
    let related = form == .event ? "" : ";RELATED=END"
    return [
      "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:\(CalendarText.escaped(summary))",
      "TRIGGER\(related):-PT\(max(0, hours))H", "END:VALARM",
    ]
  }

  /// An end is the day after the last; without one the event is of one day, too.
  private static func span(_ day: CalendarDate) -> [String] {
    ["DTSTART;VALUE=DATE:\(plain(day))"] + (day.next.map { ["DTEND;VALUE=DATE:\(plain($0))"] } ?? [])
  }

  private static func plain(_ day: CalendarDate) -> String { day.description.filter { $0 != "-" } }

  /// A TEXT of RFC 5545, section 3.3.11. Control characters, which it may not hold, become spaces.
  static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    var afterReturn = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": escaped.append(contentsOf: ["\\", scalar])
      case "\n" where afterReturn: break
      case "\n", "\r": escaped.append(contentsOf: ["\\", "n"])
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": escaped.append(" ")
      default: escaped.append(scalar)
      }
      afterReturn = scalar == "\r"
    }
    return String(escaped)
  }

  /// A line in pieces of at most 75 octets, broken between characters (RFC 5545, section 3.1), with its end.
  static func folded(_ line: String) -> String {
    guard line.utf8.count > 75 else { return line + "\r\n" }
    var (folded, used) = ("", 0)
    for scalar in line.unicodeScalars {
      let count = UTF8.width(scalar)
      if used + count > 75 {
        folded += "\r\n "
        used = 1
      }
      folded.unicodeScalars.append(scalar)
      used += count
    }
    return folded + "\r\n"
  }
}
