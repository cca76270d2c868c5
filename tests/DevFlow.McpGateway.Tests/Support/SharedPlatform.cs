using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DevFlow.McpGateway.Tests.Support;

/// <summary>An engine and a gateway that all tests share which break neither. Their secrets are marked, and all that both say is kept.</summary>
public sealed class SharedPlatform(EngineServer server) : IAsyncLifetime
{
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);

    public static string Mark { get; } = $"{Guid.NewGuid():N}";

    /// <summary>The values that must be seen nowhere.</summary>
    public static IReadOnlyDictionary<string, string> Canaries { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["AOSENTRY_API_KEY"] = $"canary-aosentry/+{Mark}",
        ["GITHUB_WEBHOOK_SECRET"] = $"canary-github/+{Mark}",
        ["CONFLUENCE_WEBHOOK_SECRET"] = $"canary-confluence/+{Mark}",
        ["JIRA_WEBHOOK_SECRET"] = $"canary-jira/+{Mark}",
        ["GITHUB_CLIENT_SECRET"] = $"canary-client/+{Mark}",
    };

    internal Engine Engine { get; private set; } = null!;

    internal Gateway Gateway { get; private set; } = null!;

    internal Overheard Overheard { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Engine = await Engine.StartAsync(server, string.Join('\n', Canaries.Select(one => $"{one.Key}='{one.Value}'").Append("LOG_LEVEL=DEBUG")), Gateway.Known);
        Gateway = Gateway.Start(Engine.Folder, Engine.Address, ("RateLimits:Burst", "10000"), ("RateLimits:ChangesPerMinute", "10000"));
        Overheard = new(Engine);
        Gateway.Services.GetRequiredService<ILoggerFactory>().AddProvider(Overheard);
    }

    public async ValueTask DisposeAsync()
    {
        Overheard.Dispose();
        await Gateway.DisposeAsync();
        await Engine.DisposeAsync();
    }

    /// <summary>The API key of a person, who is added where there is none of the name.</summary>
    internal async Task<string> KeyOfAsync(string name, bool isAdmin = false)
    {
        if (_keys.TryGetValue(name, out var known))
            return known;
        using var client = await Engine.CreateClientAsync(name, isAdmin);
        return _keys[name] = (await client.PostJsonAsync("/api/v1/me/api-keys", new { name = "agent" })).Text("key");
    }

    /// <summary>What the gateway's audit says, line by line.</summary>
    internal async Task<string> RecordsAsync()
    {
        var records = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Engine.Folder, "logs", "audit"), "mcp-gateway.*.jsonl"))
        {
            using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            records.Append(await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        }

        return records.ToString();
    }
}
