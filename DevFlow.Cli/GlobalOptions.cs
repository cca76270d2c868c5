using System.CommandLine;
using DevFlow.Secrets;

namespace DevFlow.Cli;

/// <summary>The options that every command takes.</summary>
internal static class GlobalOptions
{
    public static readonly Option<string?> Root = new("--root")
    {
        Description = "The folder of .env and config/secrets.yaml. Default: DEVFLOW_ROOT, else the nearest folder above that has them.",
        HelpName = "DIR",
        Recursive = true,
    };

    public static readonly Option<bool> Json = new("--json") { Description = "Print JSON for machines.", Recursive = true };

    public static SecretsWorkspace Workspace(this ParseResult parsed) =>
        SecretsWorkspace.Open(new() { Root = parsed.GetValue(Root), StartDirectory = Directory.GetCurrentDirectory() });
}
