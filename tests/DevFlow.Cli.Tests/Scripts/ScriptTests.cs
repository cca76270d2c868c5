using System.Text.Json;
using System.Text.RegularExpressions;
using CliWrap.Buffered;

namespace DevFlow.Cli.Tests;

/// <summary>Every script of this folder, run as <see cref="Script"/> describes.</summary>
public sealed class ScriptTests
{
    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Repository.Scripts, "*.txt").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_user_types(string name)
    {
        using var clone = new Clone();
        await using var connect = new Connect();
        await using var engine = new FakeEngine();
        var shell = new Shell(clone.Folder);
        foreach (var step in Script.Read(Path.Combine(Repository.Scripts, $"{name}.txt")).Steps)
        {
            switch (step)
            {
                case EnvStep env:
                    shell.Set(env.Key, env.Value);
                    break;
                case WriteStep write:
                    clone.Write(write.File, write.Text);
                    break;
                case ConnectStep vaults:
                    await connect.StartAsync(vaults.VaultsYaml, shell);
                    break;
                case EngineStep answers:
                    await engine.StartAsync(answers.Answers, shell);
                    break;
                case RunStep run:
                    var result = await shell.RunAsync(run.Command);
                    AssertAnswer(run, AnswerOf(result, clone.Folder, engine.Authority));
                    AssertManners(run.Command, result);
                    break;
            }
        }
    }

    private static List<string> AnswerOf(BufferedCommandResult result, string root, string engine)
    {
        var answer = new List<string>(LinesOf(result.StandardOutput));
        answer.AddRange(LinesOf(result.StandardError).Select(line => $"! {line}"));
        if (result.ExitCode != 0)
            answer.Add($"[exit {result.ExitCode}]");
        while (answer is [.., ""])
            answer.RemoveAt(answer.Count - 1);
        return [.. answer.Select(line => line.Replace(root, "[root]", StringComparison.Ordinal).Replace(engine, "[engine]", StringComparison.Ordinal))];
    }

    private static void AssertAnswer(RunStep run, List<string> answer)
    {
        var same = answer.Count == run.Answer.Count && answer.Zip(run.Answer).All(pair => IsLike(pair.First, pair.Second));
        Assert.True(same, $"$ {run.Command}\n-- was to answer\n{string.Join('\n', run.Answer)}\n-- answered\n{string.Join('\n', answer)}\n--");
    }

    /// <summary>What holds for every command: no colours in a pipe, no stack trace, with --json a document whatever happens.</summary>
    private static void AssertManners(string command, BufferedCommandResult result)
    {
        var output = result.StandardOutput + result.StandardError;
        Assert.DoesNotContain('\e', output);
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        if (command.EndsWith("--json", StringComparison.Ordinal))
            JsonDocument.Parse(result.StandardOutput).Dispose();
    }

    private static bool IsLike(string line, string pattern) =>
        Regex.IsMatch(line, $"^{Regex.Escape(pattern).Replace(@"\[\.\.]", ".*", StringComparison.Ordinal)}$", RegexOptions.NonBacktracking);

    private static string[] LinesOf(string text) => text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n');
}
