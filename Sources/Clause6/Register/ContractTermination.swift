public import Postgres

extension Connection {
  /// Ends a contract before its end.
  /// - Parameters:
  ///   - id: the contract.
  ///   - lastDay: the last day on which it is in force; a second act may bring it forward, never put it off.
  ///   - noticeGivenOn: the day on which notice was given; nothing: what is recorded stays.
  /// - Throws: ``Clause6Error`` when the contract has not begun or is over by then, or when notice ends it earlier.
  public func terminateContract(
    _ id: Int, on lastDay: CalendarDate, noticeGivenOn: CalendarDate? = nil
  ) throws {
    let contract = try standing(ofContract: id, on: lastDay)
    if let reason = contract.refusal(ofTerminationOn: lastDay) { throw Clause6Error(reason) }
    if let noticeGivenOn, noticeGivenOn > lastDay {
      throw Clause6Error(
        "Notice that was given on \(noticeGivenOn) does not end contract \(contract.reference) on \(lastDay), before it."
      )
    }
    let fields = [
      Assignment("terminated_on", lastDay), noticeGivenOn.map { Assignment("notice_given_on", $0) },
    ].compactMap { $0 }
    try execute("UPDATE register.contract SET \(fields.setClause) WHERE id = \(id) AND (\(fields.anyDiffers))")
    let after = try standing(ofContract: id, on: lastDay)
    guard after.lastDay == lastDay else {
      throw Clause6Error(
        "Contract \(contract.reference) \(after.why), which is before \(lastDay): "
          + "record the notice with \"clause6 contract edit \(contract.reference) --notice-given DAY\" instead.")
    }
  }
}

extension ContractStanding {
  /// Why it cannot be terminated with a last day, as one sentence; nothing when it can.
  fileprivate func refusal(ofTerminationOn day: CalendarDate) -> String? {
    switch state {
    case .terminated:
      let last = terminatedOn.map { "\($0) was its last day" } ?? why
      return "Contract \(reference) was terminated already: \(last). A termination can be brought forward, not put off."
    case .superseded:
      return "Contract \(reference) was \(why), so nothing is left to terminate on \(day)."
    case .lapsed:
      return "Contract \(reference) \(why), so nothing is left to terminate on \(day)."
    case .notStarted:
      return "Contract \(reference) \(why), after \(day): to record that it never began, "
        + "use \"clause6 contract edit \(reference) --terminated \(day)\"."
    case .inForce, .inNoticeWindow, .noticeMissed, .autoRenewed, .endUnknown:
      return nil
    }
  }
}
