using System.Security.Cryptography;
using DevFlow.Hosting.Local;

namespace DevFlow.Hosting.Dashboard;

/// <summary>Prints links that open the dashboard, each once: whoever sees the terminal may see the dashboard.</summary>
internal sealed class DashboardLinks(Notices notices, TimeProvider time)
{
    // Anybody on this machine can have a new one printed; nobody may fill the terminal with them.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private long? _printed;

    public static string NewToken() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    public void Print(string url, string token)
    {
        lock (_gate)
            _printed = time.GetTimestamp();
        notices.Link("Dashboard", $"{url}/login?t={token}");
    }

    /// <summary>Prints another one, unless the last was printed just now.</summary>
    /// <param name="url">Where the dashboard is.</param>
    /// <param name="tell">Tells the dashboard of the token, before anybody can come with it.</param>
    public async Task PrintAnotherAsync(string url, Func<string, Task> tell)
    {
        lock (_gate)
        {
            if (_printed is { } last && time.GetElapsedTime(last) < Pause)
                return;
            _printed = time.GetTimestamp();
        }

        var token = NewToken();
        await tell(token);
        Print(url, token);
    }
}
