namespace DevFlow.Hosting.Dashboard;

/// <param name="Name">The command, such as <c>restart</c>.</param>
/// <param name="Text">As the button says it.</param>
/// <param name="Description">What it does.</param>
/// <param name="IsEnabled">Whether it can be executed now; one that is hidden is not told at all.</param>
/// <param name="Confirmation">What a person is asked before; null when nothing.</param>
/// <param name="IsHighlighted">Whether it belongs beside the resource rather than in a menu.</param>
internal sealed record CommandView(string Name, string Text, string? Description, bool IsEnabled, string? Confirmation, bool IsHighlighted);
