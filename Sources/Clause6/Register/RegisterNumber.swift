extension String {
  /// The number of a thing of the register, written `3` or `#3`; `nil` when it is something else.
  package var registerNumber: Int? {
    let digits = hasPrefix("#") ? dropFirst() : self[...]
    return digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(digits) : nil
  }
}
