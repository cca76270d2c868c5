using DevFlow.KnowledgeHub.Api;
using DevFlow.Secrets;

namespace DevFlow.KnowledgeHub.Documents;

/// <summary>Puts on record who brings documents in and who takes them away, before it is done: what cannot be put on record is not done, where the audit is required.</summary>
internal sealed class DocumentAudit(SecretsWorkspace workspace)
{
    public ValueTask WrittenAsync(Guid id, Caller caller, CancellationToken cancellationToken) => RecordAsync(id, caller, SecretOutcomes.Written, cancellationToken);

    public ValueTask RemovedAsync(Guid id, Caller caller, CancellationToken cancellationToken) => RecordAsync(id, caller, SecretOutcomes.Removed, cancellationToken);

    /// <summary>Somebody tried what is another's to do.</summary>
    public ValueTask DeniedAsync(Guid id, Caller caller, CancellationToken cancellationToken) => RecordAsync(id, caller, SecretOutcomes.Denied, cancellationToken);

    /// <summary>A document was refused for a secret in it: which, this says and the answer to a member does not.</summary>
    public ValueTask RefusedAsync(string secret, Caller caller, CancellationToken cancellationToken) => RecordAsync($"secrets/{secret}", caller, SecretOutcomes.Denied, cancellationToken);

    /// <summary>Somebody sends more than anybody may; how often, the record says too.</summary>
    public ValueTask LimitedAsync(Caller caller, CancellationToken cancellationToken) => workspace.CountAsync(AccessOf("limit", caller, SecretOutcomes.Denied), cancellationToken);

    private ValueTask RecordAsync(Guid id, Caller caller, string outcome, CancellationToken cancellationToken) => RecordAsync($"{id}", caller, outcome, cancellationToken);

    private ValueTask RecordAsync(string what, Caller caller, string outcome, CancellationToken cancellationToken) =>
        workspace.RecordAsync(AccessOf(what, caller, outcome), cancellationToken);

    private static SecretAccess AccessOf(string what, Caller caller, string outcome) =>
        new() { Key = $"api:documents/{what}", Tier = SecretTier.System, Outcome = outcome, User = caller.Principal };
}
