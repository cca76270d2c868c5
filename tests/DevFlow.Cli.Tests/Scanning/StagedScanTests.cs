namespace DevFlow.Cli.Tests;

public sealed class StagedScanTests
{
    private static readonly string _token = FakeTokens.GitHub;

    [Fact]
    public async Task What_is_staged_counts_not_what_the_file_says_by_now()
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write("a.txt", $"{_token}\n");
        await repository.RunAsync("git add a.txt && echo harmless >a.txt");

        Assert.Equal(["github-token a.txt:1:1"], await repository.ScanAsync("--staged"));
        Assert.Empty(await repository.ScanAsync());

        await repository.RunAsync("git add a.txt");
        repository.Write("a.txt", $"{_token}\n");
        Assert.Empty(await repository.ScanAsync("--staged"));
        Assert.Equal(["github-token a.txt:1:1"], await repository.ScanAsync());
    }

    [Fact]
    public async Task Before_the_first_commit_all_of_the_index_is_new()
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write("fresh/a.txt", $"{_token}\n");
        await repository.RunAsync("cd fresh && git init --quiet && git add .");

        Assert.Equal(["github-token a.txt:1:1"], await repository.ScanAsync("fresh --staged"));
    }

    [Fact]
    public async Task From_a_subfolder_all_that_is_staged_is_scanned()
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write("a.txt", $"{_token}\n");
        await repository.RunAsync("mkdir sub && git add .");

        var result = await repository.Shell.RunAsync("cd sub && devflow scan --staged");

        Assert.Contains("a.txt:1:1", result.StandardOutput, StringComparison.Ordinal);
    }
}
