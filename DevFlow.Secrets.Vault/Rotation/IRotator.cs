namespace DevFlow.Secrets.Vault;

/// <summary>
/// Replaces one kind of secret at whoever checks it. Where the value lies is not its affair; see <see cref="ISecretDestination"/>. Every step may be
/// done again after a crash, also by another process, when it was done already or to a part: it has to come to the same end. What it throws
/// fails the step; a <see cref="RotationException"/> is told to people, of all others only the type is where they are not DevFlow's own.
/// </summary>
public interface IRotator
{
    /// <summary>Its name, as the catalog's <c>rotator:</c> and records have it, such as <c>random-key</c>.</summary>
    string Name { get; }

    /// <summary>
    /// Whether the value before stops to work when there is a candidate. Such a run is never rolled back from then on: what fails is tried again.
    /// Default false.
    /// </summary>
    bool IsOneWay => false;

    /// <summary>
    /// Whether the candidate may be the value in force: whoever checks it has renewed it and left it as it is. Such a run is otherwise one like all.
    /// Default false.
    /// </summary>
    bool MayKeepValue => false;

    /// <summary>Whether <see cref="ProveAsync"/> sees that the value in force works; where it cannot, only a run shows it. Default true.</summary>
    bool CanProve => true;

    /// <summary>Whether it is the one for a secret for which the catalog names none.</summary>
    /// <param name="entry">The secret.</param>
    bool IsDefaultFor(CatalogEntry entry);

    /// <summary>How long the value before is accepted beside the new one where the catalog does not say; zero to retire it at once.</summary>
    /// <param name="entry">The secret.</param>
    TimeSpan OverlapOf(CatalogEntry entry);

    /// <summary>Proves that the value in force works, and that this rotator can replace it. Nothing may be changed by it.</summary>
    /// <param name="rotation">The run; it has no candidate.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task ProveAsync(RotationContext rotation, CancellationToken cancellationToken);

    /// <summary>Makes a candidate. It is kept before the next step; when the process dies before that, another one is made.</summary>
    /// <param name="rotation">The run; it has no candidate.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<SecretValue> CreateAsync(RotationContext rotation, CancellationToken cancellationToken);

    /// <summary>Makes the candidate valid at whoever checks it; the value in force stays valid.</summary>
    /// <param name="rotation">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task SetAsync(RotationContext rotation, CancellationToken cancellationToken);

    /// <summary>Tests that the candidate works, as those who use it would.</summary>
    /// <param name="rotation">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task TestAsync(RotationContext rotation, CancellationToken cancellationToken);

    /// <summary>Ends the validity of the value of before. When it is still in use it throws, and is asked again later.</summary>
    /// <param name="rotation">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task RetireAsync(RotationContext rotation, CancellationToken cancellationToken);

    /// <summary>Ends the validity of the candidate, if it has any, and leaves nothing behind; the value of before is in force again.</summary>
    /// <param name="rotation">The run; it may have no candidate.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task RollBackAsync(RotationContext rotation, CancellationToken cancellationToken);
}
