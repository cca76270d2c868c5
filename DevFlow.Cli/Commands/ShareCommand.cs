using System.CommandLine;

namespace DevFlow.Cli.Commands;

internal static class ShareCommand
{
    public static Command Create() => new("share", "Shares a secret by a link: encrypted here, opened by who has the link, and destroyed with its last view.")
    {
        ShareCreateCommand.Create(), ShareOpenCommand.Create(), ShareListCommand.Create(), ShareRevokeCommand.Create(),
    };
}
