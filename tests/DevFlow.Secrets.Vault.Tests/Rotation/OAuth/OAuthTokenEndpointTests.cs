using System.Net;
using System.Text;
using DevFlow.Secrets.Vault.Tests.Support;

namespace DevFlow.Secrets.Vault.Tests.Rotation.OAuth;

/// <summary>Answers as servers give them: what is odd in one must not cost the refresh token in it, since it may be the only one that works.</summary>
public sealed class OAuthTokenEndpointTests
{
    [Theory]
    [InlineData(3600.0, """{"access_token":"access","refresh_token":"new","expires_in":3600}""")]
    [InlineData(3600.0, """{"access_token":"access","refresh_token":"new","expires_in":"3600"}""")]
    [InlineData(3599.5, "\uFEFF{\"access_token\":\"access\",\"refresh_token\":\"new\",\"expires_in\":3599.5}")]
    [InlineData(null, """{"access_token":"access","refresh_token":"new"}""")]
    [InlineData(null, """{"access_token":"access","refresh_token":"new","expires_in":null}""")]
    [InlineData(null, """{"access_token":"access","refresh_token":"new","expires_in":"soon"}""")]
    [InlineData(null, """{"access_token":"access","refresh_token":"new","expires_in":-1}""")]
    [InlineData(null, """{"access_token":"access","refresh_token":"new","expires_in":1e999}""")]
    [InlineData(null, """{"access_token":"access","refresh_token":"new","expires_in":{"s":1}}""")]
    [InlineData(null, """{"access_token":"access","refresh_token":"new","error":null,"scope":7,"token_type":null}""")]
    [InlineData(null, """{"refresh_token":"new"}""", false)]
    [InlineData(null, """{"access_token":null,"refresh_token":"new"}""", false)]
    [InlineData(null, """{"access_token":["access"],"refresh_token":"new"}""", false)]
    [InlineData(null, """{"access_token":"\ud800","refresh_token":"new"}""", false)]
    [InlineData(null, """{"access_token":"access","refresh_token":"new"}""", true, HttpStatusCode.Created)]
    public async Task A_refresh_token_that_came_is_kept(double? seconds, string body, bool hasAccess = true, HttpStatusCode status = HttpStatusCode.OK)
    {
        var tokens = await RefreshAsync(body, status);

        Assert.Equal("new", tokens.Refresh.Reveal());
        Assert.Equal(hasAccess ? "access" : null, tokens.Access?.Reveal());
        Assert.Equal(seconds, tokens.Lifetime?.TotalSeconds);
    }

    [Theory]
    [InlineData("""{"access_token":"access"}""")]
    [InlineData("""{"access_token":"access","refresh_token":null}""")]
    public async Task Where_none_came_the_one_that_was_sent_goes_on(string body) => Assert.Equal("old", (await RefreshAsync(body)).Refresh.Reveal());

    [Theory]
    [InlineData("""{"error":"invalid_scope"}""", "(invalid_scope)")]
    [InlineData("""{"access_token":"access","refresh_token":"new","error":{"code":1}}""", "answered with 200")]
    [InlineData("""{"expires_in":3600}""", "without an access token")]
    [InlineData("""{"access_token":"access","refresh_token":7}""", "without a refresh token that is a text")]
    [InlineData("""["new"]""", "with no JSON")]
    public async Task What_has_none_is_refused_and_quoted_nowhere(string body, string says)
    {
        var fault = await Assert.ThrowsAsync<RotationException>(() => RefreshAsync(body));

        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("new\"", fault.Message, StringComparison.Ordinal);
    }

    // Two of them are GitHub's: an error with 200, and commas.
    [Theory]
    [InlineData("""{"access_token":"new","scope":"repo,read:user","token_type":"bearer"}""", "repo read:user")]
    [InlineData("""{"access_token":"new","scope":"repo read:user","expires_in":"60","refresh_token":null}""", "repo read:user")]
    [InlineData("""{"access_token":"new","scope":""}""", null)]
    [InlineData("""{"access_token":"new","scope":{"odd":true}}""", null)]
    public async Task A_code_gives_what_came_for_it(string body, string? scopes)
    {
        var tokens = await ExchangeAsync(body);

        Assert.Equal(("new", scopes), (tokens.Access.Reveal(), tokens.Scopes is null ? null : string.Join(' ', tokens.Scopes)));
        Assert.Null(tokens.Refresh);
    }

    [Theory]
    [InlineData("""{"error":"bad_verification_code","error_description":"new"}""", HttpStatusCode.OK, true, "(bad_verification_code)")]
    [InlineData("""{"error":"invalid_grant"}""", HttpStatusCode.BadRequest, true, "(invalid_grant)")]
    [InlineData("""{"error":"invalid_client"}""", HttpStatusCode.Unauthorized, true, "the application's id or secret is wrong")]
    [InlineData("""{"error":"new"}""", HttpStatusCode.BadRequest, true, "answered with 400")]
    [InlineData("""{"error":"temporarily_unavailable"}""", HttpStatusCode.BadRequest, false, "(temporarily_unavailable)")]
    [InlineData("""{"error":"server_error"}""", HttpStatusCode.InternalServerError, false, "(server_error)")]
    [InlineData("""{"message":"new"}""", HttpStatusCode.TooManyRequests, false, "answered with 429")]
    [InlineData("""{"access_token":7}""", HttpStatusCode.OK, false, "without an access token")]
    [InlineData("<html>new</html>", HttpStatusCode.OK, false, "with no JSON")]
    public async Task A_code_that_gives_nothing_is_said_whose_fault_it_is_and_quoted_nowhere(string body, HttpStatusCode status, bool isRefusal, string says)
    {
        var fault = await Assert.ThrowsAsync<RotationException>(() => ExchangeAsync(body, status));

        Assert.Equal((isRefusal, false), (fault.IsRefusal, fault.NeedsPerson));
        Assert.Contains(says, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("new", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("refresh_token is invalid", HttpStatusCode.Forbidden, true)]
    [InlineData("Unknown or invalid refresh token.", HttpStatusCode.Forbidden, true)]
    [InlineData("the client may not", HttpStatusCode.Forbidden, false)]
    [InlineData(null, HttpStatusCode.BadRequest, false)]
    public async Task A_client_that_is_not_authorized_needs_a_person_where_it_is_said_to_be_for_the_refresh_token(string? description, HttpStatusCode status, bool needsPerson)
    {
        var body = System.Text.Json.JsonSerializer.Serialize(new { error = "unauthorized_client", error_description = description });

        var fault = await Assert.ThrowsAsync<RotationException>(() => RefreshAsync(body, status));

        Assert.Equal((true, needsPerson), (fault.IsRefusal, fault.NeedsPerson));
        Assert.Contains("unauthorized_client", fault.Message, StringComparison.Ordinal);
    }

    private static async Task<ProviderTokens> ExchangeAsync(string body, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var exchange = new HttpExchange(TimeProvider.System, TimeSpan.FromMilliseconds(1), () => new Answer(body, status));
        var client = new OAuthClient(new Uri("https://auth.example.com/token"), "id", TestVault.Value("secret")) { IsInBody = true };
        return await new OAuthTokenEndpoint(exchange).ExchangeAsync(client, TestVault.Value("new"), TestVault.Value("verifier"), new("https://devflow.example/oauth/github/callback"), TestContext.Current.CancellationToken);
    }

    private static async Task<OAuthTokens> RefreshAsync(string body, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var exchange = new HttpExchange(TimeProvider.System, TimeSpan.FromMilliseconds(1), () => new Answer(body, status));
        var client = new OAuthClient(new Uri("https://auth.example.com/token"), "id", Secret: null);
        return await new OAuthTokenEndpoint(exchange).RefreshAsync(client, TestVault.Value("old"), TestContext.Current.CancellationToken);
    }

    private sealed class Answer(string body, HttpStatusCode status) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) });
    }
}
