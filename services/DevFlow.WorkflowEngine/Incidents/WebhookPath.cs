namespace DevFlow.WorkflowEngine.Incidents;

/// <summary>Many a webhook is open to whoever knows its path.</summary>
internal static class WebhookPath
{
    private const int Shortest = 12;

    // Letters without a digit are a word, unless there are more of them than a word has.
    private const int LongestWord = 20;
    private const int LeastTurns = 3;

    /// <summary>The parts of an address that look as if they were drawn, as written and as meant; those that are words stand in every second text.</summary>
    public static IEnumerable<string> SecretsIn(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.PathAndQuery.Split('/', '?', '&', '=', ';', ',').SelectMany(part => new[] { part, Uri.UnescapeDataString(part) }).Where(IsDrawn).Distinct(StringComparer.Ordinal);
    }

    private static bool IsDrawn(string part) => part.Length >= Shortest && (Turns(part) >= LeastTurns || part.Split('-', '_', '.').Any(word => word.Length > LongestWord));

    // How often letters turn to digits or digits to letters.
    private static int Turns(string part)
    {
        var letters = part.Where(char.IsLetterOrDigit).ToList();
        return letters.Zip(letters.Skip(1)).Count(pair => char.IsDigit(pair.First) != char.IsDigit(pair.Second));
    }
}
