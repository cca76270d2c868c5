namespace DevFlow.Secrets.Vault;

/// <summary>What a rotator is told of the run that it works for.</summary>
public sealed record RotationContext
{
    /// <summary>The run. It is the same at every attempt, so it can mark at a provider what was made for it.</summary>
    public required Guid Run { get; init; }

    /// <summary>The secret, as the catalog has it; of a project's, its tier and its key <c>project/&lt;project&gt;/&lt;environment&gt;/&lt;KEY&gt;</c>.</summary>
    public required CatalogEntry Entry { get; init; }

    /// <summary>The value that was in force when the run began.</summary>
    public required SecretValue Current { get; init; }

    /// <summary>The value that is to take its place; null as long as there is none.</summary>
    public SecretValue? Candidate { get; init; }

    /// <summary>What earlier steps of the run kept, and this one keeps for later ones.</summary>
    public RotationNotes Notes { get; init; } = new();

    /// <summary>The value that is to take its place.</summary>
    /// <exception cref="InvalidOperationException">There is none yet.</exception>
    public SecretValue GetCandidate() => Candidate ?? throw new InvalidOperationException("There is no candidate yet.");
}
