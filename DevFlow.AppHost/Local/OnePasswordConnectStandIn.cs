using DevFlow.Hosting.Local;

namespace DevFlow.AppHost;

/// <summary>Runs the emulator of 1Password Connect in the server's place, with vaults of its own that it keeps.</summary>
internal sealed class OnePasswordConnectStandIn : ILocalStandIn
{
    public async Task<StandInResult> PrepareAsync(IResource resource, StandInContext context, CancellationToken cancellationToken)
    {
        var connect = (OnePasswordConnectResource)resource;
        var vaults = await LocalVaults.EnsureAsync(context.DataDirectory, cancellationToken);
        var changed = Path.Combine(context.DataDirectory, "vaults.json");
        context.Say("an emulator stands in for 1Password Connect: file permissions alone guard what it holds");
        context.Say(File.Exists(changed)
            ? $"its secrets are those of {changed}, since they were changed through Connect; without that file they are those of {vaults}"
            : $"its secrets are those of {vaults}, which is yours to edit");
        var program = ProjectLaunch.Of<Projects.DevFlow_ConnectEmulator>(connect.Name, context.Say);
        return StandInResult.Run(program with
        {
            Arguments = [.. program.Arguments, "--vaults", vaults, "--data", changed, "--urls", connect.HttpEndpoint.Url],
            Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["OP_CONNECT_TOKEN"] = await connect.Token.GetValueAsync(cancellationToken) },
            Restart = true,
        });
    }
}
