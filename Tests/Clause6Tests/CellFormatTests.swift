import Testing

@testable import Clause6

@Suite struct CellFormatTests {
  @Test(arguments: [
    "yyyy-mm-dd", "m/d/yy", "d", "mmm-yy", "mmmm", "yyyy/m/d(aaa)", "yyyy\"年\"m\"月\"d\"日\"", "ggge\"年\"m\"月\"d\"日\"",
    "[$-411]ge.m.d", "[$-ja-JP-x-gannen]ggge\"年\"m\"月\"d\"日\"", "[$-409]mmmm d, yyyy;@", "[Red]dd/mm/yyyy",
    "YYYY-MM-DD", "yyyy\\-mm\\-dd;@", "dd.mm.yyyy hh:mm:ss.000", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "e-m-d",
    "yyyy\"年\"m\"月\"", "bbbb", "[ENG][$-1004]dddd, d mmmm, yyyy", "_(yyyy_)", "*-yyyy", "d [h]:mm",
  ])
  func showsADay(_ format: String) { #expect(CellFormat(format: format) == .day) }

  @Test(arguments: [
    "h:mm", "hh:mm:ss", "mm:ss", "mm:ss.0", "mmss.0", "h:mm AM/PM", "h AM/PM", "[$-F400]h:mm:ss\\ AM/PM",
    "上午/下午h\"时\"mm\"分\"",
    "h\"時\"mm\"分\"ss\"秒\"", "ss.00", "AM/PM",
  ])
  func showsATime(_ format: String) { #expect(CellFormat(format: format) == .time) }

  @Test(arguments: ["[h]:mm", "[hh]:mm:ss", "[mm]:ss", "[ss].00", "[H]\"h\" mm\"m\""])
  func showsWhatElapsed(_ format: String) { #expect(CellFormat(format: format) == .elapsed) }

  @Test(arguments: [
    "General", "GENERAL", "General\" days\"", "0", "0.00", "#,##0", "0%", "0.00E+00", "##0.0E+0", "# ?/?", "@",
    "#,##0.00\\ \"days\"", "\"yyyy\"", "\\y\\m\\d0", "[Red]0", "[Red]", "[$€-2] #,##0.00", "[$-411]0", "[DBNum1]0",
    "#,##0_d", "*d0", "[<=100]0;[h]:mm", "0;yyyy-mm-dd", ";;;", "", "\"", "[", "\\", "_", "*", "\"円\"0", "[$USD] #,##0",
    "¥#,##0;[Red]¥-#,##0", "G/標準", "0\"件\"", "_-* #,##0.00\\ _d_-", "yyyy0", "Standard",
  ])
  func showsANumber(_ format: String) { #expect(!CellFormat.isDate(format: format)) }
}
