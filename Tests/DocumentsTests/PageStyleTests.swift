import Foundation
import Testing

@testable import Documents

/// Colours that people can read: https://www.w3.org/TR/WCAG21/#contrast-minimum and #non-text-contrast.
@Suite struct PageStyleTests {
  /// The variables of the light style, of the dark one, and of paper.
  private static let palettes: [(name: String, colours: [String: String])] = {
    let css = PageStyle.css
    return css.matches(of: /(@media[^{]*\{\s*)?:root \{([^}]*)\}/).enumerated().map { index, match in
      let colours = match.2.matches(of: /--([a-z0-9-]+): (#[0-9a-f]{6})/).map { (String($0.1), String($0.2)) }
      return (["light", "dark", "paper"][index], Dictionary(uniqueKeysWithValues: colours))
    }
  }()

  /// 0 for black, 1 for white.
  private static func luminance(_ colour: String) -> Double {
    let digits = Array(colour.dropFirst())
    let parts = stride(from: 0, to: 6, by: 2).map { index -> Double in
      let part = Double(Int(String(digits[index...index + 1]), radix: 16) ?? 0) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  private static func contrast(_ one: String, _ other: String) -> Double {
    let (high, low) = (max(luminance(one), luminance(other)), min(luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
  }

  @Test func contrastIsReckonedAsTheStandardSays() {
    #expect(abs(PageStyleTests.contrast("#000000", "#ffffff") - 21) < 0.001)
    #expect(abs(PageStyleTests.contrast("#777777", "#ffffff") - 4.478) < 0.001)
  }

  @Test func textsCanBeRead() throws {
    #expect(PageStyleTests.palettes.map(\.name) == ["light", "dark", "paper"])
    for (name, colours) in PageStyleTests.palettes {
      for (text, behind) in [
        ("ink", "paper"), ("soft", "paper"), ("ink", "band"), ("soft", "band"), ("bad", "paper"), ("soon", "paper"),
        ("good", "paper"), ("over", "paper"), ("dark-ink", "h1"), ("dark-ink", "h2"), ("dark-ink", "h3"),
        ("light-ink", "h4"),
        ("light-ink", "h5"), ("blue", "paper"),
      ] {
        let (one, other) = (try #require(colours[text]), try #require(colours[behind]))
        #expect(PageStyleTests.contrast(one, other) >= 4.5, "\(name): \(text) on \(behind)")
      }
    }
  }

  @Test func barsCanBeSeen() throws {
    for (name, colours) in PageStyleTests.palettes {
      for bar in ["blue", "bad", "soon", "good", "over", "c1", "c2", "c3", "c4", "c5"] {
        let (one, paper) = (try #require(colours[bar]), try #require(colours["paper"]))
        #expect(PageStyleTests.contrast(one, paper) >= 3, "\(name): \(bar)")
      }
    }
  }
}
