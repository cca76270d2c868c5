using Dapper;

namespace DevFlow.Secrets.Vault;

/// <summary>Ends links that share: those of a principal, or those of a secret by the name that their creators gave it. What was opened is known.</summary>
internal sealed class LinkWork(ShareLinks links) : IIncidentWork
{
    private const string Creators = "SELECT DISTINCT creator FROM devflow.share_links WHERE ended_at IS NULL AND expires_at > now() AND devflow.is_among(creator, @Subject) ORDER BY creator";

    public string Kind => IncidentActionKinds.RevokeLinks;

    public async Task<IncidentOutcome> DoAsync(IncidentContext context, CancellationToken cancellationToken)
    {
        var subject = context.Action.Subject;
        var ended = 0;
        if (IsOfSecret(subject))
            ended = (await links.RevokeAllAsync(IncidentRunner.Identity, creator: null, subject, cancellationToken)).Count;
        foreach (var creator in await context.Connection.QueryAsync<string>(new CommandDefinition(Creators, new { Subject = subject }, cancellationToken: cancellationToken)))
            ended += (await links.RevokeAllAsync(IncidentRunner.Identity, creator, secret: null, cancellationToken)).Count;
        return IncidentOutcome.Done($"links ended: {ended}");
    }

    // Principals have a colon, keys have none.
    private static bool IsOfSecret(string subject) => subject is not "*" && !subject.Contains(':', StringComparison.Ordinal);
}
