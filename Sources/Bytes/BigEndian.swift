/// Numbers as bytes, the highest first.
extension FixedWidthInteger where Self: UnsignedInteger {
  package var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }

  /// - Parameter bytes: as many as the type has; `nil` for any other number.
  package init?(bigEndianBytes bytes: some Collection<UInt8>) {
    guard bytes.count == Self.bitWidth / 8 else { return nil }
    self = bytes.reduce(0) { $0 << 8 | Self($1) }
  }
}
