using System.Runtime.CompilerServices;
using System.Text;

namespace DevFlow.Cli.Scanning;

/// <summary>The names of refs, and what they name beside commits: tags with their messages, and blobs and trees that no commit has.</summary>
internal sealed class HistoryTips(string folder)
{
    public async IAsyncEnumerable<ScanObject> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (exitCode, output, error) = await GitChild.AskAsync(
            folder, cancellationToken, "for-each-ref", "--format=%(objectname) %(objecttype) %(refname)");
        if (exitCode != 0)
            throw GitChild.Failed(error);
        foreach (var line in Encoding.UTF8.GetString(output).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split(' ', 3) is not [var name, var type, var reference])
                continue;
            yield return new(IdOf(name), Encoding.UTF8.GetBytes(reference), null) { HasContent = false };
            if (type == "commit")
                continue;
            await foreach (var found in OfAsync(name, type, reference, cancellationToken))
                yield return found;
        }
    }

    private async IAsyncEnumerable<ScanObject> OfAsync(
        string name, string type, string reference, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A tag may tag a tag.
        while (type == "tag")
        {
            yield return new(IdOf(name), [], null);
            var tag = await GitChild.AskAsync(folder, cancellationToken, "cat-file", "tag", name);
            if (Encoding.UTF8.GetString(tag.Output).Split('\n') is not [['o', 'b', 'j', 'e', 'c', 't', ' ', .. var of], ['t', 'y', 'p', 'e', ' ', .. var kind], ..])
                yield break;
            (name, type) = (of, kind);
        }

        if (type == "blob")
        {
            yield return new(IdOf(name), Encoding.UTF8.GetBytes(reference), null);
        }
        else if (type == "tree")
        {
            await using var tree = GitChild.Start(folder, "ls-tree", "-r", "-z", "--full-tree", name);
            tree.Input.Close();
            var reader = new NulReader(tree.Output);
            while (await reader.ReadAsync(cancellationToken) is { } record)
            {
                // mode type name TAB path
                var tab = record.Span.IndexOf((byte)'\t');
                if (Encoding.ASCII.GetString(record.Span[..tab]).Split(' ') is [_, "blob", var blob])
                    yield return new(IdOf(blob), record.Span[(tab + 1)..].ToArray(), null);
            }

            await tree.EndAsync(cancellationToken);
        }
    }

    private static ObjectId IdOf(string name) => new(Encoding.ASCII.GetBytes(name));
}
