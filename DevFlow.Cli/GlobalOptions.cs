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

    public static readonly Option<bool> Json = new("--json")
    {
        Description = """Print JSON for machines, on stdout; errors too, as {"error":{"message":…,"hint":…}}.""",
        Recursive = true,
    };

    // Each look would read the accounts of the machine anew.
    private static readonly Lazy<string> _user = new(() => Environment.UserName);

    /// <param name="parsed">What was typed.</param>
    /// <param name="isAudited">Whether what the command reads is an access to be recorded: not where it proves the record itself.</param>
    public static SecretsWorkspace Workspace(this ParseResult parsed, bool isAudited = true)
    {
        var given = parsed.GetValue(Root);
        var workspace = Open(given, isAudited);
        return Directory.Exists(workspace.Root)
            ? workspace
            : throw new UsageException(
                $"there is no folder {workspace.Root}",
                $"{(given is null ? DevFlowSettingKeys.Root : "--root")} has to name the folder of .env and config/secrets.yaml");
    }

    /// <summary>The workspace of another folder that is there; what is read in it is no access.</summary>
    public static SecretsWorkspace WorkspaceAt(string root) => Open(root, isAudited: false);

    private static SecretsWorkspace Open(string? root, bool isAudited) => SecretsWorkspace.Open(new()
    {
        Root = root,
        StartDirectory = Directory.GetCurrentDirectory(),
        Caching = SecretCaching.OneRun,
        AuditAs = isAudited ? "devflow-cli" : null,
        User = () => _user.Value,
        LoggerFactory = TalkLogger.Instance,
    });
}
