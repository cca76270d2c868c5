namespace DevFlow.Secrets;

/// <summary>The codes of <see cref="DotEnvDiagnostic"/>: short, stable, for machines and for searching the documentation.</summary>
public static class DotEnvCodes
{
    /// <summary>Error: the file is UTF-16. Nothing of it is read.</summary>
    public const string Utf16 = "utf-16";

    /// <summary>Error: the line has bytes that are not UTF-8.</summary>
    public const string InvalidUtf8 = "invalid-utf8";

    /// <summary>Error: the line has a NUL byte.</summary>
    public const string Nul = "nul";

    /// <summary>Error: what stands before <c>=</c> is not a key.</summary>
    public const string InvalidKey = "invalid-key";

    /// <summary>Error: the line has no <c>=</c>.</summary>
    public const string MissingEquals = "missing-equals";

    /// <summary>Error: a quote opens a value and is never closed.</summary>
    public const string UnterminatedQuote = "unterminated-quote";

    /// <summary>Error: something other than blanks and a comment follows a closing quote.</summary>
    public const string TextAfterQuote = "text-after-quote";

    /// <summary>Error: <c>${NAME}</c> is set nowhere and has no default.</summary>
    public const string NotSet = "not-set";

    /// <summary>Error: the value, or what expansion makes of it, is larger than a value may be.</summary>
    public const string ValueTooLarge = "value-too-large";

    /// <summary>Error: the file is larger than a file may be. Nothing of it is read.</summary>
    public const string FileTooLarge = "file-too-large";

    /// <summary>Error: the file is there and cannot be read.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>Error: a directory stands where the file belongs.</summary>
    public const string IsDirectory = "is-directory";

    /// <summary>Error: the name of the environment cannot be a part of a file name, so its two layers are not read.</summary>
    public const string EnvironmentName = "environment-name";

    /// <summary>Warning: others on the machine may read or write the file (mode &amp; 0o077).</summary>
    public const string ReadableByOthers = "readable-by-others";

    /// <summary>Warning: the key is set twice in one file; the last one wins.</summary>
    public const string DuplicateKey = "duplicate-key";

    /// <summary>Warning: <c>#</c> without a blank before it belongs to an unquoted value.</summary>
    public const string HashInValue = "hash-in-value";

    /// <summary>Warning: <c>$(…)</c> is text; DevFlow runs no command.</summary>
    public const string CommandSubstitution = "command-substitution";

    /// <summary>Warning: <c>${</c> that is neither <c>${NAME}</c> nor <c>${NAME:-default}</c> is text.</summary>
    public const string MalformedExpansion = "malformed-expansion";

    /// <summary>Warning: <c>${…}</c> inside a default is text.</summary>
    public const string NestedExpansion = "nested-expansion";

    /// <summary>Warning: <c>${NAME}</c> is set to nothing and has no default.</summary>
    public const string EmptyExpansion = "empty-expansion";
}
