using System.CommandLine;
using DevFlow.Cli;
using DevFlow.Cli.Commands;

var root = new RootCommand(
    """
    devflow shows and checks the secrets of DevFlow. Nothing secret is printed unless --reveal asks for it.
    Exit codes: 0 fine, 1 a check failed, 2 wrong usage, 3 secret not found, 4 source unavailable, 5 denied.
    """)
{
    GlobalOptions.Root,
    GlobalOptions.Json,
    InitCommand.Create(),
    VerifyCommand.Create(),
    ListCommand.Create(),
    ExplainCommand.Create(),
    GetCommand.Create(),
    InjectCommand.Create(),
    AuditCommand.Create(),
    CompletionCommand.Create(),
    CompletionCommand.CreateAnswer(),
};

return await CommandLine.RunAsync(root, args);
