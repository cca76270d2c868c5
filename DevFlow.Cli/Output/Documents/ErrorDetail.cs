using System.Text.Json.Serialization;

namespace DevFlow.Cli.Output;

/// <param name="Message">What is wrong.</param>
/// <param name="Hint">What to do about it.</param>
/// <param name="ExitCode">The exit code that goes with it.</param>
/// <param name="Steps">What each source said, when a secret was looked for.</param>
/// <param name="Problems">All that is wrong, when there is more than one place to mend.</param>
internal sealed record ErrorDetail(
    string Message,
    string? Hint,
    int ExitCode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<StepOutput>? Steps,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ProblemOutput>? Problems);
