using System.Net;

namespace DevFlow.AppHost.Tests;

[Collection(PlatformCollection.Name)]
public sealed class LoopbackTests(RunningPlatform platform)
{
    [Theory]
    [InlineData("mcp-gateway", "/mcp")]
    [InlineData("mcp-gateway", "/health")]
    [InlineData("workflow-engine", "/api/v1/secrets")]
    [InlineData("knowledge-hub", "/health")]
    [InlineData("local-ui", "/")]
    public async Task A_foreign_host_is_refused(string resource, string path)
    {
        using var response = await SendAsync(resource, path, request => request.Headers.Host = "evil.example");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("mcp-gateway", "/mcp", "https://evil.example")]
    [InlineData("mcp-gateway", "/mcp", "null")]
    [InlineData("mcp-gateway", "/mcp", "http://localhost.evil.example")]
    [InlineData("workflow-engine", "/api/v1/secrets", "https://evil.example")]
    [InlineData("knowledge-hub", "/health", "https://evil.example")]
    [InlineData("local-ui", "/api/v1/secrets", "https://evil.example")]
    public async Task A_foreign_origin_is_refused(string resource, string path, string origin)
    {
        using var response = await SendAsync(resource, path, request => request.Headers.Add("Origin", origin));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData("workflow-engine", "/api/v1/secrets")]
    [InlineData("local-ui", "/api/v1/secrets")]
    public async Task A_page_of_this_machine_is_served(string resource, string path)
    {
        var key = await platform.App.ApiKeyAsync();
        using var response = await SendAsync(resource, path, request =>
        {
            request.Headers.Add("Origin", "http://localhost:3737");
            request.Headers.Authorization = new("Bearer", key);
        });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public void Everything_listens_on_loopback_alone()
    {
        var ours = platform.App.Resources().SelectMany(resource => resource.Annotations.OfType<EndpointAnnotation>())
            .Select(endpoint => endpoint.AllocatedEndpoint!.Port).ToHashSet();

        var listening = System.Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Where(listener => ours.Contains(listener.Port)).ToList();

        Assert.NotEmpty(listening);
        Assert.All(listening, listener => Assert.True(IPAddress.IsLoopback(listener.Address), $"{listener} is open to other machines"));
    }

    private async Task<HttpResponseMessage> SendAsync(string resource, string path, Action<HttpRequestMessage> refine)
    {
        using var client = platform.App.CreateHttpClient(resource);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        refine(request);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
