using System.Diagnostics;
using System.Text.Json.Serialization;

namespace DevFlow.Secrets;

/// <summary>
/// A value inside an item of 1Password. It is read from JSON, and written to text, JSON and the debugger as <c>***</c>;
/// <see cref="Reveal"/> is the one way to the value.
/// </summary>
/// <param name="value">The value; it may be empty.</param>
[DebuggerDisplay(SecretValue.Mask)]
[JsonConverter(typeof(ConnectSecretJsonConverter))]
public sealed class ConnectSecret(string value) : IFormattable
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsEmpty => _value.Length == 0;

    /// <summary>Hands out the value. Every call is a place where it could leak: keep it out of strings that live on.</summary>
    public string Reveal() => _value;

    /// <summary>Always <see cref="SecretValue.Mask"/>.</summary>
    public override string ToString() => SecretValue.Mask;

    /// <summary>Always <see cref="SecretValue.Mask"/>, whatever the format asks for.</summary>
    public string ToString(string? format, IFormatProvider? formatProvider) => SecretValue.Mask;
}
