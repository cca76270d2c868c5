namespace DevFlow.AppHost.Tests;

/// <summary>The processes of this machine as /proc tells them.</summary>
internal static class ProcessList
{
    /// <summary>The live processes whose command line or environment names a text; those of tests bear their root folder.</summary>
    public static IReadOnlyList<int> Naming(string text) => [.. Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
        .Where(id => id != 0 && id != Environment.ProcessId)
        .Where(id => Read(id, "cmdline").Contains(text, StringComparison.Ordinal) || Read(id, "environ").Contains(text, StringComparison.Ordinal))
        // A zombie has ended; only its parent has not looked yet.
        .Where(id => !Read(id, "stat").Contains(") Z ", StringComparison.Ordinal))];

    /// <summary>Waits until no process names a text any more.</summary>
    public static async Task GoneAsync(string text, CancellationToken cancellationToken)
    {
        // Ends are not told to strangers; asking again is all there is.
        while (Naming(text).Count > 0)
            await Task.Delay(50, cancellationToken);
    }

    public static string CommandLine(int id) => Read(id, "cmdline");

    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{file}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
