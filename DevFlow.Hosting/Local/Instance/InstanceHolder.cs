using System.Text.Json;

namespace DevFlow.Hosting.Local;

/// <summary>Who uses a data folder. No command line: it could hold a secret.</summary>
/// <param name="ProcessId">The app host's process id.</param>
/// <param name="Program">The program's name.</param>
/// <param name="Since">When it started.</param>
internal sealed record InstanceHolder(int ProcessId, string Program, DateTimeOffset Since)
{
    public static InstanceHolder? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<InstanceHolder>(File.ReadAllBytes(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            // It is written this very moment, or was never finished.
            return null;
        }
    }

    public void Write(string path) => File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(this));
}
