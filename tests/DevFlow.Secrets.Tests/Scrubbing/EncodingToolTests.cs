using CliWrap;
using CliWrap.Buffered;

namespace DevFlow.Secrets.Tests.Scrubbing;

/// <summary>What the tools that people have make of a value is masked to its end, line breaks and all.</summary>
public class EncodingToolTests
{
    private const string Python = "python3 -c 'import json,os,sys,urllib.parse as u; s=os.environ[\"S\"]; sys.stdout.write(";
    private const string Node = "node -e 'const s=process.env.S; process.stdout.write(";

    private static readonly string[] _values =
    [
        "p@ss/w&rd+\"quoted\"=\\ <tag>!'()*~ é \U0001F511 100%",
        $"long/{new string('a', 20)}+é{string.Concat(Enumerable.Range(1000, 40))}",
        $"\u001b[{string.Concat(Enumerable.Range(100, 47))}\u007f",
    ];

    public static TheoryData<string> Encoders =>
    [
        "printf %s \"$S\" | base64", "echo \"$S\" | base64", "printf %s \"$S\" | base64 --wrap=0",
        "printf %s \"$S\" | openssl base64", "printf %s \"$S\" | xxd -p",
        Python + "u.quote(s))'", Python + "u.quote_plus(s))'", Python + "u.urlencode({\"k\": s})[2:])'",
        Python + "json.dumps(s)[1:-1])'", Python + "json.dumps(s, ensure_ascii=False)[1:-1])'", Python + "json.dumps(s)[1:-1].replace(\"/\", \"\\\\/\"))'",
        Node + "encodeURIComponent(s))'", Node + "new URLSearchParams({k: s}).toString().slice(2))'", Node + "JSON.stringify(s).slice(1, -1))'",
    ];

    [Theory]
    [MemberData(nameof(Encoders))]
    public async Task What_a_tool_makes_of_a_value_is_masked(string command)
    {
        var tool = command.Split("| ")[^1].Split(' ')[0];
        Assert.SkipUnless((await RunAsync($"command -v {tool}", "")).Length > 0, $"there is no {tool}");
        foreach (var value in _values)
        {
            var written = await RunAsync(command, value);
            var scrubber = new SecretScrubber();
            scrubber.Register(value);
            using var masked = new MemoryStream();
            await new SecretStreamMask([value]).CopyAsync(
                new MemoryStream(System.Text.Encoding.UTF8.GetBytes(written)), masked, TestContext.Current.CancellationToken);

            // With a line break at its end, the last characters hold some of its bits.
            var left = command.StartsWith("echo", StringComparison.Ordinal) ? 4 : 0;
            Assert.All([scrubber.Scrub(written), System.Text.Encoding.UTF8.GetString(masked.ToArray())], text =>
            {
                Assert.StartsWith("***", text, StringComparison.Ordinal);
                Assert.InRange(text.Trim().Length, 3, 3 + left);
            });
        }
    }

    // Go has no tool for it that one could call.
    [Fact]
    public void What_Go_makes_of_a_value_is_masked()
    {
        var scrubber = new SecretScrubber();
        scrubber.Register("pass<word>&\"more\"é");

        Assert.Equal("\"***\"", scrubber.Scrub(@"""pass\u003cword\u003e\u0026\""more\""é"""));
    }

    [Fact]
    public async Task Each_line_of_a_long_value_is_masked_in_a_stream()
    {
        var lines = Enumerable.Range(0, 500).Select(i => $"line-of-a-long-secret-{i}").ToList();
        using var masked = new MemoryStream();

        await new SecretStreamMask([string.Join('\n', lines)]).CopyAsync(
            new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"<{lines[^1]}>")), masked, TestContext.Current.CancellationToken);

        Assert.Equal("<***>", System.Text.Encoding.UTF8.GetString(masked.ToArray()));
        Assert.Single(new SecretSearch([new("KEY", string.Join('\n', lines))]).Find(System.Text.Encoding.UTF8.GetBytes(lines[^1])));
    }

    private static async Task<string> RunAsync(string command, string value)
    {
        var result = await CliWrap.Cli.Wrap("/bin/sh")
            .WithArguments(["-c", command])
            .WithEnvironmentVariables(new Dictionary<string, string?> { ["S"] = value, ["PYTHONIOENCODING"] = "utf-8", ["LC_ALL"] = "C.UTF-8" })
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        return result.StandardOutput;
    }
}
