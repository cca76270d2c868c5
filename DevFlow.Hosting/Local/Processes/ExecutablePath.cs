using Microsoft.Extensions.Configuration;

namespace DevFlow.Hosting.Local;

/// <summary>Finds programs as a shell does: by PATH, as the host's configuration has it from its environment.</summary>
internal sealed class ExecutablePath(IConfiguration configuration)
{
    private static readonly string[] Endings = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat", ""] : [""];

    /// <param name="program">A name to be found on PATH, or a path.</param>
    /// <param name="workingDirectory">What a relative path is relative to.</param>
    public string? Find(string program, string workingDirectory = "/")
    {
        if (program.Contains(Path.DirectorySeparatorChar) || program.Contains(Path.AltDirectorySeparatorChar))
            return FirstOf(Path.GetFullPath(program, Path.GetFullPath(workingDirectory)));
        return (configuration["PATH"] ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => FirstOf(Path.Combine(folder, program)))
            .FirstOrDefault(found => found is not null);
    }

    private static string? FirstOf(string path) => Endings.Select(ending => path + ending).FirstOrDefault(File.Exists);
}
