using System.Text.Json;
using System.Threading.Channels;
using DevFlow.Hosting.Local;

namespace DevFlow.Hosting.Dashboard;

/// <summary>One process of the dashboard: it is told everything, and what it asks for is done.</summary>
internal sealed class DashboardProcess(
    ChildProcesses processes, DashboardFeed feed, DashboardCommands commands, DashboardLinks links, KnownSecrets secrets, LogBacklog log)
{
    // It ends by itself once its input has ended. This is for one that does not, and it has nothing to lose.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    // Nobody presses so many buttons at once.
    private const int MostCommands = 32;

    // Only one that asks and asks and does not read its answers leaves so many; what it asks for beyond is not heard.
    private const int MostUnanswered = 1024;

    private readonly Channel<DashboardMessage> _asked = Channel.CreateBounded<DashboardMessage>(new BoundedChannelOptions(MostUnanswered) { FullMode = BoundedChannelFullMode.DropWrite });
    private int _executing;

    /// <summary>Whether it has listened.</summary>
    public bool WasReady { get; private set; }

    /// <summary>Runs it until it ends, or is to end.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="DistributedApplicationException">It cannot be started.</exception>
    public async Task<int?> RunAsync(LaunchSpec spec, Welcome welcome, string url, CancellationToken stopping)
    {
        var process = processes.Start(spec, Hear);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var writer = new FeedWriter(process.Input);
        var telling = feed.TellAsync(writer, welcome, ended);
        var answering = DashboardFeed.UntilGoneAsync(() => AnswerAsync(writer, welcome, url, ended), ended);
        try
        {
            return await process.Exited.WaitAsync(ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            writer.Dispose();
            await process.StopAsync(Grace, CancellationToken.None);
            return await process.Exited;
        }
        finally
        {
            await ended.CancelAsync();
            await EndOfAsync(telling, answering);
        }
    }

    private async Task EndOfAsync(params Task[] work)
    {
        try
        {
            await Task.WhenAll(work);
        }
        catch (Exception fault)
        {
            // It was ended because of this, and is started again.
            log.Add(secrets.Now.Hide($"It could not be told everything: {fault.GetType().Name}: {fault.Message}"), isError: true);
        }
    }

    private void Hear(string line, bool isError)
    {
        if (isError)
            log.Add(line, isError);
        else if (Read(line) is not { } message)
            log.Add($"not understood: {line}", isError: true);
        else
            _asked.Writer.TryWrite(message);
    }

    private static DashboardMessage? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, FeedJson.Default.DashboardMessage);
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    private async Task AnswerAsync(FeedWriter writer, Welcome welcome, string url, CancellationTokenSource ended)
    {
        await foreach (var message in _asked.Reader.ReadAllAsync(ended.Token))
        {
            switch (message)
            {
                case DashboardReady when !WasReady:
                    WasReady = true;
                    links.Print(url, welcome.Token);
                    break;
                case LinkAsked:
                    await links.PrintAnotherAsync(url, token => writer.WriteAsync(new LinkIssued(token), ended.Token));
                    break;
                case CommandAsked { Resource: not null, Command: not null } asked when Volatile.Read(ref _executing) < MostCommands:
                    Interlocked.Increment(ref _executing);
                    _ = DashboardFeed.UntilGoneAsync(() => ExecuteAsync(writer, asked, ended.Token), ended);
                    break;
                case CommandAsked { Resource: not null, Command: not null } asked:
                    await writer.WriteAsync(new CommandEnded(asked.Id, $"too many commands at once: {MostCommands} are not at their end yet; try again when one is."), ended.Token);
                    break;
            }
        }
    }

    private async Task ExecuteAsync(FeedWriter writer, CommandAsked asked, CancellationToken ended)
    {
        try
        {
            await writer.WriteAsync(await commands.ExecuteAsync(asked), ended);
        }
        finally
        {
            Interlocked.Decrement(ref _executing);
        }
    }
}
