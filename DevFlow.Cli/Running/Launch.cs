using System.Diagnostics;
using DevFlow.Secrets;

namespace DevFlow.Cli.Running;

/// <summary>Starts a program with the secrets in its environment.</summary>
internal static class Launch
{
    /// <returns>The exit code of the program.</returns>
    /// <exception cref="RunException">It cannot be started, or what it needs cannot be had.</exception>
    public static async Task<int> RunAsync(
        SecretsWorkspace workspace, EnvFiles files, IReadOnlyList<string> command, bool isMasking, CancellationToken cancellationToken)
    {
        // The environment of devflow itself to begin with.
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { UseShellExecute = false };
        var variables = await new ValueGathering(workspace, files, start.Environment).GatherAsync(cancellationToken);
        foreach (var (key, value) in variables.All)
            start.Environment[key] = value;

        var masksOutput = isMasking && !Descriptors.IsForEyesOnly(Descriptors.Output);
        var masksError = isMasking && !Descriptors.IsForEyesOnly(Descriptors.Error);
        List<string> masked = masksOutput || masksError ? [.. variables.Masked().Where(SecretScrubber.CanMask)] : [];
        if ((masksOutput || masksError) && variables.TooShort().ToList() is { Count: > 0 } tooShort)
            Talk.Warning($"not masked, as it would mask too much: {string.Join(", ", tooShort)} (fewer than {SecretScrubber.MinimumLength} characters)");

        if (OperatingSystem.IsWindows())
        {
            await workspace.DisposeAsync();
            (start.RedirectStandardOutput, start.RedirectStandardError) = (masksOutput && masked.Count > 0, masksError && masked.Count > 0);
            return await new WindowsProgram(start).RunAsync(masked);
        }

        var path = ProgramPath.Find(command[0], start.Environment.TryGetValue("PATH", out var folders) ? folders : null);
        var image = new ProgramImage(path, command, start.Environment);
        if (masked.Count > 0)
            return await new MaskedProgram(image, masksOutput, masksError).RunAsync(masked, workspace);

        // Every access is on record. Its anchor, for which the disk is waited for three times, is left to the next process that keeps the audit, as it is when a
        // process is killed.
        image.Execute();
        throw new UnreachableException();
    }
}
