namespace DevFlow.Cli.Tests.Injecting;

public sealed class InjectFileTests : IDisposable
{
    private readonly Clone _clone = new();

    public void Dispose() => _clone.Dispose();

    [Fact]
    public async Task A_pipe_is_not_replaced_by_a_file()
    {
        var result = await new Shell(_clone.Folder).RunAsync("mkfifo pipe; echo text | devflow inject -f -o pipe; echo \"exit $?\"; [ -p pipe ] && ls -A | grep -c pipe");

        Assert.Equal("exit 1\n1\n", result.StandardOutput);
        Assert.Contains("pipe cannot be written: it is a device or a pipe", result.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_root_replaces_stays_its_owner_s()
    {
        Assert.SkipUnless(Environment.UserName == "root", "only root may give files away");

        var result = await new Shell(_clone.Folder).RunAsync(
            "echo A=1 >.env; chown 65534:65533 .env; echo text | devflow set JWT_SECRET; stat -c '%u:%g %a' .env; cat .env");

        Assert.Equal("JWT_SECRET is set in .env\n65534:65533 600\nA=1\nJWT_SECRET=text\n", result.StandardOutput);
    }
}
