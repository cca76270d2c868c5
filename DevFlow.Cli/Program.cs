using System.CommandLine;
using DevFlow.Cli;
using DevFlow.Cli.Commands;
using Spectre.Console;

// A file or a pipe has no edge to wrap at.
if (Console.IsOutputRedirected)
    AnsiConsole.Profile.Width = 1000;

var root = new RootCommand("devflow shows, checks and sets the secrets of DevFlow. Nothing secret is printed unless --reveal asks for it.")
{
    GlobalOptions.Root,
    GlobalOptions.Json,
    InitCommand.Create(),
    VerifyCommand.Create(),
    ListCommand.Create(),
    ExplainCommand.Create(),
    GetCommand.Create(),
};

return await CommandLine.RunAsync(root, args);
