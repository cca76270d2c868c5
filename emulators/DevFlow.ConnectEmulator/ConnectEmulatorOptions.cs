namespace DevFlow.ConnectEmulator;

/// <summary>How an emulator is started.</summary>
public sealed record ConnectEmulatorOptions
{
    internal const int DefaultInlineFileSize = 100;

    /// <summary>A YAML file of vaults and tokens, as the README describes it; none by default.</summary>
    public string? VaultsFile { get; init; }

    /// <summary>The same as a text, in place of a file; none by default.</summary>
    public string? VaultsYaml { get; init; }

    /// <summary>
    /// A file that keeps changes over a restart; none by default. When it is there, the vaults come from it and only the tokens from YAML.
    /// </summary>
    public string? DataFile { get; init; }

    /// <summary>A token that is taken beside those of the vault file, with every right; none by default.</summary>
    public string? Token { get; init; }

    /// <summary>Where to listen: http, on the loopback interface; a port of its own choice by default.</summary>
    public string Url { get; init; } = "http://127.0.0.1:0";

    /// <summary>The time that stamps, expiries, one-time passwords and set delays go by; that of the machine by default.</summary>
    public TimeProvider? TimeProvider { get; init; }

    /// <summary>Whether nothing is written to the console; it is by default.</summary>
    public bool Quiet { get; init; }

    /// <summary>Whether a filter tells upper from lower case; it does not by default.</summary>
    public bool ExactTitles { get; init; }

    /// <summary>
    /// The largest file that comes inline, in KB; 100 by default. Connect calls it OP_MAX_INLINE_FILE_SIZE_KB and states no default.
    /// </summary>
    public int MaxInlineFileSizeKilobytes { get; init; } = DefaultInlineFileSize;
}
