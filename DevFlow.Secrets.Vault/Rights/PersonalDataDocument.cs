namespace DevFlow.Secrets.Vault;

/// <summary>All that the platform has of one person, for the person and for programs. It holds values.</summary>
public sealed record PersonalDataDocument
{
    /// <summary>What <see cref="Format"/> says now.</summary>
    public const string CurrentFormat = "devflow-personal-data/1";

    /// <summary>The form of this document; another one has another number.</summary>
    public string Format { get; init; } = CurrentFormat;

    /// <summary>When it was put together.</summary>
    public required DateTimeOffset ExportedAt { get; init; }

    /// <summary>The account.</summary>
    public required UserAccount Profile { get; init; }

    /// <summary>The person's secrets, by name, each read when it is its turn.</summary>
    public required IAsyncEnumerable<ExportedSecret> Secrets { get; init; }

    /// <summary>The projects that the person is a member of. What is in them is theirs.</summary>
    public required IReadOnlyList<ExportedMembership> Memberships { get; init; }

    /// <summary>What the person has been granted of projects; what has expired is forgotten in time.</summary>
    public required IReadOnlyList<ExportedGrant> Grants { get; init; }

    /// <summary>The person's leases of the last 90 days, newest first.</summary>
    public required IReadOnlyList<Lease> Leases { get; init; }

    /// <summary>The links by which the person has shared something in the last 90 days, newest first. What is shared is not among it: it opens nowhere here.</summary>
    public required IReadOnlyList<ShareLink> ShareLinks { get; init; }

    /// <summary>The person's keys of the API, without what they are.</summary>
    public required IReadOnlyList<ApiKey> ApiKeys { get; init; }

    /// <summary>The person's accounts elsewhere. Their tokens are among the secrets.</summary>
    public required IReadOnlyList<AccountConnection> Accounts { get; init; }

    /// <summary>The person's sessions.</summary>
    public required IReadOnlyList<ExportedSession> Sessions { get; init; }

    /// <summary>What the audit has of the person, oldest first.</summary>
    public required IAsyncEnumerable<StoredAuditRecord> Audit { get; init; }

    /// <summary>The form and nothing else.</summary>
    public override string ToString() => Format;
}
