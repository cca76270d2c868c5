using System.Net;
using DevFlow.Secrets;
using DevFlow.WorkflowEngine.Tests.Audit;

namespace DevFlow.WorkflowEngine.Tests.Dependencies;

/// <summary>An engine to which two services have sent what they read.</summary>
public sealed class DependencyEngine(EngineServer server) : IAsyncLifetime
{
    private readonly AuditFiles _files = new();

    internal Engine Engine { get; private set; } = null!;

    internal HttpClient Anna { get; private set; } = null!;

    internal HttpClient Admin { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Engine = await Engine.StartAsync(server);
        Anna = await Engine.CreateClientAsync("anna");
        Admin = await Engine.CreateClientAsync("admin", isAdmin: true);
        await _files.WriteAsync(
            "mcp-gateway", AuditFiles.Access("JWT_SECRET"), AuditFiles.Access("JWT_SECRET"), AuditFiles.Access("QDRANT_API_KEY", outcome: "denied"), AuditFiles.Access("SESSION_SECRET", outcome: "miss"),
            AuditFiles.Access("project/shop/staging/STRIPE", tier: SecretTier.Project), AuditFiles.Access("user-secret:1", "user:1", tier: SecretTier.User), AuditFiles.Access("UNKNOWN_KEY"));
        await _files.WriteAsync("knowledge-hub", AuditFiles.Access("QDRANT_API_KEY"));
        await SendAsync("mcp-gateway");
        await SendAsync("knowledge-hub");
    }

    /// <summary>Sends all that the service has written.</summary>
    public async Task SendAsync(string service)
    {
        using var client = await Engine.CreateServiceClientAsync(service);
        using var answer = await _files.SendAsync(client, service);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        Anna.Dispose();
        Admin.Dispose();
        _files.Dispose();
        await Engine.DisposeAsync();
    }
}
