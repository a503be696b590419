/// All commands, in the order of the overview.
enum AllCommands {
    static let list: [Command] =
        [RunCommand.command, SubmitCommand.command, StatusCommand.command] + JobCommands.all + TableCommands.all
        + [ExplainCommand.command, CheckCommand.command, VerifyCommand.command] + QuestionCommands.all + TargetCommands.all + ScorecardCommands.all
        + CorrectCommands.all + OperatingCommands.all + KeyCommands.all
        + [ExtractCommand.command, QuantitiesCommand.command]
        + CodebookCommands.all
        + [GenerateCommand.command, BenchCommand.command, DispatchBenchCommand.command, TableBenchCommand.command] + HelpCommands.all
}
