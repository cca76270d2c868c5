using System.Text.Json;

namespace DevFlow.Hosting.Local;

/// <summary>Keeps generated parameters between runs, in a file that only its owner can read.</summary>
internal sealed class ParameterStore(string directory)
{
    private static readonly Lock Gate = new();
    private readonly string _path = Path.Combine(directory, "parameters.json");

    public string GetOrAdd(string name, Func<string> make)
    {
        lock (Gate)
        {
            var values = Read();
            if (!values.TryGetValue(name, out var value))
            {
                values[name] = value = make();
                Write(values);
            }

            return value;
        }
    }

    private Dictionary<string, string> Read()
    {
        if (!File.Exists(_path))
            return new(StringComparer.Ordinal);
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(_path)) ?? new(StringComparer.Ordinal);
        }
        catch (JsonException)
        {
#pragma warning disable MA0054 // Not embedded: the exception quotes the text that it could not read, and a password could be in it.
            throw new DistributedApplicationException(
                $"{_path} is not valid JSON. It keeps generated passwords, such as that of the database in the same folder: repair it, or delete the whole folder to start anew.");
#pragma warning restore MA0054
        }
    }

    private void Write(Dictionary<string, string> values)
    {
        Directory.CreateDirectory(directory);
        var fresh = $"{_path}.{Environment.ProcessId}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(fresh, options))
        {
            JsonSerializer.Serialize(file, values);
            file.Flush(flushToDisk: true);
        }

        File.Move(fresh, _path, overwrite: true);
    }
}
