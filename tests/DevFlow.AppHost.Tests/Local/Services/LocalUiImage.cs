using System.Diagnostics;
using System.Text.Json;

namespace DevFlow.AppHost.Tests;

/// <summary>
/// The image of the Local UI without a container engine: each stage of its Dockerfile is a folder, in which the same commands run.
/// An instruction that is not known here fails the test.
/// </summary>
public sealed class LocalUiImage : IAsyncLifetime
{
    private static readonly string Source = Path.Combine(Repository.Root, "services", "local-ui");

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"devflow-image-{Guid.NewGuid():N}");
    private readonly Dictionary<string, string> _stages = new(StringComparer.Ordinal);
    private string _stage = "";
    private string _workingDirectory = "";

    /// <summary>Of the last stage, as all that follows.</summary>
    public string WorkingDirectory => _stage + _workingDirectory;

    public Dictionary<string, string?> Environment { get; } = new(StringComparer.Ordinal);

    public List<string> Bases { get; } = [];

    public string User { get; private set; } = "root";

    public string[] Command { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        foreach (var line in await File.ReadAllLinesAsync(Path.Combine(Source, "Dockerfile")))
        {
            if (line.Length > 0 && line[0] != '#')
                await ApplyAsync(line.Split(' ', 2)[0], line.Split(' ', 2)[1]);
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private Task ApplyAsync(string instruction, string rest)
    {
        var words = rest.Split(' ');
        switch (instruction)
        {
            case "FROM":
                Bases.Add(words[0]);
                (_stage, _workingDirectory, User, Command) = (Path.Combine(_folder, Bases.Count.ToString("D", null)), "/", "root", []);
                Environment.Clear();
                _stages[words is [_, "AS", var name] ? name : ""] = _stage;
                Directory.CreateDirectory(_stage);
                return Task.CompletedTask;
            case "WORKDIR":
                _workingDirectory = rest;
                Directory.CreateDirectory(WorkingDirectory);
                return Task.CompletedTask;
            case "ENV":
                foreach (var word in words)
                    Environment[word.Split('=', 2)[0]] = word.Split('=', 2)[1];
                return Task.CompletedTask;
            case "COPY" when words[0].StartsWith("--from=", StringComparison.Ordinal):
                return CopyAsync([.. words[1..^1].Select(path => _stages[words[0]["--from=".Length..]] + path)], words[^1]);
            case "COPY" when words is [".", var target]:
                return CopyAsync([.. BuildContext().Select(path => Path.Combine(Source, path)).Where(Path.Exists)], target);
            case "COPY":
                Assert.All(words[..^1], path => Assert.Contains(path, BuildContext()));
                return CopyAsync([.. words[..^1].Select(path => Path.Combine(Source, path))], words[^1]);
            case "RUN":
                return RunAsync("/bin/sh", ["-c", rest]);
            case "USER":
                User = rest;
                return Task.CompletedTask;
            case "CMD":
                Command = JsonSerializer.Deserialize<string[]>(rest)!;
                return Task.CompletedTask;
            case "EXPOSE":
                return Task.CompletedTask;
            default:
                throw new NotSupportedException($"The Dockerfile has an instruction that this test does not know: {instruction}");
        }
    }

    /// <summary>What .dockerignore lets in: nothing but what it names.</summary>
    private static List<string> BuildContext()
    {
        var lines = File.ReadAllLines(Path.Combine(Source, ".dockerignore"));
        Assert.Equal("*", lines[0]);
        return [.. lines[1..].Select(line => line.TrimStart('!'))];
    }

    // cp and COPY mean the same by a single folder whose target is not there yet, and by files and a target that is.
    private Task CopyAsync(string[] sources, string target) => RunAsync("/bin/cp", ["-a", .. sources, target]);

    private async Task RunAsync(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = WorkingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (process.ExitCode != 0)
            Assert.Fail($"{program} {string.Join(' ', arguments)}: {process.ExitCode}\n{await output}{await errors}");
    }
}
