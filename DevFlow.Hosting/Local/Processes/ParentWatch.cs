using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace DevFlow.Hosting.Local;

/// <summary>
/// Stops the application when the <c>dotnet run</c> that started it is killed: the host would live on, out of sight,
/// with every port taken.
/// </summary>
internal sealed class ParentWatch(IConfiguration configuration, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Set by `dotnet run` when it starts a project by a launch profile. A host started by hand may outlive its parent.
        if (configuration["DOTNET_LAUNCH_PROFILE"] is null || Parent() is not { } parent)
            return;

        using (parent)
            await parent.WaitForExitAsync(stoppingToken);
        lifetime.StopApplication();
    }

    /// <summary>The parent's process id is the fourth field of <c>/proc/self/stat</c>; the second may hold blanks, in parentheses.</summary>
    private static Process? Parent()
    {
        const string stat = "/proc/self/stat";
        if (!File.Exists(stat))
            return null;
        var text = File.ReadAllText(stat);
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        try
        {
            return Process.GetProcessById(int.Parse(fields[1]));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
