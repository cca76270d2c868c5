using System.Diagnostics;
using DevFlow.ServiceDefaults.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace DevFlow.ServiceDefaults.Tests.Scrubbing;

public sealed class SpanScrubbingTests : IDisposable
{
    private readonly ActivitySource _source = new($"Test.{Guid.NewGuid():N}");
    private readonly ListExporter _first = new();
    private readonly ListExporter _last = new();
    private readonly TestHost _host;

    public SpanScrubbingTests()
    {
        _host = new(
            // The worst order there can be: one exporter before the mask, one after it.
            before: builder => builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing
                .AddSource(_source.Name).AddProcessor(new SimpleActivityExportProcessor(_first)).AddProcessor(new LateTagProcessor())),
            after: builder => builder.Services.AddOpenTelemetry().WithTracing(tracing => tracing
                .AddProcessor(new SimpleActivityExportProcessor(_last))));
        _host.Scrubber.Register(Canary.Value);
        _host.Services.GetRequiredService<TracerProvider>();
    }

    public void Dispose()
    {
        _host.Dispose();
        _source.Dispose();
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("Bearer {0}")]
    [InlineData("?key={0}&a=b")]
    public void Name_status_and_tags_are_masked(string shape)
    {
        foreach (var text in Canary.Forms.Select(form => string.Format(shape, form)))
        {
            using (var span = _source.StartActivity(text, ActivityKind.Client))
            {
                span!.SetTag("text", text).SetTag("list", new[] { "a", text }).SetTag(text, "name").SetTag("number", 12);
                span.SetStatus(ActivityStatusCode.Error, text);
                span.TraceStateString = "a=b";
            }

            Canary.IsNotIn(_first.Spans[^1]);
            Canary.IsNotIn(_last.Spans[^1]);
            Assert.Contains("number=12", _first.Spans[^1], StringComparison.Ordinal);
            Assert.Contains("a=b", _first.Spans[^1], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Tags_of_one_name_are_masked_each_and_keep_their_order()
    {
        using (var span = _source.StartActivity("work"))
            span!.AddTag("a", "plain").AddTag("a", Canary.Value).AddTag("b", 1).AddTag("a", Canary.Value);

        Assert.Contains("a=plain a=*** b=1 a=***", Assert.Single(_first.Spans), StringComparison.Ordinal);
    }

    [Fact]
    public void A_span_without_a_value_keeps_its_very_objects()
    {
        var tag = new Uri("https://host/");
        var span = _source.StartActivity("work")!;
        span.SetTag("uri", tag);
        span.Dispose();

        Assert.Same(tag, span.GetTagItem("uri"));
        Assert.True(span.Recorded);
    }

    [Fact]
    public void An_exception_is_masked_as_it_is_added()
    {
        using (var span = _source.StartActivity("work"))
        {
            span!.AddException(new InvalidOperationException("outer", new IOException(Canary.Value)));
            span.AddException(new IOException("plain"), new TagList { { "why", Canary.Value } });
        }

        var seen = Assert.Single(_first.Spans);
        Canary.IsNotIn(seen);
        Assert.Contains("System.IO.IOException: ***", seen, StringComparison.Ordinal);
        Assert.Contains("exception.type=System.InvalidOperationException", seen, StringComparison.Ordinal);
        Assert.Contains("exception.message=plain", seen, StringComparison.Ordinal);
        Assert.Contains("why=***", seen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_span_with_a_value_in_an_event_is_withheld_and_a_warning_says_so_once()
    {
        for (var i = 0; i < 3; i++)
        {
            using var span = _source.StartActivity("work");
            span!.AddEvent(new("sent", tags: new() { ["body"] = Canary.Value }));
        }

        Assert.Empty(_first.Spans);
        Assert.Empty(_last.Spans);
        var warning = Assert.Single(_host.Provider.Entries).Message;
        Assert.StartsWith("A span work is not exported: the event sent holds a secret's value", warning, StringComparison.Ordinal);
        Canary.IsNotIn(warning);
    }

    [Fact]
    public void An_event_whose_name_holds_a_value_and_a_link_with_one_withhold_their_span()
    {
        using (var span = _source.StartActivity($"work on {Canary.Value}"))
            span!.AddEvent(new($"sent {Canary.Value}"));
        using (var span = _source.StartActivity("work"))
            span!.AddLink(new(default, new() { ["body"] = Canary.Value }));

        Assert.Empty(_first.Spans);
        Assert.All(_host.Provider.Entries, entry => Canary.IsNotIn(entry.All));
        Assert.Contains("the event sent ***", _host.Provider.Entries.First().Message, StringComparison.Ordinal);
        Assert.Contains("a link", _host.Provider.Last.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Events_and_links_without_a_value_are_exported()
    {
        using (var span = _source.StartActivity("work"))
            span!.AddEvent(new("sent", tags: new() { ["body"] = "plain" })).AddLink(new(default, new() { ["body"] = "plain" }));

        Assert.Contains("sent body=plain", Assert.Single(_first.Spans), StringComparison.Ordinal);
        Assert.Empty(_host.Provider.Entries);
    }

    [Fact]
    public void A_tag_that_a_processor_sets_at_the_end_is_masked()
    {
        using (_source.StartActivity("late"))
        {
        }

        Assert.Contains("late=***", Assert.Single(_last.Spans), StringComparison.Ordinal);
    }

    [Fact]
    public void It_asks_for_no_span_that_nobody_wants()
    {
        using var other = new ActivitySource($"Other.{Guid.NewGuid():N}");

        Assert.Null(other.StartActivity("work"));
    }
}
