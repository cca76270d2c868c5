using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DevFlow.Hosting.ApplicationModel;

namespace DevFlow.Hosting.Dashboard;

/// <summary>
/// The changes of all resources for a reader that may be slow: of each resource it is given the latest alone, so that no more is kept
/// than there are resources.
/// </summary>
internal sealed class ResourceChanges(ResourceNotificationService notifications)
{
    /// <summary>Every resource as it is now, then as it becomes.</summary>
    public async IAsyncEnumerable<ResourceEvent> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var gate = new Lock();
        var unread = new Dictionary<string, ResourceEvent>(StringComparer.OrdinalIgnoreCase);
        var some = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        var collecting = Task.Run(CollectAsync, CancellationToken.None);
        while (await some.Reader.WaitToReadAsync(cancellationToken))
        {
            some.Reader.TryRead(out _);
            foreach (var change in Taken())
                yield return change;
        }

        await collecting;

        async Task CollectAsync()
        {
            try
            {
                await foreach (var change in notifications.WatchAsync(cancellationToken))
                {
                    lock (gate)
                        unread[change.ResourceId] = change;
                    some.Writer.TryWrite(true);
                }
            }
            catch (OperationCanceledException)
            {
                // Nobody reads any more.
            }
            finally
            {
                some.Writer.Complete();
            }
        }

        List<ResourceEvent> Taken()
        {
            lock (gate)
            {
                List<ResourceEvent> taken = [.. unread.Values];
                unread.Clear();
                return taken;
            }
        }
    }
}
