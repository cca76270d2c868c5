namespace DevFlow.Secrets.Vault.Tests.Rotation.Http;

/// <summary>What a value holds cannot become a part of the request that it is sent in.</summary>
public sealed class HttpRequestsTests
{
    private const string Canary = "c4n4ry";

    [Theory]
    [InlineData("a/b?c=d#e", "https://api.example.com/keys/a%2Fb%3Fc%3Dd%23e")]
    [InlineData("..%2f", "https://api.example.com/keys/..%252f")]
    [InlineData("ключ", "https://api.example.com/keys/%D0%BA%D0%BB%D1%8E%D1%87")]
    public void An_id_names_one_thing_below_the_path_that_is_written_down(string id, string address)
    {
        using var request = HttpRequests.Make(Step("https://api.example.com/keys/${candidate.id}"), _ => id);

        Assert.Equal(address, request.RequestUri!.AbsoluteUri);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a\nb")]
    public void An_id_that_names_another_path_is_refused(string id) =>
        Assert.Contains("${candidate.id}", Assert.Throws<RotationException>(() => HttpRequests.Make(Step("https://api.example.com/keys/${candidate.id}"), _ => id)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("\r\nX-Other: 1")]
    [InlineData("\n")]
    [InlineData("\0")]
    [InlineData("ü")]
    public void A_value_that_would_end_its_header_is_refused_and_not_told(string end)
    {
        var step = Step("https://api.example.com/") with { Headers = [("Authorization", TextTemplate.TryParse("Bearer ${current}", out _)!)] };

        var fault = Assert.Throws<RotationException>(() => HttpRequests.Make(step, _ => Canary + end));

        Assert.Contains("'Authorization' of step 'test'", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, $"{fault}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_in_a_form_is_one_field_whatever_it_holds()
    {
        var step = Step("https://api.example.com/") with { Method = HttpMethod.Post, Form = [("token", TextTemplate.TryParse("${current}", out _)!)] };
        using var request = HttpRequests.Make(step, _ => "a&admin=true");

        Assert.Equal("token=a%26admin%3Dtrue", await request.Content!.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static HttpStep Step(string url) => new()
    {
        Name = "test",
        Place = "config/rotators/acme.yaml:1:1",
        Method = HttpMethod.Get,
        Url = TextTemplate.TryParse(url, out _)!,
        Expected = [200],
    };
}
