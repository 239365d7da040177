/// Which column stands where; the same for all rows of a result.
struct RowLayout {
  var indices: [String: Int] = [:]

  init(_ result: ResultSet) {
    for (index, name) in result.columnNames.enumerated() { indices[name] = index }
  }
}

func decodeRow<R: Decodable>(
  _ type: R.Type, _ result: ResultSet, _ row: Int, _ layout: RowLayout
) throws(PostgresError) -> R {
  do {
    return try R(from: RowDecoder(result: result, row: row, layout: layout))
  } catch let error as PostgresError {
    throw error
  } catch {
    throw .decoding(column: "of the row", expected: "\(R.self)")
  }
}

/// `addedOn` → `added_on`, so that a struct needs no mapping code.
func columnName(forProperty name: String) -> String {
  var column: [UInt8] = []
  column.reserveCapacity(name.utf8.count + 4)
  // Asked for each field of each row: bytes take a fraction of the time that characters do.
  for byte in name.utf8 {
    if (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) {
      column += [UInt8(ascii: "_"), byte | 0x20]
    } else {
      column.append(byte)
    }
  }
  return String(decoding: column, as: UTF8.self)
}

private struct RowDecoder: Decoder {
  let result: ResultSet
  let row: Int
  let layout: RowLayout
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(RowContainer<Key>(decoder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    throw PostgresError.decoding(column: "of the row", expected: "a list")
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer {
    throw PostgresError.decoding(column: "of the row", expected: "a single value")
  }
}

private struct RowContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: RowDecoder
  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] { decoder.layout.indices.keys.compactMap { Key(stringValue: $0) } }

  private func index(_ key: Key) -> Int? {
    decoder.layout.indices[columnName(forProperty: key.stringValue)]
  }

  func contains(_ key: Key) -> Bool { index(key) != nil }

  func decodeNil(forKey key: Key) throws -> Bool {
    guard let index = index(key) else { return true }
    return decoder.result.text(decoder.row, index) == nil
  }

  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    let name = columnName(forProperty: key.stringValue)
    guard let index = decoder.layout.indices[name], let text = decoder.result.text(decoder.row, index) else {
      throw PostgresError.decoding(column: name, expected: "\(T.self)")
    }
    if let decodable = type as? any PostgresDecodable.Type, let value = decodable.init(postgresText: text) as? T {
      return value
    }
    guard let value = try? T(from: TextDecoder(text: text)) else {
      throw PostgresError.decoding(column: name, expected: "\(T.self)")
    }
    return value
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    throw PostgresError.decoding(column: key.stringValue, expected: "a nested row")
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    throw PostgresError.decoding(column: key.stringValue, expected: "a list")
  }

  func superDecoder() throws -> any Decoder { decoder }
  func superDecoder(forKey key: Key) throws -> any Decoder { decoder }
}

/// For enums with a String raw value, which ask for one string.
private struct TextDecoder: Decoder, SingleValueDecodingContainer {
  let text: String
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]

  func singleValueContainer() throws -> any SingleValueDecodingContainer { self }
  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    throw PostgresError.decoding(column: "", expected: "a value")
  }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    throw PostgresError.decoding(column: "", expected: "a value")
  }
  func decodeNil() -> Bool { false }
  func decode<T: Decodable>(_ type: T.Type) throws -> T {
    guard let decodable = type as? any PostgresDecodable.Type, let value = decodable.init(postgresText: text) as? T
    else { throw PostgresError.decoding(column: "", expected: "\(T.self)") }
    return value
  }
}
