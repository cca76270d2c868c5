using DevFlow.Hosting.ApplicationModel;
using Spectre.Console;

namespace DevFlow.Hosting.Local;

/// <summary>Prints what the resources write, each line with the name of its resource in the resource's colour.</summary>
internal sealed class LogPrinter(IReadOnlyList<IResource> resources, ResourceLoggerService logs)
{
    private static readonly string[] Colours = ["\e[36m", "\e[35m", "\e[34m", "\e[33m", "\e[32m", "\e[96m", "\e[95m", "\e[94m"];

    private readonly int _width = resources.Select(resource => resource.Name.Length).DefaultIfEmpty(0).Max();
    private readonly bool _colour = AnsiConsole.Profile.Capabilities.Ansi && AnsiConsole.Profile.Capabilities.ColorSystem != ColorSystem.NoColors;

    // A file or a pipe gets the lines as they are: somebody may read them by machine.
    private readonly bool _forPeople = !Console.IsOutputRedirected;

    /// <summary>Prints until the logs are complete.</summary>
    public Task RunAsync() => Task.WhenAll(resources.Select((resource, index) => PrintAsync(resource.Name, Colours[index % Colours.Length])));

    private async Task PrintAsync(string name, string colour)
    {
        var prefix = _colour ? $"{colour}{name.PadRight(_width)} |\e[0m " : $"{name.PadRight(_width)} | ";
        await foreach (var line in logs.Log(name).WatchAsync(CancellationToken.None))
            await Console.Out.WriteLineAsync(prefix + (_forPeople ? LogLineText.ForPeople(line.Content) : line.Content));
    }
}
