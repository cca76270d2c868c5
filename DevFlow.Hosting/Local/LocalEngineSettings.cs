using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace DevFlow.Hosting.Local;

/// <summary>Reads the engine's settings: <c>LocalEngine:StopGrace</c>, <c>LocalEngine:Restart:Limit</c> and the like. All that cannot be read is said at once.</summary>
internal sealed class LocalEngineSettings(IConfiguration configuration)
{
    private const string Section = "LocalEngine:";

    private readonly List<string> _faults = [];

    /// <exception cref="DistributedApplicationException">Some cannot be read.</exception>
    public LocalEngineOptions Read(string dataDirectory, bool randomizePorts, bool quiet)
    {
        var defaults = new LocalEngineOptions { DataDirectory = dataDirectory };
        var restart = RestartPolicy.Default;
        var options = defaults with
        {
            RandomizePorts = randomizePorts,
            Quiet = quiet,
            StopGrace = Duration("StopGrace", defaults.StopGrace),
            HealthyWithin = Duration("HealthyWithin", defaults.HealthyWithin),
            LogFileSize = Number("LogFileSize", (int)defaults.LogFileSize, atLeast: 1024),
            LogFiles = Number("LogFiles", defaults.LogFiles, atLeast: 1),
            Restart = new(
                Number("Restart:Limit", restart.Limit, atLeast: 0),
                Duration("Restart:Pause", restart.Pause),
                Duration("Restart:LongestPause", restart.LongestPause),
                Duration("Restart:Steady", restart.Steady)),
        };
        return _faults.Count == 0 ? options : throw new DistributedApplicationException(string.Join(' ', _faults));
    }

    private TimeSpan Duration(string name, TimeSpan whenMissing)
    {
        var text = configuration[Section + name];
        if (string.IsNullOrWhiteSpace(text))
            return whenMissing;
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) && duration >= TimeSpan.Zero)
            return duration;
        _faults.Add($"{Section}{name} is '{text}', which is no duration; write hours:minutes:seconds, such as 00:02:00.");
        return whenMissing;
    }

    private int Number(string name, int whenMissing, int atLeast)
    {
        var text = configuration[Section + name];
        if (string.IsNullOrWhiteSpace(text))
            return whenMissing;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= atLeast)
            return number;
        _faults.Add($"{Section}{name} is '{text}'; write a whole number, at least {atLeast}.");
        return whenMissing;
    }
}
