namespace DevFlow.Hosting.Local;

/// <summary>Finds programs as a shell does.</summary>
internal static class ExecutablePath
{
    public static string? Find(string program)
    {
        if (Path.IsPathFullyQualified(program))
            return File.Exists(program) ? program : null;
#pragma warning disable RS0030 // PATH is neither a secret nor a setting of ours, and the child is found by the same PATH as it runs with.
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
#pragma warning restore RS0030
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat"] : [""];
        return folders.SelectMany(folder => endings.Select(ending => Path.Combine(folder, program + ending))).FirstOrDefault(File.Exists);
    }
}
