using System.CommandLine;
using DevFlow.Secrets;

namespace DevFlow.Cli.Commands;

internal static class AuditCommand
{
    public static readonly Option<string?> Folder = new("--folder")
    {
        Description = "The folder of the audit. Default: logs/audit in the folder of DevFlow.",
        HelpName = "DIR",
        Recursive = true,
    };

    public static Command Create() => new("audit", "Shows who accessed which secret, and proves that nobody changed the record of it.")
    {
        Folder,
        AuditVerifyCommand.Create(),
        AuditTailCommand.Create(),
        AuditExportCommand.Create(),
    };

    public static string FolderOf(ParseResult parsed, SecretsWorkspace workspace)
    {
        var given = parsed.GetValue(Folder);
        var folder = Path.GetFullPath(given ?? Path.Combine(workspace.Root, "logs", "audit"));
        return given is null || Directory.Exists(folder)
            ? folder
            : throw new UsageException($"there is no folder {folder}", "--folder has to name the folder of the audit");
    }
}
