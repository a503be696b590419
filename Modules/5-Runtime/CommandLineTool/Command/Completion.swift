internal import Runtime

/// Completion scripts, made from the table of commands.
enum Completion {
    /// Shells that have one.
    enum Shell: String, CaseIterable { case bash, zsh, fish }

    /// The script for a shell.
    static func script(_ shell: Shell, _ commands: [Command]) -> String {
        switch shell {
        case .bash: bash(commands)
        case .zsh: zsh(commands)
        case .fish: fish(commands)
        }
    }

    private static func options(_ command: Command) -> String {
        (command.table.options.map { "--" + $0.name } + ["--help"]).joined(separator: " ")
    }

    private static func nouns(_ commands: [Command]) -> [String] {
        var seen: [String] = []
        for command in commands where command.path.count > 1 && seen.last != command.path[0] { seen.append(command.path[0]) }
        return seen
    }

    private static func verbs(_ commands: [Command]) -> [String] {
        var seen: [String] = []
        for command in commands where !seen.contains(command.path[0]) { seen.append(command.path[0]) }
        return seen
    }

    /// The verbs of a noun. A noun may be a command itself: 'targets' beside 'targets lint'.
    private static func verbs(of noun: String, _ commands: [Command]) -> [Command] { commands.filter { $0.path.first == noun && $0.path.count > 1 } }

    /// Whether a placeholder or a command's operands name files.
    private static func namesFiles(_ text: String) -> Bool { ["FILE", "PATH", "DIR"].contains { text.contains($0) } }

    /// Words of options that have a closed set, as `--format) words`.
    private static func choices(_ commands: [Command]) -> [(name: String, words: [String])] {
        var found: [(String, [String])] = []
        for option in commands.flatMap(\.table.options) {
            guard case .choice(let words) = option.form else { continue }
            if let index = found.firstIndex(where: { $0.0 == option.name }) {
                found[index].1 += words.filter { !found[index].1.contains($0) }
            } else {
                found.append((option.name, words))
            }
        }
        return found
    }

    private static func bash(_ commands: [Command]) -> String {
        var text = """
            # bash completion for huibao
            _huibao() {
                local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" verb="${COMP_WORDS[1]}" path
                COMPREPLY=()
                if [ "$COMP_CWORD" -eq 1 ]; then
                    COMPREPLY=($(compgen -W "\(verbs(commands).joined(separator: " ")) help --help --version" -- "$word"))
                    return
                fi
                case "$before" in

            """
        for choice in choices(commands) {
            text +=
                "        --\(choice.name)) COMPREPLY=($(compgen -W \"\(choice.words.joined(separator: " "))\" -- \"$word\")); return ;;\n"
        }
        text += "    esac\n    path=\"$verb\"\n    case \"$verb\" in\n"
        for noun in nouns(commands) {
            let words = verbs(of: noun, commands).map { $0.path[1] }
            let itself = commands.first { $0.path == [noun] }
            let own = itself.map(options) ?? "--help"
            let files = itself.map { namesFiles($0.table.operands) } == true ? " -f" : ""
            text += "        \(noun))\n"
            text += "            if [ \"$COMP_CWORD\" -eq 2 ]; then COMPREPLY=($(compgen\(files) -W \"\(words.joined(separator: " ")) \(own)\" -- \"$word\")); return; fi\n"
            text += "            case \"${COMP_WORDS[2]}\" in \(words.joined(separator: "|"))) path=\"$verb ${COMP_WORDS[2]}\" ;; esac ;;\n"
        }
        text += "    esac\n    case \"$word\" in -*) ;; *) COMPREPLY=($(compgen -f -- \"$word\")); return ;; esac\n    case \"$path\" in\n"
        for command in commands {
            text += "        \"\(command.name)\") COMPREPLY=($(compgen -W \"\(options(command))\" -- \"$word\")) ;;\n"
        }
        return text + "    esac\n}\ncomplete -o filenames -F _huibao huibao\n"
    }

    private static func zsh(_ commands: [Command]) -> String {
        func quoted(_ text: String) -> String { text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") }
        func escaped(_ text: String) -> String {
            quoted(text.map { "[]:".contains($0) ? "\\\($0)" : String($0) }.joined())
        }
        var text = "#compdef huibao\n# zsh completion for huibao\n_huibao() {\n    local -a verbs\n    verbs=(\n"
        for verb in verbs(commands) {
            let summary = commands.first { $0.path == [verb] }?.summary ?? "see huibao \(verb) --help"
            text += "        '\(verb):\(escaped(summary))'\n"
        }
        text +=
            "    )\n    if (( CURRENT == 2 )); then _describe 'command' verbs; return; fi\n    local name=$words[2]\n    case $name in\n"
        for noun in nouns(commands) {
            let own = verbs(of: noun, commands)
            let isCommand = commands.contains { $0.path == [noun] }
            // where the noun is a command too, its options are offered behind a dash, its operands beside the verbs
            text += "        \(noun))\n            if (( CURRENT == 3 ))\(isCommand ? " && [[ $PREFIX != -* ]]" : ""); then\n"
            text += "                local -a nouns; nouns=(\n"
            for command in own { text += "                    '\(command.path[1]):\(escaped(command.summary))'\n" }
            text += "                ); _describe 'command' nouns\(isCommand ? "" : "; return")\n            fi\n"
            text += "            case $words[3] in \(own.map { $0.path[1] }.joined(separator: "|"))) name=\"$words[2] $words[3]\" ;; esac ;;\n"
        }
        text += "    esac\n    case $name in\n"
        for command in commands {
            text += "        '\(command.name)') _arguments -s"
            for option in command.table.options {
                let value: String
                switch option.form {
                case .flag: value = ""
                case .choice(let words): value = ":\(option.name):(\(words.joined(separator: " ")))"
                default: value = ":\(option.placeholder):\(namesFiles(option.placeholder) ? "_files" : " ")"
                }
                text +=
                    " \\\n            '\(option.repeats ? "*" : "")--\(option.name)\(option.form == .flag ? "" : "=")[\(escaped(option.help))]\(value)'"
            }
            let operands = command.table.operands
            text += " \\\n            '--help[print help]' '*:\(escaped(operands.isEmpty ? "no operand" : operands)):\(namesFiles(operands) ? "_files" : " ")' ;;\n"
        }
        return text + "    esac\n}\n_huibao \"$@\"\n"
    }

    private static func fish(_ commands: [Command]) -> String {
        func quoted(_ text: String) -> String { "'" + text.map { "'\\".contains($0) ? "\\\($0)" : String($0) }.joined() + "'" }
        var text = "# fish completion for huibao\n"
        for verb in verbs(commands) {
            let summary = commands.first { $0.path == [verb] }?.summary ?? "see huibao \(verb) --help"
            text += "complete -c huibao -n __fish_use_subcommand -f -a \(verb) -d \(quoted(summary))\n"
        }
        for command in commands {
            let here: String
            if command.path.count > 1 {
                let noun = command.path[0]
                let verb = command.path[1]
                let others = commands.filter { $0.path.first == noun && $0.path.count > 1 }.map { $0.path[1] }.joined(separator: " ")
                text += "complete -c huibao -n \"__fish_seen_subcommand_from \(noun); and not __fish_seen_subcommand_from \(others)\" "
                text += "-f -a \(verb) -d \(quoted(command.summary))\n"
                here = "\"__fish_seen_subcommand_from \(noun); and __fish_seen_subcommand_from \(verb)\""
            } else {
                here = "\"__fish_seen_subcommand_from \(command.path[0])\""
            }
            for option in command.table.options {
                text += "complete -c huibao -n \(here) -l \(option.name)"
                if let short = option.short { text += " -s \(short)" }
                switch option.form {
                case .flag: break
                case .choice(let words): text += " -x -a \(quoted(words.joined(separator: " ")))"
                default: text += " -r"
                }
                text += " -d \(quoted(option.help))\n"
            }
        }
        return text
    }
}
