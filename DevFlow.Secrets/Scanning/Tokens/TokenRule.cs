using System.Text.RegularExpressions;

namespace DevFlow.Secrets;

/// <summary>The form of a service's tokens.</summary>
/// <param name="Name">How findings and <c>.devflowignore</c> call it.</param>
/// <param name="What">What it is, for people.</param>
/// <param name="Keywords">What each token of the form begins with; looked for before anything else.</param>
/// <param name="Form">The form, from the keyword on; it begins with ^, so that nothing is tried further on.</param>
internal sealed record TokenRule(string Name, string What, string[] Keywords, Regex Form)
{
    /// <summary>Whether people think the secret up. All others have been drawn by a machine, from more than anybody can try.</summary>
    public bool IsGuessable { get; init; }

    /// <summary>Whether the keyword begins a word, so that sk- is none in task-.</summary>
    public bool BeginsWord { get; init; } = true;

    /// <summary>Where in a match the secret begins. Default at its beginning; it goes on to the end.</summary>
    public Func<ReadOnlySpan<char>, int> SecretAt { get; init; } = _ => 0;

    /// <summary>Whether something that has the form is a secret: given is the text from the keyword on, and where in it the secret stands.</summary>
    public Func<ReadOnlySpan<char>, Range, bool> IsSecret { get; init; } = (text, secret) => !TokenPlaceholders.IsPlaceholder(text[secret]);
}
