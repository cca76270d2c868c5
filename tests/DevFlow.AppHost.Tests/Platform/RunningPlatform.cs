using System.Security.Cryptography;
using DevFlow.ConnectEmulator;
using Microsoft.Extensions.DependencyInjection;

namespace DevFlow.AppHost.Tests;

/// <summary>
/// The whole platform, started once for all tests of the collection, on free ports and in a folder of its own. Some of its secrets
/// are in 1Password, the others in .env; each is marked, and everything that the services send as telemetry is kept.
/// </summary>
public sealed class RunningPlatform : IAsyncLifetime
{
    private readonly TestRoot _root = new();

    internal static readonly string[] Services = ["workflow-engine", "knowledge-hub", "mcp-gateway"];

    internal DistributedApplication App { get; private set; } = null!;

    internal OtlpReceiver Telemetry { get; private set; } = null!;

    internal ConnectEmulatorServer Connect { get; private set; } = null!;

    internal string Folder => _root.Folder;

    internal byte[] EncryptionKey { get; } = RandomNumberGenerator.GetBytes(32);

    /// <summary>The values that must be seen nowhere.</summary>
    internal IReadOnlyList<string> Canaries { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        Telemetry = await OtlpReceiver.StartAsync();
        await WriteMarkedSecretsAsync();
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.DevFlow_AppHost>([$"--DEVFLOW_ROOT={Folder}"]);
        foreach (var project in builder.Resources.OfType<ProjectResource>())
        {
            builder.CreateResourceBuilder(project)
                .WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", Telemetry.Url)
                .WithEnvironment("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                .WithEnvironment("OTEL_BSP_SCHEDULE_DELAY", "200")
                .WithEnvironment("OTEL_BLRP_SCHEDULE_DELAY", "200")
                .WithEnvironment("OTEL_METRIC_EXPORT_INTERVAL", "500");
        }

        App = await builder.BuildAsync();
        await App.StartAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        foreach (var name in (string[])[.. Services, "local-ui"])
            await App.ResourceNotifications.WaitForResourceHealthyAsync(name, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (App is not null)
        {
            await App.StopAsync();
            await App.DisposeAsync();
        }

        await Telemetry.DisposeAsync();
        await Connect.DisposeAsync();
        _root.Dispose();
    }

    /// <summary>All that the resources have written so far.</summary>
    internal async Task<string> LogsAsync()
    {
        var logs = App.Services.GetRequiredService<ResourceLoggerService>();
        var text = new List<string>();
        foreach (var resource in App.Services.GetRequiredService<DistributedApplicationModel>().Resources)
        {
            text.AddRange(await BacklogAsync(logs, resource));
        }

        return string.Join('\n', text);
    }

    private static async Task<List<string>> BacklogAsync(ResourceLoggerService logs, IResource resource)
    {
        var lines = new List<string>();
        using var enough = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        try
        {
            await foreach (var batch in logs.WatchAsync(resource).WithCancellation(enough.Token))
            {
                lines.AddRange(batch.Select(line => line.Content));
                // What comes within a moment of the last line was written before; the rest belongs to the future.
                enough.CancelAfter(TimeSpan.FromMilliseconds(200));
            }
        }
        catch (OperationCanceledException)
        {
            // Enough.
        }

        return lines;
    }

    private async Task WriteMarkedSecretsAsync()
    {
        var mark = Guid.NewGuid().ToString("N");
        var token = $"canary-connect-token-{mark}";
        var kept = ((string[])["jira", "github", "confluence", "oauth", "qdrant"]).Select(name => $"canary-{name}-of-1password-{mark}").ToArray();
        Connect = await ConnectEmulatorServer.StartAsync(new()
        {
            Quiet = true,
            VaultsYaml = $$"""
                tokens: [{ name: platform, token: {{token}}, vaults: { DevFlow: r } }]
                vaults:
                  - name: DevFlow
                    items:
                      - { title: Webhooks, category: API_CREDENTIAL, fields: { jira: {{kept[0]}}, github: {{kept[1]}}, confluence: {{kept[2]}} } }
                      - { title: GitHub, category: API_CREDENTIAL, fields: { oauth_client_secret: {{kept[3]}} } }
                      - { title: Qdrant, category: API_CREDENTIAL, fields: { api_key: {{kept[4]}} } }
                """,
        });
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["SECRET_ENCRYPTION_KEY"] = Convert.ToBase64String(EncryptionKey),
        };
        foreach (var key in (string[])["AOSENTRY_API_KEY", "SESSION_SECRET", "JWT_SECRET", "ATLASSIAN_CLIENT_SECRET"])
            secrets[key] = $"canary-{key.ToLowerInvariant().Replace('_', '-')}-{mark}";
        var password = $"canary-database-{mark}";
        Canaries = [.. secrets.Values, password, token, .. kept];

        // The environment of the last line is one of the secrets of the whole; it stands there as in a developer's file.
        var lines = secrets.Select(secret => $"{secret.Key}={secret.Value}")
            .Append($"DATABASE_URL=postgresql://devflow:{password}@localhost:5432/devflow")
            .Append("QDRANT_URL=http://localhost:6333")
            .Append($"OP_CONNECT_URL={Connect.Address}")
            .Append($"OP_CONNECT_TOKEN={token}")
            .Append("DEVFLOW_SECRETS_CACHE_SECONDS=1")
            .Append("DEVFLOW_MODE=local")
            .Append("DEBUG_MODE=true")
            .Append("LOG_LEVEL=DEBUG");
        _root.Write(".env", string.Join('\n', lines) + "\n");
    }
}
