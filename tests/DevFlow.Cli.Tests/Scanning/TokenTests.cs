namespace DevFlow.Cli.Tests;

public sealed class TokenTests
{
    [Fact]
    public async Task A_token_of_each_form_is_found_wherever_a_word_can_begin()
    {
        using var repository = await TestRepository.CreateAsync();
        foreach (var (rule, token) in FakeTokens.ByRule)
            repository.Write($"{rule}.txt", $"a\n\"x={token}\" and\n\\n{token}\n%3D{token}\n");

        var found = (await repository.ScanAsync()).Select(finding => finding.Split(' ') is [var rule, var place] ? (rule, place.Split('.')[0]) : default).ToList();

        Assert.All(FakeTokens.ByRule.Keys, rule => Assert.Equal(3, found.Count(finding => finding == (rule, rule))));
        Assert.Equal(3 * FakeTokens.ByRule.Count, found.Count);
    }

    [Theory]
    [InlineData("ed25519", "-t ed25519")]
    [InlineData("rsa", "-t rsa -b 2048")]
    [InlineData("pem", "-t rsa -b 2048 -m PEM")]
    [InlineData("locked", "-t ed25519 -N some-passphrase")]
    public async Task A_key_of_OpenSSH_is_found(string name, string arguments)
    {
        using var repository = await TestRepository.CreateAsync();
        Assert.SkipUnless((await repository.Shell.RunAsync("command -v ssh-keygen")).ExitCode == 0, "there is no ssh-keygen");
        await repository.RunAsync($"ssh-keygen -q -N '' {arguments} -C somebody -f {name}");

        Assert.Equal([$"private-key {name}:1:1"], await repository.ScanAsync());
    }

    [Theory]
    [InlineData("postgresql://app:s3cr3t-8fa@db.myexample.com/x")]
    [InlineData("postgresql://app:%24s3cr3t-8fa@db.corp.io/x")]
    [InlineData("postgresql://app:%40s3cr3t-8fa@db.corp.io/x")]
    [InlineData("postgresql://app:s3c{r3t-8fa@db.corp.io/x")]
    [InlineData("postgresql://app:s3cr3t<8fa@db.corp.io/x")]
    public async Task A_password_in_a_URL_may_have_every_character_and_its_host_any_name(string url)
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write("a.txt", $"{url}\n");

        Assert.Equal(["url-password a.txt:1:18"], await repository.ScanAsync());
    }

    [Fact]
    public async Task What_only_looks_like_a_token_is_none()
    {
        using var repository = await TestRepository.CreateAsync();
        var drawn = FakeTokens.Draw(36);
        string[] lines =
        [
            "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "ghp_your-token-here", "ghp_abcdefghijklmnopqrstuvwxyz0123456789", "AKIAIOSFODNN7EXAMPLE",
            $"ghp_{drawn[..20]}", $"ghp_{drawn}{new string('z', 300)}", $"xghp_{drawn}", "sk-loading-indicator-with-a-long-name", "task-8f3a9c0b1d2e4f5a6b7c8d9e",
            "postgresql://user:password@db.corp.io/x", "postgresql://app:${DB_PASSWORD}@db.corp.io/x", "postgresql://devflow:devflow@db.corp.io/x",
            "postgresql://app:{{ password }}@db.corp.io", "https://app:s3cr3t-8fa@www.example.com/", "redis://:<password>@cache.corp.io", "redis://:%(pass)s@cache.corp.io", "redis://:pre-{name}@cache.corp.io", "http://localhost:8080/@scope/x",
            "postgresql://app:s3cr3t-8fa@localhost/x", "http://a.corp.io:8080/user@corp.io", "-----BEGIN PUBLIC KEY-----",
            $"-----BEGIN RSA {"PRIVATE"} KEY-----\n...\n-----END RSA {"PRIVATE"} KEY-----",
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c",
        ];
        repository.Write("examples.txt", string.Join('\n', lines));

        Assert.Empty(await repository.ScanAsync());
    }

    [Fact]
    public async Task A_known_value_with_the_form_of_a_token_is_one_finding_with_the_name_of_its_key()
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write(".env", $"AOSENTRY_API_KEY=sk-{FakeTokens.Draw(32)}\n");
        repository.Write("a.ts", $"const a = 'sk-{FakeTokens.Draw(32)}', b = '{FakeTokens.GitHub}';\n");

        Assert.Equal(["AOSENTRY_API_KEY a.ts:1:12", "github-token a.ts:1:55"], await repository.ScanAsync());
    }
}
