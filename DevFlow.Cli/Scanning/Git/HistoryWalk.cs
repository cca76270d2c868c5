using System.Runtime.CompilerServices;
using System.Text;

namespace DevFlow.Cli.Scanning;

/// <summary>
/// Everything that any ref, stash, reflog or work tree's HEAD reaches, oldest first: each commit, and with it each path whose content it
/// changed. Of a merge only what is unlike all its parents: the rest came with one of them.
/// </summary>
internal sealed class HistoryWalk(string folder, string? path)
{
    public const string Submodule = "160000";

    private static readonly string[] _all = ["--all", "--reflog"];

    public async Task<int> CountAsync(CancellationToken cancellationToken)
    {
        var (exitCode, output, error) = await GitChild.AskAsync(folder, cancellationToken, ["rev-list", "--count", .. _all]);
        return exitCode == 0 ? int.Parse(Encoding.ASCII.GetString(output)) : throw GitChild.Failed(error);
    }

    /// <summary>The objects, the same one again for each path and commit that brings it.</summary>
    public async IAsyncEnumerable<ScanObject> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var commits = GitChild.Start(folder, ["rev-list", "--reverse", "--date-order", .. _all]);
        await using var changes = GitChild.Start(
            folder, [
                "diff-tree", "--stdin", "--always", "--root", "-r", "-c", "--no-renames", "--raw", "--no-abbrev", "--no-ext-diff", "-z",
                .. (path is null ? Array.Empty<string>() : ["--", path]),
            ]);
        commits.Input.Close();
        var feeding = FeedAsync(commits, changes, cancellationToken);

        var reader = new NulReader(changes.Output);
        ObjectId? commit = null;
        while (await reader.ReadAsync(cancellationToken) is { } record)
        {
            if (record.Span is not [(byte)':', ..])
            {
                commit = new ObjectId(record.Span);
                if (path is null)
                    yield return new(commit.Value, [], commit);
                continue;
            }

            var id = ContentOf(record.Span);
            var name = await reader.ReadAsync(cancellationToken) ?? throw GitChild.Failed("diff-tree ended early");
            if (id is { } content)
                yield return new(content, name.ToArray(), commit);
        }

        await feeding;
        await changes.EndAsync(cancellationToken);
    }

    /// <summary>
    /// <c>:mode mode name name status</c>; of a merge <c>::mode mode mode name name name status</c>, a colon for each parent. The last
    /// mode and the last name are those of the commit. Null where it took the path away, and for a submodule, which is another repository.
    /// </summary>
    public static ObjectId? ContentOf(ReadOnlySpan<byte> record)
    {
        var parents = record.IndexOfAnyExcept((byte)':');
        var fields = Encoding.ASCII.GetString(record[parents..]).Split(' ');
        var id = new ObjectId(Encoding.ASCII.GetBytes(fields[^2]));
        return id.IsZero || fields[parents] == Submodule ? null : id;
    }

    private static async Task FeedAsync(GitChild commits, GitChild changes, CancellationToken cancellationToken)
    {
        await commits.Output.CopyToAsync(changes.Input, cancellationToken);
        changes.Input.Close();
        await commits.EndAsync(cancellationToken);
    }
}
