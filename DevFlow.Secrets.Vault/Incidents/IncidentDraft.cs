namespace DevFlow.Secrets.Vault;

/// <summary>What is found to be reachable, while it is being found.</summary>
internal sealed class IncidentDraft
{
    /// <summary>Of the platform's secrets and of projects', by key; true for the one that was named, which is acted on even where it is not to be found.</summary>
    public Dictionary<string, bool> Secrets { get; } = new(StringComparer.Ordinal);

    /// <summary>Whose leases end; null for nobody's.</summary>
    public string? Leases { get; set; }

    /// <summary>Whose links end; or the secret whose are.</summary>
    public string? Links { get; set; }

    /// <summary>Whose sessions end.</summary>
    public string? Sessions { get; set; }

    /// <summary>Whose keys are revoked.</summary>
    public string? Keys { get; set; }

    /// <summary>Accounts elsewhere: whose, where, and since when they are connected.</summary>
    public List<(string Principal, string Provider, DateTimeOffset Since)> Accounts { get; } = [];

    /// <summary>What people have to do: kind, subject, and what it is.</summary>
    public List<(string Kind, string Subject, string Detail)> ForPeople { get; } = [];

    public void Add(string key, bool isNamed = false) => Secrets[key] = isNamed || Secrets.GetValueOrDefault(key);
}
