using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace DevFlow.Secrets;

/// <summary>
/// Where 1Password keeps a secret: <c>op://vault/item/field</c>, <c>op://vault/item/section/field</c>, either of them with
/// <c>?attribute=…</c> or <c>?ssh-format=openssh</c>. Each segment is a name or a 26-character id; an attached file's name
/// stands in the field's position.
/// </summary>
/// <remarks>
/// 1Password allows letters, digits, <c>-</c>, <c>_</c>, <c>.</c> and blanks in a segment. DevFlow also reads percent-encoded
/// characters (<c>op://DevFlow/TLS%2FEdge/key</c>), which is an extension: the <c>op</c> tool does not.
/// </remarks>
public sealed class SecretReference : IEquatable<SecretReference>
{
    /// <summary>How every reference starts. It is read in any case and written in lower case.</summary>
    public const string Scheme = "op://";

    private readonly string _text;

    internal SecretReference(string vault, string item, string? section, string field, string? attribute, string? sshFormat)
    {
        Vault = vault;
        Item = item;
        Section = section;
        Field = field;
        Attribute = attribute;
        SshFormat = sshFormat;
        _text = Compose();
    }

    /// <summary>The vault's name or id.</summary>
    public string Vault { get; }

    /// <summary>The item's title or id.</summary>
    public string Item { get; }

    /// <summary>The section's name or id; null when the reference names none.</summary>
    public string? Section { get; }

    /// <summary>The field's label or id, or the name of an attached file.</summary>
    public string Field { get; }

    /// <summary>
    /// What of the field is meant: <c>type</c>, <c>value</c>, <c>id</c>, <c>purpose</c> or <c>otp</c>; of a file: <c>type</c>,
    /// <c>content</c>, <c>size</c>, <c>id</c> or <c>name</c>. Null means the value, or the content.
    /// </summary>
    public string? Attribute { get; }

    /// <summary><c>openssh</c> when a private key is wanted in that format; otherwise null.</summary>
    public string? SshFormat { get; }

    /// <summary>Whether a segment has the form of a 1Password id, and so may be sent without looking a title up.</summary>
    /// <param name="segment">A vault, item, section or field.</param>
    public static bool IsId(string segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        return segment.Length == 26 && segment.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));
    }

    /// <summary>Whether a value means a reference, well-formed or not. Such a value is never handed out as a secret.</summary>
    /// <param name="value">Any value.</param>
    public static bool LooksLikeReference([NotNullWhen(true)] string? value) =>
        value is not null && value.AsSpan().TrimStart().StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads a reference.</summary>
    /// <param name="text">The reference.</param>
    /// <exception cref="FormatException">It is malformed; the message says where and what to write.</exception>
    public static SecretReference Parse(string text) =>
        TryParse(text, out var reference, out var problem) ? reference : throw new FormatException(problem);

    /// <summary>Reads a reference, or says what is wrong with it.</summary>
    /// <param name="text">The reference.</param>
    /// <param name="reference">The reference that was read.</param>
    /// <param name="problem">What is wrong and what to write instead, as a sentence that names no place.</param>
    public static bool TryParse(
        string? text,
        [NotNullWhen(true)] out SecretReference? reference,
        [NotNullWhen(false)] out string? problem)
    {
        (reference, problem) = SecretReferenceParser.Read(text);
        return reference is not null;
    }

    /// <summary>The reference as it is to be written: names as given, everything outside the grammar percent-encoded.</summary>
    public override string ToString() => _text;

    /// <summary>References are equal when their texts are, whatever the case: 1Password's names are case-insensitive.</summary>
    /// <param name="other">The other reference.</param>
    public bool Equals(SecretReference? other) =>
        other is not null && string.Equals(_text, other._text, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SecretReference);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_text);

    private string Compose()
    {
        var text = new StringBuilder(Scheme);
        PercentEncoding.Append(text, Vault);
        PercentEncoding.Append(text.Append('/'), Item);
        if (Section is not null)
            PercentEncoding.Append(text.Append('/'), Section);
        PercentEncoding.Append(text.Append('/'), Field);
        if (Attribute is not null)
            text.Append("?attribute=").Append(Attribute);
        if (SshFormat is not null)
            text.Append("?ssh-format=").Append(SshFormat);
        return text.ToString();
    }
}
