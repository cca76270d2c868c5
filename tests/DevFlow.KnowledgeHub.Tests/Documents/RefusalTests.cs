using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace DevFlow.KnowledgeHub.Tests.Documents;

/// <summary>What is sent and cannot be taken: an answer that says why, and nothing kept.</summary>
public sealed class RefusalTests(HubFixture fixture) : IClassFixture<HubFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_document_of_50_MB_is_refused_before_it_is_there()
    {
        using var client = fixture.Hub.Client();
        using var said = new StreamContent(new EndlessStream(50_000_000)) { Headers = { ContentType = new("text/plain"), ContentLength = 50_000_000 } };
        using var unsaid = new StreamContent(new EndlessStream(50_000_000)) { Headers = { ContentType = new("text/plain") } };
        using var form = new MultipartFormDataContent { { new StreamContent(new EndlessStream(50_000_000)), "file", "big.txt" } };

        foreach (var content in (HttpContent[])[said, unsaid, form])
        {
            using var answer = await client.PostAsync(new Uri("/api/v1/documents", UriKind.Relative), content, Cancellation);

            Assert.Contains("20 MiB", await answer.ProblemAsync(HttpStatusCode.RequestEntityTooLarge), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_question_of_a_megabyte_is_refused()
    {
        using var client = fixture.Hub.Client();
        using var content = new StringContent($$"""{ "question": "{{new string('x', 1_000_000)}}" }""", new MediaTypeHeaderValue("application/json"));

        using var answer = await client.PostAsync(new Uri("/api/v1/answers", UriKind.Relative), content, Cancellation);

        Assert.Contains("64 KiB", await answer.ProblemAsync(HttpStatusCode.RequestEntityTooLarge), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/vnd.ms-excel")]
    [InlineData("image/png")]
    public async Task Another_kind_of_document_is_refused_by_those_that_are_read(string type)
    {
        using var client = fixture.Hub.Client();

        using var answer = await client.SendAsync("anything", type);

        Assert.Contains("text/markdown", await answer.ProblemAsync(HttpStatusCode.UnsupportedMediaType), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_in_a_wrong_encoding_is_refused_with_the_place()
    {
        using var client = fixture.Hub.Client();

        using var answer = await client.SendAsync(Encoding.Latin1.GetBytes("Grüße aus Köln"), "text/plain; charset=utf-8");

        Assert.Contains("byte 2 ", await answer.ProblemAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "multipart/form-data; boundary=x", "cut off")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nt\r\n--x--\r\n", "multipart/form-data; boundary=x", "no part 'file'")]
    [InlineData("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nis cut", "multipart/form-data; boundary=x", "cut off")]
    [InlineData("x", "multipart/form-data", "boundary")]
    [InlineData("", "text/plain", "empty")]
    public async Task What_is_no_document_is_refused(string body, string type, string why)
    {
        using var client = fixture.Hub.Client();

        using var answer = await client.SendAsync(Encoding.UTF8.GetBytes(body), type);

        Assert.Contains(why, await answer.ProblemAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "query": "" }""")]
    [InlineData("""{ "query": "x", "limit": 51 }""")]
    [InlineData("""{ "query": "x", "limit": 0 }""")]
    [InlineData("""{ "query": 7 }""")]
    [InlineData("{")]
    [InlineData("{}")]
    public async Task A_search_for_nothing_is_refused(string body)
    {
        using var client = fixture.Hub.Client();
        using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));

        using var answer = await client.PostAsync(new Uri("/api/v1/search", UriKind.Relative), content, Cancellation);

        Assert.NotEmpty(await answer.ProblemAsync(HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_query_as_long_as_a_book_is_refused()
    {
        using var client = fixture.Hub.Client();

        using var answer = await client.TrySearchAsync(new string('x', 8001));

        Assert.Contains("8000", await answer.ProblemAsync(HttpStatusCode.BadRequest), StringComparison.Ordinal);
    }
}
