internal import Base
internal import Runtime

/// `huibao completion` and `huibao man`: texts made from the table of commands.
enum HelpCommands {
    static let all = [completion, manual]

    private static let completion = Command(
        ["completion"], .help, "completion for a shell", operands: "SHELL", count: 1...1,
        examples: [
            ("huibao completion bash > ~/.local/share/bash-completion/completions/huibao", "for bash"),
            ("huibao completion zsh > ~/.zfunc/_huibao", "for zsh, in a folder of its fpath"),
            ("huibao completion fish > ~/.config/fish/completions/huibao.fish", "for fish"),
        ]
    ) { invocation in
        guard let shell = Completion.Shell(rawValue: invocation.operands[0]) else {
            let names = Completion.Shell.allCases.map(\.rawValue)
            let near = Spelling.nearest(to: invocation.operands[0], among: names).map { "did you mean '\($0)'? " } ?? ""
            throw ToolError(.usage, "no completion for '\(invocation.operands[0])'", advice: near + "use \(names.joined(separator: ", "))")
        }
        try invocation.console.write(Completion.script(shell, AllCommands.list))
        return .done
    }

    private static let manual = Command(
        ["man"], .help, "the manual page",
        examples: [
            ("huibao man | man -l -", "read it"),
            ("huibao man > /usr/local/share/man/man1/huibao.1", "install it"),
        ]
    ) { invocation in
        try invocation.console.write(ManualPage.text(AllCommands.list))
        return .done
    }
}
