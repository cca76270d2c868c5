using System.Runtime.CompilerServices;
using System.Text;

namespace DevFlow.Cli.Scanning;

/// <summary>What the index has and HEAD has not: the content that would be committed, whatever the files in the work tree say by now.</summary>
internal sealed class IndexWalk(GitRepository repository, string path)
{
    public async IAsyncEnumerable<ScanObject> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Before the first commit all of the index is new.
        var hasHead = await repository.HasHeadAsync(cancellationToken);
        string[] arguments = hasHead
            ? ["diff-index", "--cached", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff", "-z", "HEAD", "--", path]
            : ["ls-files", "--stage", "--full-name", "-z", "--", path];
        await using var git = GitChild.Start(repository.Folder, arguments);
        git.Input.Close();
        var reader = new NulReader(git.Output);
        while (await reader.ReadAsync(cancellationToken) is { } record)
        {
            if (hasHead)
            {
                var id = HistoryWalk.ContentOf(record.Span);
                var name = await reader.ReadAsync(cancellationToken) ?? throw GitChild.Failed("diff-index ended early");
                if (id is { } content)
                    yield return new(content, name.ToArray(), null);
            }
            else
            {
                // mode name stage TAB path
                var tab = record.Span.IndexOf((byte)'\t');
                if (Encoding.ASCII.GetString(record.Span[..tab]).Split(' ') is [not HistoryWalk.Submodule, var id, _])
                    yield return new(new(Encoding.ASCII.GetBytes(id)), record.Span[(tab + 1)..].ToArray(), null);
            }
        }

        await git.EndAsync(cancellationToken);
    }
}
