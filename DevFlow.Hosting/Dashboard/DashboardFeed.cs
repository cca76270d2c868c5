using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Local;

namespace DevFlow.Hosting.Dashboard;

/// <summary>
/// Tells a dashboard everything, from the beginning. A dashboard that does not read holds up nobody but itself: of each resource the
/// latest state waits for it, and of each log the latest lines, the oldest making way.
/// </summary>
internal sealed class DashboardFeed(
    DistributedApplicationModel model, ResourceChanges changes, ResourceLoggerService logs, ResourceViews views, KnownSecrets secrets)
{
    private const int LinesPerMessage = 200;

    /// <summary>Tells until the dashboard, or the application, is gone.</summary>
    /// <param name="writer">To whom.</param>
    /// <param name="welcome">What is told first.</param>
    /// <param name="ended">Ends it, and is ended when a part of it fails: a dashboard that hears the half shows what is no longer so.</param>
    public async Task TellAsync(FeedWriter writer, Welcome welcome, CancellationTokenSource ended)
    {
        if (!await UntilGoneAsync(() => writer.WriteAsync(welcome, ended.Token), ended))
            return;
        var consoles = model.Resources.Where(resource => !ResourceKind.IsPassive(resource)).Select(resource => resource.Name).ToList();
        await Task.WhenAll([
            UntilGoneAsync(() => TellResourcesAsync(writer, ended.Token), ended),
            .. consoles.Select(name => UntilGoneAsync(() => TellConsoleAsync(writer, name, ended.Token), ended)),
        ]);
    }

    /// <summary>Works until nobody listens any more; a failure ends everything else too.</summary>
    /// <returns>Whether the work came to its end.</returns>
    public static async Task<bool> UntilGoneAsync(Func<Task> work, CancellationTokenSource ended)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException or OperationCanceledException)
        {
            return false;
        }
        catch
        {
            await ended.CancelAsync();
            throw;
        }
    }

    private async Task TellResourcesAsync(FeedWriter writer, CancellationToken ended)
    {
        await foreach (var change in changes.ReadAllAsync(ended))
            await writer.WriteAsync(new ResourceChanged(views.Of(change)), ended);
    }

    private async Task TellConsoleAsync(FeedWriter writer, string resource, CancellationToken ended)
    {
        await foreach (var batch in logs.Log(resource).BatchesAsync(ended))
        {
            foreach (var lines in batch.Chunk(LinesPerMessage))
            {
                var mask = secrets.Now;
                await writer.WriteAsync(new ConsoleWritten(resource, [.. lines.Select(line => new ConsoleLine(line.LineNumber, line.Time, mask.Hide(line.Content), line.IsErrorMessage))]), ended);
            }
        }
    }
}
