using System.Buffers.Text;
using System.CommandLine;
using DevFlow.Cli.Engine;
using DevFlow.Cli.Moving;
using DevFlow.Cli.Output;
using DevFlow.Cli.Sharing;
using DevFlow.Secrets;

namespace DevFlow.Cli.Commands;

internal static class ShareOpenCommand
{
    public static Command Create()
    {
        var url = new Argument<string?>("URL") { Description = "The link. Without it, it comes from a pipe or a prompt, and stands in no history.", Arity = ArgumentArity.ZeroOrOne };
        var file = PassphraseOptions.CreateFile();
        var command = new Command("open", "Opens a link, which takes one of its views, and prints what was shared. Needs no account.") { url, file };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var link = ShareUrl.Read(parsed.GetValue(url) ?? await AskAsync(cancellationToken));
            var passphrase = link.Key.HasPassphrase ? await PassphraseOptions.ReadAsync(parsed.GetValue(file), isNew: false, cancellationToken) : null;
            var box = new ShareBox(link.Key, passphrase);
            var content = await FetchAsync(link, box, cancellationToken);
            var text = box.Open(Base64Url.IsValid(content.Content) ? Base64Url.DecodeFromChars(content.Content) : []);
            if (parsed.GetValue(GlobalOptions.Json))
                Json.Print(new(text, content.ViewsLeft), context => context.OpenedOutput);
            else
                // Whoever sent it may have put anything into it, and a terminal would obey.
                Console.Out.WriteLine(Console.IsOutputRedirected ? text : string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(Words.Plain)));
            return ExitCodes.Fine;
        });
        return command;
    }

    private static async Task<SharedContent> FetchAsync(ShareUrl link, ShareBox box, CancellationToken cancellationToken)
    {
        using var http = EngineClient.CreateHttp();
        http.BaseAddress = link.Origin;
        var proofs = new ShareOpenRequest { Access = Base64Url.EncodeToString(box.Access), Passphrase = box.Passphrase is { } proof ? Base64Url.EncodeToString(proof) : null };
        try
        {
            return await EngineApi.Anonymous(http).PostAsync(
                $"api/v1/shares/{link.Id}/open", proofs, JsonContext.Default.ShareOpenRequest, JsonContext.Default.SharedContent, cancellationToken);
        }
        catch (VaultException fault) when (fault.Error is VaultError.Forbidden)
        {
            // No administrator helps here.
            throw new VaultException(VaultError.Forbidden, fault.Message, fault) { Remedy = "a wrong passphrase takes no view: try again" };
        }
    }

    private static async Task<string> AskAsync(CancellationToken cancellationToken) => Console.IsInputRedirected
        ? InputFile.Decode(await InputFile.ReadAsync(path: null, cancellationToken)) ?? ""
        : await HiddenPrompt.AskAsync("link: ", cancellationToken);
}
