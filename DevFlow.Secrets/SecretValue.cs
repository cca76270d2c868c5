using System.Diagnostics;
using System.Text.Json.Serialization;

namespace DevFlow.Secrets;

/// <summary>
/// A resolved secret. Everything that prints it (text, JSON, debugger, structured logging) prints <c>***</c>;
/// <see cref="Reveal"/> is the one way to the value.
/// </summary>
[DebuggerDisplay("*** from {Source}")]
[JsonConverter(typeof(SecretValueJsonConverter))]
public sealed class SecretValue : IFormattable
{
    /// <summary>What stands in the place of a value wherever one could be printed.</summary>
    public const string Mask = "***";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value;

    /// <summary>Wraps a value that a source has found.</summary>
    /// <param name="value">The value; empty counts as not set everywhere in DevFlow and is refused here.</param>
    /// <param name="source">The name of the source that had it, as in <see cref="SecretSourceNames"/>.</param>
    /// <param name="resolvedAt">When it was read.</param>
    /// <param name="reference">The 1Password reference it was read by, if it was.</param>
    /// <param name="version">The version of the item it was read from, if the source counts versions.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> or <paramref name="source"/> is empty.</exception>
    public SecretValue(string value, string source, DateTimeOffset resolvedAt, SecretReference? reference = null, int? version = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        ArgumentException.ThrowIfNullOrEmpty(source);
        _value = value;
        Source = source;
        ResolvedAt = resolvedAt;
        Reference = reference;
        Version = version;
    }

    /// <summary>The name of the source that answered.</summary>
    public string Source { get; }

    /// <summary>When the source was read.</summary>
    public DateTimeOffset ResolvedAt { get; }

    /// <summary>The 1Password reference that the value was read by; null from any other source.</summary>
    public SecretReference? Reference { get; }

    /// <summary>The version of the 1Password item; null from a source that has none.</summary>
    public int? Version { get; }

    /// <summary>Whether it is one of the examples that ship in <c>.env.example</c>, not a real secret.</summary>
    public bool IsPlaceholder => PlaceholderValues.IsPlaceholder(_value);

    /// <summary>Hands out the value. Every call is a place where it could leak: keep it out of strings that live on.</summary>
    public string Reveal() => _value;

    /// <summary>Always <see cref="Mask"/>.</summary>
    public override string ToString() => Mask;

    /// <summary>Always <see cref="Mask"/>, whatever the format asks for.</summary>
    public string ToString(string? format, IFormatProvider? formatProvider) => Mask;
}
