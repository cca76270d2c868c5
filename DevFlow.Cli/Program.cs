using System.CommandLine;
using DevFlow.Cli;
using DevFlow.Cli.Commands;
using DevFlow.Cli.Help;

args = RunArguments.Separate(args);
var root = new RootCommand(
    """
    The secrets of DevFlow: see them, run with them, change, move and find them. Nothing secret is printed unless --reveal or 'share open' asks for it.
    Exit codes: 0 fine, 1 a check failed, 2 wrong usage, 3 secret not found, 4 source unavailable, 5 denied.
    """)
{
    GlobalOptions.Root,
    GlobalOptions.Json,
};

// A program is to start as if devflow were not there: the other commands are made only where they may be meant.
Command[] commands = args is [RunCommand.Name, ..]
    ? [RunCommand.Create()]
    :
    [
        InitCommand.Create(),
        VerifyCommand.Create(),
        ListCommand.Create(),
        ExplainCommand.Create(),
        GetCommand.Create(),
        SetCommand.Create(),
        GenerateCommand.Create(),
        UnsetCommand.Create(),
        RunCommand.Create(),
        InjectCommand.Create(),
        LeaseCommand.Create(),
        VersionsCommand.Create(),
        RollbackCommand.Create(),
        GrantCommand.Create(),
        ShareCommand.Create(),
        ImportCommand.Create(),
        MigrateCommand.Create(),
        ScanCommand.Create(),
        InstallHookCommand.Create(),
        AuditCommand.Create(),
        DepsCommand.Create(),
        RotateCommand.Create(),
        BreachCommand.Create(),
        ComplianceCommand.Create(),
        CompletionCommand.Create(),
        CompletionCommand.CreateAnswer(),
    ];
foreach (var command in commands)
    root.Add(command);

HelpWithExamples.AddTo(root);
return await CommandLine.RunAsync(root, args);
