namespace DevFlow.Cli.Tests;

/// <summary>Nothing of a value comes out of a scan: not in what it prints, nor in the arguments of the gits that it starts.</summary>
public sealed class ScanCanaryTests
{
    [Fact]
    public async Task Neither_outputs_nor_arguments_hold_anything_of_what_is_found()
    {
        using var repository = await TestRepository.CreateAsync();
        repository.Write(".env", "JWT_SECRET=canary-known-4711\nDATABASE_URL=postgresql://app:canary-pass-0815@db.corp.io/x\n");
        repository.Write("a.txt", $"""
            canary-known-4711 {Convert.ToBase64String("canary-known-4711"u8)} {Convert.ToBase64String("12canary-known-4711"u8)}
            canary-pass-0815 amqp://worker:canary-unknown-3690@mq.corp.io ghp_canary{FakeTokens.Draw(30)}
            """);
        await repository.RunAsync("git add . && git commit --quiet --message 'canary-known-4711' && echo x >>a.txt && git add .");

        // A git that keeps what it is called with, before it does what it is called for.
        await repository.RunAsync("""
            mkdir programs && printf '#!/bin/sh\nprintf "%%s\\n" "$*" >>%s/called\ntr "\\0" " " </proc/$PPID/cmdline >>%s/called\nexec %s "$@"\n' "$PWD" "$PWD" "$(command -v git)" >programs/git && chmod +x programs/git
            """);

        foreach (var arguments in (string[])["", "--history", "--staged", "a.txt", "--json", "--history --json", "--staged --json"])
        {
            var result = await repository.Shell.RunAsync($"PATH=$PWD/programs:$PATH devflow scan {arguments}");
            Assert.Equal(1, result.ExitCode);
            AssertSilent(result.StandardOutput + result.StandardError);
        }

        var called = await repository.RunAsync("cat called");
        Assert.Contains("cat-file", called, StringComparison.Ordinal);
        Assert.Contains("diff-tree", called, StringComparison.Ordinal);
        AssertSilent(called);
    }

    private static void AssertSilent(string text)
    {
        foreach (var form in (string[])["canary", "Y2FuYXJ5", "NhbmFye", "jYW5hcn", "63616e617279"])
            Assert.DoesNotContain(form, text, StringComparison.OrdinalIgnoreCase);
    }
}
