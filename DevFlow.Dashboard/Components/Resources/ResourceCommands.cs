using DevFlow.Dashboard.Feed;
using DevFlow.Hosting.Dashboard;

namespace DevFlow.Dashboard.Components.Resources;

/// <summary>The commands that one person at one page has asked for: those under way, and those that failed. They go on when another page is opened.</summary>
internal sealed partial class ResourceCommands(ICommandSender sender, ILogger<ResourceCommands> logger) : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private readonly Dictionary<string, string> _running = new(StringComparer.Ordinal);
    private readonly List<FailedCommand> _failed = [];

    public event EventHandler? Changed;

    public IReadOnlyList<FailedCommand> Failed => _failed;

    /// <summary>What the person is asked before a command is executed; null for nothing.</summary>
    public CommandQuestion? Question { get; private set; }

    /// <summary>The command that is under way for a resource; null for none.</summary>
    public string? Running(string resource) => _running.GetValueOrDefault(resource);

    /// <summary>Asks first where the command wants it. One at a time for each resource.</summary>
    public async Task ExecuteAsync(string resource, CommandView command)
    {
        if (_running.ContainsKey(resource) || !await ConfirmAsync(resource, command) || !_running.TryAdd(resource, command.Name))
            return;
        Changed?.Invoke(this, EventArgs.Empty);
        try
        {
            if (await sender.ExecuteAsync(resource, command.Name, _gone.Token) is { } error)
                _failed.Add(new(resource, command.Text, error));
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // Nobody is there any more to be told.
        }
        catch (IOException fault)
        {
            LogUnsent(logger, command.Name, resource, fault);
            _failed.Add(new(resource, command.Text, "The app host cannot be reached; is it still running?"));
        }
        finally
        {
            _running.Remove(resource);
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }

    public void Forget(FailedCommand failed)
    {
        _failed.Remove(failed);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private async Task<bool> ConfirmAsync(string resource, CommandView command)
    {
        if (command.Confirmation is null)
            return true;
        if (Question is not null)
            return false;
        Question = new(resource, command);
        Changed?.Invoke(this, EventArgs.Empty);
        var answer = await Question.Answer.Task;
        Question = null;
        Changed?.Invoke(this, EventArgs.Empty);
        return answer;
    }

    [LoggerMessage(LogLevel.Warning, "Command {Command} for {Resource} could not be sent to the app host")]
    private static partial void LogUnsent(ILogger logger, string command, string resource, Exception fault);
}
