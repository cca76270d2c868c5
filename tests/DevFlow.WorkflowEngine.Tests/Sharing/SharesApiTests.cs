using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;

namespace DevFlow.WorkflowEngine.Tests.Sharing;

public sealed class SharesApiTests(SharingEngine shared) : IClassFixture<SharingEngine>
{
    private const string Shares = "/api/v1/shares";

    private readonly Engine _engine = shared.Engine;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_is_made_opened_listed_and_revoked_and_what_opens_it_is_said_nowhere()
    {
        using var anna = await _engine.CreateClientAsync("anna");
        using var nobody = _engine.CreateAnonymousClient();
        using var said = new Overheard(_engine);
        using var answer = await anna.PostAsJsonAsync(Shares, Link(out var access, out var content, secret: "A_KEY"), Token);
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        var path = $"{Shares}/{made.Text("id")}";
        Assert.Equal((HttpStatusCode.Created, path), (answer.StatusCode, answer.Headers.Location!.ToString()));
        Assert.Equal(("open", "A_KEY", await _engine.PrincipalAsync("anna")), (made.Text("state"), made.Text("secret"), made.Text("creator")));

        using var opened = await nobody.PostAsJsonAsync($"{path}/open", new { access }, Token);
        Assert.Equal((HttpStatusCode.OK, true), (opened.StatusCode, opened.Headers.CacheControl!.NoStore));
        var given = await opened.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal((content, 0), (given.Text("content"), given.GetProperty("viewsLeft").GetInt32()));
        Assert.Equal("used-up", (await nobody.PostJsonAsync($"{path}/open", new { access }, HttpStatusCode.Gone)).Text("outcome"));
        Assert.Empty((await anna.GetJsonAsync(Shares)).EnumerateArray());
        Assert.Equal("used-up", Assert.Single((await anna.GetJsonAsync($"{Shares}?ended=true")).EnumerateArray()).Text("state"));
        // A second is made, seen by an administrator, and revoked; a stranger sees and ends neither.
        var second = $"{Shares}/{(await anna.PostJsonAsync(Shares, Link(out var other, out _, views: 2), HttpStatusCode.Created)).Text("id")}";
        using var bert = await _engine.CreateClientAsync("bert");
        using var chief = await _engine.CreateClientAsync("chief", isAdmin: true);
        Assert.Empty((await bert.GetJsonAsync(Shares)).EnumerateArray());
        await bert.CallAsync(HttpMethod.Delete, second, status: HttpStatusCode.NotFound);
        Assert.Contains((await chief.GetJsonAsync(Shares)).EnumerateArray(), link => second.EndsWith(link.Text("id"), StringComparison.Ordinal));
        Assert.Equal("revoked", (await anna.CallAsync(HttpMethod.Delete, second)).Text("state"));
        Assert.Equal("revoked", (await nobody.PostJsonAsync($"{second}/open", new { access = other }, HttpStatusCode.Gone)).Text("outcome"));
        foreach (var text in (string[])[access, content, other])
            Assert.Empty(said.With(text));
        Assert.NotEmpty(said.With(made.Text("id")));
    }

    [Fact]
    public async Task Of_fifty_clients_at_once_as_many_are_given_it_as_was_said()
    {
        using var anna = await _engine.CreateClientAsync("fifty");
        const int Views = 9;
        var path = $"{Shares}/{(await anna.PostJsonAsync(Shares, Link(out var access, out var content, Views), HttpStatusCode.Created)).Text("id")}/open";

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            using var client = _engine.CreateAnonymousClient();
            using var answer = await client.PostAsJsonAsync(path, new { access }, Token);
            return (answer.StatusCode, Body: await answer.Content.ReadFromJsonAsync<JsonElement>(Token));
        }));

        Assert.Equal(Views, answers.Count(answer => answer.StatusCode is HttpStatusCode.OK && answer.Body.Text("content") == content));
        Assert.Equal(50 - Views, answers.Count(answer => answer.StatusCode is HttpStatusCode.Gone && answer.Body.Text("outcome") == "used-up"));
    }

    [Fact]
    public async Task A_passphrase_is_asked_for_and_guesses_are_on_record()
    {
        using var anna = await _engine.CreateClientAsync("passphrase");
        using var nobody = _engine.CreateAnonymousClient();
        var passphrase = Text(RandomNumberGenerator.GetBytes(32));
        var id = (await anna.PostJsonAsync(Shares, Link(out var access, out var content, views: 2, passphrase: passphrase), HttpStatusCode.Created)).Text("id");
        var path = $"{Shares}/{id}/open";

        Assert.Equal("passphrase", (await nobody.PostJsonAsync(path, new { access }, HttpStatusCode.BadRequest)).Text("outcome"));
        var wrong = await nobody.PostJsonAsync(path, new { access, passphrase = access }, HttpStatusCode.Forbidden);
        Assert.Equal(("wrong", 9), (wrong.Text("outcome"), wrong.GetProperty("attemptsLeft").GetInt32()));
        await nobody.PostJsonAsync(path, new { access = passphrase, passphrase }, HttpStatusCode.NotFound);
        Assert.Equal(content, (await nobody.PostJsonAsync(path, new { access, passphrase })).Text("content"));
        for (var left = 8; left > 0; left--)
            Assert.Equal(left, (await nobody.PostJsonAsync(path, new { access, passphrase = access }, HttpStatusCode.Forbidden)).GetProperty("attemptsLeft").GetInt32());
        Assert.Equal("locked", (await nobody.PostJsonAsync(path, new { access, passphrase = access }, HttpStatusCode.Gone)).Text("outcome"));
        Assert.Equal("locked", (await nobody.PostJsonAsync(path, new { access, passphrase }, HttpStatusCode.Gone)).Text("outcome"));
        var records = (await AuditAsync()).Split('\n').Where(line => line.Contains("denied", StringComparison.Ordinal)).ToList();
        // Nine wrong ones, the tenth, and one too late.
        Assert.Equal(11, records.Count(record => record.Contains($"\"api:share {id}\"", StringComparison.Ordinal)));
        Assert.Contains(records, record => record.Contains("\"api:share none\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_looks_at_a_link_takes_nothing()
    {
        using var anna = await _engine.CreateClientAsync("looked-at");
        using var nobody = _engine.CreateAnonymousClient();
        var path = $"{Shares}/{(await anna.PostJsonAsync(Shares, Link(out var access, out _), HttpStatusCode.Created)).Text("id")}";
        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head, HttpMethod.Options, HttpMethod.Put])
        {
            foreach (var one in (string[])[path, $"{path}/open", $"{path}/open?access={access}"])
            {
                using var look = new HttpRequestMessage(method, new Uri(one, UriKind.Relative));
                using var answer = await nobody.SendAsync(look, Token);
                Assert.True((int)answer.StatusCode >= 400, $"{method} {one}: {answer.StatusCode}");
            }
        }

        await nobody.PostJsonAsync($"{path}/open", new { access });
    }

    [Fact]
    public async Task What_is_malformed_is_refused_with_a_reason()
    {
        using var anna = await _engine.CreateClientAsync("malformed");
        using var nobody = _engine.CreateAnonymousClient();
        var hash = Text(new byte[32]);
        var content = Text(new byte[40]);
        object[] bodies =
        [
            new { }, new { content }, new { content = "no base64", accessHash = hash }, new { content, accessHash = "AA" }, new { content, accessHash = hash, passphraseHash = "" },
            new { content, accessHash = hash, views = 0 }, new { content, accessHash = hash, ttlSeconds = 0 }, new { content, accessHash = hash, views = "one" },
        ];
        foreach (var body in bodies)
            Assert.False(string.IsNullOrEmpty((await anna.PostJsonAsync(Shares, body, HttpStatusCode.BadRequest)).Text("detail")));
        await nobody.PostJsonAsync(Shares, new { content, accessHash = hash }, HttpStatusCode.Unauthorized);
        await nobody.PostJsonAsync($"{Shares}/{Guid.NewGuid()}/open", new { }, HttpStatusCode.BadRequest);
        await nobody.PostJsonAsync($"{Shares}/{Guid.NewGuid()}/open", new { access = "!" }, HttpStatusCode.BadRequest);
        Assert.Equal("none", (await nobody.PostJsonAsync($"{Shares}/{Guid.NewGuid()}/open", new { access = hash }, HttpStatusCode.NotFound)).Text("outcome"));
    }

    [Fact]
    public async Task Nobody_tries_for_long()
    {
        // From another address of this machine, so that others' limit is left alone.
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, context.DnsEndPoint.Port), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var guesser = new HttpClient(handler) { BaseAddress = _engine.Address };
        var path = $"{Shares}/{Guid.NewGuid()}/open";
        const int Refused = 40;
        var refused = 0;
        List<HttpStatusCode> answers = [];
        // On a busy machine a minute may be over before its limit is reached, and begins anew.
        while (answers.Count < 10 * SharingEngine.OpensPerMinute)
        {
            using var answer = await guesser.PostAsJsonAsync(path, new { access = Text(RandomNumberGenerator.GetBytes(32)) }, Token);
            answers.Add(answer.StatusCode);
            if (answer.StatusCode is HttpStatusCode.TooManyRequests)
            {
                Assert.NotNull(answer.Headers.RetryAfter);
                Assert.Contains("a minute", (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).Text("detail"), StringComparison.Ordinal);
                if (++refused == Refused)
                    break;
            }
        }

        Assert.Equal(Refused, answers.Count(answer => answer is HttpStatusCode.TooManyRequests));
        Assert.All(answers.Where(answer => answer is not HttpStatusCode.TooManyRequests), answer => Assert.Equal(HttpStatusCode.NotFound, answer));
        // The first at once, the others as a number, with who it was.
        while (LimitsOnRecord().Sum(record => record.TryGetProperty("count", out var count) ? count.GetInt64() : 1) < Refused)
            await Task.Delay(100, Token);
        Assert.InRange(LimitsOnRecord().Count, 2, Refused - 1);
        Assert.All(LimitsOnRecord(), record => Assert.EndsWith("127.0.0.2", record.Text("user"), StringComparison.Ordinal));

        List<JsonElement> LimitsOnRecord() =>
            [.. _engine.AuditText().Split('\n').Where(line => line.Contains("\"api:share limit\"", StringComparison.Ordinal)).Select(line => JsonElement.Parse(line))];
    }

    private static object Link(out string access, out string content, int views = 1, string? secret = null, string? passphrase = null)
    {
        access = Text(RandomNumberGenerator.GetBytes(32));
        content = Text(RandomNumberGenerator.GetBytes(80));
        return new { content, accessHash = HashOf(access), passphraseHash = passphrase is null ? null : HashOf(passphrase), views, secret, ttlSeconds = 600 };
    }

    private static string HashOf(string text) => Text(SHA256.HashData(System.Buffers.Text.Base64Url.DecodeFromChars(text)));

    private static string Text(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    private async Task<string> AuditAsync()
    {
        var lines = new System.Text.StringBuilder();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(_engine.Folder, "logs"), "*.jsonl", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream);
            lines.Append(await reader.ReadToEndAsync(Token));
        }

        return lines.ToString();
    }
}
