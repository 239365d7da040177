import Commands

@main enum EntryPoint {
  static func main() { Clause6Command.runProcess() }
}
