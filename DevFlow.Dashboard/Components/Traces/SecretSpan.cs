using DevFlow.Dashboard.Secrets;
using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Components.Traces;

/// <summary>What a span says about a secret that was looked up.</summary>
/// <param name="Key">The secret's key.</param>
/// <param name="Source">Which source answered, or was asked.</param>
/// <param name="Rest">How it ended, such as <c>hit · from memory</c>.</param>
internal sealed record SecretSpan(string Key, string? Source, string Rest)
{
    private const string AskSpan = "secret.source.ask";

    /// <summary>Where all about the secret is.</summary>
    public string Page => $"/secrets/{Uri.EscapeDataString(Key)}";

    /// <returns>Null for spans that are about no secret.</returns>
    public static SecretSpan? Of(Span span)
    {
        if (span.Name is not (SecretTelemetry.ResolveSpan or AskSpan) || span.Fields.Find(SecretTelemetry.Key) is not { Length: > 0 } key)
            return null;
        string?[] rest =
        [
            span.Fields.Find(SecretTelemetry.Outcome),
            span.Fields.Find(SecretTelemetry.Cache) switch { null => null, "hit" => "from memory", "miss" => "not in memory", var other => $"cache {other}" },
            span.Fields.Find(SecretTelemetry.Age) is { } age ? $"{age} s old" : null,
        ];
        return new(key, span.Fields.Find(SecretTelemetry.Source), string.Join(" · ", rest.OfType<string>()));
    }
}
