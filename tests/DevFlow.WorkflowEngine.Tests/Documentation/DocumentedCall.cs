using System.Text.RegularExpressions;

namespace DevFlow.WorkflowEngine.Tests.Documentation;

/// <summary>
/// A line of a document that begins with <c>$</c>, and the answer below it: the status, then the body. In an answer <c>…</c> stands for any text, with the word that it cuts short, a time for any time,
/// and blanks and line breaks do not count. A line without an answer succeeds.
/// </summary>
internal sealed partial record DocumentedCall(int Line, string Command, IReadOnlyList<string> Answer)
{
    private const string Indent = "    ";
    private const string Prompt = Indent + "$ ";

    public static IReadOnlyList<DocumentedCall> Read(string text)
    {
        var calls = new List<DocumentedCall>();
        var lines = new Queue<(int Number, string Text)>(text.Split('\n').Select((line, index) => (index + 1, line)));
        while (lines.TryDequeue(out var line))
        {
            if (!line.Text.StartsWith(Prompt, StringComparison.Ordinal))
                continue;
            var command = line.Text[Prompt.Length..];
            while (command.EndsWith('\\'))
                command = command[..^1] + lines.Dequeue().Text.Trim();
            var answer = new List<string>();
            while (lines.TryPeek(out var next) && next.Text.StartsWith(Indent, StringComparison.Ordinal) && !next.Text.StartsWith(Prompt, StringComparison.Ordinal))
                answer.Add(lines.Dequeue().Text.Trim());
            calls.Add(new(line.Number, command, answer));
        }

        return calls;
    }

    /// <summary>Whether this is what it says that comes: the status, and the body.</summary>
    public bool IsAnsweredBy(string status, string body) => Answer is []
        ? status.StartsWith('2')
        : status == Answer[0] && Regex.IsMatch(Plain(body), $"^{Regex.Escape(CutShort().Replace(Plain(string.Concat(Answer.Skip(1))), "…")).Replace("…", ".*", StringComparison.Ordinal)}$", RegexOptions.NonBacktracking);

    private static string Plain(string text) => Time().Replace(Blank().Replace(Furniture().Replace(text, ""), ""), "TIME");

    // What each problem document has, and no document has to show each time.
    [GeneratedRegex("\"type\":\"https://tools.ietf.org/[^\"]*\",|,\"traceId\":\"[^\"]*\"", RegexOptions.NonBacktracking)]
    private static partial Regex Furniture();

    [GeneratedRegex(@"[\w.:/-]*…", RegexOptions.NonBacktracking)]
    private static partial Regex CutShort();

    [GeneratedRegex(@"\s", RegexOptions.NonBacktracking)]
    private static partial Regex Blank();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Time();
}
