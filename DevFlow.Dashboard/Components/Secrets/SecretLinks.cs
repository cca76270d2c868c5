using DevFlow.Dashboard.Secrets;

namespace DevFlow.Dashboard.Components.Secrets;

/// <summary>Where a secret leads.</summary>
internal static class SecretLinks
{
    public static string Details(string key) => $"/secrets/{Uri.EscapeDataString(key)}";

    /// <summary>All requests that read it.</summary>
    public static string Traces(string key) => $"/traces?field={Uri.EscapeDataString($"{SecretTelemetry.Key}={key}")}";

    /// <summary>The request that a lookup was a part of.</summary>
    public static string Request(SecretLookup lookup) => $"/traces/{lookup.TraceId}?span={lookup.SpanId}";
}
