using System.Net;

namespace DevFlow.KnowledgeHub.Tests.Documents;

/// <summary>Documents come in, are found, change and go.</summary>
public sealed class IngestTests(Stores stores) : IClassFixture<Stores>
{
    [Fact]
    public async Task What_was_sent_is_found_with_its_place()
    {
        await using var hub = stores.StartHub();
        using var client = hub.Client();
        var id = await client.IngestAsync("# Coffee\n\nThe machine stands in the kitchen.\n\n## Beans\n\nBeans are bought from the roaster in Lisbon.\n", "text/markdown", "?source=wiki/coffee.md");
        await client.IngestAsync("Holidays are asked for by mail, two weeks before.", query: "?title=Holidays");

        var best = (await client.SearchAsync("where are the beans bought"))[0];

        Assert.Equal(id, (string)best["documentId"]!);
        Assert.Equal("Coffee", (string)best["title"]!);
        Assert.Equal("wiki/coffee.md", (string)best["source"]!);
        Assert.Equal("Coffee › Beans, line 7", (string)best["place"]!);
        Assert.Contains("Lisbon", (string)best["text"]!, StringComparison.Ordinal);
        Assert.InRange((double)best["score"]!, 0.3, 1.0001);
    }

    [Fact]
    public async Task The_same_content_again_costs_nothing()
    {
        await using var hub = stores.StartHub();
        using var client = hub.Client();
        var text = $"Only here: {Guid.NewGuid():N}.";
        var id = await client.IngestAsync(text, query: "?source=a.txt");
        var embedded = stores.Models.Embedded.Count;

        using var again = await client.SendAsync(text, query: "?source=a.txt");
        var elsewhere = await client.IngestAsync(text, query: "?source=b.txt");

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(id, (string)(await again.JsonAsync())["id"]!);
        Assert.NotEqual(id, elsewhere);
        Assert.Equal(embedded, stores.Models.Embedded.Count);
        Assert.Equal(2, (await client.SearchAsync(text)).Count);
    }

    [Fact]
    public async Task A_changed_document_takes_the_place_of_the_one_before_and_only_what_is_new_is_embedded()
    {
        await using var hub = stores.StartHub();
        using var client = hub.Client();
        var mark = $"{Guid.NewGuid():N}";
        var id = await client.IngestAsync($"# One\n\nUnchanged {mark}.\n\n# Two\n\nThe old part about giraffes {mark}.\n", "text/markdown", "?source=a.md");
        var before = stores.Models.Embedded.Count;

        Assert.Equal(id, await client.IngestAsync($"# One\n\nUnchanged {mark}.\n\n# Two\n\nThe new part about zebras {mark}.\n", "text/markdown", "?source=a.md"));

        Assert.Equal(["Two\n\nThe new part about zebras " + mark + "."], stores.Models.Embedded.Skip(before));
        var texts = (await client.SearchAsync($"giraffes zebras {mark}")).ConvertAll(result => (string)result["text"]!);
        Assert.Equal(2, texts.Count);
        Assert.DoesNotContain(texts, text => text.Contains("giraffes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_may_bring_the_file_and_what_it_is_called()
    {
        await using var hub = stores.StartHub();
        using var client = hub.Client();
        using var form = new MultipartFormDataContent
        {
            { new StringContent("Walrus handbook"), "title" },
            { new StringContent("zoo"), "project" },
            { new ByteArrayContent("<h1>Walruses</h1><p>They eat clams.</p>"u8.ToArray()) { Headers = { ContentType = new("application/octet-stream") } }, "file", "walrus.html" },
        };

        using var answer = await client.PostAsync(new Uri("/api/v1/documents", UriKind.Relative), form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var document = await client.InStateAsync((string)(await answer.JsonAsync())["id"]!, "ready");
        Assert.Equal(("Walrus handbook", "zoo", "text/html"), ((string)document["title"]!, (string)document["project"]!, (string)document["type"]!));
        Assert.Equal("They eat clams.", (string)(await client.SearchAsync("clams"))[0]["text"]!);
    }

    [Fact]
    public async Task A_document_goes_with_all_that_was_made_of_it()
    {
        await using var hub = stores.StartHub();
        using var client = hub.Client();
        var id = await client.IngestAsync("Pelicans nest on the roof.");

        using var deleted = await client.DeleteAsync(new Uri($"/api/v1/documents/{id}", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Empty(await client.SearchAsync("pelicans"));
        using var gone = await client.GetAsync(new Uri($"/api/v1/documents/{id}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Documents_are_listed_page_by_page()
    {
        await using var hub = stores.StartHub();
        using var client = hub.Client();
        HashSet<string> sent = [await client.IngestAsync("One."), await client.IngestAsync("Two."), await client.IngestAsync("Three.")];

        HashSet<string> listed = [];
        string? after = null;
        do
        {
            using var answer = await client.GetAsync(new Uri($"/api/v1/documents?limit=2&state=ready{(after is null ? "" : $"&after={after}")}", UriKind.Relative), TestContext.Current.CancellationToken);
            var page = await answer.JsonAsync();
            Assert.InRange(page["documents"]!.AsArray().Count, 1, 2);
            listed.UnionWith(page["documents"]!.AsArray().Select(document => (string)document!["id"]!));
            after = (string?)page["next"];
        }
        while (after is not null);

        Assert.Equal(sent, listed);
    }
}
