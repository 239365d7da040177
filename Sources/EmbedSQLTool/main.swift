// EmbedSQLTool ROOT OUTPUT FILE… writes the files as Swift string literals: a 1 MB literal compiles in a blink, the
// package manager's own .embedInCode takes minutes and flattens folders.
import Foundation

let root = CommandLine.arguments[1]
let output = CommandLine.arguments[2]

/// A raw string's fence must be longer than any run of # that the text puts after a quote or a backslash.
func literal(_ text: String) -> String {
  var fence = "#"
  while text.contains("\"\"\"\(fence)") || text.contains("\\\(fence)") { fence += "#" }
  return "\(fence)\"\"\"\n\(text)\n\"\"\"\(fence)"
}

/// FNV-1a, as SQL/SQLFile.swift has it.
func fingerprint(_ text: String) -> UInt64 {
  text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}

var source = "let embeddedFiles: [SQLFile] = [\n"
for path in CommandLine.arguments.dropFirst(3) {
  let text = try String(contentsOfFile: path, encoding: .utf8)
  let relative = path.dropFirst(root.count).drop { $0 == "/" }
  source += "SQLFile(path: \"\(relative)\", text: \(literal(text)), fingerprint: \(fingerprint(text))),\n"
}
source += "]\n"
try source.write(toFile: output, atomically: true, encoding: .utf8)
