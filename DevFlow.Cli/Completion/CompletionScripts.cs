namespace DevFlow.Cli.Completion;

/// <summary>What a shell has to be told once. Each asks <c>devflow __complete POSITION LINE</c>, so that only the tool knows its commands and keys.</summary>
internal static class CompletionScripts
{
    public static readonly IReadOnlyDictionary<string, (string Script, string Install)> All =
        new Dictionary<string, (string Script, string Install)>(StringComparer.Ordinal)
        {
            ["bash"] = (Bash, "eval \"$(devflow completion bash)\", in ~/.bashrc"),
            ["zsh"] = (Zsh, "eval \"$(devflow completion zsh)\", in ~/.zshrc, behind compinit"),
            ["fish"] = (Fish, "devflow completion fish >~/.config/fish/completions/devflow.fish"),
            ["pwsh"] = (PowerShell, "devflow completion pwsh | Out-String | Invoke-Expression, in $PROFILE"),
        };

    // Without an answer the shell offers files.
    private const string Bash = """
        _devflow() {
          local IFS=$'\n'
          COMPREPLY=($(devflow __complete "$COMP_POINT" "$COMP_LINE" 2>/dev/null))
        }
        complete -o default -F _devflow devflow
        """;

    private const string Zsh = """
        _devflow() {
          local -a answers
          answers=("${(@f)$(devflow __complete "$CURSOR" "$BUFFER" 2>/dev/null)}")
          if [[ -n $answers[1] ]]; then compadd -a answers; else _files; fi
        }
        compdef _devflow devflow
        """;

    private const string Fish = """
        complete -c devflow -a '(devflow __complete (string length -- (commandline -cp)) (commandline -cp) 2>/dev/null)'
        """;

    // What is typed comes without the blanks behind it.
    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName devflow -ScriptBlock {
          param($word, $typed, $position)
          devflow __complete $position "$typed".PadRight($position) | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
        }
        """;
}
