using System.Globalization;
using System.Text.Json;
using DevFlow.Secrets;
using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Announcing;

/// <summary>
/// The announcements as server-sent events (WHATWG HTML, 9.2): <c>hello</c> with the generation of now, or <c>reset</c> when what came after
/// Last-Event-ID is not kept any more or is not to be had, then <c>announcement</c>s whose id is their generation; a comment when there was none for a while, and <c>reset</c> when the database was restored.
/// </summary>
internal sealed class AnnouncementStream(VaultDatabase vault, AnnouncementSignal signal, TimeProvider time)
{
    private const int Page = 500;

    private static readonly TimeSpan _heartbeat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _again = TimeSpan.FromSeconds(1);

    private static readonly VaultIdentity _identity = VaultIdentity.Maintenance("announcements");

    public async Task WriteAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var response = context.Response;
        var resets = signal.Resets;
        var (last, oldest) = await vault.RunAsync(_identity, Announcements.RangeAsync, cancellationToken);
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        var after = await BeginAsync(response, context.Request.Headers["Last-Event-ID"].ToString(), last, oldest, cancellationToken);
        while (true)
        {
            var next = signal.Next;
            var wait = _heartbeat;
            try
            {
                if (signal.Resets is var now && now != resets)
                    (after, resets) = (await ResetAsync(response, cancellationToken), now);
                after = await SendAsync(response, after, cancellationToken);
            }
            catch (VaultException fault) when (fault.Error is VaultError.Unavailable)
            {
                // The connection stays; the listener, too, is looking for the database.
                wait = _again;
            }

            await Task.WhenAny(next, Task.Delay(wait, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            if (!next.IsCompleted)
                await response.WriteAsync(":\n\n", cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
        }
    }

    private static async Task<long> BeginAsync(HttpResponse response, string lastEventId, long last, long? oldest, CancellationToken cancellationToken)
    {
        var isNew = lastEventId.Length == 0;
        var isKnown = long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out var known) && known <= last && (known == last || oldest <= known + 1);
        await EventAsync(response, isNew || isKnown ? "hello" : "reset", id: null, new AnnouncementGeneration(last), cancellationToken);
        return isKnown ? known : last;
    }

    private async Task<long> ResetAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        var (last, _) = await vault.RunAsync(_identity, Announcements.RangeAsync, cancellationToken);
        await EventAsync(response, "reset", id: null, new AnnouncementGeneration(last), cancellationToken);
        return last;
    }

    private async Task<long> SendAsync(HttpResponse response, long after, CancellationToken cancellationToken)
    {
        while (true)
        {
            var from = after;
            var announcements = await vault.RunAsync(_identity, (connection, token) => Announcements.ReadAsync(connection, from, Page, token), cancellationToken);
            foreach (var announcement in announcements)
            {
                await EventAsync(response, "announcement", announcement.Generation, AnnouncementDocument.Of(announcement.Announcement), cancellationToken);
                after = announcement.Generation;
            }

            await response.Body.FlushAsync(cancellationToken);
            if (announcements.Count < Page)
                return after;
        }
    }

    private static Task EventAsync<T>(HttpResponse response, string name, long? id, T data, CancellationToken cancellationToken) => response.WriteAsync(
        $"{(id is null ? "" : $"id: {id}\n")}event: {name}\ndata: {JsonSerializer.Serialize(data, JsonSerializerOptions.Web)}\n\n", cancellationToken);
}
