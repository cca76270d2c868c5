using System.Text.Json;

namespace DevFlow.Secrets.Vault;

/// <summary>What a provider answered. It may hold values, so nothing of it is told.</summary>
/// <param name="Status">The code.</param>
/// <param name="Body">The body.</param>
internal sealed record HttpReply(int Status, byte[] Body)
{
    /// <summary>The body as JSON; null for what is none.</summary>
    public JsonDocument? TryParse()
    {
        try
        {
            return JsonDocument.Parse(Body.AsMemory(Body.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0));
        }
        catch (JsonException)
        {
            // Its message quotes what it was given.
            return null;
        }
    }

    public override string ToString() => $"{Status}, {Body.Length} bytes";
}
