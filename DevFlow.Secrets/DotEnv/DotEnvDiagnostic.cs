namespace DevFlow.Secrets;

/// <summary>
/// One fault of a .env file. It says where, what and what to do, in words for the person who must act, and never a character
/// of a value.
/// </summary>
/// <param name="Severity">An error loses the key of its line, or the file if the whole of it is faulty; a warning loses nothing.</param>
/// <param name="Code">What it is, one of <see cref="DotEnvCodes"/>.</param>
/// <param name="Path">The file, as the reader was asked to show it.</param>
/// <param name="Line">The line, from 1; 1 for a fault of the whole file.</param>
/// <param name="Column">The column, from 1, in UTF-16 code units as editors count; a byte order mark is not counted.</param>
/// <param name="Key">
/// The key concerned. Null when there is none, and on lines below an unclosed quote: what looks like a key there may be a piece of a value.
/// </param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record DotEnvDiagnostic(
    FindingSeverity Severity, string Code, string Path, int Line, int Column, string? Key, string Message)
{
    /// <summary>One line in the manner of compilers: <c>.env:3:7: error missing-equals: …</c>.</summary>
    public override string ToString()
    {
        var severity = Severity switch
        {
            FindingSeverity.Error => "error",
            FindingSeverity.Warning => "warning",
            _ => "info",
        };
        return $"{Path}:{Line}:{Column}: {severity} {Code}: {Message}";
    }
}
