namespace DevFlow.Cli.Tests;

/// <summary>Which repository and which .env a scan takes, where there are several.</summary>
public sealed class WorktreeScanTests
{
    [Fact]
    public async Task In_a_linked_worktree_the_values_of_the_main_one_are_known()
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write(".env", "JWT_SECRET=known-in-the-main-one\n");
        await repository.RunAsync("devflow install-hook && git worktree add --quiet linked && echo known-in-the-main-one >linked/a.txt");

        var scanned = await repository.Shell.RunAsync("cd linked && devflow scan");
        var committed = await repository.Shell.RunAsync("cd linked && git add . && git commit --quiet --message second");

        Assert.Contains("JWT_SECRET  a.txt:1:1", scanned.StandardOutput, StringComparison.Ordinal);
        Assert.NotEqual(0, committed.ExitCode);
        Assert.Contains("1 finding in 1 file, 1 known value", committed.StandardOutput + committed.StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_path_the_repository_is_that_of_the_path_whatever_the_environment_names()
    {
        using var repository = await TestRepository.CreateAsync();
        using var other = await TestRepository.CreateAsync();
        repository.Write(".env", "JWT_SECRET=not-for-everybody\n");
        repository.Write("a.txt", "not-for-everybody\n");
        await repository.RunAsync("git add .");
        foreach (var (name, value) in ((string, string)[])[("GIT_DIR", ".git"), ("GIT_WORK_TREE", ""), ("GIT_INDEX_FILE", ".git/index"), ("GIT_OBJECT_DIRECTORY", ".git/objects")])
            repository.Shell.Set(name, Path.Combine(other.Folder, value));

        Assert.Equal(["JWT_SECRET a.txt:1:1"], await repository.ScanAsync("."));
        Assert.Equal(["JWT_SECRET a.txt:1:1"], await repository.ScanAsync(". --staged"));
        Assert.Equal(["JWT_SECRET a.txt:1:1"], await repository.ScanAsync("a.txt"));
    }
}
