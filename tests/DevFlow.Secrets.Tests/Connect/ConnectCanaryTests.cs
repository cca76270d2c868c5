using System.Text;
using System.Text.Json;

namespace DevFlow.Secrets.Tests.Connect;

/// <summary>A marked value stands in every field, and a marked token opens it; everything that comes out under every fault is searched.</summary>
public sealed class ConnectCanaryTests : IDisposable
{
    private const string Mark = "c4n4ry";
    private const string Value = "c4n4ry/\"é+ value&=";
    private const string Item = "itemitemitemitemitemitem01";

    // The mark by itself is within all but the second; that one is Base64 of the whole, without what depends on its place.
    private static readonly string[] _forms =
    [
        Mark, Convert.ToBase64String(Encoding.UTF8.GetBytes(Mark))[..7], Uri.EscapeDataString(Value), JsonEncodedText.Encode(Value).ToString(),
        Convert.ToHexString(Encoding.UTF8.GetBytes(Mark)),
    ];

    private readonly ScriptedConnect _connect = new();
    private readonly ListLogger _log = new();
    private readonly StringBuilder _seen = new();
    private int _failures;

    public ConnectCanaryTests()
    {
        var value = JsonSerializer.Serialize(Value);
        _connect.Add(
            Item, "Thing",
            $$"""
            "fields":[
              {"id":"one","label":"one","value":{{value}}},{"id":"twice","label":"same","value":{{value}}},{"id":"again","label":"same","value":{{value}}},
              {"id":"otp","label":"otp","type":"OTP","value":{{value}},"totp":{{value}}},{"id":"codeless","type":"OTP","value":{{value}}},
              {"id":"empty","label":"empty","value":""}
            ],
            "files":[{"id":"file","name":"file.bin","size":3,"content_path":"/v1/vaults/{{ScriptedConnect.Vault}}/items/{{Item}}/files/file/content"},
              {"id":"away","name":"away","size":3,"content_path":"http://elsewhere.example.test/"}]
            """);
        _connect.Files["file"] = [.. Encoding.UTF8.GetBytes(Value), 0xFF];
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Faults =>
        ["none", "400", "401", "403", "404", "429", "500", "503", "html", "truncated", "oversize", "redirect", "refused", "reset", "throws", "late"];

    public void Dispose() => _log.Dispose();

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task No_part_of_a_value_or_of_the_token_comes_out(string fault)
    {
        using var spans = new SpanRecorder();
        Reply? reply = fault switch
        {
            "none" => null,
            "html" => Replies.Html,
            "truncated" => Replies.Body($$"""{"id":"{{Item}}","title":"Thing","fields":[{"id":"one","value":{{JsonSerializer.Serialize(Value)}}"""),
            "oversize" => Replies.Oversize,
            "redirect" => Replies.Redirect,
            "refused" => Replies.Refused,
            "reset" => Replies.Reset,
            "throws" => Replies.Throws(new IOException(Value, new HttpRequestException(ScriptedConnect.Token))),
            "late" => Replies.SlowBody,
            _ => Replies.Status(int.Parse(fault), $"{Mark} {Uri.EscapeDataString(Value)}"),
        };
        _connect.Always("a", reply).Always("b", reply);

        string[] tails =
        [
            "one", "same", "otp?attribute=otp", "codeless?attribute=otp", "one?attribute=otp", "one?ssh-format=openssh", "empty", "none", "file.bin",
            "away", "ONE/x",
        ];
        foreach (var tail in tails)
            await NoteAsync(client => Reader(client).ReadAsync(SecretReference.Parse($"op://{ScriptedConnect.Vault}/{Item}/{tail}"), Cancel));
        await NoteAsync(client => client.ListVaultsAsync(Cancel));
        await NoteAsync(client => client.FindItemsAsync(ScriptedConnect.Vault, "Thing", Cancel));
        await NoteAsync(client => client.GetItemAsync(ScriptedConnect.Vault, Item, Cancel));
        await NoteAsync(client => client.PatchItemAsync(
            ScriptedConnect.Vault, Item, [ConnectPatchOperation.ReplaceValue("one", new ConnectSecret(Value))], expectedVersion: null, Cancel));
        await NoteAsync(client => client.CreateItemAsync(
            new ConnectItem { Title = "t", Vault = new(ScriptedConnect.Vault), Fields = [new ConnectField { Value = new ConnectSecret(Value) }] }, Cancel));
        await NoteAsync(client => client.HealthAsync(Cancel));
        await NoteAsync(async client =>
        {
            await Reader(client).PreloadAsync(
                [SecretReference.Parse("op://DevFlow/Thing/one"), SecretReference.Parse($"op://{ScriptedConnect.Vault}/{Item}/one")], Cancel);
            return "";
        });
        foreach (var line in _log.Lines)
            _seen.AppendLine(line.Text);
        foreach (var span in spans.Spans)
            _seen.AppendLine($"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects)}");
        foreach (var tag in spans.Spans.SelectMany(span => span.Events).SelectMany(e => e.Tags))
            _seen.AppendLine($"{tag}");

        Assert.True(_failures >= 8, $"only {_failures} failures were seen: the test looks at too little");
        Assert.True(_connect.Sent.Any(s => s.Body?.Contains(Mark, StringComparison.Ordinal) is true), "no marked value was sent");
        var seen = _seen.ToString();
        Assert.All(_forms, form => Assert.DoesNotContain(form, seen, StringComparison.OrdinalIgnoreCase));
    }

    private static OnePasswordReader Reader(ConnectClient client) => new(client, new NoConnectCache());

    private async Task NoteAsync<T>(Func<ConnectClient, Task<T>> ask)
    {
        // One client a question: otherwise the breaker soon answers them all.
        using var client = _connect.Client(
            o => o with { Logger = _log, AttemptTimeout = TimeSpan.FromMilliseconds(50), FirstTimeout = TimeSpan.FromMilliseconds(50), Retries = 1 }, "a", "b");
        try
        {
            var answer = await ask(client);
            _seen.AppendLine($"{answer} {JsonSerializer.Serialize<object>(answer is OnePasswordRead ? "" : answer!)}");
            if (answer is IEnumerable<object> many)
                _seen.AppendLine(string.Join(' ', many));
        }
        catch (ConnectException e)
        {
            _failures++;
            _seen.AppendLine($"{e} {e.Detail} {e.Remedy} {e.Endpoint} {e.InnerException} {string.Join(' ', e.Data.Values.Cast<object>())}");
        }
    }
}
