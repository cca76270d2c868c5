using Microsoft.Extensions.Logging.Abstractions;

namespace DevFlow.Secrets.Tests.Sources;

public class OnePasswordSourceTests
{
    private static readonly SecretReference _reference = SecretReference.Parse("op://DevFlow/AOSentry/api_key");

    [Fact]
    public async Task It_is_not_configured_without_a_token_and_says_so()
    {
        var answer = await AskAsync(_reference);

        Assert.Equal(SourceOutcome.NotConfigured, answer.Outcome);
        Assert.Equal("1Password is not configured (OP_CONNECT_TOKEN is not set)", answer.Detail);
        Assert.NotNull(answer.Remedy);
    }

    [Fact]
    public async Task It_has_nothing_for_a_key_without_a_reference() =>
        Assert.Equal(SourceOutcome.NotFound, (await AskAsync(reference: null, ("OP_CONNECT_TOKEN", "token"))).Outcome);

    [Fact]
    public async Task Two_names_of_the_endpoint_that_differ_are_not_picked_from()
    {
        var answer = await AskAsync(
            _reference, ("OP_CONNECT_TOKEN", "token"), ("OP_CONNECT_URL", "http://localhost:1"), ("OP_CONNECT_HOST", "http://localhost:2"));

        Assert.Equal(SourceOutcome.Unavailable, answer.Outcome);
        Assert.Equal("OP_CONNECT_URL and OP_CONNECT_HOST are two names of one setting, and differ", answer.Detail);
    }

    private static async Task<SourceAnswer> AskAsync(SecretReference? reference, params (string Name, string Value)[] environment)
    {
        var variables = environment.ToDictionary(v => v.Name, v => v.Value);
        using var folder = new TestFolder();
        var settings = new DevFlowSettings(variables.GetValueOrDefault, () => folder.Open().Layers);
        using var connection = new OnePasswordConnection(settings, SecretCaching.None, TimeProvider.System, NullLogger.Instance);
        var source = new OnePasswordSource(connection, TimeProvider.System, NullLogger.Instance);
        return await source.AskAsync(new SecretRequest("AOSENTRY_API_KEY", reference, Entry: null), TestContext.Current.CancellationToken);
    }
}
