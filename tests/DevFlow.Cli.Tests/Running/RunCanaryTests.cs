using System.Text;

namespace DevFlow.Cli.Tests.Running;

/// <summary>Marked values go in; all that comes out, and what anybody can see of the processes, is searched for them.</summary>
public sealed class RunCanaryTests : IDisposable
{
    private const string Mark = "canary";

    // Everything that an encoder would write in another way.
    private const string Value = "canary-\"<&>\\+/ 0815-äß";

    private readonly Clone _clone = new();
    private readonly Shell _shell;

    public RunCanaryTests()
    {
        _shell = new(_clone.Folder);
        _clone.Write(".env", $"JWT_SECRET='{Value}'\nDATABASE_URL=postgresql://u:canary-pass-4711@h/d\nBROKEN=\"canary-broken\n");
        _clone.Write("given.env", "FILE_TOKEN=canary-of-the-file\n");
    }

    [Theory]
    [InlineData("echo \"$JWT_SECRET\"")]
    [InlineData("env")]
    [InlineData("env >&2")]
    [InlineData("printf %s \"$JWT_SECRET\" | base64 -w0")]
    [InlineData("printf %s \"1$JWT_SECRET\" | base64 -w0")]
    [InlineData("printf %s \"12$JWT_SECRET\" | base64 -w0")]
    [InlineData("printf %s \"$JWT_SECRET\" | od -An -v -tx1 -w999 | tr -d ' '")]
    [InlineData("cat /proc/self/environ")]
    public async Task No_value_comes_out(string program)
    {
        var result = await _shell.RunAsync($"devflow run -e given.env -- sh -c '{program}' 2>&1");

        foreach (var form in FormsOf(Mark))
            Assert.DoesNotContain(form, result.StandardOutput.Replace("canary-broken", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_search_would_find_what_leaks() => Assert.Contains(
        Mark, (await _shell.RunAsync("devflow run --no-masking -- env")).StandardOutput, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("--no-masking")]
    public async Task No_argument_of_any_process_holds_a_value(string option)
    {
        var result = await _shell.RunAsync($$"""
            mkfifo go; exec 3<> go
            devflow run {{option}} -e given.env -- sh -c 'echo $$ > child; read line < go; sleep 0' & devflow=$!
            until [ -s child ]; do sleep 0.01; done
            for process in $devflow $(cat child); do tr '\0' ' ' < /proc/$process/cmdline; echo; done
            echo end >&3; wait $devflow
            """);

        Assert.Equal(option.Length == 0, result.StandardOutput.Contains("given.env", StringComparison.Ordinal));
        Assert.Contains("sh -c echo $$", result.StandardOutput, StringComparison.Ordinal);
        Assert.DoesNotContain(Mark, result.StandardOutput + result.StandardError, StringComparison.Ordinal);
    }

    public void Dispose() => _clone.Dispose();

    private static IEnumerable<string> FormsOf(string mark) =>
        [mark, Convert.ToHexString(Encoding.UTF8.GetBytes(mark)), .. Enumerable.Range(0, 3).Select(offset => Base64At(mark, offset))];

    private static string Base64At(string mark, int offset) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(new string(' ', offset) + mark)).TrimEnd('=')[(offset == 0 ? 0 : offset + 1)..^1];
}
