namespace DevFlow.Secrets.Tests;

public sealed class DotEnvAtomicWriteTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Task WriteAsync(string text, CancellationToken? token = null) =>
        DotEnvEditor.WriteAtomicallyAsync(_folder[".env"], text, token ?? TestContext.Current.CancellationToken);

    private string[] Names() =>
        [.. Directory.GetFileSystemEntries(_folder.Root).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task A_new_file_is_for_its_owner_alone()
    {
        await WriteAsync("A=é\n");

        Assert.Equal("A=é\n"u8, File.ReadAllBytes(_folder[".env"]));
        Assert.Equal([".env"], Names());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(_folder[".env"]));
        }
    }

    [Fact]
    public async Task An_old_file_is_replaced_and_closed_to_others()
    {
        File.WriteAllText(_folder[".env"], "A=1");

        await WriteAsync("A=2");

        Assert.Equal("A=2", File.ReadAllText(_folder[".env"]));
        Assert.Empty(DotEnvFile.Load(_folder[".env"], ".env").Diagnostics);
    }

    [Fact]
    public async Task A_symbolic_link_stays_and_its_target_is_written()
    {
        Directory.CreateDirectory(_folder["deep"]);
        _folder.Write("deep/real", "A=1");
        File.CreateSymbolicLink(_folder["deep/link"], "real");
        File.CreateSymbolicLink(_folder[".env"], "deep/link");

        await WriteAsync("A=2");

        Assert.NotNull(new FileInfo(_folder[".env"]).LinkTarget);
        Assert.Equal("A=2", File.ReadAllText(_folder["deep/real"]));
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder["deep"]).Length);
    }

    [Fact]
    public async Task A_symbolic_link_to_nowhere_makes_its_target()
    {
        File.CreateSymbolicLink(_folder[".env"], "real");

        await WriteAsync("A=2");

        Assert.Equal([".env", "real"], Names());
        Assert.Equal("A=2", File.ReadAllText(_folder["real"]));
    }

    [Fact]
    public async Task A_rename_that_fails_leaves_nothing_behind()
    {
        Directory.CreateDirectory(_folder[".env"]);
        _folder.Write(".env/inside", "1");

        var e = await Assert.ThrowsAnyAsync<Exception>(() => WriteAsync("A=CANARY"));

        Assert.True(e is IOException or UnauthorizedAccessException);
        Assert.DoesNotContain("CANARY", e.ToString());
        Assert.Equal([".env"], Names());
        Assert.Equal("1", File.ReadAllText(_folder[".env/inside"]));
    }

    [Fact]
    public async Task Cancelling_leaves_the_original_and_nothing_else()
    {
        _folder.Write(".env", "A=1");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WriteAsync("A=2", new CancellationToken(canceled: true)));

        Assert.Equal("A=1", File.ReadAllText(_folder[".env"]));
        Assert.Equal([".env"], Names());
    }

    [Fact]
    public async Task A_missing_folder_is_an_exception() =>
        await Assert.ThrowsAnyAsync<IOException>(() => DotEnvEditor.WriteAtomicallyAsync(
            Path.Combine(_folder["nowhere"], ".env"), "A=1", TestContext.Current.CancellationToken));

    [Fact]
    public async Task Text_that_utf8_cannot_hold_is_refused_before_anything_is_written()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync("A=\uD800"));

        Assert.Empty(Names());
    }

    [Fact]
    public async Task Readers_see_the_old_file_or_the_new_one()
    {
        string[] versions = [$"A={new string('a', 60_000)}\n", $"A={new string('b', 30_000)}\n"];
        await WriteAsync(versions[0]);
        using var done = new CancellationTokenSource();
        var reading = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                var text = File.ReadAllText(_folder[".env"]);
                Assert.True(text == versions[0] || text == versions[1], $"read a part of {text.Length} characters");
            }
        }, TestContext.Current.CancellationToken);

        for (var i = 0; i < 50; i++)
        {
            await WriteAsync(versions[i % 2]);
        }

        await done.CancelAsync();
        await reading;
    }
}
