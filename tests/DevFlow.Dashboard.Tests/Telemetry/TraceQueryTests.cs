using DevFlow.Dashboard.Telemetry;

namespace DevFlow.Dashboard.Tests;

public sealed class TraceQueryTests
{
    private readonly TraceStore _store = Spans.Store();

    public TraceQueryTests() => _store.Add(
    [
        Spans.Of(1, 1, "api", "GET /orders", duration: 10, fields: new Field("secret.key", "A_KEY")),
        Spans.Of(1, 2, "worker", "query", parent: 1, failed: true, fields: new Field("db.statement", "SELECT Straße FROM Orders")),
        Spans.Of(2, 3, "api", "GET /health", duration: 1, fields: [new("secret.key", "ANOTHER_KEY"), new("other", "A_KEY")]),
        Spans.Of(0x1234567, 4, "ui", "render", duration: 500),
    ]);

    [Fact]
    public void By_nothing_all_are_found() => Assert.Equal([0x1234567, 2, 1], _store.Numbers());

    [Theory]
    [InlineData("worker", new[] { 1 })]
    [InlineData("api", new[] { 2, 1 })]
    [InlineData("Api", new int[0])]
    public void By_a_service_that_has_a_span(string service, int[] found) => Assert.Equal(found, _store.Numbers(new() { Service = service }));

    [Theory]
    [InlineData("get /", new[] { 2, 1 })]
    [InlineData("from ORDERS", new[] { 1 })]
    [InlineData("a_key", new[] { 2, 1 })]
    [InlineData("secret.key", new int[0])]
    [InlineData("straße", new[] { 1 })]
    [InlineData("", new[] { 0x1234567, 2, 1 })]
    [InlineData("00000000000000000000000001234568", new[] { 0x1234567 })]
    [InlineData("0000000000000000000000000123", new[] { 0x1234567 })]
    [InlineData("00000000", new[] { 0x1234567, 2, 1 })]
    [InlineData("0000000", new int[0])]
    [InlineData("000000000000000000000000000000001", new int[0])]
    public void By_text_in_a_name_a_value_or_the_id(string text, int[] found) => Assert.Equal(found, _store.Numbers(new() { Text = text }));

    [Fact]
    public void By_failure() => Assert.Equal([1], _store.Numbers(new() { ErrorsOnly = true }));

    [Theory]
    [InlineData(10, new[] { 0x1234567, 1 })]
    [InlineData(11, new[] { 0x1234567 })]
    public void By_duration(int milliseconds, int[] found) => Assert.Equal(found, _store.Numbers(new() { AtLeast = TimeSpan.FromMilliseconds(milliseconds) }));

    [Theory]
    [InlineData("secret.key", "A_KEY", new[] { 1 })]
    [InlineData("secret.key", "a_key", new int[0])]
    [InlineData("missing", "A_KEY", new int[0])]
    public void By_an_attribute(string name, string value, int[] found) => Assert.Equal(found, _store.Numbers(new() { Field = new(name, value) }));

    [Fact]
    public void By_several_at_once()
    {
        Assert.Equal([1], _store.Numbers(new() { Service = "worker", Text = "orders", ErrorsOnly = true, Field = new("secret.key", "A_KEY"), AtLeast = TimeSpan.FromMilliseconds(5) }));
        Assert.Empty(_store.Numbers(new() { Service = "ui", Text = "orders" }));
    }

    [Fact]
    public void A_page_of_what_a_text_finds_has_the_total_of_what_it_finds()
    {
        var page = _store.Query(new() { Text = "get" }, 1, 1);

        Assert.Equal((Spans.Trace(1), 2), (Assert.Single(page.Items).Id, page.Total));
    }
}
