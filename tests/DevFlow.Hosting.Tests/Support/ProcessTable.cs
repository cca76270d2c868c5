using System.Diagnostics;

namespace DevFlow.Hosting.Tests.Support;

/// <summary>The processes of this machine, read from /proc.</summary>
internal static class ProcessTable
{
    public static IReadOnlyList<int> Descendants(int parent)
    {
        var parents = All().Select(id => (Id: id, Stat: Stat(id))).Where(p => p.Stat is not null).ToLookup(p => int.Parse(p.Stat![1]), p => p.Id);
        return [.. Below(parent)];

        IEnumerable<int> Below(int id) => parents[id].SelectMany(child => Below(child).Prepend(child));
    }

    public static IReadOnlyList<int> Children(int parent) => [.. All().Where(id => Stat(id) is { } stat && int.Parse(stat[1]) == parent)];

    public static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Replace('\0', ' ').Trim();
        }
        catch (IOException)
        {
            return "";
        }
    }

    public static IReadOnlyList<string> CommandLines() => [.. All().Select(CommandLine)];

    /// <summary>A zombie, whose parent does not ask for its exit code, is no process any more.</summary>
    public static bool IsAlive(int id) => Stat(id) is { } stat && stat[0] is not ("Z" or "X");

    public static async Task GoneAsync(IEnumerable<int> ids, CancellationToken cancellationToken)
    {
        foreach (var id in ids)
        {
            while (IsAlive(id))
                await WaitAsync($"process {id} ({CommandLine(id)}) to end", cancellationToken);
        }
    }

    public static async Task SignalAsync(int id, string signal, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {id}"]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    private static async Task WaitAsync(string what, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(20, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"Waited in vain for {what}.");
        }
    }

    private static IEnumerable<int> All() => Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0).Where(id => id != 0);

    /// <summary>The fields from the third on: state, parent… The second, in parentheses, may hold blanks.</summary>
    private static string[]? Stat(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
