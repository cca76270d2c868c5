using DevFlow.Secrets;

namespace DevFlow.Cli.Running;

/// <summary>The files named with --env-file, as one: of a key that several set, the last counts.</summary>
internal sealed class EnvFiles
{
    private readonly Dictionary<string, DotEnvEntry> _byKey = new(StringComparer.Ordinal);

    /// <summary>What sets a key, unless to nothing, which counts as not set as it does in .env.</summary>
    public IReadOnlyDictionary<string, DotEnvEntry> ByKey => _byKey;

    /// <summary>Reads them in the dialect of .env; a ${NAME} may name a key of an earlier one.</summary>
    /// <exception cref="ProblemsException">One is missing or has a fault.</exception>
    public static EnvFiles Read(IReadOnlyList<string> paths)
    {
        var files = new EnvFiles();
        var faults = new List<Problem>();
        foreach (var path in paths)
        {
            var document = DotEnvFile.Load(Path.GetFullPath(path), path, files.Lookup);
            if (!document.Exists)
                faults.Add(new(path, "there is no such file", Remedy: null, ExitCodes.Usage));
            foreach (var fault in document.Diagnostics)
                Judge(fault, faults);
            foreach (var entry in document.Entries.Where(entry => !entry.IsEmpty))
                files._byKey[entry.Key] = entry;
        }

        return faults.Count == 0
            ? files
            : throw new ProblemsException("what --env-file names cannot be read, and nothing is started", "mend the files, or leave them out", faults);
    }

    private static void Judge(DotEnvDiagnostic fault, List<Problem> faults)
    {
        var place = $"{fault.Path}:{fault.Line}:{fault.Column}";
        if (fault.Severity is FindingSeverity.Error)
            faults.Add(new(place, fault.Message, Remedy: null, ExitCodes.Usage));
        else if (fault.Severity is FindingSeverity.Warning)
            Talk.Warning($"{place}: {fault.Message}");
    }

    private string? Lookup(string name) => _byKey.TryGetValue(name, out var entry) ? entry.Reveal() : EnvironmentSource.Read(name);
}
