using DevFlow.Hosting.ApplicationModel;
using DevFlow.Hosting.Local;

namespace DevFlow.Hosting.Tests.Support;

/// <summary>Runs the script of a <see cref="ScriptContainer"/>, and again when it ends.</summary>
internal sealed class ScriptStandIn(Microsoft.Extensions.Hosting.IHostEnvironment host) : ILocalStandIn
{
    public Task<StandInResult> PrepareAsync(IResource resource, StandInContext context, CancellationToken cancellationToken) =>
        Task.FromResult(StandInResult.Run(new()
        {
            FileName = "/bin/sh",
            Arguments = ["-c", ((ScriptContainer)resource).Script],
            WorkingDirectory = host.ContentRootPath,
            Environment = context.Environment.ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.Ordinal),
            Restart = true,
        }));
}
