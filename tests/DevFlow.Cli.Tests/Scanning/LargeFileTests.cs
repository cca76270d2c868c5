using System.Text;

namespace DevFlow.Cli.Tests;

public sealed class LargeFileTests
{
    private const string Value = "a-known-value-of-some-length";

    // Where a piece that is read at once may end: whatever its exact length, one of the copies lies across it.
    [Theory]
    [InlineData(0)]
    [InlineData(13)]
    public async Task Values_that_lie_across_pieces_are_found_once_with_their_line(int shift)
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write(".env", $"JWT_SECRET={Value}\n");

        // No line feed anywhere near: each value and each token stands at another offset of 3 MB.
        var text = new StringBuilder(new string('.', shift));
        var expected = new List<string>();
        for (var line = 1; text.Length < 3_000_000; line++)
        {
            expected.Add($"JWT_SECRET a.txt:{line}:{(line == 1 ? shift : 0) + 1}");
            text.Append(Value).Append(' ', 3000 + line).Append('\n');
        }

        repository.Write("a.txt", text.ToString());

        Assert.Equal(expected, await repository.ScanAsync());
    }

    [Fact]
    public async Task A_large_binary_file_is_scanned_to_its_last_byte()
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write(".env", $"JWT_SECRET={Value}\n");
        var bytes = new byte[50_000_000];
        new Random(1).NextBytes(bytes);
        bytes.AsSpan().Replace((byte)'\n', (byte)0);
        Encoding.ASCII.GetBytes($"\n{FakeTokens.GitHub}").CopyTo(bytes, 25_000_000);
        Encoding.ASCII.GetBytes($"\n{Value}").CopyTo(bytes, bytes.Length - Value.Length - 1);
        await File.WriteAllBytesAsync(Path.Combine(repository.Folder, "large.bin"), bytes, TestContext.Current.CancellationToken);

        string[] expected = ["github-token large.bin:2:1", "JWT_SECRET large.bin:3:1"];
        Assert.Equal(expected, await repository.ScanAsync());

        await repository.RunAsync("git add large.bin && git commit --quiet --message large");
        Assert.Equal(expected, await repository.ScanAsync("--history"));
    }

    [Fact]
    public async Task Of_a_file_full_of_secrets_the_first_thousand_are_told_and_that_there_are_more()
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write(".env", $"JWT_SECRET={Value}\n");
        repository.Write("log.txt", string.Concat(Enumerable.Range(0, 5000).Select(line => $"{line} {Value}\n")));

        var result = await repository.Shell.RunAsync("devflow scan");

        Assert.Contains("1000 findings", result.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("log.txt: it has 1000 findings or more", result.StandardError, StringComparison.Ordinal);
    }
}
