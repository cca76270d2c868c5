namespace DevFlow.Secrets.Vault;

/// <summary>
/// Does one kind of action. It may be done again after a crash, also by another process, when it was done already or to a part: it has to come to the same
/// end. What it throws is tried again later.
/// </summary>
public interface IIncidentWork
{
    /// <summary>One of <see cref="IncidentActionKinds"/>.</summary>
    string Kind { get; }

    /// <summary>Does it, or looks how far it is.</summary>
    /// <param name="context">The action.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IncidentOutcome> DoAsync(IncidentContext context, CancellationToken cancellationToken);
}
