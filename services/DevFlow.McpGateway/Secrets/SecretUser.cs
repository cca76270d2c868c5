using System.ComponentModel;

namespace DevFlow.McpGateway.Secrets;

/// <summary>A service that uses a secret.</summary>
internal sealed record SecretUser(
    string Service,
    [property: Description("used: declared and read; never-read: declared alone; undeclared: read alone.")] string State,
    long Reads,
    DateTimeOffset? FirstRead,
    DateTimeOffset? LastRead);
