extension CalendarText.Entry {
  /// An item as an entry that says what and whose, and nothing that is true on one day only.
  /// - Parameters:
  ///   - item: the deadline.
  ///   - words: in whose language it is written.
  ///   - isDiscreet: without why, for calendars whose address may get around.
  public init(_ item: Digest.Item, _ words: DeadlineWords, isDiscreet: Bool = false) {
    let reference = Digest.readable(item.reference, limit: 200)
    let vendor = item.vendor.map { Digest.readable($0, limit: 120) }
    let kind = Digest.readable(words.kind(item.kind), limit: 80)
    let details = [
      "\(kind): \(reference)", item.tier.map { words.tier(Digest.readable($0, limit: 40)) },
      Digest.readable(item.why, limit: 240),
    ]
    self.init(
      uid: item.uid, sequence: item.sequence, changedAt: item.changedAt, day: item.dueOn,
      summary: "\(kind): \(vendor ?? reference)",
      description: isDiscreet ? nil : details.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "\n"),
      categories: ["clause6", kind], alarmHours: 15)
  }
}

extension CalendarText {
  /// Deadlines to subscribe to, with neither their reasons nor their tiers: whoever has the address can read it.
  /// - Parameters:
  ///   - items: the deadlines, no two with one `uid`.
  ///   - language: `en` or `ja`.
  ///   - name: of the calendar; the words for it when there is none.
  ///   - form: events, or tasks for the few programs that show them.
  public static func feed(
    of items: [Digest.Item], language: String, name: String? = nil, form: Form = .event
  ) -> CalendarText {
    let words = DeadlineWords(language)
    return CalendarText(
      .feed(name: name ?? words.calendar), form: form, entries: items.map { Entry($0, words, isDiscreet: true) })
  }
}
