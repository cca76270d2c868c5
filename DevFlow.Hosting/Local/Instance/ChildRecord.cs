using System.Globalization;

namespace DevFlow.Hosting.Local;

/// <summary>
/// Remembers the processes of a run in <c>processes</c>, so that the next run can end what is left of them. The watchdog ends them with
/// the host; this is for when the watchdog was killed as well. Lines: <c>+ PID STARTED SIGNAL</c>, <c>- PID</c>.
/// </summary>
internal sealed class ChildRecord(LocalEngineOptions options) : IDisposable
{
    private readonly string _path = Path.Combine(options.DataDirectory, "processes");
    private readonly Lock _gate = new();
    private StreamWriter? _file;

    /// <summary>Those of the last run that it did not see end, each with the signal that asks it to.</summary>
    public IReadOnlyList<(ProcessIdentity Process, StopSignal Signal)> Last()
    {
        if (!File.Exists(_path))
            return [];
        var left = new Dictionary<int, (ProcessIdentity, StopSignal)>();
        foreach (var line in File.ReadLines(_path))
        {
            // A host that is killed while it writes leaves half a line; the watchdog knows of that process.
            if (line.Split(' ') is ["+", var id, var started, var signal] && int.TryParse(id, out var added) && int.TryParse(signal, out var number))
                left[added] = (new(added, started), (StopSignal)number);
            else if (line.Split(' ') is ["-", var gone] && int.TryParse(gone, out var removed))
                left.Remove(removed);
        }

        return [.. left.Values];
    }

    /// <summary>Begins anew, for this run.</summary>
    public void Open()
    {
        lock (_gate)
            _file = new(new FileStream(_path, FileMode.Create, FileAccess.Write, FileShare.Read)) { AutoFlush = true };
    }

    public void Add(int id, StopSignal signal)
    {
        if (ProcessIdentity.Of(id) is { } process)
            Write(string.Create(CultureInfo.InvariantCulture, $"+ {process.Id} {process.Started} {(int)signal}"));
    }

    public void Remove(int id) => Write(string.Create(CultureInfo.InvariantCulture, $"- {id}"));

    public void Dispose()
    {
        lock (_gate)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    private void Write(string line)
    {
        lock (_gate)
        {
            try
            {
                _file?.WriteLine(line);
            }
            catch (IOException)
            {
                // A full disk stops no resource, and the watchdog guards it all the same.
                _file = null;
            }
        }
    }
}
