using System.Text.Json;

namespace DevFlow.Hosting.Local;

/// <summary>What is known of a process that outlives the application. No value of its environment: only whether it is the same.</summary>
/// <param name="Process">Which process it is.</param>
/// <param name="Signal">The signal that asks it to end.</param>
/// <param name="Fingerprint">How it was started.</param>
/// <param name="Ports">The port of each of its endpoints, by name.</param>
internal sealed record PersistentRecord(ProcessIdentity Process, StopSignal Signal, LaunchFingerprint Fingerprint, IReadOnlyDictionary<string, int> Ports)
{
    public static PersistentRecord? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<PersistentRecord>(File.ReadAllBytes(path)) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            // Half a record of a host that was killed while it wrote; its process is a stranger now.
            return null;
        }
    }

    public Task WriteAsync(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return PrivateFile.WriteAsync(path, JsonSerializer.Serialize(this), CancellationToken.None);
    }
}
