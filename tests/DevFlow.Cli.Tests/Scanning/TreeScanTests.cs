namespace DevFlow.Cli.Tests;

public sealed class TreeScanTests
{
    private static readonly string _token = FakeTokens.GitHub;

    [Fact]
    public async Task Names_of_all_kinds_are_scanned_and_shown_on_one_line()
    {
        using var repository = await TestRepository.CreateAsync();
        var names = @"'with blank' 'with""quote' ""with'apostrophe"" '-dash' '*' ""$(printf 'line\nfeed')"" ""$(printf 'raw\377byte')"" ""$(printf 'e\033scape')"" äö";
        string[] expected =
        [
            "github-token \"e\\033scape\":1:1", "github-token \"line\\nfeed\":1:1", "github-token \"raw\\377byte\":1:1",
            "github-token \"with\\\"quote\":1:1", "github-token *:1:1", "github-token -dash:1:1", "github-token with blank:1:1",
            "github-token with'apostrophe:1:1", "github-token äö:1:1",
        ];
        try
        {
            await repository.RunAsync($"for n in {names}; do echo {_token} >\"./$n\"; done");
            Assert.Equal(expected, (await repository.ScanAsync()).Order(StringComparer.Ordinal));
            Assert.Equal(["github-token *:1:1"], await repository.ScanAsync("'*'"));

            await repository.RunAsync("git add .");
            Assert.Equal(expected, (await repository.ScanAsync("--staged")).Order(StringComparer.Ordinal));
            Assert.Equal(expected, (await repository.ScanAsync()).Order(StringComparer.Ordinal));

            // All have the same content, which is looked through once.
            await repository.RunAsync("git commit --quiet --message second");
            Assert.Equal(["github-token *:1:1"], await repository.ScanAsync("--history"));
        }
        finally
        {
            // .NET cannot say its name to delete it.
            await repository.RunAsync("rm raw*");
        }

        Assert.Equal(expected.Length - 1, (await repository.ScanAsync()).Count);
    }

    [Fact]
    public async Task What_git_ignores_and_what_is_deleted_is_not_scanned()
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write(".gitignore", "out/\n");
        foreach (var path in (string[])["out/a.txt", "gone.txt", "kept.txt", "sub/kept.txt"])
            repository.Write(path, $"{_token}\n");
        await repository.RunAsync("git add . && rm gone.txt");

        Assert.Equal(["github-token kept.txt:1:1", "github-token sub/kept.txt:1:1"], await repository.ScanAsync());
        Assert.Equal(["github-token sub/kept.txt:1:1"], await repository.ScanAsync("sub"));
        Assert.Equal(["github-token sub/kept.txt:1:1"], await repository.ScanAsync("sub/kept.txt"));
    }

    [Fact]
    public async Task Of_a_link_what_it_says_is_scanned_and_a_repository_inside_is_named()
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write("inner/a.txt", $"{_token}\n");
        await repository.RunAsync($"git -C inner init --quiet && git -C inner add . && git -C inner commit --quiet --message x && ln -s {_token} link && ln -s .. loop && mkfifo pipe");
        await repository.RunAsync("git -c protocol.file.allow=always submodule --quiet add ./inner module && git add .");

        var result = await repository.Shell.RunAsync("devflow scan");

        Assert.Matches(@"github-token +link:1:1 +[0-9a-f]{16}\n1 finding", result.StandardOutput);
        Assert.Contains("not scanned: module: it is a repository of its own", result.StandardError, StringComparison.Ordinal);
        Assert.Contains("not scanned: inner: it is a repository of its own", result.StandardError, StringComparison.Ordinal);
        Assert.Equal(["github-token a.txt:1:1"], await repository.ScanAsync("module"));
        Assert.Equal(["github-token link:1:1"], await repository.ScanAsync("--staged"));
    }

    [Fact]
    public async Task Without_a_repository_and_without_git_all_files_are_scanned()
    {
        using var clone = new Clone();
        var shell = TestRepository.NewShell(clone.Folder);
        clone.Write("sub/.hidden/a.txt", $"{_token}\n");
        await shell.RunAsync("mkfifo pipe; ln -s .. loop; mkdir programs; for p in devflow dotnet; do ln -s $(command -v $p) programs; done");

        var outside = await shell.RunAsync("devflow scan");
        Assert.Matches(@"github-token +sub/\.hidden/a\.txt:1:1", outside.StandardOutput);
        Assert.Equal(1, outside.ExitCode);
        Assert.Equal(2, (await shell.RunAsync("devflow scan --history")).ExitCode);

        var without = await shell.RunAsync("PATH=$PWD/programs devflow scan");
        Assert.Matches(@"github-token +sub/\.hidden/a\.txt:1:1", without.StandardOutput);
        Assert.Contains("git cannot be started, so all files are scanned", without.StandardError, StringComparison.Ordinal);

        var history = await shell.RunAsync("PATH=$PWD/programs devflow scan --staged");
        Assert.Equal(4, history.ExitCode);
        Assert.Contains("hint: install git", history.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_is_named_and_the_scan_does_not_vouch_for_it()
    {
        using var clone = new Clone();
        var shell = TestRepository.NewShell(clone.Folder);

        // Deeper than any path can say, which stops root too.
        await shell.RunAsync("n=$(printf 'n%.0s' $(seq 200)); for i in $(seq 25); do mkdir $n && cd $n; done; echo x >x");
        var result = await shell.RunAsync("devflow scan");
        await shell.RunAsync("rm -rf nnn*");

        Assert.Matches(@"not scanned: [n/]+: it cannot be read", result.StandardError);
        Assert.Equal(4, result.ExitCode);
    }
}
