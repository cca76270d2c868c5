using System.Net;
using System.Text;

namespace DevFlow.Cli.Tests;

public sealed class KnownValueTests
{
    private const string Value = "p\"a/s+s&w=ö rd<0815>";

    public static TheoryData<string, string> Forms => new()
    {
        { "raw", Value },
        { "base64", Base64(Value) },
        { "base64 one byte on", Base64($"x{Value}") },
        { "base64 two bytes on", Base64($"xy{Value}z") },
        { "base64 for URLs", Base64($"xy{Value}z").Replace('+', '-').Replace('/', '_') },
        { "URL", Uri.EscapeDataString(Value) },
        { "form", WebUtility.UrlEncode(Value) },
        { "URL in lower case", Uri.EscapeDataString(Value).Replace("%2F", "%2f", StringComparison.Ordinal).Replace("%2B", "%2b", StringComparison.Ordinal)
            .Replace("%3D", "%3d", StringComparison.Ordinal).Replace("%3C", "%3c", StringComparison.Ordinal).Replace("%3E", "%3e", StringComparison.Ordinal)
            .Replace("%C3%B6", "%c3%b6", StringComparison.Ordinal) },
        { "JSON", System.Text.Json.JsonEncodedText.Encode(Value).Value },
        { "hex", Convert.ToHexString(Encoding.UTF8.GetBytes(Value)) },
        { "hex in lower case", Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Value)) },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_known_value_is_found_in_every_form(string form, string text)
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write(".env", $"JWT_SECRET='{Value}'\n");
        repository.Write("a.txt", $"\nö: {text}\n");

        Assert.True(await repository.ScanAsync() is [var finding] && finding.StartsWith("JWT_SECRET a.txt:2:", StringComparison.Ordinal), form);
    }

    [Fact]
    public async Task Every_layer_and_the_shell_tell_values_and_settings_words_and_examples_are_none()
    {
        using var repository = await TestRepository.CreateAsync();
        await repository.RunAsync("printf '.env*\\n' >>.git/info/exclude");
        repository.Write(".env", """
            JWT_SECRET=hidden-by-the-layer-above
            DATABASE_URL=postgresql://devflow:devflow@localhost:5432/devflow
            QDRANT_URL=http://reader:pass-in-a-setting@qdrant:6333
            AOSENTRY_API_KEY=your-aosentry-api-key-here
            DEFAULT_CHAT_MODEL=gpt-4-turbo
            UNLISTED=neither-setting-nor-catalog
            STAGE=production
            SERVER=https://api.corp.io/
            SHORT=abc1234
            REFERENCE=op://DevFlow/Item/field
            """);
        repository.Write(".env.local", "JWT_SECRET=the-one-that-counts\n");
        repository.Shell.Set("GITHUB_CLIENT_SECRET", "only-in-the-shell");
        repository.Write("all.txt", """
            hidden-by-the-layer-above
            postgresql://devflow:devflow@localhost:5432/devflow
            pass-in-a-setting
            your-aosentry-api-key-here gpt-4-turbo production https://api.corp.io/ abc1234 op://DevFlow/Item/field
            neither-setting-nor-catalog
            the-one-that-counts
            only-in-the-shell
            """);

        Assert.Equal(
            [
                "JWT_SECRET all.txt:1:1", "QDRANT_URL all.txt:3:1", "UNLISTED all.txt:5:1", "JWT_SECRET all.txt:6:1",
                "GITHUB_CLIENT_SECRET all.txt:7:1",
            ],
            await repository.ScanAsync());
    }

    [Fact]
    public async Task What_devflow_signs_in_with_is_known()
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Shell.Set("OP_SESSION", "session-of-somebody");
        repository.Write("a.txt", "session-of-somebody\n");

        Assert.Equal(["OP_SESSION a.txt:1:1"], await repository.ScanAsync());
    }

    [Theory]
    [InlineData("UTF-16LE", "\\377\\376")]
    [InlineData("UTF-16BE", "\\376\\377")]
    public async Task A_value_in_a_text_of_Windows_is_found(string encoding, string mark)
    {
        using var repository = await TestRepository.CreateAsync();
        Assert.SkipUnless((await repository.Shell.RunAsync("command -v iconv")).ExitCode == 0, "there is no iconv");
        repository.Write(".env", $"JWT_SECRET='{Value}'\n");
        repository.Write("a.txt", string.Concat(Enumerable.Repeat("ö line of a text\n", 100_000)) + $"ö: {Value}\n");
        await repository.RunAsync($"(printf '{mark}' && iconv -f UTF-8 -t {encoding} a.txt) >b.txt && rm a.txt");

        Assert.Equal(["JWT_SECRET b.txt:100001:4"], await repository.ScanAsync());
    }

    [Fact]
    public async Task What_is_too_short_to_be_searched_for_is_said_and_how_many_values_are_known()
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write(".env", "SMTP_PASSWORD=abc123\nPORT=8080\nDATABASE_URL=postgresql://a:b@localhost/x\n");
        var some = await repository.Shell.RunAsync("devflow scan");
        repository.Write(".env", "PORT=8080\n");
        var none = await repository.Shell.RunAsync("devflow scan");

        Assert.Contains("fewer than 8 characters: SMTP_PASSWORD\n", some.StandardError, StringComparison.Ordinal);
        Assert.Contains(", 1 known value\n", some.StandardOutput, StringComparison.Ordinal);
        Assert.Contains(", 0 known values\n", none.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("only tokens of known forms were searched for", none.StandardError, StringComparison.Ordinal);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
