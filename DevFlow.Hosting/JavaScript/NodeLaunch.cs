using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.JavaScript;

namespace DevFlow.Hosting.Local;

/// <summary>Installs a Node app's packages when they are missing or stale, then runs its script.</summary>
internal static class NodeLaunch
{
    public static async Task<StandInResult> PrepareAsync(
        JavaScriptAppResource app,
        IReadOnlyDictionary<string, string> environment,
        Action<string> say,
        ExecutablePath path,
        ChildProcesses processes,
        CancellationToken cancellationToken)
    {
        if (path.Find("node") is null || path.Find(app.Command) is not { } npm)
        {
            return StandInResult.Skip(
                $"'{app.Name}' is skipped: Node.js ('node' and '{app.Command}') is not on PATH. Install Node.js 20.19 or later from nodejs.org, then start again.");
        }

        if (!File.Exists(Path.Combine(app.WorkingDirectory, "package.json")))
            throw new DistributedApplicationException($"'{app.Name}' has no package.json in {app.WorkingDirectory}.");
        if (!PackagesAreFresh(app.WorkingDirectory))
        {
            using var turn = await InstallLock.TakeAsync(
                app.WorkingDirectory, () => say("another application is installing the packages; waiting for it"), cancellationToken);
            if (!PackagesAreFresh(app.WorkingDirectory))
                await InstallAsync(app, npm, say, processes, cancellationToken);
        }

        var script = app.LastOf<JavaScriptRunScriptAnnotation>()?.ScriptName ?? "dev";
        return StandInResult.Run(new()
        {
            FileName = npm,
            Arguments = ["run", "--silent", script, "--", "--port", environment.GetValueOrDefault("PORT", "")],
            WorkingDirectory = app.WorkingDirectory,
            Environment = ChildEnvironment.Of(environment),
        });
    }

    /// <summary>npm writes <c>node_modules/.package-lock.json</c> at the end of every install.</summary>
    private static bool PackagesAreFresh(string directory)
    {
        var installed = new FileInfo(Path.Combine(directory, "node_modules", ".package-lock.json"));
        var wanted = new FileInfo(Path.Combine(directory, "package-lock.json"));
        return installed.Exists && (!wanted.Exists || installed.LastWriteTimeUtc >= wanted.LastWriteTimeUtc);
    }

    private static async Task InstallAsync(
        JavaScriptAppResource app, string npm, Action<string> say, ChildProcesses processes, CancellationToken cancellationToken)
    {
        var verb = File.Exists(Path.Combine(app.WorkingDirectory, "package-lock.json")) ? "ci" : "install";
        say($"installing packages (npm {verb})");
        var install = new LaunchSpec
        {
            FileName = npm,
            Arguments = [verb, "--no-audit", "--no-fund", "--loglevel=error"],
            WorkingDirectory = app.WorkingDirectory,
        };
        var exitCode = await processes.RunAsync(install, (line, _) => say(line), cancellationToken);
        if (exitCode != 0)
        {
            throw new DistributedApplicationException(
                $"The packages of '{app.Name}' could not be installed: npm ended with exit code {exitCode}. Run 'npm {verb}' in {app.WorkingDirectory} to see why.");
        }
    }
}
