using System.Text.RegularExpressions;
using YamlDotNet.Core;

namespace DevFlow.Secrets;

/// <summary>Why a YAML file could not be read to its end, at a place counted from 1.</summary>
internal sealed partial record YamlProblem(int Line, int Column, string Message, string? Remedy)
{
    public static YamlProblem From(YamlException error, string yaml)
    {
        var line = (int)Math.Max(1, error.Start.Line);
        var column = (int)Math.Max(1, error.Start.Column);
        return FindTab(yaml, line) is { } tab
            ? new YamlProblem(
                tab.Line, tab.Column, "the line is indented with a tab, and YAML indents with blanks only",
                "replace the tab by two blanks")
            : new YamlProblem(
                line, column, $"the file is not valid YAML here: {Plain(error.Message)}",
                "check indentation, quotes and colons on this line and the one above");
    }

    // The parser reports a tab as a missing key or an unknown token, on the line of the tab or on one of its neighbours.
    private static (int Line, int Column)? FindTab(string yaml, int errorLine)
    {
        var lines = yaml.Split('\n');
        foreach (var number in (int[])[errorLine, errorLine - 1, errorLine + 1])
        {
            if (number < 1 || number > lines.Length)
                continue;
            var line = lines[number - 1];
            var tab = line.IndexOf('\t');
            if (tab >= 0 && line.AsSpan(0, tab).IndexOfAnyExcept(' ') < 0)
                return (number, tab + 1);
        }

        return null;
    }

    private static string Plain(string message)
    {
        var text = Position().Replace(message, "").TrimEnd('.');
        return text.Length == 0 ? "syntax error" : char.ToLowerInvariant(text[0]) + text[1..];
    }

    [GeneratedRegex(
        @"^\(Line: .*?\) - \(Line: .*?\): |\s*\(at Line: [^)]*\)", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Position();
}
