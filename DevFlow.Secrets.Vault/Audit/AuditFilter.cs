namespace DevFlow.Secrets.Vault;

/// <summary>Which records of the audit are wanted. What is null is not asked for.</summary>
public sealed record AuditFilter
{
    /// <summary>The key that was accessed.</summary>
    public string? Key { get; init; }

    /// <summary>On whose behalf, as <c>user:&lt;id&gt;</c>.</summary>
    public string? User { get; init; }

    /// <summary>Which service wrote it.</summary>
    public string? Service { get; init; }

    /// <summary><c>system</c>, <c>user</c> or <c>project</c>.</summary>
    public string? Tier { get; init; }

    /// <summary>One of <see cref="SecretOutcomes"/>.</summary>
    public string? Outcome { get; init; }

    /// <summary>The kind of record, or <c>all</c>. Default those that tell of accesses: <c>access</c>, <c>reads</c> and <c>gap</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>The first moment.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The moment before which the last record is.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The W3C trace id.</summary>
    public string? Trace { get; init; }

    /// <summary>Says everything that is wrong with it.</summary>
    /// <exception cref="VaultException">Something is.</exception>
    public void Check()
    {
        List<string> problems = [];
        OneOf("tier", Tier, ["system", "user", "project"]);
        OneOf("outcome", Outcome, SecretOutcomes.All);
        OneOf("kind", Kind, [AuditFormat.Access, AuditFormat.Reads, AuditFormat.Gap, AuditFormat.Header, AuditFormat.Recovered, AuditFormat.Anchored, AuditFormat.Closed, "all"]);
        if (From > To)
            problems.Add("'from' is later than 'to'");
        foreach (var (name, text) in new[] { ("key", Key), ("user", User), ("service", Service), ("trace", Trace) })
        {
            if (text?.Contains('\0', StringComparison.Ordinal) is true)
                problems.Add($"'{name}' has a character U+0000, which no record has");
        }

        if (problems.Count > 0)
            throw new VaultException(VaultError.Invalid, $"{string.Join("; ", problems)}.");

        void OneOf(string name, string? value, IReadOnlyList<string> known)
        {
            if (value is not null && !known.Contains(value, StringComparer.Ordinal))
                problems.Add($"'{name}' is one of {string.Join(", ", known)}");
        }
    }
}
