namespace DevFlow.Cli.Tests.Injecting;

/// <summary>Marked values go into a file; nothing else has them.</summary>
public sealed class InjectCanaryTests : IDisposable
{
    private const string Mark = "canary";

    private readonly Clone _clone = new();

    [Theory]
    [InlineData("devflow inject -i app.tpl -o app.conf")]
    [InlineData("devflow inject -i app.tpl -o app.conf --json")]
    [InlineData("devflow inject -i broken.tpl -o app.conf")]
    [InlineData("devflow inject -i broken.tpl -o app.conf --json")]
    [InlineData("devflow inject -i app.tpl -o no/such/folder/app.conf")]
    [InlineData("script -qec 'devflow inject -i app.tpl' /dev/null")]
    public async Task A_value_is_in_the_file_alone(string command)
    {
        _clone.Write(".env", "JWT_SECRET='canary-\"<&>\\0815'\nSESSION_SECRET=canary-session-4711\nSTAGE=canary-stage\n");
        _clone.Write("app.tpl", "{{ JWT_SECRET }} op://DevFlow/Security/session_secret\n");
        _clone.Write("broken.tpl", "{{ JWT_SECRET }} {{ NO_SUCH_KEY }} op://DevFlow/Security\n");

        var result = await new Shell(_clone.Folder).RunAsync($"({command}) 2>&1");

        Assert.NotEmpty(result.StandardOutput);
        Assert.All(CanaryTests.FormsOf(Mark), form => Assert.DoesNotContain(form, result.StandardOutput, StringComparison.Ordinal));
        var left = Directory.GetFiles(_clone.Folder, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) is not (".env" or "app.conf"));
        Assert.All(left, file => Assert.DoesNotContain(Mark, File.ReadAllText(file), StringComparison.Ordinal));
    }

    public void Dispose() => _clone.Dispose();
}
