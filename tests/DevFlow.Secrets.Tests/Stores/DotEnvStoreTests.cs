namespace DevFlow.Secrets.Tests.Stores;

public sealed class DotEnvStoreTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Odd_values_are_read_back_as_they_were_written()
    {
        var store = Store();

        await store.WriteAsync(Odd.Secrets, Cancel);

        var answers = await store.ReadAsync([.. Odd.Values.Keys], Cancel);
        Assert.All(Odd.Values, pair => Assert.Equal(pair.Value, answers[pair.Key].Value!.Reveal()));
        Assert.Equal(Odd.Values.Keys.Order(StringComparer.Ordinal), (await store.KeysAsync(Cancel)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Comments_order_and_other_keys_stay_when_a_key_is_written_and_removed()
    {
        const string text = "# head\n\nexport A = 1 # one\nB='two'\n# tail\n";
        _folder.Write(".env", text);
        var store = Store();

        await store.WriteAsync(Secret("C", "3"), Cancel);
        Assert.Equal(text + "C=3\n", await File.ReadAllTextAsync(_folder.DotEnv, Cancel));
        await store.RemoveAsync(["C", "NOT_THERE"], Cancel);
        Assert.Equal(text, await File.ReadAllTextAsync(_folder.DotEnv, Cancel));
    }

    [Fact]
    public async Task What_an_editor_saves_at_the_last_moment_is_taken_in()
    {
        _folder.Write(".env", "A=1\n");
        var saves = 0;
        var store = new DotEnvStore(_folder.Root, _ => null, TimeProvider.System)
        {
            Replacing = () =>
            {
                if (saves++ < 3)
                    File.AppendAllText(_folder.DotEnv, $"EDITOR{saves}=saved\n");
            },
        };

        await store.WriteAsync(Secret("B", "2"), Cancel);

        Assert.Equal("A=1\nEDITOR1=saved\nEDITOR2=saved\nEDITOR3=saved\nB=2\n", await File.ReadAllTextAsync(_folder.DotEnv, Cancel));
    }

    [Fact]
    public async Task An_editor_that_never_stops_saving_is_an_error_and_loses_nothing()
    {
        var saves = 0;
        var store = new DotEnvStore(_folder.Root, _ => null, TimeProvider.System)
        {
            Replacing = () => File.WriteAllText(_folder.DotEnv, $"EDITOR={++saves}\n"),
        };

        var e = await Assert.ThrowsAsync<SecretStoreException>(() => store.WriteAsync(Secret("B", "2"), Cancel));

        Assert.Equal(SourceOutcome.Unavailable, e.Outcome);
        Assert.Equal($"EDITOR={saves}\n", await File.ReadAllTextAsync(_folder.DotEnv, Cancel));
        Assert.DoesNotContain(Directory.GetFiles(_folder.Root), file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_that_are_written_at_once_are_all_there()
    {
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 40), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Cancel },
            async (number, token) => await Store().WriteAsync(Secret($"KEY_{number}", $"{number}"), token));

        Assert.Equal(40, (await Store().KeysAsync(Cancel)).Count);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_left_as_they_are()
    {
        byte[] bytes = [.. "A=1\nB="u8, 0xFF, (byte)'\n'];
        await File.WriteAllBytesAsync(_folder.DotEnv, bytes, Cancel);

        var e = await Assert.ThrowsAsync<SecretStoreException>(() => Store().WriteAsync(Secret("C", "3"), Cancel));

        Assert.Contains("not UTF-8", e.Detail, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(_folder.DotEnv, Cancel));
    }

    [Fact]
    public async Task Quotes_that_are_never_closed_leave_the_file_as_it_is()
    {
        const string text = "A=\"open\nB=1\n";
        _folder.Write(".env", text);

        var e = await Assert.ThrowsAsync<SecretStoreException>(() => Store().WriteAsync(Secret("C", "two\nlines"), Cancel));
        var answer = (await Store().ReadAsync(["A"], Cancel))["A"];

        Assert.Contains("never closed", e.Detail, StringComparison.Ordinal);
        Assert.Equal((SourceOutcome.Unavailable, "mend .env:1"), (answer.Outcome, answer.Remedy));
        Assert.Equal(text, await File.ReadAllTextAsync(_folder.DotEnv, Cancel));
    }

    [Fact]
    public void A_value_that_the_file_cannot_hold_is_known_before()
    {
        (string Value, string Said)[] bad = [("a\0b", "NUL"), ("a\uD800", "surrogate"), (new string('x', 65_537), "larger than 64 KiB")];

        Assert.All(bad, one =>
        {
            var problem = Store().FindProblem("KEY", new SecretValue(one.Value, "test", default));
            Assert.Contains(one.Said, problem!.Detail, StringComparison.Ordinal);
            Assert.DoesNotContain("Parameter", problem.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Only_the_owner_may_read_what_was_written_even_if_others_could_before()
    {
        if (OperatingSystem.IsWindows())
            return;
        _folder.Write(".env", "A=1\n");
        File.SetUnixFileMode(_folder.DotEnv, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        await Store().WriteAsync(Secret("A", "2"), Cancel);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.DotEnv));
    }

    [Fact]
    public async Task A_key_that_others_are_made_of_is_not_removed_without_them()
    {
        const string text = "JWT_SECRET=one\nOTHER=1\nSESSION_SECRET=s-${JWT_SECRET}-x\n";
        _folder.Write(".env", text);

        var e = await Assert.ThrowsAsync<SecretStoreException>(() => Store().RemoveAsync(["OTHER", "JWT_SECRET"], Cancel));

        Assert.Equal("SESSION_SECRET (.env:3) would lose ${JWT_SECRET}, and nothing is removed", e.Detail);
        Assert.Equal(text, await File.ReadAllTextAsync(_folder.DotEnv, Cancel));

        // Nor where this process alone could do without it.
        await Assert.ThrowsAsync<SecretStoreException>(() => new DotEnvStore(_folder.Root, _ => "one", TimeProvider.System).RemoveAsync(["JWT_SECRET"], Cancel));
        await Store().RemoveAsync(["JWT_SECRET", "SESSION_SECRET"], Cancel);
        Assert.Equal("OTHER=1\n", await File.ReadAllTextAsync(_folder.DotEnv, Cancel));
    }

    [Fact]
    public async Task A_lock_that_is_somebody_else_s_is_named()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Root, ".devflow", "env.lock"));

        var e = await Assert.ThrowsAsync<SecretStoreException>(() => Store().WriteAsync(Secret("A", "1"), Cancel));

        Assert.Equal(SourceOutcome.Denied, e.Outcome);
        Assert.Contains(".devflow/env.lock", e.Detail, StringComparison.Ordinal);
    }

    private DotEnvStore Store() => new(_folder.Root, _ => null, TimeProvider.System);

    private static Dictionary<string, SecretValue> Secret(string key, string value) =>
        new(StringComparer.Ordinal) { [key] = new SecretValue(value, "test", DateTimeOffset.UnixEpoch) };
}
