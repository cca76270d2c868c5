using System.Text.RegularExpressions;

namespace DevFlow.Cli.Tests;

/// <summary>The help of every command: it has examples, and they are what it says they are.</summary>
public sealed class HelpTests : IDisposable
{
    private readonly Clone _clone = new();

    [Fact]
    public async Task Every_command_has_examples_that_work()
    {
        var shell = new Shell(_clone.Folder);
        await PrepareAsync(shell);

        var examples = await ExamplesBelowAsync(shell, "devflow");
        Assert.InRange(examples.Count, 20, 100);
        foreach (var example in examples)
        {
            // Who follows goes on until interrupted.
            var result = await shell.RunAsync($"echo value-0123456789 | timeout -s INT 5 bash -c {Quoted(example)}");
            Assert.True(result.ExitCode != 2 && !result.StandardError.Contains("a fault in devflow", StringComparison.Ordinal), $"$ {example}\n{result.StandardOutput}{result.StandardError}");
        }
    }

    public void Dispose() => _clone.Dispose();

    private static async Task<List<string>> ExamplesBelowAsync(Shell shell, string command)
    {
        var help = (await shell.RunAsync($"{command} --help")).StandardOutput;
        var examples = Section(help, "Examples:").Select(line => Regex.Split(line.Trim(), " {2,}", RegexOptions.None, TimeSpan.FromSeconds(1))[0]).ToList();
        Assert.True(examples.Count > 0, $"{command} --help shows no example");
        foreach (var line in Section(help, "Commands:"))
            examples.AddRange(await ExamplesBelowAsync(shell, $"{command} {line.Trim().Split(' ')[0]}"));
        return examples;
    }

    private static IEnumerable<string> Section(string help, string heading) =>
        help.Split('\n').SkipWhile(line => line != heading).Skip(1).TakeWhile(line => line.StartsWith("  ", StringComparison.Ordinal));

    private static string Quoted(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    // What the examples speak of: a repository, some files, and two programs of others.
    private async Task PrepareAsync(Shell shell)
    {
        _clone.Write("app.conf.tpl", "jwt = {{ JWT_SECRET }}\n");
        _clone.Write("test.env", "TEST_URL=http://localhost\n");
        _clone.Write("key.pem", "key-0123456789\n");
        _clone.Write("link.txt", "http://localhost:9/s/01938f5e-0000-7000-8000-000000000000#AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n");
        _clone.Write("doppler.json", """{ "API_URL": "http://localhost" }""");
        _clone.Write("bin/npm", "#!/bin/sh\necho started\n");
        _clone.Write("bin/vault", "#!/bin/sh\necho '{\"data\":{\"data\":{\"API_TOKEN\":\"token-0123456789\"},\"metadata\":{\"version\":1}}}'\n");
        Assert.Equal(0, (await shell.RunAsync("chmod +x bin/*; git init -q; devflow init")).ExitCode);
        shell.Set("PATH", $"{_clone.Folder}/bin:{Tool.Folder}:/usr/bin:/bin");
    }
}
