using DevFlow.McpGateway.Platform;
using DevFlow.McpGateway.Resources;
using DevFlow.McpGateway.Secrets;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace DevFlow.McpGateway.Calls;

/// <summary>What a half-written argument may become.</summary>
internal static class Completions
{
    private const int Most = 100;
    private const string Framework = "framework";
    private const string Secret = "secret";

    /// <summary>Those that are completed.</summary>
    public static IReadOnlyList<string> Arguments { get; } = [Framework, Secret];

    public static async ValueTask<CompleteResult> CompleteAsync(RequestContext<CompleteRequestParams> request, CancellationToken cancellationToken)
    {
        var known = request.Params.Argument.Name switch
        {
            Framework => ComplianceResources.Frameworks,
            Secret => await SecretsAsync(request.Services!, cancellationToken),
            _ => [],
        };
        List<string> fitting = [.. known.Where(value => value.StartsWith(request.Params.Argument.Value, StringComparison.OrdinalIgnoreCase))];
        return new() { Completion = new() { Values = [.. fitting.Take(Most)], Total = fitting.Count, HasMore = fitting.Count > Most } };
    }

    private static async Task<IReadOnlyList<string>> SecretsAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            var list = await services.GetRequiredService<PlatformClient>().GetAsync<SecretList>(PlatformPart.Engine, "api/v1/secrets", cancellationToken);
            return [.. list.Secrets.Select(secret => secret.Key)];
        }
        catch (PlatformException)
        {
            // Whoever writes goes on without help.
            return [];
        }
    }
}
