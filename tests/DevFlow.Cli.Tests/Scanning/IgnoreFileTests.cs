namespace DevFlow.Cli.Tests;

public sealed class IgnoreFileTests
{
    private static readonly string[] _paths =
    [
        "a.txt", "A.txt", "b/c", "b/a.txt", "b/d/c.txt", "c.txt", "d/e/f", "x/b/c", "#x", "!x", "sp ", "fooxbar", "foo/bar", "k*l", "kml", "x]y", ".hidden/x",
        "docs/a/b/c.md", "docs/c.md", "e-9/f_1", "logs/debug.log", "logs/keep.log", "q/logs/x",
    ];

    [Theory]
    [InlineData("*.txt")]
    [InlineData("/*.txt")]
    [InlineData("b")]
    [InlineData("b/")]
    [InlineData("b/**")]
    [InlineData("/b/c")]
    [InlineData("**/c")]
    [InlineData("b/**/c.txt")]
    [InlineData("docs/**/c.md")]
    [InlineData("docs/*/c.md")]
    [InlineData("/**/f")]
    [InlineData("d/**/")]
    [InlineData("?.txt")]
    [InlineData("[a-b].txt")]
    [InlineData("[!a].txt")]
    [InlineData("[^a].txt")]
    [InlineData("[[:upper:]].txt")]
    [InlineData("e-[[:digit:]]/f[_-]?")]
    [InlineData("x[]]y")]
    [InlineData(@"\#x")]
    [InlineData(@"\!x")]
    [InlineData(@"sp\ ")]
    [InlineData("foo**bar")]
    [InlineData("foo*bar")]
    [InlineData(@"k\*l")]
    [InlineData("*")]
    [InlineData("**")]
    [InlineData("/*")]
    [InlineData(".*")]
    [InlineData("logs/*\n!logs/keep.log")]
    [InlineData("logs/\n!logs/keep.log")]
    [InlineData("*\n!*/\n!*.log")]
    [InlineData("*.log\n!keep.log\nlogs/k*")]
    [InlineData("*.*.*")]
    [InlineData("a.txt   ")]
    public async Task A_pattern_fits_what_it_fits_for_git(string pattern)
    {
        using var repository = await TestRepository.CreateAsync();
        foreach (var path in _paths)
            repository.Write($"tree/{path}", $"{FakeTokens.GitHub}\n");
        repository.Write("tree/.devflowignore", $"{pattern}\n");
        await repository.RunAsync("cd tree && git init --quiet");
        var kept = await repository.RunAsync("cd tree && git -c core.quotePath=false ls-files --others --exclude-from=.devflowignore");

        var found = (await repository.ScanAsync("tree")).Select(finding => finding["github-token ".Length..^":1:1".Length]);

        Assert.Equal(kept.Split('\n').Where(_paths.Contains).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_fingerprint_stays_while_its_line_stays_and_tells_nothing_of_a_weak_value()
    {
        using var repository = await TestRepository.CreateAsync();
        async Task<string> OfAsync(string value, string text)
        {
            repository.Write(".env", $"JWT_SECRET={value}\n");
            repository.Write("a.txt", text);
            return Assert.Single(await repository.FingerprintsAsync());
        }

        var first = await OfAsync("weak-value", "one\nkey: 'weak-value' # x\n");
        Assert.Equal(first, await OfAsync("weak-value", "zero\none\n\nkey: 'weak-value' # x\nmore\n"));
        Assert.NotEqual(first, await OfAsync("weak-value", "key: 'weak-value' # y\n"));

        // Were there anything of the value in it, another value would give another one.
        Assert.Equal(first, await OfAsync("other-value", "key: 'other-value' # x\n"));
        Assert.Equal(first, await OfAsync("other-value", $"key: '{Convert.ToBase64String("a:other-value;"u8)}' # x\n"));

        // A drawn token gives nothing away, and another one is another finding.
        var token = await OfAsync("unused-value", $"a = {FakeTokens.GitHub}\n");
        Assert.Equal(token, await OfAsync("unused-value", $"b = {FakeTokens.GitHub}\n"));
        Assert.NotEqual(token, await OfAsync("unused-value", $"a = ghp_{FakeTokens.Draw(36, seed: 7)}\n"));
    }

    [Fact]
    public async Task An_ignored_finding_is_ignored_in_the_tree_in_the_index_and_in_the_history()
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write("a.txt", $"{FakeTokens.GitHub}\n");
        await repository.RunAsync("git add .");
        var fingerprint = Assert.Single(await repository.FingerprintsAsync());
        repository.Write(".devflowignore", $"# why\nfingerprint:{fingerprint} # made up\n");

        Assert.Empty(await repository.ScanAsync());
        Assert.Empty(await repository.ScanAsync("--staged"));
        await repository.RunAsync("git commit --quiet --message second");
        Assert.Empty(await repository.ScanAsync("--history"));
    }

    [Fact]
    public async Task A_content_that_is_ignored_at_one_path_is_found_at_another()
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write(".devflowignore", "a.txt\n");
        repository.Write("a.txt", $"{FakeTokens.GitHub}\n");
        repository.Write("b.txt", $"{FakeTokens.GitHub}\n");
        await repository.RunAsync("git add . && git commit --quiet --message second");

        Assert.Equal(["github-token b.txt:1:1"], await repository.ScanAsync("--history"));
    }
}
