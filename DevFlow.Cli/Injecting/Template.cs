namespace DevFlow.Cli.Injecting;

/// <summary>A text with places for secrets.</summary>
/// <param name="Parts">Its pieces, in order.</param>
/// <param name="Problems">What in it cannot be read.</param>
internal sealed record Template(IReadOnlyList<TemplatePart> Parts, IReadOnlyList<Problem> Problems);
