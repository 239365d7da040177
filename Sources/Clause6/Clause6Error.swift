/// A sentence for the person who asked: the thing, the place, and the way out.
public struct Clause6Error: Error, Sendable, Equatable, CustomStringConvertible {
  public let message: String
  /// What to do about it, when there is more than one sentence's worth to say.
  public let hint: String?

  public init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }

  public var description: String { hint.map { "\(message)\n\($0)" } ?? message }
}
