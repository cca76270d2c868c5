using System.Collections.Concurrent;

namespace DevFlow.Hosting.Local;

/// <summary>What the engine has to say that belongs to no resource.</summary>
internal sealed class Notices(LocalEngineOptions options)
{
    private readonly ConcurrentQueue<string> _said = new();

    public IReadOnlyCollection<string> Said => _said;

    public void Warn(string message)
    {
        _said.Enqueue(message);
        if (!options.Quiet)
            Console.Error.WriteLine($"warning: {message}");
    }
}
