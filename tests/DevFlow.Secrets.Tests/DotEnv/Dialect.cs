using System.Text;

namespace DevFlow.Secrets.Tests;

/// <summary>Shorthand for tests that read small files.</summary>
internal static class Dialect
{
    public static DotEnvDocument Read(string text, Func<string, string?>? lookup = null) =>
        DotEnvParser.Parse(Encoding.UTF8.GetBytes(text), ".env", lookup);

    public static string? ValueOf(this DotEnvDocument document, string key) =>
        document.TryGet(key, out var entry) ? entry.Reveal() : null;

    public static string? ValueOf(this DotEnvLayers layers, string key) =>
        layers.TryGet(key, out var entry) ? entry.Reveal() : null;

    /// <summary>The codes with their lines: <c>missing-equals@3</c>.</summary>
    public static string Faults(this DotEnvDocument document) =>
        string.Join(' ', document.Diagnostics.Select(d => $"{d.Code}@{d.Line}"));

    public static DotEnvDiagnostic Only(this DotEnvDocument document) => Assert.Single(document.Diagnostics);
}
