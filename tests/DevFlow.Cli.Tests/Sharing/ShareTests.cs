using System.Security.Cryptography;
using System.Text.Json;

namespace DevFlow.Cli.Tests.Sharing;

/// <summary>What one end of a link seals the other opens, and the engine between them learns nothing of it.</summary>
public sealed class ShareTests : IAsyncDisposable
{
    private const string Id = "01938f5e-0000-7000-8000-000000000001";
    private const string Link = $$"""{"id":"{{Id}}","creator":"user:1","secret":null,"state":"open","views":1,"opened":0,"hasPassphrase":true,"wrongPassphrases":0,"createdAt":"2026-01-01T00:00:00Z","expiresAt":"2026-01-02T00:00:00Z"}""";
    private const string Canary = "c4n4ry \"of\" ünder\nshared/lines+0123456789=";
    private const string Passphrase = "c4n4ry passphrase";

    private readonly Clone _clone = new();
    private readonly FakeEngine _engine = new();
    private readonly Shell _shell;

    public ShareTests() => _shell = new(_clone.Folder);

    [Fact]
    public async Task What_another_implementation_sealed_opens_by_the_proofs_that_it_made()
    {
        await _engine.StartAsync("GET / 404", _shell);
        foreach (var vector in ShareVector.All)
        {
            await _engine.StartAsync($$"""POST /api/v1/shares/{{Id}}/open 200 {"content":"{{vector.Content}}","viewsLeft":0}""", _shell);
            _clone.Write("passphrase", $"{vector.Passphrase}\n");

            var result = await _shell.RunAsync($"devflow share open 'http://{_engine.Authority}/s/{Id}#{vector.Fragment}' --passphrase-file passphrase");

            Assert.Equal((0, $"{vector.Text}\n", ""), (result.ExitCode, result.StandardOutput, result.StandardError));
            var proofs = BodyOf(_engine.Calls[^1]);
            Assert.Equal((vector.Access, vector.PassphraseProof), (proofs.GetProperty("access").GetString(), proofs.GetProperty("passphrase").GetString()));
        }
    }

    [Fact]
    public async Task What_is_sealed_opens_with_its_passphrase_alone_and_comes_out_nowhere_on_its_way()
    {
        _clone.Write("secret", $"{Canary}\n");
        _clone.Write("passphrase", $"{Passphrase}\n");
        await _engine.StartAsync($"POST /api/v1/shares 201 {Link}", _shell);

        var made = await _shell.RunAsync("devflow share create --passphrase-file passphrase --views 3 --expires 2h <secret");

        Assert.Equal((0, "opens once until 2026-01-02 00:00:00Z, with the passphrase; devflow share revoke " + Id + "\n"), (made.ExitCode, made.StandardError));
        Assert.Matches($"^http://localhost:3737/s/{Id}#[A-Za-z0-9_-]{{44}}\n$", made.StandardOutput);
        var fragment = made.StandardOutput.TrimEnd().Split('#')[1];
        var sent = BodyOf(_engine.Calls[^1]);
        var content = sent.GetProperty("content").GetString()!;
        Assert.Equal((3, 7200, 12 + 256 + 16), (sent.GetProperty("views").GetInt32(), sent.GetProperty("ttlSeconds").GetInt32(), Bytes(content).Length));

        await _engine.StartAsync($$"""POST /api/v1/shares/{{Id}}/open 200 {"content":"{{content}}","viewsLeft":2}""", _shell);
        _clone.Write("link", $"http://{_engine.Authority}/s/{Id}#{fragment}\n");
        var opened = await _shell.RunAsync("devflow share open --passphrase-file passphrase <link");
        Assert.Equal((0, $"{Canary}\n"), (opened.ExitCode, opened.StandardOutput));
        var proofs = BodyOf(_engine.Calls[^1]);
        foreach (var (proof, hash) in ((string, string)[])[("access", "accessHash"), ("passphrase", "passphraseHash")])
            Assert.Equal(sent.GetProperty(hash).GetString(), Text(SHA256.HashData(Bytes(proofs.GetProperty(proof).GetString()!))));
        // The engine has the proofs by now, and is asked as if it opened with what it has.
        _clone.Write("other", "another passphrase\n");
        var wrong = await _shell.RunAsync("devflow share open --passphrase-file other <link");
        Assert.Equal((1, ""), (wrong.ExitCode, wrong.StandardOutput));
        Assert.Contains("does not open", wrong.StandardError, StringComparison.Ordinal);

        var logs = Directory.Exists(Path.Combine(_clone.Folder, "logs")) ? Directory.EnumerateFiles(Path.Combine(_clone.Folder, "logs"), "*", SearchOption.AllDirectories).Select(File.ReadAllText) : [];
        foreach (var text in (string[])[.. _engine.Calls, made.StandardError, opened.StandardError, wrong.StandardError, .. logs])
        {
            foreach (var secret in (string[])["c4n4ry", fragment, fragment[2..], Convert.ToBase64String(Bytes(fragment)[1..]), Convert.ToBase64String("c4n4ry"u8), Convert.ToHexString("c4n4ry"u8)])
                Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(100)]
    [InlineData(-1)]
    public async Task What_was_altered_is_not_taken_for_what_was_shared(int at)
    {
        var vector = ShareVector.All[0];
        var content = Bytes(vector.Content);
        content[at < 0 ? content.Length + at : at] ^= 1;
        string[] contents = at == 0 ? [Text(content), "", "AAAA", Text(content[..28]), "no base64"] : [Text(content)];
        foreach (var altered in contents)
        {
            await _engine.StartAsync($$"""POST /api/v1/shares/{{Id}}/open 200 {"content":"{{altered}}","viewsLeft":0}""", _shell);

            var result = await _shell.RunAsync($"devflow share open 'http://{_engine.Authority}/s/{Id}#{vector.Fragment}'");

            Assert.Equal((1, ""), (result.ExitCode, result.StandardOutput));
            Assert.StartsWith("devflow: error: what came does not open", result.StandardError, StringComparison.Ordinal);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _engine.DisposeAsync();
        _clone.Dispose();
    }

    private static JsonElement BodyOf(string call) => JsonSerializer.Deserialize<JsonElement>(call[call.IndexOf('{', StringComparison.Ordinal)..]);

    private static byte[] Bytes(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);

    private static string Text(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
