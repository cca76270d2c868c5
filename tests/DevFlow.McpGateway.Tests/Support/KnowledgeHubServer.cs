using DevFlow.KnowledgeHub.Search;
using DevFlow.Secrets;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DevFlow.McpGateway.Tests.Support;

/// <summary>The Knowledge Hub in this process, beside an engine and in its folder.</summary>
internal sealed class KnowledgeHubServer : WebApplicationFactory<Searcher>
{
    public const string Key = "key-of-the-hub-0123456789abcdef";

    private readonly Dictionary<string, string?> _configuration;
    private IHost? _host;

    private KnowledgeHubServer(Dictionary<string, string?> configuration) => _configuration = configuration;

    /// <summary>What the engine is to be started with, to know it.</summary>
    public static (string Key, string Value) Known => ("ConnectionStrings:service_key_knowledge_hub", Key);

    public Uri Address => ClientOptions.BaseAddress;

    public static KnowledgeHubServer Start(string folder, Uri engine, Uri qdrant, string qdrantKey)
    {
        var hub = new KnowledgeHubServer(new(StringComparer.Ordinal)
        {
            ["DEVFLOW_ROOT"] = folder,
            ["OTEL_SERVICE_NAME"] = "knowledge-hub",
            ["services:workflow-engine:http:0"] = engine.ToString(),
            ["ConnectionStrings:service_key"] = Key,
            ["ConnectionStrings:qdrant_http"] = qdrant.ToString(),
            ["ConnectionStrings:qdrant_key"] = qdrantKey,
        });
        hub.UseKestrel(0);
        hub.StartServer();
        return hub;
    }

    public override async ValueTask DisposeAsync()
    {
        var workspace = _host?.Services.GetRequiredService<SecretsWorkspace>();
        if (_host is not null)
            await _host.StopAsync(TestContext.Current.CancellationToken);
        await base.DisposeAsync();
        // A program that is stopped ends its services by itself, beside this: the folder goes when the audit in it is written to its end.
        if (workspace is not null)
            await workspace.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected override IHost CreateHost(IHostBuilder builder)
    {
        builder.ConfigureHostConfiguration(configuration => configuration.AddInMemoryCollection(_configuration));
        return _host = base.CreateHost(builder);
    }
}
