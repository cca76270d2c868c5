using System.Text.Json;

namespace DevFlow.Cli.Tests.Sharing;

/// <summary>What share-v1.json holds: made once by another implementation (share-v1.mjs), and never changed. The Local UI's tests read it too.</summary>
internal sealed record ShareVector(string Fragment, string? Passphrase, string Access, string? PassphraseProof, string Content, string Text)
{
    public static IReadOnlyList<ShareVector> All { get; } = JsonSerializer.Deserialize<ShareVector[]>(
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "DevFlow.Cli.Tests", "Sharing", "share-v1.json")), JsonSerializerOptions.Web)!;
}
