namespace DevFlow.Secrets;

/// <summary>Reads the .env dialect of DevFlow.</summary>
/// <remarks>
/// Ten parsers of other tools agree on 19 of 74 small inputs, so there is no standard to be loyal to. Where they agree, this one
/// agrees; where they do not, it takes the reading that cannot corrupt a password or run a command, and warns.
/// <list type="bullet">
/// <item>UTF-8, with or without byte order mark; LF or CRLF; a lone CR is data.</item>
/// <item><c>KEY=VALUE</c>: a key is <c>[A-Za-z_][A-Za-z0-9_.-]*</c>, <c>export </c> may stand before it, blanks around <c>=</c>.</item>
/// <item>An unquoted value is trimmed and ends at a <c>#</c> that has a blank before it; quotes inside are data.</item>
/// <item><c>'…'</c> and <c>`…`</c> are literal; <c>"…"</c> knows <c>\n \r \t \\ \" \$</c>, any other backslash is data. All three may
/// span lines; CRLF in them becomes LF. Only blanks and a comment may follow the closing quote.</item>
/// <item><c>${NAME}</c> and <c>${NAME:-default}</c> are expanded in unquoted and double-quoted values: from earlier keys of the file, then
/// by the lookup; the first that is not empty counts. The default holds when the name is not set or empty, and is not expanded itself:
/// <c>${…}</c> in it is text. <c>\${</c> is literal. A name that is set nowhere and has no default is an error.</item>
/// <item><c>$NAME</c>, <c>$$</c>, <c>$1</c> and <c>$(…)</c> are text. Nothing is executed, and no process environment touched.</item>
/// <item>Of a key that is set twice the last one holds. A key that is set to nothing is an entry whose value is empty.</item>
/// </list>
/// </remarks>
public static class DotEnvParser
{
    /// <summary>How large a file may be: 1 MiB. Of a larger one nothing is read. All its expansions share a limit as large.</summary>
    public const int MaxFileBytes = 1024 * 1024;

    /// <summary>How large a value may be, unquoted and expanded, in bytes of UTF-8: 64 KiB.</summary>
    public const int MaxValueBytes = 64 * 1024;

    /// <summary>Reads a file's content. Bad input makes diagnostics, never an exception.</summary>
    /// <param name="utf8">The content.</param>
    /// <param name="path">The file, as entries and diagnostics shall show it.</param>
    /// <param name="lookup">
    /// Gives the value of a <c>${NAME}</c> that no earlier line sets: from lower layers, then the environment. Null means not set.
    /// Default: nothing is set.
    /// </param>
    public static DotEnvDocument Parse(ReadOnlySpan<byte> utf8, string path, Func<string, string?>? lookup = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (utf8.Length > MaxFileBytes)
        {
            return TooLarge(path);
        }

        if (DotEnvEncoding.Utf16Flavour(utf8) is { } flavour)
        {
            return DotEnvDocument.Refused(path, DotEnvCodes.Utf16,
                $"the file is UTF-16 ({flavour}); save it as UTF-8, in PowerShell with Set-Content -Encoding utf8");
        }

        return new DotEnvReader(utf8, path, lookup).Read();
    }

    internal static DotEnvDocument TooLarge(string path) => DotEnvDocument.Refused(path, DotEnvCodes.FileTooLarge,
        "the file is larger than 1 MiB; keep what is so large in files of its own");
}
