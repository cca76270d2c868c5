using DevFlow.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace DevFlow.Hosting.Local;

/// <summary>Runs Qdrant from its own program where this machine has it, else an emulator; either takes the settings that the container takes.</summary>
/// <typeparam name="TEmulator">The emulator's project.</typeparam>
internal sealed class QdrantServerStandIn<TEmulator>(IConfiguration configuration, ExecutablePath path) : ILocalStandIn
    where TEmulator : IProjectMetadata, new()
{
    public const string BinaryKey = "LocalEngine:QdrantBinary";

    public Task<StandInResult> PrepareAsync(IResource resource, StandInContext context, CancellationToken cancellationToken)
    {
        var server = (QdrantServerResource)resource;
        var program = Program(server, context);
        var storage = Path.Combine(context.DataDirectory, "storage");
        Directory.CreateDirectory(storage);
        return Task.FromResult(StandInResult.Run(program with
        {
            // Its own files, such as snapshots that nobody asked to put elsewhere, belong to the data too.
            WorkingDirectory = context.DataDirectory,
            Environment = ChildEnvironment.Of(new Dictionary<string, string>(context.Environment, StringComparer.Ordinal)
            {
                ["QDRANT__SERVICE__HOST"] = "127.0.0.1",
                ["QDRANT__SERVICE__HTTP_PORT"] = $"{server.HttpEndpoint.Port}",
                ["QDRANT__SERVICE__GRPC_PORT"] = $"{server.PrimaryEndpoint.Port}",
                ["QDRANT__STORAGE__STORAGE_PATH"] = storage,
                ["QDRANT__STORAGE__SNAPSHOTS_PATH"] = Path.Combine(context.DataDirectory, "snapshots"),
                ["QDRANT__TELEMETRY_DISABLED"] = "true",
            }),
            Restart = true,
        }));
    }

    private LaunchSpec Program(QdrantServerResource server, StandInContext context)
    {
        var named = configuration[BinaryKey];
        if (path.Find(string.IsNullOrEmpty(named) ? "qdrant" : named, context.DataDirectory) is { } found)
            return new() { FileName = found, WorkingDirectory = context.DataDirectory };
        if (!string.IsNullOrEmpty(named))
            throw new DistributedApplicationException($"'{server.Name}' cannot be started: there is no program {named}. Correct DEVFLOW_QDRANT_BINARY, or unset it to use the emulator.");

        context.Say("there is no qdrant program on PATH: an emulator stands in for it, which searches exactly and serves REST alone, no gRPC");
        return ProjectLaunch.Of<TEmulator>(server.Name, context.Say);
    }
}
