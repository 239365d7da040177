/// The templates of the register of information under DORA, as financial entities report it.
package enum DoraLayout {
  /// Of a file of the package.
  package struct Template: Sendable {
    /// `B_02.01`
    package let code: String
    package let title: String
    package fileprivate(set) var columns: [Column] = []
    package fileprivate(set) var references: [Reference] = []

    /// `reports/b_02.01.csv`
    package var file: String { "reports/\(code.lowercased()).csv" }
    package var key: [String] { columns.filter(\.isKey).map(\.code) }

    package func column(_ code: String) -> Column? { columns.first { $0.code == code } }
  }

  package struct Column: Sendable {
    package enum Need: String, Sendable {
      /// In every row.
      case always
      /// Where something else is so.
      case conditional
      case optional
    }

    /// `c0010`
    package let code: String
    package let isKey: Bool
    /// `string`, `date`, `integer`, `monetary` or `true`; else the name of a list.
    package let kind: String
    package let need: Need
    package let label: String
  }

  /// Columns whose values are those of another template's.
  package struct Reference: Sendable {
    package let columns: [String]
    package let template: String
    package let target: [String]
  }

  package static let templates: [Template] = parse(text)

  /// The codes of each closed list, with what they mean.
  package static let meanings: [String: [String: String]] = {
    var meanings: [String: [String: String]] = [:]
    for line in lists.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 2).map(String.init)
      meanings[words[0], default: [:]][words[1]] = words[2]
    }
    return meanings
  }()

  /// What a code means, of whichever list.
  package static func meaning(of code: String) -> String? { meanings.values.lazy.compactMap { $0[code] }.first }

  private static func parse(_ text: String) -> [Template] {
    var templates: [Template] = []
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      if line.hasPrefix("B_") {
        templates.append(Template(code: words[0], title: words.dropFirst().joined(separator: " ")))
      } else if words[0] == ">", let template = words.firstIndex(where: { $0.hasPrefix("B_") }) {
        templates[templates.count - 1].references.append(
          Reference(
            columns: Array(words[1..<template]), template: words[template], target: Array(words[(template + 1)...])))
      } else if let need = Column.Need(rawValue: words[2]) {
        templates[templates.count - 1].columns.append(
          Column(
            code: words[0].hasSuffix("*") ? String(words[0].dropLast()) : words[0], isKey: words[0].hasSuffix("*"),
            kind: words[1], need: need, label: words.dropFirst(3).joined(separator: " ")))
      } else {
        preconditionFailure("The layout of DORA has a line that is none: \(line)")
      }
    }
    return templates
  }

  /// Whether a value is one of a list.
  static func holds(_ value: String, of list: String) -> Bool {
    switch list {
    case "COUNTRY": value == "eba_GA:qx2007" || code(value, "eba_GA:", countries)
    case "CURRENCY": code(value, "eba_CU:", currencies)
    // Some 128 codes, of which no list may be copied here.
    case "ACTIVITY": value.wholeMatch(of: /eba_TA:x[0-9]+/) != nil
    default: meanings[list]?[value] != nil
    }
  }

  private static func code(_ value: String, _ prefix: String, _ codes: Set<String>) -> Bool {
    value.hasPrefix(prefix) && codes.contains(String(value.dropFirst(prefix.count)))
  }

  /// ISO 3166-1, two letters.
  private static let countries = Set(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL \
    CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU \
    GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC \
    MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT \
    PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA \
    UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
    """.split(separator: " ").map(String.init))

  /// ISO 4217, what is in use: the register also takes what was replaced.
  private static let currencies = Set(
    """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP \
    COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD \
    JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO \
    NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND \
    TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
    """.split(separator: " ").map(String.init))
}
