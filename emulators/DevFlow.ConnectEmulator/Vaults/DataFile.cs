using System.Text.Json;

namespace DevFlow.ConnectEmulator;

/// <summary>What the vaults hold, kept between two starts: whole or not at all, and for its owner's eyes only.</summary>
internal sealed class DataFile(string path)
{
    private const int Format = 1;

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public bool Exists => File.Exists(Path);

    /// <exception cref="ConnectEmulatorException">The file is not one of ours, or broken. It stays as it is.</exception>
    public VaultState Read()
    {
        try
        {
            var content = JsonSerializer.Deserialize<Content>(File.ReadAllBytes(Path), _json);
            return content?.Format != Format ? throw Refused("", $"it is not of format {Format}")
                : IsSound(content) ? new VaultState([.. content.Vaults])
                : throw Refused("", "an entry of one of its lists is null, or two vaults or items have one id");
        }
        catch (JsonException e)
        {
            // The exception's own text may quote what stands there.
            throw Refused($":{(e.LineNumber ?? 0) + 1}:{(e.BytePositionInLine ?? 0) + 1}", "it is broken here");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refused("", $"it cannot be read: {e.Message}");
        }
    }

    public void Write(VaultState state)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var temporary = $"{Path}.{Environment.ProcessId}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(temporary, options))
        {
            JsonSerializer.Serialize(stream, new Content(Format, [.. state.Vaults]), _json);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, Path, overwrite: true);
    }

    // What the serializer lets pass.
    private static bool IsSound(Content content)
    {
        if (content.Vaults.Contains(null!) || content.Vaults.Any(vault => vault.Items.Contains(null!)))
            return false;
        var items = content.Vaults.SelectMany(vault => vault.Items).ToList();
        var parts = items.SelectMany(item => (IEnumerable<object?>[])[item.Fields, item.Sections, item.Files, item.Tags, item.Urls])
            .SelectMany(list => list);
        var ids = content.Vaults.Select(vault => vault.Id).Concat(items.Select(item => item.Id)).ToList();
        return !parts.Contains(null) && ids.Distinct(StringComparer.Ordinal).Count() == ids.Count;
    }

    private ConnectEmulatorException Refused(string place, string why) => new(
        [$"{Path}{place}: the data file is refused, and left as it is: {why}. Repair it, or move it away to start from the vault file"]);

    private sealed record Content(int Format, Vault[] Vaults);
}
