namespace DevFlow.Cli.Tests;

public sealed class HistoryScanTests
{
    private static readonly string _token = FakeTokens.GitHub;

    [Fact]
    public async Task What_was_taken_out_again_is_found_with_the_commit_that_brought_it()
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write("a.txt", $"one\ntoken: {_token}\n");
        await repository.RunAsync("git add . && git commit --quiet --message second");
        var commit = (await repository.RunAsync("git rev-parse --short=10 HEAD")).Trim();
        await repository.RunAsync("echo more >>a.txt && git commit --quiet --all --message third");
        await repository.RunAsync("git rm --quiet a.txt && git commit --quiet --message fourth");

        Assert.Empty(await repository.ScanAsync());
        var result = await repository.Shell.RunAsync("devflow scan --history");

        // One line for both contents that it stands in.
        Assert.Matches($@"github-token +a\.txt:2:8 +{commit} +2 +[0-9a-f]{{16}}\n1 finding in", result.StandardOutput);
        Assert.Equal(1, result.ExitCode);
    }

    [Theory]
    [InlineData("git stash --quiet && git stash drop --quiet; git fsck --lost-found >/dev/null 2>&1; git stash list", "a.txt:1:1", false)]
    [InlineData("git stash --quiet", "a.txt:1:1", true)]
    [InlineData("mv a.txt b.txt; git checkout --quiet a.txt; git stash --quiet --include-untracked", "b.txt:1:1", true)]
    [InlineData("git commit --quiet --all --message x; git reset --quiet --hard HEAD~", "a.txt:1:1", true)]
    [InlineData("git checkout --quiet -b x; git commit --quiet --all --message x; git checkout --quiet -", "a.txt:1:1", true)]
    [InlineData("git tag x $(git hash-object -w a.txt); git checkout --quiet a.txt", "refs/tags/x:1:1", true)]
    [InlineData("git add .; git tag -m x x $(git write-tree); git reset --quiet --hard", "a.txt:1:1", true)]
    [InlineData("git commit --quiet --allow-empty --message \"$(printf 'x\\n\\nsee '; cat a.txt)\"; git checkout --quiet a.txt", "(commit message):3:5", true)]
    [InlineData("git tag --message \"see $(cat a.txt)\" x; git checkout --quiet a.txt", "(tag message):1:5", true)]
    [InlineData("git mv a.txt 'b c.txt'; git commit --quiet --all --message x; git mv 'b c.txt' d.txt; git commit --quiet --all --message x", "b c.txt:1:1", true)]
    public async Task Everything_that_a_name_or_a_log_of_git_reaches_is_looked_through(string commands, string place, bool isReached)
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write("a.txt", "nothing\n");
        await repository.RunAsync("git add . && git commit --quiet --message second");
        repository.Write("a.txt", $"{_token}\n");
        await repository.RunAsync(commands);

        Assert.Equal(isReached ? [$"github-token {place}"] : [], await repository.ScanAsync("--history"));
    }

    [Fact]
    public async Task A_merge_is_looked_through_for_what_none_of_its_parents_has()
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write("other.txt", $"{FakeTokens.ByRule["npm-token"]}\n");
        await repository.RunAsync("git checkout --quiet -b other && git add . && git commit --quiet --message other && git checkout --quiet -");
        await repository.RunAsync("echo 1 >mine.txt && git add . && git commit --quiet --message mine && git merge --quiet --no-commit other 2>/dev/null");
        repository.Write("mine.txt", $"{_token}\n");
        await repository.RunAsync("git add . && git commit --quiet --message merge");

        Assert.Equal(["npm-token other.txt:1:1", "github-token mine.txt:1:1"], await repository.ScanAsync("--history"));
    }

    [Fact]
    public async Task A_path_limits_the_history_to_it()
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write("a/x.txt", $"{_token}\n");
        repository.Write("b/x.txt", $"{FakeTokens.ByRule["npm-token"]}\n");
        await repository.RunAsync("git add . && git commit --quiet --message second && git rm --quiet -r a/x.txt && git commit --quiet --message third && mkdir -p a");

        Assert.Equal(["github-token a/x.txt:1:1"], await repository.ScanAsync("a --history"));
        Assert.Equal(["npm-token b/x.txt:1:1"], await repository.ScanAsync("b/x.txt --history"));
        Assert.Equal(2, (await repository.ScanAsync("--history")).Count);
    }

    [Fact]
    public async Task Bare_shallow_and_SHA_256_repositories_are_repositories()
    {
        using var repository = await TestRepository.CreateAsync("git init --quiet --object-format=sha256");
        repository.Write("a.txt", $"{_token}\n");
        await repository.RunAsync("git add . && git commit --quiet --message second && git rm --quiet a.txt && git commit --quiet --message third");
        Assert.Equal(["github-token a.txt:1:1"], await repository.ScanAsync("--history"));

        await repository.RunAsync("git clone --quiet --bare . bare && git clone --quiet --depth 1 \"file://$PWD\" shallow 2>/dev/null");
        Assert.Equal(["github-token a.txt:1:1"], await repository.ScanAsync("bare --history"));

        var shallow = await repository.Shell.RunAsync("devflow scan shallow --history");
        Assert.Equal(0, shallow.ExitCode);
        Assert.Contains("this clone is shallow", shallow.StandardError, StringComparison.Ordinal);
        Assert.Equal(2, (await repository.Shell.RunAsync("devflow scan bare")).ExitCode);
    }

    [Fact]
    public async Task An_object_that_is_lost_is_named_and_the_scan_does_not_vouch_for_it()
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write("a.txt", "lost\n");
        await repository.RunAsync("git add . && git commit --quiet --message second && o=$(git rev-parse HEAD:a.txt) && rm -f .git/objects/$(echo $o | sed 's,..,&/,')");

        var result = await repository.Shell.RunAsync("devflow scan --history");

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("not scanned: a.txt: the object is not in this repository", result.StandardError, StringComparison.Ordinal);
    }
}
