using System.Text.Json.Serialization;

namespace DevFlow.Secrets.Vault;

/// <summary>A record of the audit as the database has it.</summary>
public sealed record StoredAuditRecord
{
    /// <summary>The chain that it is in.</summary>
    public required long Chain { get; init; }

    /// <summary>Its number in the chain.</summary>
    public required long Seq { get; init; }

    /// <summary>When it was made, by the clock of its process.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary><c>access</c>, <c>reads</c> or <c>gap</c>; the chain's own are <c>header</c>, <c>recovered</c>, <c>anchored</c> and <c>closed</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Which service wrote it.</summary>
    public required string Service { get; init; }

    /// <inheritdoc cref="SecretAccess.Key"/>
    public string? Key { get; init; }

    /// <inheritdoc cref="SecretAccess.Tier"/>
    public string? Tier { get; init; }

    /// <inheritdoc cref="SecretAccess.Outcome"/>
    public string? Outcome { get; init; }

    /// <inheritdoc cref="SecretAccess.Source"/>
    public string? Source { get; init; }

    /// <inheritdoc cref="SecretAccess.Reference"/>
    public string? Reference { get; init; }

    /// <inheritdoc cref="SecretAccess.Version"/>
    public int? Version { get; init; }

    /// <inheritdoc cref="SecretAccess.User"/>
    public string? User { get; init; }

    /// <inheritdoc cref="SecretAccess.TraceId"/>
    public string? Trace { get; init; }

    /// <inheritdoc cref="SecretAccess.SpanId"/>
    public string? Span { get; init; }

    /// <inheritdoc cref="AuditRecord.Count"/>
    public required long Count { get; init; }

    /// <inheritdoc cref="AuditRecord.From"/>
    public DateTimeOffset? From { get; init; }

    /// <inheritdoc cref="AuditRecord.To"/>
    public DateTimeOffset? To { get; init; }

    /// <inheritdoc cref="AuditRecord.Refused"/>
    public bool Refused { get; init; }

    /// <summary>The line of the file.</summary>
    [JsonIgnore]
    public string Line { get; init; } = "";

    /// <summary>The piece of a line that stood before it in the file, after a crash; else null.</summary>
    [JsonIgnore]
    public byte[]? Piece { get; init; }
}
