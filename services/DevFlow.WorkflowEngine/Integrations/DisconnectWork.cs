using DevFlow.Secrets;
using DevFlow.Secrets.Vault;

namespace DevFlow.WorkflowEngine.Integrations;

/// <summary>Ends what a person's account at a provider has granted, as an action about a breach. A provider that does not answer is asked for some minutes; then the tokens are forgotten all the same, and the rest is left to people.</summary>
internal sealed class DisconnectWork(AccountProvider provider, Providers providers, ProviderDisconnect disconnect) : IIncidentWork
{
    // Pauses double from two seconds on: four minutes.
    private const int MostAttempts = 7;

    private static readonly TimeSpan _look = TimeSpan.FromSeconds(1);

    public string Kind => IncidentActionKinds.Disconnect(provider.Name);

    public async Task<IncidentOutcome> DoAsync(IncidentContext context, CancellationToken cancellationToken)
    {
        var user = Guid.Parse(context.Action.Subject["user:".Length..]);
        var (application, missing) = await providers.FindAsync(provider, cancellationToken);
        var isLast = context.Action.Attempts + 1 >= MostAttempts;
        try
        {
            return await disconnect.RunAsync(user, provider, application, isLast, cancellationToken) switch
            {
                DisconnectOutcome.Busy => IncidentOutcome.Later(_look),
                DisconnectOutcome.NoAccount => IncidentOutcome.Done($"there is no account at {provider.Title} any more"),
                DisconnectOutcome.Ended => IncidentOutcome.Done($"ended at {provider.Title}, and its tokens forgotten here; the person connects it anew"),
                _ => IncidentOutcome.ForPerson($"its tokens are forgotten here, but {ReasonOf(missing)}. Have the person take DevFlow away at {provider.Applications}, and say when it is done"),
            };
        }
        catch (ProviderException fault)
        {
            throw new VaultException(VaultError.Unavailable, fault.Message, fault);
        }
    }

    private string ReasonOf(IReadOnlyList<string> missing) => missing.Count > 0
        ? $"{provider.Title} was not asked to end them, since {string.Join(", ", missing)} {(missing.Count == 1 ? "is" : "are")} not set or cannot be used"
        : $"{provider.Title} does not say that they are ended";
}
