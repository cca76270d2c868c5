using System.Security.Cryptography;
using System.Text;
using DevFlow.Secrets;
using DevFlow.WorkflowEngine.Access;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;

namespace DevFlow.WorkflowEngine.Tests.Access;

public sealed class AccessTokenTests
{
    private const string Secret = "jwt-secret-0123456789abcdef0123456789abcd";
    private const string Anna = "user:11111111-1111-1111-1111-111111111111";

    private readonly FakeTimeProvider _time = new(new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly AccessTokens _tokens;
    private Func<string> _secret = () => Secret;
    private string[] _others = [];

    public AccessTokenTests() => _tokens = new(
        new TokenKeys(_ => new((IReadOnlyList<SecretValue>)[Value(_secret()), .. _others.Select(Value)]), _time, NullLogger<TokenKeys>.Instance), _time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_says_who_calls_for_a_quarter_of_an_hour()
    {
        var token = await _tokens.IssueAsync(Anna, "admin", AccessTokens.Engine, Cancel);

        var identity = await _tokens.VerifyAsync(token.Token.Reveal(), AccessTokens.Engine, Cancel);
        Assert.Equal(Anna, identity!.FindFirst("sub")!.Value);
        Assert.Equal("admin", identity.FindFirst("role")!.Value);
        Assert.Equal(_time.GetUtcNow().AddMinutes(15), token.ExpiresAt);
        _time.Advance(TimeSpan.FromMinutes(15) + TimeSpan.FromSeconds(29));
        Assert.NotNull(await _tokens.VerifyAsync(token.Token.Reveal(), AccessTokens.Engine, Cancel));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await _tokens.VerifyAsync(token.Token.Reveal(), AccessTokens.Engine, Cancel));
    }

    [Fact]
    public async Task While_the_key_is_rotated_tokens_of_the_one_before_and_of_the_one_to_come_count_also_after_a_restart()
    {
        const string Next = "the-next-jwt-secret-0123456789abcdef0123";
        var (before, after) = (Of(Secret), Of(Next));
        var (first, second) = (await before.IssueAsync(Anna, "member", AccessTokens.Engine, Cancel), await after.IssueAsync(Anna, "member", AccessTokens.Engine, Cancel));

        foreach (var rotating in (AccessTokens[])[Of(Secret, Next), Of(Next, Secret)])
        {
            Assert.NotNull(await rotating.VerifyAsync(first.Token.Reveal(), AccessTokens.Engine, Cancel));
            Assert.NotNull(await rotating.VerifyAsync(second.Token.Reveal(), AccessTokens.Engine, Cancel));
        }

        Assert.Null(await before.VerifyAsync(second.Token.Reveal(), AccessTokens.Engine, Cancel));
        Assert.Null(await after.VerifyAsync(first.Token.Reveal(), AccessTokens.Engine, Cancel));
        _others = [Next];
        Assert.NotNull(await _tokens.VerifyAsync(second.Token.Reveal(), AccessTokens.Engine, Cancel));
        _others = [];
        Assert.Null(await _tokens.VerifyAsync(second.Token.Reveal(), AccessTokens.Engine, Cancel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_key_whose_rotation_has_ended_or_was_taken_back_counts_no_more_at_once(bool takenBack)
    {
        const string Next = "the-next-jwt-secret-0123456789abcdef0123";
        var before = await _tokens.IssueAsync(Anna, "member", AccessTokens.Engine, Cancel);
        (_secret, _others) = (() => Next, [Secret]);
        var during = await _tokens.IssueAsync(Anna, "member", AccessTokens.Engine, Cancel);
        Assert.NotNull(await _tokens.VerifyAsync(before.Token.Reveal(), AccessTokens.Engine, Cancel));

        (_secret, _others) = (() => takenBack ? Secret : Next, []);

        Assert.Equal(takenBack, await _tokens.VerifyAsync(before.Token.Reveal(), AccessTokens.Engine, Cancel) is not null);
        Assert.Equal(!takenBack, await _tokens.VerifyAsync(during.Token.Reveal(), AccessTokens.Engine, Cancel) is not null);
    }

    [Fact]
    public async Task A_token_printed_by_mistake_is_not_shown()
    {
        var token = await _tokens.IssueAsync(Anna, "admin", AccessTokens.Engine, Cancel);

        Assert.DoesNotContain(token.Token.Reveal(), $"{token}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_good_for_its_own_audience_alone()
    {
        var token = await _tokens.IssueAsync(Anna, "member", "mcp-gateway", Cancel);

        Assert.Null(await _tokens.VerifyAsync(token.Token.Reveal(), AccessTokens.Engine, Cancel));
        Assert.NotNull(await _tokens.VerifyAsync(token.Token.Reveal(), "mcp-gateway", Cancel));
    }

    public static TheoryData<string, string> Forgeries => new()
    {
        { "nothing", "" },
        { "no token", "hello" },
        { "three empty parts", ".." },
        { "unsigned", $"{Part("""{"alg":"none","typ":"JWT"}""")}.{Payload()}." },
        { "unsigned, oddly written", $"{Part("""{"alg":"nOnE","typ":"JWT"}""")}.{Payload()}." },
        { "unsigned, with a signature", Signed("""{"alg":"none","typ":"JWT"}""", Payload(), Secret) },
        { "said to be RS256, signed by our key", Signed("""{"alg":"RS256","typ":"JWT"}""", Payload(), Secret) },
        { "HS512", Hs512() },
        { "signed by a foreign key", Signed("""{"alg":"HS256","typ":"JWT"}""", Payload(), "another-secret-0123456789abcdef0123456789") },
        { "signed by the empty key", Signed("""{"alg":"HS256","typ":"JWT"}""", Payload(), "") },
        { "a key of its own in the header", Signed("""{"alg":"HS256","typ":"JWT","jwk":{"kty":"oct","k":"YW5vdGhlci1zZWNyZXQtMDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODk"}}""", Payload(), "another-secret-0123456789abcdef0123456789") },
        { "a key id that is a path", Signed("""{"alg":"HS256","typ":"JWT","kid":"../../../dev/null"}""", Payload(), "") },
        { "another issuer", Signed("""{"alg":"HS256","typ":"JWT"}""", Payload(issuer: "evil"), Secret) },
        { "another audience", Signed("""{"alg":"HS256","typ":"JWT"}""", Payload(audience: "knowledge-hub"), Secret) },
        { "run out", Signed("""{"alg":"HS256","typ":"JWT"}""", Payload(from: -1000, until: -30), Secret) },
        { "not yet valid", Signed("""{"alg":"HS256","typ":"JWT"}""", Payload(from: 31, until: 900), Secret) },
        { "without an end", Signed("""{"alg":"HS256","typ":"JWT"}""", Payload(until: null), Secret) },
        { "a megabyte", Signed("""{"alg":"HS256","typ":"JWT"}""", Part($$"""{"sub":"{{new string('a', 1024 * 1024)}}"}"""), Secret) },
    };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task What_we_did_not_issue_for_now_and_here_is_refused(string what, string token)
    {
        Assert.NotEmpty(what);
        Assert.Null(await _tokens.VerifyAsync(token, AccessTokens.Engine, Cancel));
    }

    [Fact]
    public async Task The_forgeries_above_are_refused_for_what_is_wrong_with_them_alone() =>
        Assert.NotNull(await _tokens.VerifyAsync(Signed("""{"alg":"HS256","typ":"JWT"}""", Payload(), Secret), AccessTokens.Engine, Cancel));

    [Fact]
    public async Task A_token_with_any_of_its_characters_changed_is_refused()
    {
        var token = (await _tokens.IssueAsync(Anna, "member", AccessTokens.Engine, Cancel)).Token.Reveal();
        // The last character of the signature holds four bits that count and two that are none.
        for (var i = 0; i < token.Length - 1; i++)
        {
            var changed = $"{token[..i]}{(token[i] is 'A' ? 'B' : 'A')}{token[(i + 1)..]}";
            Assert.Null(await _tokens.VerifyAsync(changed, AccessTokens.Engine, Cancel));
        }
    }

    [Fact]
    public async Task Another_secret_is_taken_up_and_the_tokens_of_the_one_before_run_out_as_they_would_have()
    {
        var old = await _tokens.IssueAsync(Anna, "member", AccessTokens.Engine, Cancel);
        _secret = () => "another-secret-0123456789abcdef0123456789";

        var fresh = await _tokens.IssueAsync(Anna, "member", AccessTokens.Engine, Cancel);
        Assert.NotNull(await _tokens.VerifyAsync(old.Token.Reveal(), AccessTokens.Engine, Cancel));
        Assert.NotNull(await _tokens.VerifyAsync(fresh.Token.Reveal(), AccessTokens.Engine, Cancel));
        _time.Advance(TimeSpan.FromMinutes(16));
        // Not only because its time is over: nothing that is signed by the old secret is accepted any more.
        Assert.Null(await _tokens.VerifyAsync(Signed("""{"alg":"HS256","typ":"JWT"}""", Payload(until: 3600), Secret), AccessTokens.Engine, Cancel));
        Assert.NotNull(await _tokens.VerifyAsync(
            Signed("""{"alg":"HS256","typ":"JWT"}""", Payload(until: 3600), "another-secret-0123456789abcdef0123456789"), AccessTokens.Engine, Cancel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Tokens_of_a_secret_that_was_rotated_end_when_it_is_retired_and_not_later(bool sawTheNextOne)
    {
        const string Next = "the-next-jwt-secret-0123456789abcdef0123";
        var old = await _tokens.IssueAsync(Anna, "member", AccessTokens.Engine, Cancel);
        if (sawTheNextOne)
        {
            _others = [Next];
            Assert.NotNull(await _tokens.VerifyAsync(old.Token.Reveal(), AccessTokens.Engine, Cancel));
        }

        (_secret, _others) = (() => Next, [Secret]);
        Assert.NotNull(await _tokens.VerifyAsync(old.Token.Reveal(), AccessTokens.Engine, Cancel));
        _others = [];
        Assert.Null(await _tokens.VerifyAsync(old.Token.Reveal(), AccessTokens.Engine, Cancel));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("0123456789012345678901234567890")]
    [InlineData("ÄÖÜÄÖÜÄÖÜÄÖÜÄÖ")]
    public async Task A_secret_of_less_than_256_bits_is_refused_with_the_way_to_make_one(string secret)
    {
        _secret = () => secret;

        var fault = await Assert.ThrowsAsync<VaultException>(async () => await _tokens.IssueAsync(Anna, "member", AccessTokens.Engine, Cancel));
        Assert.Equal(VaultError.Invalid, fault.Error);
        Assert.EndsWith("must have at least 32; make one with: openssl rand -hex 32", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_is_changed_to_a_short_one_or_goes_away_leaves_the_one_before_in_its_place()
    {
        var token = await _tokens.IssueAsync(Anna, "member", AccessTokens.Engine, Cancel);

        _secret = () => "short";
        Assert.NotNull(await _tokens.VerifyAsync(token.Token.Reveal(), AccessTokens.Engine, Cancel));
        _secret = () => throw new SecretNotFoundException("JWT_SECRET", []);
        Assert.NotNull(await _tokens.VerifyAsync(token.Token.Reveal(), AccessTokens.Engine, Cancel));
    }

    private static string Payload(string issuer = "devflow", string audience = "workflow-engine", int from = 0, int? until = 900)
    {
        var now = new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        var end = until is null ? "" : $$""","exp":{{now + until}}""";
        return Part($$"""{"iss":"{{issuer}}","aud":"{{audience}}","sub":"{{Anna}}","role":"admin","nbf":{{now + from}}{{end}}}""");
    }

    private static string Part(string json) => Base64UrlEncoder.Encode(json);

    private static string Signed(string header, string payload, string secret)
    {
        var text = $"{Part(header)}.{payload}";
        return $"{text}.{Base64UrlEncoder.Encode(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)))}";
    }

    private static string Hs512()
    {
        var text = $"{Part("""{"alg":"HS512","typ":"JWT"}""")}.{Payload()}";
        return $"{text}.{Base64UrlEncoder.Encode(HMACSHA512.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(text)))}";
    }

    private AccessTokens Of(params string[] secrets) => new(new TokenKeys(_ => new((IReadOnlyList<SecretValue>)[.. secrets.Select(Value)]), _time, NullLogger<TokenKeys>.Instance), _time);

    private static SecretValue Value(string text) => new(text, "test", DateTimeOffset.UnixEpoch);
}
