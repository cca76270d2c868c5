using DevFlow.Hosting.Local;

namespace DevFlow.AppHost;

/// <summary>The emulator is both halves of a Connect server.</summary>
internal sealed class OnePasswordSyncStandIn : ILocalStandIn
{
    public Task<StandInResult> PrepareAsync(IResource resource, StandInContext context, CancellationToken cancellationToken)
    {
        context.Say("nothing to fetch: the emulator of 1Password Connect has its vaults in a file");
        return Task.FromResult(StandInResult.Ready);
    }
}
