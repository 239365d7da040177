import ArgumentParser
import Clause6

struct GoneOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What becomes of entries that an earlier edition had and this file lacks: keep, end, fail.", valueName: "what"),
    transform: { try Choice.one($0, "choice for what is gone") })
  var gone = GonePolicy.keep
}
