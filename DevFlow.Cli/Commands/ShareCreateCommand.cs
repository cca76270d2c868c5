using System.Buffers.Text;
using System.CommandLine;
using System.Globalization;
using System.Text;
using DevFlow.Cli.Engine;
using DevFlow.Cli.Moving;
using DevFlow.Cli.Output;
using DevFlow.Cli.Sharing;

namespace DevFlow.Cli.Commands;

internal static class ShareCreateCommand
{
    private static readonly TimeSpan _day = TimeSpan.FromDays(1);

    public static Command Create()
    {
        var key = KeyArgument.Create();
        key.Arity = ArgumentArity.ZeroOrOne;
        key.Description = "A secret of this folder. Without it, what is shared comes from a pipe or a prompt.";
        var views = new Option<int>("--views") { Description = "How often it can be opened, 1 to 100. Default: once.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var expires = DurationOption.Create("--expires", "For how long, 1m to 30d. Default: 1d.");
        var passphrase = new Option<bool>("--passphrase") { Description = "Ask for a passphrase, which it takes beside the link. Send it another way." };
        var file = PassphraseOptions.CreateFile();
        var page = SharePage.CreateOption();
        var command = new Command("create", "Encrypts a secret, and prints the link that opens it. The key is in the link alone.") { key, views, expires, passphrase, file, page };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var engine = parsed.Engine();
            var origin = SharePage.OriginOf(parsed.GetValue(page), engine);
            var name = parsed.GetValue(key);
            var text = name is null
                ? (await ValueInput.ReadTextAsync("what is shared: ", file: null, cancellationToken)).Text
                : (await engine.Workspace.Resolver.GetAsync(name, cancellationToken: cancellationToken)).Reveal();
            Check(text);
            var from = parsed.GetValue(file);
            var secret = parsed.GetValue(passphrase) || from is not null ? await PassphraseOptions.ReadAsync(from, isNew: true, cancellationToken) : null;
            var shareKey = ShareKey.Create(secret is not null);
            var box = new ShareBox(shareKey, secret);
            var request = new ShareRequest(
                Base64Url.EncodeToString(box.Seal(text)), ShareBox.HashOf(box.Access), box.Passphrase is { } proof ? ShareBox.HashOf(proof) : null,
                parsed.GetValue(views), (int)(parsed.GetValue(expires) ?? _day).TotalSeconds, name);
            var link = await engine.Api.PostAsync("api/v1/shares", request, JsonContext.Default.ShareRequest, JsonContext.Default.ShareOutput, cancellationToken);
            var url = ShareUrl.Of(origin, link.Id, shareKey);
            if (parsed.GetValue(GlobalOptions.Json))
            {
                Json.Print(new(url, link.Id, link.Views, link.HasPassphrase, link.ExpiresAt), context => context.SharedOutput);
            }
            else
            {
                Console.Out.WriteLine(url);
                // Not behind the link in a pipe.
                var until = link.ExpiresAt.ToUniversalTime().ToString("u", CultureInfo.InvariantCulture);
                Console.Error.WriteLine($"opens {(link.Views == 1 ? "once" : $"{link.Views} times")} until {until}{(link.HasPassphrase ? ", with the passphrase" : "")}; devflow share revoke {link.Id}");
            }

            return ExitCodes.Fine;
        });
        return command;
    }

    private static void Check(string text)
    {
        if (text.Length == 0)
            throw new UsageException("there is nothing to share", "pipe it in, type it where the command asks for it, or name a KEY");
        if (Encoding.UTF8.GetByteCount(text) > ShareFormat.MaxTextBytes)
            throw new UsageException($"what is shared has more than {ShareFormat.MaxTextBytes:N0} bytes", "share where it is, and a key to it");
    }
}
