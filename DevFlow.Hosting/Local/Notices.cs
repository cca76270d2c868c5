using System.Collections.Concurrent;
using Spectre.Console;

namespace DevFlow.Hosting.Local;

/// <summary>What the engine has to say that belongs to no resource.</summary>
internal sealed class Notices(LocalEngineOptions options)
{
    private readonly ConcurrentQueue<string> _said = new();

    private readonly ConcurrentQueue<string> _links = new();

    public IReadOnlyCollection<string> Said => _said;

    public IReadOnlyCollection<string> Links => _links;

    public void Warn(string message)
    {
        _said.Enqueue(message);
        if (!options.Quiet)
            Console.Error.WriteLine($"warning: {message}");
    }

    /// <summary>Prints where something is to be opened in a browser.</summary>
    public void Link(string name, string url)
    {
        _links.Enqueue(url);
        if (options.Quiet)
            return;
        var line = $"{name}: {url}";
        // By way of the table that may be drawn just now, above which it comes to stand; the blanks cover what of the table stood there.
        if (!Console.IsOutputRedirected && AnsiConsole.Profile.Capabilities.Interactive)
            AnsiConsole.MarkupLineInterpolated($"{name}: [link={url}]{url}[/]{new string(' ', Math.Max(0, AnsiConsole.Profile.Width - line.Length))}");
        else
            Console.Out.WriteLine(line);
    }
}
