/// The text of a file as pieces of UTF-8, whatever its encoding.
final class DecodedText {
  let bytes: FileBytes
  let encoding: TextEncoding
  /// The beginning of the text, to tell its form from.
  let sample: [UInt8]
  let isSampleWhole: Bool
  /// Whether the encoding is neither stated nor marked in the file, and not the usual one.
  let isGuessed: Bool

  private let decoder: TextDecoder
  private var mark: Int
  private var hasEnded = false

  /// - Parameter stated: the encoding that the mapping states; a byte order mark in the file outweighs it.
  /// - Throws: ``Clause6Error`` when the encoding is not stated and cannot be told.
  init(_ bytes: FileBytes, stated: TextEncoding?) throws(Clause6Error) {
    self.bytes = bytes
    let (start, isWhole) = try bytes.peek(FileBytes.pieceSize)
    let found = TextEncoding.byteOrderMark(of: start)
    mark = found?.length ?? 0
    let guess = found == nil && stated == nil ? TextEncoding.guess(start, isWhole: isWhole) : nil
    guard let encoding = found?.encoding ?? stated ?? guess else {
      throw Clause6Error(
        "\(bytes.path) is in an encoding that cannot be told, so nothing was imported: say in the mapping what it is "
          + "(\"encoding: cp932\"), or save the file as \"CSV UTF-8\".")
    }
    self.encoding = encoding
    isGuessed = guess != nil && guess != .utf8
    // The sample is decoded by a decoder of its own; what is wrong in it is said when it is read.
    sample = (try? TextDecoder(encoding, path: bytes.path).decode(Array(start.dropFirst(mark)), isLast: isWhole)) ?? []
    isSampleWhole = isWhole
    decoder = try TextDecoder(encoding, path: bytes.path)
  }

  /// The next piece of UTF-8, or `nil` at the end.
  func next() throws(Clause6Error) -> [UInt8]? {
    guard !hasEnded else { return nil }
    guard var piece = try bytes.next() else {
      hasEnded = true
      return try decoder.decode([], isLast: true)
    }
    piece.removeFirst(mark)
    mark = 0
    return try decoder.decode(piece, isLast: false)
  }
}
