using DevFlow.Secrets;

namespace DevFlow.Cli.Scanning;

/// <summary>A scan from its beginning to its report.</summary>
internal static class Scan
{
    public static async Task<ScanReport> RunAsync(
        ScanTarget target, ScanScope scope, SecretsWorkspace workspace, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var repository = await FindRepositoryAsync(target, scope, cancellationToken);
        var top = repository is null ? target.Folder : repository.Top;
        await using var main = repository is null ? null : await MainWorkspaceAsync(repository, workspace, cancellationToken);
        var known = await KnownValues.CollectAsync(main is null ? [workspace] : [workspace, main], cancellationToken);
        WarnOf(known);
        var report = new ScanReport(IgnoreFile.Read(top ?? target.Folder), known, scope is ScanScope.History);
        var scanner = new ContentScanner(known.Search);
        if (repository is null || scope is ScanScope.Tree)
        {
            // Where secrets belong.
            var home = workspace.Layers.Documents.Select(document => Path.Combine(workspace.Root, document.Path)).ToHashSet(StringComparer.Ordinal);
            await TreeAsync(target, repository, home, scanner, report, progress, cancellationToken);
        }
        else if (scope is ScanScope.Staged)
        {
            var walk = new IndexWalk(repository, repository.PathOf(target));
            await new ObjectScan(target.Folder, scanner, report).RunAsync(walk.ReadAsync(cancellationToken), cancellationToken);
        }
        else
        {
            await HistoryAsync(target, repository, scanner, report, progress, cancellationToken);
        }

        return report;
    }

    private static void WarnOf(KnownValues known)
    {
        if (known.HasFaults)
            Talk.Warning("the .env files have faults, and what stands in those lines is not searched for; 'devflow verify' lists them");
        if (known.Missed.Count + known.Refused.Count > 0)
            Talk.Warning($"not searched for, since no source tells them now: {string.Join(", ", known.Missed.Union(known.Refused.Keys, StringComparer.Ordinal))}; 'devflow explain KEY' says why");
        if (known.TooShort.Count > 0)
            Talk.Warning($"not searched for, since their values have fewer than {SecretScrubber.MinimumLength} characters: {string.Join(", ", known.TooShort)}");
    }

    // .env is not tracked, so that a linked worktree has none, or not the one that people keep up.
    private static async Task<SecretsWorkspace?> MainWorkspaceAsync(GitRepository repository, SecretsWorkspace workspace, CancellationToken cancellationToken)
    {
        if (await repository.MainTopAsync(cancellationToken) is not { } main)
            return null;
        var inside = Path.GetRelativePath(repository.Top!, workspace.Root);
        var root = Path.GetFullPath(inside, main);
        return !Path.IsPathRooted(inside) && inside.Split(Path.DirectorySeparatorChar)[0] != ".." && Directory.Exists(root)
            ? GlobalOptions.WorkspaceAt(root)
            : null;
    }

    private static async Task<GitRepository?> FindRepositoryAsync(ScanTarget target, ScanScope scope, CancellationToken cancellationToken)
    {
        GitRepository? repository;
        try
        {
            repository = await GitRepository.FindAsync(target.Folder, cancellationToken);
        }
        catch (GitException fault) when (scope is ScanScope.Tree)
        {
            Talk.Warning($"{fault.Message}, so all files are scanned, also those that git ignores; {fault.Hint}");
            return null;
        }

        if (repository is null && scope is not ScanScope.Tree)
            throw new UsageException($"{target.Folder} is in no git repository", "without --history and --staged the files of any folder are scanned");
        if (repository is { Top: null } && scope is not ScanScope.History)
            throw new UsageException("this repository has no work tree, so no files and no index", "'devflow scan --history' looks through its commits");
        return repository;
    }

    private static async Task TreeAsync(
        ScanTarget target, GitRepository? repository, HashSet<string> home, ContentScanner scanner, ScanReport report, IProgress<double> progress,
        CancellationToken cancellationToken)
    {
        var scan = new TreeScan(repository?.Top ?? target.Folder, scanner, report);
        List<byte[]> paths = repository is not null
            ? await scan.ListAsync(target.Folder, repository.PathOf(target), cancellationToken)
            : target.Path is null or "." ? [.. scan.List(target.Folder, home)]
            : [System.Text.Encoding.UTF8.GetBytes(target.Path)];
        foreach (var (index, path) in paths.Index())
        {
            await scan.ScanAsync(path, cancellationToken);
            progress.Report((double)index / paths.Count);
        }
    }

    private static async Task HistoryAsync(
        ScanTarget target, GitRepository repository, ContentScanner scanner, ScanReport report, IProgress<double> progress,
        CancellationToken cancellationToken)
    {
        if (repository.IsShallow)
            report.AddGap(new("history", "this clone is shallow: what is older was left out; 'git fetch --unshallow' brings it", IsFault: false));
        var walk = new HistoryWalk(target.Folder, target.Path is null ? null : repository.PathOf(target));
        var commits = await walk.CountAsync(cancellationToken);
        var reached = 0;
        var scan = new ObjectScan(target.Folder, scanner, report) { IsOnce = true, OnCommit = () => progress.Report((double)++reached / commits) };
        await scan.RunAsync(walk.ReadAsync(cancellationToken), cancellationToken);
        if (target.Path is null)
            await scan.RunAsync(new HistoryTips(target.Folder).ReadAsync(cancellationToken), cancellationToken);
    }
}
