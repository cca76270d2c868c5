using DevFlow.Secrets.Vault.Tests.Support;

namespace DevFlow.Secrets.Vault.Tests.Rotation.Http;

/// <summary>The examples of the documentation, which these tests run.</summary>
internal static class Example
{
    private const string Document = "docs/secrets.md";

    /// <summary>A provider that knows a request that comes again.</summary>
    public static string ByMark(string address) => At(Block("prove:"), address);

    /// <summary>A provider that does not, but tells what there is.</summary>
    public static string ByList(string address) => At(Block("prove:").Replace("  idempotency: Idempotency-Key\n", "", StringComparison.Ordinal) + Block("list:"), address);

    /// <summary>A server of OAuth.</summary>
    public static string OAuth(string address) => Block("kind: oauth").Replace("https://auth.example.com", address, StringComparison.Ordinal);

    /// <summary>The example in YAML that has a line.</summary>
    public static string Block(string line)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, Document)).ReplaceLineEndings("\n");
        return text.Split("```yaml\n").Skip(1).Select(rest => rest[..rest.IndexOf("```", StringComparison.Ordinal)]).Single(block => $"\n{block}".Contains($"\n{line}", StringComparison.Ordinal));
    }

    private static string At(string yaml, string address)
    {
        Assert.Contains("https://api.example.com/", yaml, StringComparison.Ordinal);
        return yaml.Replace("https://api.example.com", address, StringComparison.Ordinal);
    }
}
