using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace DevFlow.Cli.Running;

/// <summary>Finds the program as a shell does.</summary>
internal static class ProgramPath
{
    private const int NotFound = 127;
    private const int NotExecutable = 126;

    // ENOENT and ERROR_FILE_NOT_FOUND; EACCES.
    private const int NoEntry = 2;
    private const int NoPermission = 13;

    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <param name="name">As typed: a path when it has a slash.</param>
    /// <param name="path">PATH, as the program will have it.</param>
    /// <exception cref="RunException">There is none, or it is no program.</exception>
    [UnsupportedOSPlatform("windows")]
    public static string Find(string name, string? path)
    {
        if (name.Contains('/'))
            return IsProgram(name) ? name : throw (File.Exists(name) || Directory.Exists(name) ? Refused(name) : Missing(name, "look at the path"));

        string? refused = null;
        foreach (var folder in (path ?? "/usr/bin:/bin").Split(':'))
        {
            var candidate = Path.Combine(folder.Length == 0 ? "." : folder, name);
            if (IsProgram(candidate))
                return candidate;
            if (name.Length > 0 && File.Exists(candidate))
                refused ??= candidate;
        }

        throw refused is null ? Missing(name, "look at PATH, or write the path of the program") : Refused(refused);
    }

    /// <summary>Why the system refuses to start it.</summary>
    /// <param name="fault">The number of its error.</param>
    /// <param name="name">As typed.</param>
    public static RunException Explain(int fault, string name) => fault switch
    {
        NoEntry => Missing(name, "the interpreter that its first line names may be what is missing"),
        NoPermission => Refused(name),
        _ => new(NotExecutable, $"{name} cannot be executed: {Marshal.GetPInvokeErrorMessage(fault)}", hint: null),
    };

    private static RunException Missing(string name, string hint) => new(NotFound, $"there is no program {name}", hint);

    private static RunException Refused(string name) => new(
        NotExecutable, $"{name} cannot be executed", Directory.Exists(name) ? "it is a folder" : $"if it is a program, 'chmod +x {name}' makes it executable");

    [UnsupportedOSPlatform("windows")]
    private static bool IsProgram(string path) => File.Exists(path) && (File.GetUnixFileMode(path) & AnyExecute) != UnixFileMode.None;
}
