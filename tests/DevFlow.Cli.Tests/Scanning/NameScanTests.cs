namespace DevFlow.Cli.Tests;

/// <summary>A secret that a file, a folder, a branch or a tag is called is found, and printed nowhere.</summary>
public sealed class NameScanTests
{
    private const string Value = "canary-known-4711";

    [Fact]
    public async Task A_secret_in_a_path_is_found_and_masked()
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write(".env", $"JWT_SECRET={Value}\n");
        repository.Write($"backup-{Value}/a.txt", $"nothing\n{Value}\n");
        repository.Write($"{FakeTokens.GitHub}.txt", "nothing\n");
        await repository.RunAsync($"ln -s nowhere 'li\"nk-{Value}' && git add .");

        string[] expected =
        [
            "JWT_SECRET (name) backup-***/a.txt:1:8", "JWT_SECRET backup-***/a.txt:2:1", "github-token (name) ***.txt:1:1",
            "JWT_SECRET (name) \"li\\\"nk-***\":1:7",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), (await repository.ScanAsync()).Order(StringComparer.Ordinal));
        Assert.Equal(expected.Order(StringComparer.Ordinal), (await repository.ScanAsync("--staged")).Order(StringComparer.Ordinal));
        await repository.RunAsync("git commit --quiet --message second && git rm --quiet -r . && git commit --quiet --message third");
        Assert.Equal(expected.Order(StringComparer.Ordinal), (await repository.ScanAsync("--history")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_secret_in_the_name_of_a_branch_or_a_tag_is_found_in_the_history()
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write(".env", $"JWT_SECRET={Value}\n");
        await repository.RunAsync($"git branch try-{Value} && git tag --annotate --message x v-{Value}");

        Assert.Equal(["JWT_SECRET (name) refs/heads/try-***:1:16", "JWT_SECRET (name) refs/tags/v-***:1:13"], await repository.ScanAsync("--history"));
    }

    [Fact]
    public async Task Neither_a_table_nor_a_gap_nor_a_document_shows_it()
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write(".env", $"JWT_SECRET={Value}\n");
        repository.Write($"a-{Value}.txt", $"{Value}\n");
        await repository.RunAsync($"git init --quiet sub-{Value} && cd sub-{Value} && git commit --quiet --allow-empty --message x && cd .. && git add . 2>/dev/null");

        foreach (var arguments in (string[])["", "--staged", "--json", "--staged --json"])
        {
            var result = await repository.Shell.RunAsync($"devflow scan {arguments}");
            Assert.Equal(1, result.ExitCode);
            Assert.Contains("***", result.StandardOutput, StringComparison.Ordinal);
            Assert.DoesNotContain("canary", result.StandardOutput + result.StandardError, StringComparison.Ordinal);
        }
    }
}
