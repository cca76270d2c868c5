namespace DevFlow.Cli.Tests;

public sealed class InstallHookTests
{
    private const string Commit = "git commit --quiet --message second 2>&1";

    [Fact]
    public async Task A_commit_with_a_staged_secret_is_refused_and_a_clean_one_is_not()
    {
        using var repository = await TestRepository.CreateAsync();
        await repository.RunAsync("devflow install-hook");
        repository.Write("a.txt", $"{FakeTokens.GitHub}\n");
        await repository.RunAsync("git add . && echo harmless >a.txt");

        var refused = await repository.Shell.RunAsync(Commit);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("github-token  a.txt:1:1", refused.StandardOutput, StringComparison.Ordinal);
        Assert.Equal("1\n", await repository.RunAsync("git rev-list --count HEAD"));

        await repository.RunAsync($"git add . && {Commit}");
        Assert.Equal("2\n", await repository.RunAsync("git rev-list --count HEAD"));
    }

    [Theory]
    [InlineData("git commit --quiet --all --message second")]
    [InlineData("git commit --quiet --message second a.txt")]
    [InlineData("mkdir -p sub && cd sub && git add .. && git commit --quiet --message second")]
    [InlineData("git worktree add --quiet tree && cp a.txt tree/b.txt && cd tree && git add . && git commit --quiet --message second")]
    public async Task However_a_commit_is_made_what_it_would_bring_is_scanned(string commit)
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write("a.txt", "harmless\n");
        await repository.RunAsync($"git add . && {Commit} && devflow install-hook");
        repository.Write("a.txt", $"{FakeTokens.GitHub}\n");

        var refused = await repository.Shell.RunAsync($"({commit}) 2>&1");

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("1 finding in 1 file", refused.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_devflow_on_the_path_nothing_is_committed()
    {
        using var repository = await TestRepository.CreateAsync();
        await repository.RunAsync("devflow install-hook && echo x >a.txt && git add . && mkdir programs && for p in git sh dirname; do ln -s $(command -v $p) programs; done");

        var refused = await repository.Shell.RunAsync($"PATH=$PWD/programs {Commit}");

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("devflow: error: devflow is not on the PATH", refused.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("--no-verify", refused.StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_hook_is_kept_and_with_force_runs_first()
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write(".git/hooks/pre-commit", "#!/bin/sh\necho other\ntest ! -e refuse\n");
        await repository.RunAsync("chmod +x .git/hooks/pre-commit");

        var refused = await repository.Shell.RunAsync("devflow install-hook");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("hint: with --force it is kept and run first", refused.StandardError, StringComparison.Ordinal);
        Assert.Contains("echo other", await repository.RunAsync("cat .git/hooks/pre-commit"), StringComparison.Ordinal);

        await repository.RunAsync("devflow install-hook --force");
        Assert.StartsWith("nothing to do", await repository.RunAsync("devflow install-hook --force"), StringComparison.Ordinal);
        Assert.Contains("other", await repository.RunAsync($"echo x >a.txt && git add a.txt && {Commit}"), StringComparison.Ordinal);
        Assert.NotEqual(0, (await repository.Shell.RunAsync("touch refuse && git commit --quiet --allow-empty --message third")).ExitCode);
        repository.Write("b.txt", $"{FakeTokens.GitHub}\n");
        Assert.NotEqual(0, (await repository.Shell.RunAsync($"rm refuse && git add b.txt && {Commit}")).ExitCode);
    }

    [Fact]
    public async Task The_hook_goes_where_git_looks_for_it()
    {
        using var repository = await TestRepository.CreateAsync();
        await repository.RunAsync("git config core.hooksPath tools/hooks && mkdir sub && cd sub && devflow install-hook");

        Assert.Equal("755\n", await repository.RunAsync("stat --format %a tools/hooks/pre-commit"));
    }

    [Fact]
    public async Task Hooks_that_all_repositories_share_are_touched_with_force_only()
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write("global", $"[core]\nhooksPath = {repository.Folder}/shared\n");
        repository.Shell.Set("GIT_CONFIG_GLOBAL", $"{repository.Folder}/global");

        Assert.Contains("run in every repository", (await repository.Shell.RunAsync("devflow install-hook")).StandardError, StringComparison.Ordinal);
        await repository.RunAsync("devflow install-hook --force && test -x shared/pre-commit");
    }
}
