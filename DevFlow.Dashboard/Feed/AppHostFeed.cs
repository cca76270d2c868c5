using System.Collections.Concurrent;
using System.Text.Json;
using DevFlow.Dashboard.Secrets;
using DevFlow.Dashboard.SignIn;
using DevFlow.Hosting.Dashboard;

namespace DevFlow.Dashboard.Feed;

/// <summary>Speaks with the app host over the dashboard's standard input and output. When the input ends, the app host is gone, and the dashboard ends too.</summary>
internal sealed class AppHostFeed(
    TextReader input, TextWriter output, ResourceBoard resources, ConsoleBoard console, SecretsLedger secrets, OneTimeTokens tokens, IHostApplicationLifetime lifetime) : BackgroundService, ICommandSender
{
    private readonly TaskCompletionSource<Welcome> _welcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<string?>> _commands = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private int _lastCommand;

    /// <summary>What the app host says first.</summary>
    public Task<Welcome> Welcome => _welcome.Task;

    public async Task<string?> ExecuteAsync(string resource, string command, CancellationToken cancellationToken)
    {
        var id = Interlocked.Increment(ref _lastCommand);
        var ended = _commands[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await SendAsync(new CommandAsked(id, resource, command), cancellationToken);
            return await ended.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            _commands.TryRemove(id, out _);
        }
    }

    public async Task SendAsync(DashboardMessage message, CancellationToken cancellationToken)
    {
        var line = JsonSerializer.Serialize(message, FeedJson.Default.DashboardMessage);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await output.WriteLineAsync(line.AsMemory(), cancellationToken);
            await output.FlushAsync(cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var started = lifetime.ApplicationStarted.Register(() => _ = SendAsync(new DashboardReady(), stoppingToken));
        // A read of standard input that has begun heeds no cancellation.
        while (await input.ReadLineAsync(stoppingToken).AsTask().WaitAsync(stoppingToken) is { } line)
            Take(JsonSerializer.Deserialize(line, FeedJson.Default.FeedMessage)!);
        lifetime.StopApplication();
    }

    private void Take(FeedMessage message)
    {
        switch (message)
        {
            case Welcome welcome:
                tokens.Add(welcome.Token);
                secrets.Register(welcome.Secrets);
                _welcome.TrySetResult(welcome);
                break;
            case ResourceChanged changed:
                resources.Set(changed.Resource);
                break;
            case ConsoleWritten written:
                console.Add(written.Resource, written.Lines);
                break;
            case CommandEnded ended:
                if (_commands.TryGetValue(ended.Id, out var command))
                    command.TrySetResult(ended.Error);
                break;
            case LinkIssued issued:
                tokens.Add(issued.Token);
                break;
        }
    }
}
