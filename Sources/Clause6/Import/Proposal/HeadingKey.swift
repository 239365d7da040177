/// What is compared of a heading: neither width nor case nor the marks between its words.
struct HeadingKey: Hashable {
  /// Its words, one behind the other.
  let text: String
  /// The same in the order of the alphabet: "Date signed" and "Signed date" are one.
  let sorted: String

  init(_ heading: String) {
    let words = heading.headingWords
    text = words.joined()
    let telling = words.filter { !HeadingKey.fillers.contains($0) }
    sorted = (telling.isEmpty ? words : telling).sorted().joined().replacing("の", with: "")
  }

  private static let fillers: Set<String> = ["of", "the", "for", "a", "in", "our"]

  var isEmpty: Bool { text.isEmpty }
}

extension String {
  /// The words of a heading: contractNumber, CONTRACT_NUMBER and Contract-number have the same.
  var headingWords: [String] {
    var words: [String] = []
    var word = ""
    var last: Character = " "
    for character in fullWidthKana.halfWidth.replacing("№", with: "No").replacing("#", with: " No ") {
      let isWordBreak = last.isLowercase && character.isUppercase
      if isWordBreak || !(character.isLetter || character.isNumber) || character.isEnclosed, !word.isEmpty {
        words.append(word.lowercased())
        word = ""
      }
      if (character.isLetter || character.isNumber) && !character.isEnclosed { word.append(character) }
      last = character
    }
    return word.isEmpty ? words : words + [word.lowercased()]
  }

  /// ﾍﾞﾝﾀﾞｰ → ベンダー
  private var fullWidthKana: String {
    guard unicodeScalars.contains(where: { (0xFF61...0xFF9F).contains($0.value) }) else { return self }
    var result = ""
    for scalar in unicodeScalars {
      if scalar == "ﾞ" || scalar == "ﾟ" {
        let mark: Unicode.Scalar = scalar == "ﾞ" ? "\u{3099}" : "\u{309A}"
        result.unicodeScalars.append(mark)
      } else if (0xFF61...0xFF9D).contains(scalar.value) {
        result.append(Character.fullWidthKana[Int(scalar.value - 0xFF61)])
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Character {
  /// In the order of the half-width ones.
  fileprivate static let fullWidthKana = Array("。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン")

  /// ①, ㈱: counted as numbers or letters, but marks of a list.
  fileprivate var isEnclosed: Bool {
    unicodeScalars.first.map { (0x2460...0x24FF).contains($0.value) || (0x3200...0x33FF).contains($0.value) } ?? false
  }

  var isJapanese: Bool {
    unicodeScalars.first.map { (0x3040...0x30FF).contains($0.value) || (0x4E00...0x9FFF).contains($0.value) } ?? false
  }
}

/// The ways in which a heading can be read, each with how sure it is.
struct HeadingForms {
  private(set) var all: [(key: HeadingKey, weight: Double)] = []

  /// - Parameter parts: what it is made of, where it stands on several lines or is a path: the last says most.
  init(_ heading: String, parts: [String] = []) {
    add(heading, 1)
    add(heading.withoutBrackets, 0.97)
    let words = heading.headingWords
    if let first = words.first, words.count > 1, first.count == 1 || first.isASCIIDigits {
      add(words.dropFirst().joined(separator: " "), 0.97)
    }
    for part in heading.split(whereSeparator: { "/／|｜\n()（）[]【】".contains($0) }).prefix(8) { add(String(part), 0.9) }
    add(heading.filter { !$0.isJapanese && $0 != "ー" }, 0.9, ifDiffers: heading)
    add(heading.filter { !$0.isASCII }, 0.9, ifDiffers: heading)
    guard parts.count > 1 else { return }
    for count in (1..<parts.count).reversed() {
      // Of whom or of what is said by what stands before it.
      if count == 1, HeadingForms.generic.contains(HeadingKey(parts.last ?? "").text) { continue }
      add(parts.suffix(count).joined(separator: " "), 0.88 - 0.02 * Double(parts.count - count))
    }
  }

  private static let generic: Set<String> = [
    "name", "id", "number", "no", "value", "type", "code", "title", "description", "key", "kind", "url", "名称", "番号",
    "区分",
    "コード", "種別", "種類", "名", "内容", "その他", "国", "status", "scheme", "identifier", "index", "uri", "to", "from", "amount",
    "currency", "language", "scale", "rationale", "details",
  ]

  private mutating func add(_ text: String, _ weight: Double, ifDiffers whole: String? = nil) {
    let key = HeadingKey(text)
    guard !key.isEmpty, text != whole, !all.contains(where: { $0.key == key }) else { return }
    all.append((key, weight))
  }
}

extension String {
  /// 契約金額（税込） → 契約金額
  fileprivate var withoutBrackets: String {
    replacing(/[(（\[【〔][^)）\]】〕]*[)）\]】〕]/, with: " ")
  }
}
