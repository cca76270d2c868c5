using System.Text;
using System.Threading.Channels;

namespace DevFlow.Cli.Scanning;

/// <summary>Looks through git objects: one git names them, another hands out their contents meanwhile.</summary>
internal sealed class ObjectScan(string folder, ContentScanner scanner, ScanReport report)
{
    // How far the one may run ahead of the other.
    private const int Ahead = 4096;

    private static readonly byte[] _message = "/message"u8.ToArray();

    private readonly HashSet<ObjectId> _seen = [];
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);

    /// <summary>Whether an object that comes again, at another path or in another commit, is passed over.</summary>
    public bool IsOnce { get; init; }

    /// <summary>Told of each commit when it is reached.</summary>
    public Action OnCommit { get; init; } = () => { };

    public async Task RunAsync(IAsyncEnumerable<ScanObject> objects, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var contents = new GitObjects(folder);
        var asked = Channel.CreateBounded<ScanObject>(Ahead);
        var asking = AskAsync(objects, contents, asked.Writer, stop.Token);
        try
        {
            var matches = new List<ContentMatch>();
            await foreach (var item in asked.Reader.ReadAllAsync(stop.Token))
                await LookAsync(item, contents, matches, stop.Token);
        }
        finally
        {
            await stop.CancelAsync();
            await asking;
        }
    }

    private async Task AskAsync(
        IAsyncEnumerable<ScanObject> objects, GitObjects contents, ChannelWriter<ScanObject> asked, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var named in objects.WithCancellation(cancellationToken))
            {
                // Ignored first: the same content at another path is not.
                if (report.Ignore.IsPathIgnored(named.Path))
                    continue;
                var item = named with
                {
                    HasContent = named.HasContent && (!IsOnce || _seen.Add(named.Id)),
                    IsPathNew = !named.IsMessage && _paths.Add(Encoding.Latin1.GetString(named.Path)),
                };
                if (item is { HasContent: false, IsPathNew: false })
                    continue;
                if (item.HasContent)
                    await contents.AskAsync(item.Id, cancellationToken);
                if (asked.TryWrite(item))
                    continue;

                // The reader may wait for just what was not sent yet.
                await contents.SendAsync(cancellationToken);
                await asked.WriteAsync(item, cancellationToken);
            }

            await contents.SendAsync(cancellationToken);
            asked.Complete();
        }
#pragma warning disable CA1031 // Whatever it is, the reader of the channel throws it.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            asked.TryComplete(fault);
        }
    }

    private async Task LookAsync(ScanObject item, GitObjects contents, List<ContentMatch> matches, CancellationToken cancellationToken)
    {
        var masked = report.Paths.Of(item.Path);
        if (item.IsPathNew)
        {
            matches.Clear();
            await scanner.ScanNameAsync(item.Path, masked, matches, cancellationToken);
            report.AddName(matches, PathText.Of(masked), item.Commit);
        }

        if (!item.HasContent)
            return;
        var type = await contents.NextAsync(cancellationToken);
        if (type == "commit")
            OnCommit();
        var path = item.IsMessage ? $"({type} message)" : PathText.Of(masked);
        if (type is null)
        {
            report.AddGap(new(item.IsMessage ? item.Id.Short : path, "the object is not in this repository (a partial clone leaves some out)", IsFault: true));
            return;
        }

        if (item.IsMessage)
            await contents.SkipHeadersAsync(cancellationToken);
        matches.Clear();

        // No path of git begins with a slash.
        await scanner.ScanAsync(contents.ReadAsync, item.IsMessage ? _message : masked, matches, cancellationToken);
        report.Add(matches, path, item.Commit ?? (item.IsMessage ? item.Id : null));
    }
}
