using System.Net;

namespace DevFlow.ServiceDefaults;

/// <summary>What the Workflow Engine gave.</summary>
/// <param name="Text">The token; null when it gave none.</param>
/// <param name="RenewAt">When to ask for the next.</param>
/// <param name="Status">What it answered.</param>
internal sealed record ServiceToken(string? Text, DateTimeOffset RenewAt, HttpStatusCode Status)
{
    public override string ToString() => $"a token ({Status})";
}
