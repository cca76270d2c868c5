using DevFlow.Dashboard.Otlp.Wire;
using Google.Protobuf;
using static DevFlow.Dashboard.Tests.Messages;

namespace DevFlow.Dashboard.Tests;

public sealed class AttributeTests
{
    private readonly Readers _readers = new(new() { MaxAttributes = 4, MaxValueLength = 20, MaxNameLength = 10 });

    private static readonly (AnyValue Value, string Text)[] _values =
    [
        (Text("as it is <b>"), "as it is <b>"),
        (new() { BoolValue = true }, "true"),
        (new() { IntValue = long.MinValue }, "-9223372036854775808"),
        (new() { DoubleValue = 0.1 }, "0.1"),
        (new() { DoubleValue = double.NaN }, "NaN"),
        (new() { BytesValue = ByteString.CopyFrom(0, 1, 255) }, "AAH/"),
        (new(), ""),
        (new() { ArrayValue = new() { Values = { Text("a\"ä"), new AnyValue { IntValue = 1 }, new AnyValue(), new AnyValue { DoubleValue = double.NaN } } } }, """["a\"ä",1,null,"NaN"]"""),
        (new() { KvlistValue = new() { Values = { Attribute("k", new() { BoolValue = false }), new KeyValue { Key = "n" } } } }, """{"k":false,"n":null}"""),
        (new() { ArrayValue = new() }, "[]"),
    ];

    [Fact]
    public void A_value_of_any_kind_is_text() => Assert.All(_values, value => Assert.Equal(value.Text, new Readers().Read(value.Value)));

    [Fact]
    public void An_attribute_without_a_value_is_empty() =>
        Assert.Equal("", Assert.Single(_readers.Read(Span(attributes: new KeyValue { Key = "key" })).Fields).Value);

    [Theory]
    [InlineData("12345678901234567890", "12345678901234567890")]
    [InlineData("123456789012345678901", "12345678901234567890…")]
    [InlineData("1234567890123456789😀", "1234567890123456789…")]
    public void A_long_value_is_cut(string value, string text) => Assert.Equal(text, _readers.Read(Text(value)));

    [Fact]
    public void Long_bytes_lists_and_maps_are_cut()
    {
        Assert.Equal("AAAAAAAAAAAAAAAAAAAA…", _readers.Read(new AnyValue { BytesValue = ByteString.CopyFrom(new byte[1000]) }));
        var list = new AnyValue { ArrayValue = new() { Values = { Enumerable.Repeat(Text("abc"), 1000) } } };
        Assert.Equal("""["abc","abc","abc","…""", _readers.Read(list));
        Assert.Equal("""{"k":{"k":{"k":{"k":…""", _readers.Read(Nested(30)));
    }

    [Fact]
    public void Long_names_are_cut()
    {
        var span = _readers.Read(Span("a name of a span", attributes: Attribute("a name of an attribute", Text("1"))));

        Assert.Equal(("a name of …", "a name of …"), (span.Name, span.Fields[0].Name));
        Assert.Equal("a name of …", Assert.Single(_readers.Traces.Read(Traces(Resource("a name of a service"), Span()), new())).Sender.Service);
    }

    [Fact]
    public void Of_many_attributes_the_first_are_kept_and_the_others_counted()
    {
        var span = _readers.Read(Span(attributes: [.. Enumerable.Range(0, 10).Select(i => Attribute($"key{i}", Text("1")))]));

        Assert.Equal(["key0", "key1", "key2", "key3", "…"], span.Fields.Select(field => field.Name));
        Assert.Equal("6 more", span.Fields[^1].Value);
    }

    [Fact]
    public void Of_many_events_the_first_are_kept_and_the_others_counted()
    {
        var message = Span();
        message.Events.Add(Enumerable.Range(0, 10).Select(i => new EventMessage { Name = $"event{i}" }));

        Assert.Equal(["event0", "event1", "event2", "event3", "… 6 more"], _readers.Read(message).Events.Select(happened => happened.Name));
    }

    [Fact]
    public void Equal_texts_are_one_object()
    {
        var (first, second) = (_readers.Read(Span(new('x', 5), attributes: Attribute("key", Text(new('y', 5))))), _readers.Read(Span(new('x', 5), attributes: Attribute("key", Text(new('y', 5))))));

        Assert.Same(first.Name, second.Name);
        Assert.Same(first.Fields[0].Value, second.Fields[0].Value);
    }
}
