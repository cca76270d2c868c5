namespace DevFlow.Cli.Tests;

/// <summary>
/// Commands that a user could type, and what they answer. A script starts in a fresh clone (see <see cref="Clone"/>), line by line:
/// <code>
/// # a comment
/// env KEY=VALUE            sets a variable for the commands that follow
/// write PATH &lt;&lt;EOF        makes a file of the lines up to EOF
/// connect &lt;&lt;EOF             starts a 1Password Connect server with the vaults of the lines up to EOF, and sets the variables for it
/// engine &lt;&lt;EOF              answers in the place of a Workflow Engine as <see cref="FakeEngine"/> says, and sets the variables for it
/// $ devflow verify         runs a line in /bin/sh; what follows, up to the next line of these kinds, is its answer:
/// text                     a line of stdout
/// ! text                   a line of stderr
/// [exit 1]                 the exit code, when it is not 0
/// </code>
/// In an answer [..] stands for any text, [root] for the folder and [engine] for the engine's host and port. Empty lines at its end do not count.
/// </summary>
internal sealed class Script
{
    private Script(IReadOnlyList<ScriptStep> steps) => Steps = steps;

    public IReadOnlyList<ScriptStep> Steps { get; }

    public static Script Read(string path)
    {
        var lines = new Queue<string>(File.ReadAllLines(path));
        var steps = new List<ScriptStep>();
        while (lines.TryDequeue(out var line))
        {
            if (line.StartsWith("$ ", StringComparison.Ordinal))
                steps.Add(new RunStep(line[2..], TakeAnswer(lines)));
            else if (line.StartsWith("env ", StringComparison.Ordinal) && line[4..].Split('=', 2) is [var key, var value])
                steps.Add(new EnvStep(key, value));
            else if (line.StartsWith("write ", StringComparison.Ordinal) && line[6..].Split(" <<", 2) is [var file, var end])
                steps.Add(new WriteStep(file, TakeFile(lines, end)));
            else if (line.StartsWith("connect <<", StringComparison.Ordinal))
                steps.Add(new ConnectStep(TakeFile(lines, line["connect <<".Length..])));
            else if (line.StartsWith("engine <<", StringComparison.Ordinal))
                steps.Add(new EngineStep(TakeFile(lines, line["engine <<".Length..])));
            else if (line.Length > 0 && line[0] != '#')
                throw new FormatException($"{Path.GetFileName(path)}: '{line}' is no line of a script");
        }

        return new Script(steps);
    }

    private static List<string> TakeAnswer(Queue<string> lines)
    {
        var answer = new List<string>();
        while (lines.TryPeek(out var line) && !BeginsStep(line))
            answer.Add(lines.Dequeue());
        while (answer is [.., ""])
            answer.RemoveAt(answer.Count - 1);
        return answer;
    }

    private static bool BeginsStep(string line) =>
        ((string[])["$ ", "env ", "write ", "connect ", "engine ", "#"]).Any(start => line.StartsWith(start, StringComparison.Ordinal));

    private static string TakeFile(Queue<string> lines, string end)
    {
        var text = "";
        while (lines.Dequeue() is var line && line != end)
            text += line + "\n";
        return text;
    }
}
